/** Sales as lists show them, of every channel that reached this till and of its own journal. */
import { type ReturnCompleted, returnCompleted } from "#shared/records/entries/return-completed.ts";
import { type SaleCompleted, saleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { saleIdOf } from "../acts/lookup.ts";
import type { TillCore } from "../core.ts";
import { mergedRows } from "./rows.ts";

type Purchase = Rows["purchases"];
export type SavedState = SaleItem["state"];

/** The store's own rows of its sales and returns, newest first. */
export function storePurchases(core: TillCore, limit: number): readonly Purchase[] {
  // A sale of a known client stands twice: once for the store, once in the client's history.
  const rows = mergedRows(core, "purchases", {
    order: { column: "at", descending: true },
    limit: limit * 2,
    matches: () => true,
  });
  return uniqueSales(rows)
    .filter(({ storeId }) => storeId === core.identity.storeId)
    .slice(0, limit);
}

/** One row a sale: the store's own, which has it whole, before the client's summary. */
export function uniqueSales(rows: readonly Purchase[]): readonly Purchase[] {
  const bySale = new Map<string, Purchase>();
  for (const row of rows) {
    const key = `${row.kind}:${saleIdOf(row)}`;
    const known = bySale.get(key);
    if (known === undefined || (known.sale === undefined && row.sale !== undefined)) {
      bySale.set(key, row);
    }
  }
  return [...bySale.values()];
}

/** A sale as a list shows it. */
export function saleItem(core: TillCore, row: Purchase): SaleItem {
  const client = row.clientId === undefined ? undefined : core.overlay.row("clients", row.clientId);
  const staff = core.replica.get("staff", row.staffId ?? "")?.row;
  const register = core.catalogue.setting("register", row.registerId ?? "");
  return {
    saleId: saleIdOf(row),
    entryId: row.entryId ?? row.id,
    kind: row.kind,
    receiptNumber: row.receiptNumber,
    at: row.at,
    staffName: staff?.shortName ?? "",
    ...(client === undefined ? {} : { clientName: client.name }),
    channel: row.channel,
    registerName: register?.name ?? "",
    totalMinor: row.totalMinor,
    ...(row.amountsWithheld === true ? { amountsWithheld: true } : {}),
    currency: row.currency,
    tenders: row.tenders.map(({ name }) => name),
    lines: row.lines.length,
    state: savedState(core, row),
  };
}

/** Saved here, sent (the server has answered), or confirmed (its rows have come back). */
export function savedState(core: TillCore, row: Pick<Purchase, "id" | "entryId">): SavedState {
  const entry = row.entryId === undefined ? undefined : core.journal.byId(row.entryId);
  if (entry === undefined) return "confirmed";
  const answer = core.journal.answerOf(entry.sequence);
  if (answer === undefined) return "saved-here";
  if (answer.outcome === "exception") return "exception";
  return core.overlay.has("purchases", row.id) ? "sent" : "confirmed";
}

/** The row of a sale or return: the store's whole one first, else the client's summary. */
export function saleRow(core: TillCore, saleId: string): Purchase | undefined {
  return (
    core.overlay.row("purchases", `sale:${saleId}`) ??
    core.overlay.row("purchases", `return:${saleId}`) ??
    core.overlay.row("purchases", saleId)
  );
}

/** The whole sale inside a store's row; none in a summary. */
export function saleBody(row: Purchase): SaleCompleted | undefined {
  const read = saleCompleted.safeParse(row.sale);
  return read.success ? read.data : undefined;
}

/** The whole return inside a store's row; none in a summary. */
export function returnBody(row: Purchase): ReturnCompleted | undefined {
  if (row.kind !== "return") return undefined;
  const read = returnCompleted.safeParse(row.sale);
  return read.success ? read.data : undefined;
}
