/** Paper of this till: the engine's documents with this store's settings and words. */

import { machineZoneOffset } from "#machine/time-zone.ts";
import { hexDecode } from "#shared/base/bytes.ts";
import { prints, type ReceiptContext } from "#shared/engine/receipt/blocks.ts";
import { type PromiseLine, receiptOfReturn, receiptOfSale } from "#shared/engine/receipt/index.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import { readReceiptCode, writeReceiptCode } from "#shared/engine/receipt-code.ts";
import { receiptCodeOfSale } from "#shared/engine/return-sale.ts";
import type { ReturnCompleted } from "#shared/records/entries/return-completed.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";

export interface ReceiptOf {
  readonly sale: SaleCompleted;
  readonly atMs: number;
  readonly cashierName: string;
  readonly promises?: readonly PromiseLine[];
  readonly gift?: boolean;
  readonly copy?: boolean;
  /** What is on each gift card after the sale, by its number: while the sale is being made. */
  readonly loaded?: ReadonlyMap<string, number>;
  /** BCP 47; the store's own when left out. */
  readonly language?: string | undefined;
}

/** What is printed around a document of this till; nothing when the store's settings have not arrived. */
export function receiptContext(
  core: TillCore,
  about: {
    readonly atMs: number;
    readonly cashierName: string;
    readonly profileId?: string | undefined;
    readonly language?: string | undefined;
    readonly signedCode?: string | undefined;
    readonly copy?: boolean;
  },
): ReceiptContext | undefined {
  const store = storeOf(core);
  if (store === undefined) return undefined;
  const legalEntity = core.catalogue.setting("legal-entity", store.legalEntityId);
  const { registerId, name, series } = core.identity;
  const register = core.catalogue.setting("register", registerId);
  const profile =
    core.catalogue.setting("receipt-profile", about.profileId ?? store.receiptProfileId) ??
    RECEIPT_PROFILES[store.address.country] ??
    RECEIPT_PROFILES.GB;
  if (profile === undefined) return undefined;
  return {
    language: receiptLanguage(about.language ?? store.locale),
    profile,
    store,
    legalEntity: legalEntity ?? {
      legalName: store.name,
      address: store.address,
      taxNumbers: [],
      receiptText: [],
    },
    register: register ?? {
      name,
      storeId: core.identity.storeId,
      series,
      serialNumber: registerId,
      kind: "counter",
    },
    cashierName: about.cashierName,
    software: core.version,
    utcOffsetMinutes: machineZoneOffset(store.timeZone, about.atMs),
    taxCodes: new Map(core.catalogue.settings("tax").map(({ id, body }) => [id, body.code])),
    signedCode: about.signedCode,
    copy: about.copy ?? false,
    training: core.real !== undefined,
  };
}

/** How a signature stands on this till's paper; nothing when the store's settings have not arrived. */
export function signingPaper(
  core: TillCore,
): { readonly prints: boolean; readonly utcOffsetMinutes: number } | undefined {
  const context = receiptContext(core, { atMs: core.clock.now(), cashierName: "" });
  if (context === undefined) return undefined;
  const { utcOffsetMinutes } = context;
  return { prints: prints(context, "signature"), utcOffsetMinutes };
}

/** The receipt of a sale; nothing when the store's settings have not arrived. */
export function saleReceipt(core: TillCore, of: ReceiptOf): ReceiptDocument | undefined {
  const context = receiptContext(core, {
    atMs: of.atMs,
    cashierName: of.cashierName,
    profileId: of.sale.receiptProfileId,
    language: of.language,
    copy: of.copy ?? false,
    signedCode: of.gift === true ? undefined : signedCodeOf(core, of.sale, of.atMs),
  });
  if (context === undefined) return undefined;
  const client =
    of.sale.clientId === undefined ? undefined : core.overlay.row("clients", of.sale.clientId);
  // The document needs the act and its instant; the entry's place in the chain is not printed.
  const entry = { at: of.atMs, body: of.sale } as Entry<"sale.completed">;
  return receiptOfSale(entry, context, {
    gift: of.gift ?? false,
    clientName: client?.name,
    promises: of.promises ?? [],
    ...(of.loaded === undefined ? {} : { loaded: of.loaded }),
  });
}

/** The receipt of a return or an exchange; nothing when the store's settings have not arrived. */
export function returnReceipt(
  core: TillCore,
  of: {
    readonly body: ReturnCompleted;
    readonly atMs: number;
    readonly cashierName: string;
    readonly language?: string | undefined;
    readonly copy?: boolean;
  },
): ReceiptDocument | undefined {
  const context = receiptContext(core, of);
  if (context === undefined) return undefined;
  return receiptOfReturn({ at: of.atMs, body: of.body } as Entry<"return.completed">, context);
}

/**
 * The code that proves the sale anywhere, signed with this register's key; nothing where the policy
 * prints none, or when even the totals do not fit: the receipt is then printed without.
 */
export function signedCodeOf(
  core: TillCore,
  sale: SaleCompleted,
  atMs: number,
): string | undefined {
  if (policyOf(core)?.receipt.qr !== true) return undefined;
  const said = receiptCodeOfSale(sale, { registerId: core.identity.registerId, at: atMs });
  const written = writeReceiptCode(said, { crypto: core.crypto, secretKey: core.secretKey });
  return written.ok ? written.value : undefined;
}

/** What a receipt's code says, when a register of the chain signed it. */
export function receiptCodeOf(core: TillCore, text: string) {
  return readReceiptCode(text, {
    crypto: core.crypto,
    publicKeys: (registerId) =>
      core.catalogue
        .settings("device-key")
        .filter(({ body }) => body.registerId === registerId)
        .map(({ body }) => hexDecode(body.publicKey) ?? new Uint8Array()),
  });
}
