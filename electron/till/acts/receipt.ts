/** Receipts of this till's sales: the engine's document with this store's settings and words. */

import { type PromiseLine, receiptOfSale } from "#shared/engine/receipt/index.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { storeOf, type TillCore } from "../core.ts";
import { machineZoneOffset } from "../time-zone.ts";

export interface ReceiptOf {
  readonly sale: SaleCompleted;
  readonly atMs: number;
  readonly cashierName: string;
  readonly promises?: readonly PromiseLine[];
  readonly gift?: boolean;
  /** BCP 47; the store's own when left out. */
  readonly language?: string | undefined;
}

/** The receipt of a sale; nothing when the store's settings have not arrived. */
export function saleReceipt(core: TillCore, of: ReceiptOf): ReceiptDocument | undefined {
  const store = storeOf(core);
  const legalEntity =
    store === undefined ? undefined : core.catalogue.setting("legal-entity", store.legalEntityId);
  if (store === undefined) return undefined;
  const { registerId, name, series } = core.identity;
  const register = core.catalogue.setting("register", registerId);
  const profileId = of.sale.receiptProfileId ?? store.receiptProfileId;
  const profile =
    core.catalogue.setting("receipt-profile", profileId) ??
    RECEIPT_PROFILES[store.address.country] ??
    RECEIPT_PROFILES.GB;
  if (profile === undefined) return undefined;
  const client =
    of.sale.clientId === undefined ? undefined : core.overlay.row("clients", of.sale.clientId);
  // The document needs the act and its instant; the entry's place in the chain is not printed.
  const entry = { at: of.atMs, body: of.sale } as Entry<"sale.completed">;
  return receiptOfSale(
    entry,
    {
      language: receiptLanguage(of.language ?? store.locale),
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
      cashierName: of.cashierName,
      software: core.version,
      utcOffsetMinutes: machineZoneOffset(store.timeZone, of.atMs),
      taxCodes: new Map(core.catalogue.settings("tax").map(({ id, body }) => [id, body.code])),
    },
    {
      gift: of.gift ?? false,
      clientName: client?.name,
      promises: of.promises ?? [],
    },
  );
}
