/** Acts on what was sold: find it, look at it, print it again. Putting right is the engine's returns. */
import { currencyOf } from "#shared/base/iso4217.ts";
import { majorText } from "#shared/base/money.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { returnableOfPurchase } from "#shared/engine/return-sale.ts";
import { explainSale } from "#shared/engine/sale-explain.ts";
import { mailWorkId } from "#shared/records/entries/receipt-mailed.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { entriesOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { mergedRows } from "../views/rows.ts";
import {
  returnBody,
  saleBody,
  saleItem,
  saleRow,
  savedState,
  uniqueSales,
} from "../views/sales.ts";
import { creditNoteOffer } from "./invoice.ts";
import { returnReceipt, saleReceipt } from "./receipt.ts";
import { refundableOf } from "./sold.ts";

type Purchase = Rows["purchases"];

export interface FindInput {
  readonly query: string;
  readonly day?: string | undefined;
  readonly amountMinor?: number | undefined;
  readonly productId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly tenderKind?: string | undefined;
  readonly lastFour?: string | undefined;
  readonly serial?: string | undefined;
  readonly limit: number;
}

const SCANNED_MAX = 2_000;

/** Sales without their receipt: by any trait, or by words: number, client, goods, amount. Newest first. */
export function find(core: TillCore, input: FindInput): SaleItem[] {
  const matches = (row: Purchase): boolean => isMeant(core, row, input);
  const where =
    input.clientId !== undefined
      ? { where: { clientId: input.clientId } }
      : input.day !== undefined
        ? { where: { businessDate: input.day } }
        : {};
  const rows = mergedRows(core, "purchases", {
    ...where,
    order: { column: "at", descending: true },
    limit: SCANNED_MAX,
    matches,
  });
  return uniqueSales(rows.filter(matches))
    .slice(0, input.limit)
    .map((row) => saleItem(core, row));
}

/** A sale with its lines, legs, and how it stands. Refuses `sale-unknown`. */
export function get(core: TillCore, saleId: string) {
  const row = saleRow(core, saleId);
  if (row === undefined) return refuse("sale-unknown");
  const sale = saleBody(row);
  const returned = returnBody(row);
  const priced = sale?.priced ?? returned?.exchange;
  const returnable = returnableOfPurchase(row);
  return done({
    sale: saleItem(core, row),
    ...(priced === undefined ? {} : { priced }),
    tenders: [...(sale?.tenders ?? returned?.tenders ?? [])],
    refundable: returnable === undefined ? [] : refundableOf(returnable),
    joinable: sale === undefined ? [] : joinableOf(sale, row),
    state: savedState(core, row),
    ...mailPart(core, saleId),
    ...invoicePart(core, row),
    explanation: (sale === undefined ? [] : explainSale(sale)).map(({ args, ...step }) => ({
      ...step,
      args: { ...args },
    })),
  });
}

/** Lines sold under a department that nobody has said the product of yet. */
function joinableOf(sale: SaleCompleted, row: Purchase) {
  return sale.priced.lines
    .filter((line) => line.productKind === "department")
    .filter((line) => row.lines.find(({ id }) => id === line.id)?.productId === line.productId)
    .map(({ id, name, quantityMilli, totalMinor }) => ({
      ...{ lineId: id, name, quantityMilli, totalMinor },
    }));
}

/** What left baskets before payment at this till, newest first; for who may see reports, else nothing. */
export function removed(counter: Counter, limit: number) {
  const { core } = counter;
  if (counter.session()?.role?.permissions.includes("reports") !== true) return [];
  return entriesOf(core, "basket.trimmed")
    .slice(-limit)
    .reverse()
    .map(({ at, staffId, body }) => ({
      at,
      staffName: core.replica.get("staff", staffId)?.row.name ?? staffId,
      what: body.what,
      amountMinor: body.amountMinor,
      lines: body.lines.map(({ name, quantityMilli }) => ({ name, quantityMilli })),
    }));
}

