/**
 * Printable documents without bytes, made from entries: at once, later, offline, in any language. The
 * printer, the picture and the e-mail render the same blocks.
 */
import type { TaxPart } from "../../records/basket.ts";
import type { Entry } from "../../records/entry.ts";
import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import { documentOf, foot, head, pair, prints, type ReceiptContext, RULE, text } from "./blocks.ts";
import { balanceBlocks, lineBlocks, returnedBlocks, taxBlocks, tenderBlocks } from "./goods.ts";
import { amountText, dateText } from "./words.ts";

export interface PromiseLine {
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly promisedBy: string;
  readonly how: "ship" | "collect";
}

/**
 * The receipt of a sale; with `gift`, the same without any amount. A sale of nothing but deposits is
 * a deposit receipt. Opens the drawer when cash changed hands, never for a copy.
 */
export function receiptOfSale(
  entry: Entry<"sale.completed">,
  context: ReceiptContext,
  extras: {
    readonly gift?: boolean;
    readonly clientName?: string | undefined;
    readonly pointsBalance?: number | undefined;
    readonly promises?: readonly PromiseLine[];
    /** What is on each gift card after this sale sold or filled it, by its number. */
    readonly loaded?: ReadonlyMap<string, number>;
  } = {},
): ReceiptDocument {
  const { body } = entry;
  const { priced } = body;
  const { language } = context;
  const { words } = language;
  const gift = extras.gift === true;
  const isDeposit =
    priced.lines.length > 0 && priced.lines.every((line) => line.productKind === "deposit");
  const kind = gift ? "gift" : isDeposit ? "deposit" : "sale";
  const number = body.receiptNumber;
  const amount = (minor: number) => amountText(minor, priced.currency, language);
  const blocks: ReceiptBlock[] = head(context, {
    title: kind,
    number,
    atMs: entry.at,
    startedAtMs: body.startedAtMs,
    gift,
  });
  if (extras.clientName !== undefined && prints(context, "client")) {
    blocks.push(pair(words.client, extras.clientName, { field: "client" }));
  }
  blocks.push(...lineBlocks(priced, context, gift), RULE);
  if (!gift) {
    const total = `${priced.currency} ${amount(priced.totalMinor)}`;
    blocks.push(pair(words.total, total, { field: "total", bold: true }));
    if (body.roundingMinor !== 0) {
      blocks.push(pair(words.rounding, amount(body.roundingMinor), { field: "rounding" }));
    }
    blocks.push(...tenderBlocks(body.tenders, priced.currency, context));
    blocks.push(...balanceBlocks(body, extras.loaded ?? new Map(), context), RULE);
    const { currency, totalMinor } = priced;
    blocks.push(...taxBlocks(priced.taxes, { currency, totalMinor, context }));
    const earned = body.pointsEarned + ofClient(body.rewards, body.clientId);
    blocks.push(...pointsBlocks(earned, extras.pointsBalance, context));
  }
  for (const promise of extras.promises ?? []) blocks.push(...promiseBlocks(promise, context));
  if (body.note !== undefined) blocks.push(text(body.note));
  blocks.push(...foot(context));
  const hasCash = body.tenders.some((tender) => tender.kind === "cash");
  const opensDrawer = hasCash && context.copy !== true && !gift;
  return documentOf(context, { kind, number, blocks, opensDrawer });
}

/** The receipt of a return, or of an exchange with what went out in return. */
export function receiptOfReturn(
  entry: Entry<"return.completed">,
  context: ReceiptContext,
): ReceiptDocument {
  const { body } = entry;
  const { currency, exchange } = body;
  const { language } = context;
  const { words } = language;
  const kind = exchange === undefined ? "return" : "exchange";
  const number = body.receiptNumber;
  const amount = (minor: number) => amountText(minor, currency, language);
  const balanceMinor = (body.exchangeMinor ?? 0) - body.refundMinor;
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: kind, number, atMs: entry.at, startedAtMs: body.startedAtMs }),
    ...returnedBlocks(body.lines, currency, context),
    ...(exchange === undefined ? [] : [RULE, ...lineBlocks(exchange, context)]),
    RULE,
    pair(
      balanceMinor <= 0 ? words.refund : words["to-pay"],
      `${currency} ${amount(balanceMinor)}`,
      {
        field: "total",
        bold: true,
      },
    ),
  ];
  if (body.roundingMinor !== 0) {
    blocks.push(pair(words.rounding, amount(body.roundingMinor), { field: "rounding" }));
  }
  blocks.push(...tenderBlocks(body.tenders, currency, context), RULE);
  const back = sumTaxes(body.lines.flatMap((line) => line.taxes));
  const totalMinor = -body.refundMinor;
  blocks.push(...taxBlocks(back, { currency, totalMinor, context, sign: -1 }));
  if (exchange !== undefined) {
    const about = { currency, totalMinor: exchange.totalMinor, context };
    blocks.push(...taxBlocks(exchange.taxes, about));
  }
  blocks.push(...pointsBlocks(pointsOfReturn(body), undefined, context));
  blocks.push(...foot({ ...context, signedCode: undefined }));
  const hasCash = body.tenders.some((tender) => tender.kind === "cash");
  return documentOf(context, {
    kind,
    number,
    blocks,
    opensDrawer: hasCash && context.copy !== true,
  });
}

