/**
 * Full invoices and credit notes at the till: each is an entry, a number without gaps and a paper,
 * written in one transaction, at once or later. When one may be issued and what it says is the engine's.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  type Credited,
  type InvoiceRequest,
  issueCreditNote,
  issueInvoice,
} from "#shared/engine/invoice.ts";
import { receiptOfInvoice } from "#shared/engine/receipt/index.ts";
import type { InvoiceIssued } from "#shared/records/entries/invoice-issued.ts";
import type { Entry } from "#shared/records/entry.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { append, entriesOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { mergedRows } from "../views/rows.ts";
import { returnBody, saleBody, saleRow } from "../views/sales.ts";
import { receiptNumberOf } from "./complete.ts";
import type { Editor } from "./edit.ts";
import { receiptContext } from "./receipt.ts";

type Purchase = Rows["purchases"];

export interface BuyerTyped {
  readonly name: string;
  readonly address: string;
  readonly taxNumber?: string | undefined;
}

export interface PaperIssued {
  readonly number: string;
  readonly document: ReceiptDocument;
}

/** The invoice of a sale, in a series of its own without gaps. Refuses as the engine's `issueInvoice`. */
export function invoice(
  counter: Counter,
  input: { readonly saleId: string; readonly buyer: BuyerTyped },
): Result<PaperIssued> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const row = saleRow(core, input.saleId);
  const sale = row === undefined ? undefined : saleBody(row);
  if (row === undefined || sale === undefined) return refuse("sale-unknown");
  // Another till's invoice is known by the row alone.
  if (row.invoice !== undefined) return refuse("invoice-there", { number: row.invoice.number });
  const buyer = buyerOf(input.buyer);
  return issue(counter, who.value, {
    series: `${core.identity.series}-I`,
    of: { at: row.at, kind: "sale.completed", body: sale } as Entry<"sale.completed">,
    issued: (request) => issueInvoice(sale, { ...request, buyer }, issuedHere(core)),
  });
}

/**
 * The credit note of a return, or of a sale's whole invoice that was wrong, in a series of its own
 * (Spain asks for one: Real Decreto 1619/2012, article 6.1.a). The buyer is the invoice's; typed only
 * where another till issued it. Refuses `sale-unknown`, `invoice-missing` when no invoice of the sale
 * stands, `credit-note-there`, `invoice-needs-buyer`.
 */
export function creditNote(
  counter: Counter,
  input: { readonly saleId: string; readonly buyer?: BuyerTyped | undefined },
): Result<PaperIssued> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const row = saleRow(core, input.saleId);
  if (row === undefined) return refuse("sale-unknown");
  const creditable = creditableOf(core, row);
  if (!creditable.ok) return creditable;
  const { credited, of, ofInvoiceNumber } = creditable.value;
  const buyer = creditable.value.buyer ?? buyerOf(input.buyer ?? { name: "", address: "" });
  return issue(counter, who.value, {
    series: `${core.identity.series}-C`,
    of,
    ofInvoiceNumber,
    issued: (request) => issueCreditNote(credited, { ...request, buyer }, issuedHere(core)),
  });
}

/** What a screen offers for a sale or return: the credit note it could have now, if any. */
export function creditNoteOffer(
  core: TillCore,
  row: Purchase,
): { readonly invoiceNumber: string; readonly buyer?: InvoiceIssued["buyer"] } | undefined {
  const creditable = creditableOf(core, row);
  if (!creditable.ok) return undefined;
  const { ofInvoiceNumber, buyer } = creditable.value;
  return { invoiceNumber: ofInvoiceNumber, ...(buyer === undefined ? {} : { buyer }) };
}

interface Creditable {
  readonly credited: Credited;
  readonly of: Entry<"sale.completed"> | Entry<"return.completed">;
  readonly ofInvoiceNumber: string;
  /** Known where this till issued the invoice. */
  readonly buyer: InvoiceIssued["buyer"] | undefined;
}

function creditableOf(core: TillCore, row: Purchase): Result<Creditable> {
  return row.kind === "return" ? creditableReturn(core, row) : creditableSale(core, row);
}