function mailPart(core: TillCore, saleId: string) {
  const row = core.overlay.row("work", mailWorkId(saleId));
  if (row === undefined) return {};
  const states = { open: "queued", taken: "queued", done: "sent", dropped: "failed" } as const;
  return { mail: row.state === "handed-over" ? ("queued" as const) : states[row.state] };
}

function invoicePart(core: TillCore, row: Purchase) {
  const creditNote = creditNoteOffer(core, row);
  return {
    ...(row.invoice === undefined ? {} : { invoiceNumber: row.invoice.number }),
    ...(creditNote === undefined ? {} : { creditNote }),
  };
}

/** The receipt of a sale as a document. Refuses `sale-unknown`. */
export function receipt(
  core: TillCore,
  saleId: string,
  as: {
    readonly gift?: boolean;
    readonly copy?: boolean;
    readonly language?: string | undefined;
  } = {},
) {
  const row = saleRow(core, saleId);
  if (row === undefined) return refuse("sale-unknown");
  const [sale, returned] = [saleBody(row), returnBody(row)];
  const staff = core.replica.get("staff", row.staffId ?? "")?.row;
  const about = { atMs: row.at, cashierName: staff?.shortName ?? "", ...as };
  const document =
    sale !== undefined
      ? saleReceipt(core, { ...about, sale })
      : returned !== undefined
        ? returnReceipt(core, { ...about, body: returned })
        : undefined;
  if (sale === undefined && returned === undefined) return refuse("sale-unknown");
  return document === undefined ? refuse("still-filling", { percent: 0 }) : done(document);
}

/** Prints the receipt again, marked as copy; waits when the printer does not print. */
export async function reprint(
  counter: Counter,
  saleId: string,
  gift: boolean,
): Promise<Result<{ readonly state: "printed" | "waiting" }>> {
  const { core } = counter;
  const copied = receipt(core, saleId, { gift, copy: true });
  if (!copied.ok) return copied;
  const document = gift ? copied.value : counter.signing.onCopy(copied.value, saleId);
  const id = `${saleId}:${core.ids.next()}`;
  counter.queue.put(core.journal.desk, {
    id,
    at: core.clock.now(),
    title: document.number,
    document: { ...document, opensDrawer: false },
  });
  await counter.queue.run();
  const job = counter.queue.jobs().find((each) => each.id === id);
  return done({ state: job?.state === "printed" ? "printed" : "waiting" });
}

function isMeant(core: TillCore, row: Purchase, input: FindInput): boolean {
  const { day, amountMinor, productId, clientId, tenderKind } = input;
  if (day !== undefined && row.businessDate !== day) return false;
  const isAmount = row.totalMinor === amountMinor && row.amountsWithheld !== true;
  if (amountMinor !== undefined && !isAmount) return false;
  if (clientId !== undefined && row.clientId !== clientId) return false;
  if (tenderKind !== undefined && !row.tenders.some(({ kind }) => kind === tenderKind))
    return false;
  if (productId !== undefined && !row.lines.some((line) => line.productId === productId)) {
    return false;
  }
  const { lastFour, serial } = input;
  const whole = lastFour === undefined && serial === undefined ? undefined : saleBody(row);
  if (lastFour !== undefined && !whole?.tenders.some(({ card }) => card?.lastFour === lastFour)) {
    return false;
  }
  if (serial !== undefined && !whole?.priced.lines.some((line) => line.serials.includes(serial))) {
    return false;
  }
  return isWanted(core, row, input.query.trim().toLowerCase());
}

/** Words that a person types: part of the number, the client's name, a product's, or the amount. */
function isWanted(core: TillCore, row: Purchase, wanted: string): boolean {
  if (wanted === "" || row.receiptNumber.toLowerCase().includes(wanted)) return true;
  if (row.lines.some(({ name }) => name.toLowerCase().includes(wanted))) return true;
  const digits = currencyOf(row.currency)?.exponent ?? 2;
  if (majorText(row.totalMinor, digits) === wanted.replace(",", ".")) return true;
  const client = row.clientId === undefined ? undefined : core.overlay.row("clients", row.clientId);
  return client?.name.toLowerCase().includes(wanted) ?? false;
}