/**
 * The full invoice of a sale, or its credit note: the receipt's figures, the buyer, its own number, and
 * on a credit note the number of the invoice it belongs to. Of an exchange only what came back is
 * credited, so how the difference was paid is not said.
 */
export function receiptOfInvoice(
  invoice: Entry<"invoice.issued">,
  of: Entry<"sale.completed"> | Entry<"return.completed">,
  context: ReceiptContext,
  extras: { readonly ofInvoiceNumber?: string | undefined } = {},
): ReceiptDocument {
  const { body } = invoice;
  const { language } = context;
  const { words } = language;
  const { currency } = body;
  const isSale = of.kind === "sale.completed";
  const sign = body.kind === "invoice" ? 1 : -1;
  const isExchange = of.kind === "return.completed" && of.body.exchange !== undefined;
  const { ofInvoiceNumber } = extras;
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: body.kind, number: body.number, atMs: invoice.at }),
    text(`${words.buyer}: ${body.buyer.name}`, { bold: true }),
    text(body.buyer.address),
    ...(body.buyer.taxNumber === undefined
      ? []
      : [pair(words["buyer-tax-number"], body.buyer.taxNumber)]),
    ...(ofInvoiceNumber === undefined ? [] : [pair(words["of-invoice"], ofInvoiceNumber)]),
    pair(words.replaces, of.body.receiptNumber),
    RULE,
    ...(isSale
      ? lineBlocks(of.body.priced, context)
      : returnedBlocks(of.body.lines, currency, context)),
    RULE,
    pair(words.total, `${currency} ${amountText(sign * body.totalMinor, currency, language)}`, {
      field: "total",
      bold: true,
    }),
    ...taxBlocks(
      isSale ? of.body.priced.taxes : sumTaxes(of.body.lines.flatMap((line) => line.taxes)),
      { currency, totalMinor: sign * body.totalMinor, context, sign },
    ),
    ...(isExchange ? [] : tenderBlocks(of.body.tenders, currency, context)),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: body.kind, number: body.number, blocks });
}

/** Fields that a receipt has only when something was paid that way. */
const WHEN_PAID_SO: ReadonlySet<string> = new Set(["card", "cash-given", "change"]);

/** Fields of the profile that must be there and are not: none on a receipt that may be given out. */
export function missingFields(
  document: ReceiptDocument,
  context: ReceiptContext,
): readonly string[] {
  const there = new Set<string>();
  for (const block of document.blocks) {
    if (!("field" in block) || block.field === undefined) continue;
    const content =
      block.kind === "text"
        ? block.text
        : block.kind === "columns"
          ? block.cells.map((cell) => cell.text).join("")
          : block.data;
    if (content.trim() !== "") there.add(block.field);
  }
  return context.profile.required.filter((field) => !there.has(field) && !WHEN_PAID_SO.has(field));
}

function pointsBlocks(
  earned: number,
  balance: number | undefined,
  context: ReceiptContext,
): ReceiptBlock[] {
  if (!prints(context, "points") || (earned === 0 && balance === undefined)) return [];
  const moved = earned < 0 ? `${earned}` : `+${earned}`;
  const right = balance === undefined ? moved : `${moved} = ${balance}`;
  return [pair(context.language.words.points, right, { field: "points" })];
}

/** What a return took from this client's points, less what new goods earned; a friend's stay untold. */
function pointsOfReturn(body: Entry<"return.completed">["body"]): number {
  const taken = body.lines.reduce((sum, line) => sum + (line.pointsReversed ?? 0), 0);
  return (body.pointsEarned ?? 0) - taken - ofClient(body.rewardsReversed, body.clientId);
}

function ofClient(
  rewards: readonly { readonly clientId: string; readonly points: number }[] | undefined,
  clientId: string | undefined,
): number {
  const own = (rewards ?? []).filter((reward) => reward.clientId === clientId);
  return own.reduce((sum, { points }) => sum + points, 0);
}

function promiseBlocks(promise: PromiseLine, context: ReceiptContext): ReceiptBlock[] {
  const { language } = context;
  const word = promise.how === "ship" ? language.words.promise : language.words.collect;
  const by = `  ${word} ${dateText(promise.promisedBy, language)}`;
  return [text(promise.text, { bold: true, field: "promise" }), text(by, { field: "promise" })];
}

/** Taxes of several lines as one part a tax, in the order they are met. */
function sumTaxes(parts: readonly TaxPart[]): readonly TaxPart[] {
  const byId = new Map<string, TaxPart>();
  for (const part of parts) {
    const before = byId.get(part.taxId);
    byId.set(part.taxId, {
      ...part,
      baseMinor: (before?.baseMinor ?? 0) + part.baseMinor,
      taxMinor: (before?.taxMinor ?? 0) + part.taxMinor,
    });
  }
  return [...byId.values()];
}
