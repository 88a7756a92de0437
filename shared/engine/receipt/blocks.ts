/** Small makers of receipt blocks, and the head and foot that every document shares. */

import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import type { SettingBody } from "../../records/settings/index.ts";
import type { ReceiptField, ReceiptProfile } from "./profiles.ts";
import { dateTimeText, type ReceiptLanguage, type ReceiptWord } from "./words.ts";

/** What is printed around any act: who sells, where, by whom, on which register. */
export interface ReceiptContext {
  readonly language: ReceiptLanguage;
  readonly profile: ReceiptProfile;
  readonly store: SettingBody<"store">;
  readonly legalEntity: SettingBody<"legal-entity">;
  readonly register: SettingBody<"register">;
  /** As it stands on the receipt. */
  readonly cashierName: string;
  /** Name and version. */
  readonly software: string;
  /** Minutes the store's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  readonly copy?: boolean;
  readonly training?: boolean;
  /** The code of `engine/receipt-code`, signed. */
  readonly signedCode?: string | undefined;
  readonly taxCodes: ReadonlyMap<string, string>;
}

/** Whether the profile prints a field. */
export function prints(context: ReceiptContext, field: ReceiptField): boolean {
  const { required, optional } = context.profile;
  return required.includes(field) || optional.includes(field);
}

/** A line of text. */
export function text(
  content: string,
  style: Partial<Omit<Extract<ReceiptBlock, { kind: "text" }>, "kind" | "text">> = {},
): ReceiptBlock {
  return { kind: "text", text: content, align: "start", bold: false, size: "normal", ...style };
}

/** Two cells: what it is, and how much. */
export function pair(
  left: string,
  right: string,
  style: { readonly field?: ReceiptField; readonly bold?: boolean } = {},
): ReceiptBlock {
  const bold = style.bold ?? false;
  return {
    kind: "columns",
    cells: [
      { text: left, share: 8, align: "start", bold },
      { text: right, share: 4, align: "end", bold },
    ],
    ...(style.field === undefined ? {} : { field: style.field }),
  };
}

/** Cells of equal standing, the first to the start and the others to the end. */
export function row(
  cells: readonly (readonly [content: string, share: number])[],
  field?: ReceiptField,
): ReceiptBlock {
  return {
    kind: "columns",
    cells: cells.map(([content, share], index) => ({
      text: content,
      share,
      align: index === 0 ? ("start" as const) : ("end" as const),
      bold: false,
    })),
    ...(field === undefined ? {} : { field }),
  };
}

export const RULE: ReceiptBlock = { kind: "rule", heavy: false };

/** Marks, seller, title, number and time. */
export function head(
  context: ReceiptContext,
  about: {
    readonly title: ReceiptWord;
    readonly number: string;
    readonly atMs: number;
    readonly startedAtMs?: number | undefined;
    readonly gift?: boolean;
  },
): ReceiptBlock[] {
  const { language, store, legalEntity, register } = context;
  const { words } = language;
  const blocks: ReceiptBlock[] = [];
  if (context.training === true) {
    blocks.push({ kind: "mark", mark: "training", text: words.training });
  }
  if (context.copy === true) blocks.push({ kind: "mark", mark: "copy", text: words.copy });
  if (about.gift === true) {
    blocks.push({ kind: "mark", mark: "gift", text: words["gift-mark"] });
  }
  if (store.logo !== undefined) blocks.push({ kind: "logo", data: store.logo });
  const centred = { align: "centre" } as const;
  blocks.push(text(legalEntity.legalName, { ...centred, bold: true, field: "legal-name" }));
  if (prints(context, "store")) blocks.push(text(store.name, { ...centred, field: "store" }));
  const { street, postcode, city } = store.address;
  blocks.push(text(`${street}, ${postcode} ${city}`, { ...centred, field: "address" }));
  for (const { kind, value } of legalEntity.taxNumbers) {
    if (!prints(context, "tax-number")) break;
    const label = kind === "" ? words["tax-number"] : kind;
    blocks.push(text(`${label} ${value}`, { ...centred, field: "tax-number" }));
  }
  for (const line of legalEntity.receiptText) blocks.push(text(line, centred));
  blocks.push(RULE, text(words[about.title], { bold: true, size: "large" }));
  blocks.push(pair(words.number, about.number, { field: "number" }));
  const wall = (atMs: number) => atMs + context.utcOffsetMinutes * 60_000;
  const at = dateTimeText(wall(about.atMs), language);
  blocks.push(pair(words.date, at, { field: "date-time" }));
  if (about.startedAtMs !== undefined && prints(context, "started-at")) {
    const started = dateTimeText(wall(about.startedAtMs), language);
    blocks.push(pair(words.started, started, { field: "started-at" }));
  }
  if (prints(context, "register")) {
    blocks.push(pair(words.register, register.name, { field: "register" }));
  }
  if (prints(context, "register-serial")) {
    blocks.push(pair(words.serial, register.serialNumber, { field: "register-serial" }));
  }
  if (prints(context, "cashier")) {
    blocks.push(pair(words.cashier, context.cashierName, { field: "cashier" }));
  }
  blocks.push(RULE);
  return blocks;
}

/** Returns text, footer, software, the signed code, and the cut. */
export function foot(context: ReceiptContext): ReceiptBlock[] {
  const { profile, language } = context;
  const blocks: ReceiptBlock[] = [];
  const centred = { align: "centre", size: "small" } as const;
  if (profile.returnsText !== undefined && prints(context, "returns-text")) {
    blocks.push(text(profile.returnsText, { ...centred, field: "returns-text" }));
  }
  for (const line of profile.footer) blocks.push(text(line, { ...centred, field: "footer" }));
  if (prints(context, "software")) {
    const line = `${language.words.software}: ${context.software}`;
    blocks.push(text(line, { ...centred, field: "software" }));
  }
  // A copy or a training receipt must not be able to prove a purchase a second time.
  const mayProve = context.copy !== true && context.training !== true;
  if (context.signedCode !== undefined && mayProve && prints(context, "signed-code")) {
    const caption = language.words["scan-to-return"];
    blocks.push({ kind: "qr", data: context.signedCode, caption, field: "signed-code" });
  }
  blocks.push({ kind: "cut" });
  return blocks;
}

/** The document around its blocks. */
export function documentOf(
  context: ReceiptContext,
  about: {
    readonly kind: ReceiptDocument["kind"];
    readonly number: string;
    readonly blocks: readonly ReceiptBlock[];
    readonly opensDrawer?: boolean;
  },
): ReceiptDocument {
  return {
    kind: about.kind,
    number: about.number,
    language: context.language.language,
    direction: context.language.direction,
    blocks: [...about.blocks],
    opensDrawer: about.opensDrawer ?? false,
  };
}