/** What came back of one invoiced sale; a return without that sale has nothing to name. */
function creditableReturn(core: TillCore, row: Purchase): Result<Creditable> {
  const returned = returnBody(row);
  if (returned === undefined) return refuse("sale-unknown");
  if (row.invoice !== undefined) return refuse("credit-note-there", { number: row.invoice.number });
  const [saleId, ...others] = new Set(returned.lines.map((line) => line.saleId));
  const sold = saleId === undefined || others.length > 0 ? undefined : saleRow(core, saleId);
  if (saleId === undefined || sold?.invoice === undefined) return refuse("invoice-missing");
  return done({
    credited: { returned, invoice: { invoiceId: sold.invoice.id, saleId } },
    of: { at: row.at, kind: "return.completed", body: returned } as Entry<"return.completed">,
    ofInvoiceNumber: sold.invoice.number,
    buyer: buyerHere(core, sold.invoice.id),
  });
}

/** The whole of an invoice, as long as no return of the sale has a credit note, of any till. */
function creditableSale(core: TillCore, row: Purchase): Result<Creditable> {
  const sale = saleBody(row);
  if (sale === undefined) return refuse("sale-unknown");
  if (row.invoice === undefined) return refuse("invoice-missing");
  const before = creditedReturn(core, row, sale.saleId);
  if (before !== undefined) return refuse("credit-note-there", { number: before.number });
  const { totalMinor, currency } = sale.priced;
  const { id: invoiceId, number } = row.invoice;
  return done({
    credited: { invoice: { invoiceId, saleId: sale.saleId, totalMinor, currency } },
    of: { at: row.at, kind: "sale.completed", body: sale } as Entry<"sale.completed">,
    ofInvoiceNumber: number,
    buyer: buyerHere(core, invoiceId),
  });
}

/** The credit note of a return of this sale, whichever till issued it. */
function creditedReturn(core: TillCore, sold: Purchase, saleId: string): Purchase["invoice"] {
  if (!sold.lines.some(({ returnedMilli }) => returnedMilli > 0)) return undefined;
  const later = mergedRows(core, "purchases", {
    between: { column: "at", from: sold.at },
    order: { column: "at" },
    matches: ({ at }) => at >= sold.at,
  });
  return later.find(
    (row) =>
      row.invoice !== undefined && returnBody(row)?.lines.some((line) => line.saleId === saleId),
  )?.invoice;
}

interface Issuing {
  readonly series: string;
  readonly of: Creditable["of"];
  readonly ofInvoiceNumber?: string;
  readonly issued: (request: Omit<InvoiceRequest, "buyer">) => Result<InvoiceIssued>;
}

/** Number, entry and paper in one transaction; the paper is printed when the printer prints. */
function issue(counter: Counter, who: Editor, issuing: Issuing): Result<PaperIssued> {
  const { core } = counter;
  const { series, of, ofInvoiceNumber } = issuing;
  const issued = issuing.issued({
    invoiceId: core.ids.next(),
    series,
    counter: core.journal.lastNumber(series) + 1,
  });
  if (!issued.ok) return issued;
  const at = core.clock.now();
  const context = receiptContext(core, { atMs: at, cashierName: who.session.staff.shortName });
  if (context === undefined) return refuse("still-filling", { percent: 0 });
  // The document needs the act and its instant; the entry's place in the chain is not printed.
  const documentFor = (body: InvoiceIssued): ReceiptDocument =>
    receiptOfInvoice({ at, body } as Entry<"invoice.issued">, of, context, { ofInvoiceNumber });
  let document = documentFor(issued.value);
  const written = append(core, who, (tools) => {
    const number = receiptNumberOf(series, tools.takeNumber(series));
    const body = { ...issued.value, number };
    document = documentFor(body);
    counter.queue.put(tools.desk, { id: body.invoiceId, at, title: number, document });
    return { kind: "invoice.issued", body };
  });
  if (!written.ok) return written;
  setImmediate(() => void counter.queue.run());
  return done({ number: document.number, document });
}

function issuedHere(core: TillCore): readonly InvoiceIssued[] {
  return entriesOf(core, "invoice.issued").map(({ body }) => body);
}

function buyerHere(core: TillCore, invoiceId: string): InvoiceIssued["buyer"] | undefined {
  return issuedHere(core).find((one) => one.invoiceId === invoiceId)?.buyer;
}

function buyerOf({ name, address, taxNumber }: BuyerTyped): InvoiceIssued["buyer"] {
  return { name, address, ...(taxNumber === undefined ? {} : { taxNumber }) };
}
