/**
 * Whether each Z says what the entries of its shift add up to, and whether numbers are without gaps.
 * Worked out from the entries' texts alone. Part of the checker: only Node's own modules.
 */
import { type Body, type EntryText, keyOf, type Priced, taxesOf } from "./expected.ts";
import type { Find } from "./finding.ts";

export interface Place {
  readonly registerId: string;
  readonly position: number;
}

export interface ClosingCheck {
  /** Takes the text of a register's next entry. */
  readonly take: (entry: EntryText, place: Place) => void;
  /** Closings compared with their shift, and closings whose shift began before the archive. */
  readonly counts: () => { readonly compared: number; readonly begunBefore: number };
}

/** Money that passes through the shop's hands and is not its sales. */
const NOT_SALES = new Set(["gift-card", "deposit", "tip", "donation"]);

interface Shift {
  readonly currency: string;
  readonly totals: Record<string, number>;
  readonly taxes: Map<string, { baseMinor: number; taxMinor: number }>;
  readonly tenders: Map<string, number>;
}

/** The check over all registers of an archive. */
export function checkClosings(find: Find): ClosingCheck {
  const shifts = new Map<string, Shift>();
  const numbers = new Map<string, number>();
  let [compared, begunBefore] = [0, 0];

  function checkNumber(series: string, number: number, place: Place): void {
    const before = numbers.get(series);
    numbers.set(series, number);
    if (before === undefined || number === before + 1) return;
    const detail = `${series}: ${number} comes after ${before}`;
    find({ code: "number-gap", file: "entries.csv", ...place, detail });
  }

  return {
    counts: () => ({ compared, begunBefore }),
    take: (entry, place) => {
      const { kind, body } = entry;
      const key = `${place.registerId} ${entry.shiftId ?? ""}`;
      if (kind === "sale.completed" || kind === "return.completed") {
        checkNumber(body.series, numberOf(body.receiptNumber), place);
        checkPaid(entry, place, find);
        const shift = shifts.get(key);
        if (shift !== undefined) addReceipt(shift, entry);
      } else if (kind === "hold.cancelled") {
        const shift = shifts.get(key);
        if (shift !== undefined) addCancelled(shift, body);
      } else if (kind === "invoice.issued") {
        checkNumber(body.series, numberOf(body.number), place);
      } else if (kind === "shift.opened") {
        shifts.set(`${place.registerId} ${body.shiftId}`, newShift(body));
      } else if (kind === "cash.moved") {
        const shift = shifts.get(key);
        if (shift !== undefined) {
          const isOwn = body.currency === shift.currency;
          addTender(shift, isOwn ? "cash" : `cash:${body.currency}`, body.amountMinor);
        }
      } else if (kind === "drawer.handed") {
        const shift = shifts.get(key);
        if (shift !== undefined) handOver(shift, body);
      } else if (kind === "shift.closed") {
        checkNumber(`Z of ${place.registerId}`, body.zNumber, place);
        const closed = `${place.registerId} ${body.shiftId}`;
        const shift = shifts.get(closed);
        shifts.delete(closed);
        if (shift === undefined) begunBefore += 1;
        else {
          compared += 1;
          compare(shift, body, (detail) =>
            find({ code: "closing-differs", file: "closings.csv", ...place, detail }),
          );
        }
      }
    },
  };
}

/** The tenders of a receipt pay its total with its cash rounding, no more and no less. */
function checkPaid({ kind, body }: EntryText, place: Place, find: Find): void {
  const total =
    kind === "sale.completed"
      ? body.priced.totalMinor
      : (body.exchange?.totalMinor ?? 0) - body.refundMinor;
  const due = total + body.roundingMinor;
  const paid = body.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (paid === due) return;
  const detail = `${paid} was paid for a total of ${due}`;
  find({ code: "receipt-differs", file: "receipts.csv", ...place, detail });
}

/** What was counted at a hand-over is what is expected from then on. */
function handOver(shift: Shift, { tenders }: Body): void {
  for (const { key, countedMinor } of tenders) shift.tenders.set(key, countedMinor);
}

function newShift({ floatMinor, currency }: Body): Shift {
  const names = ["saleCount", "returnCount", "grossMinor", "discountMinor", "refundMinor"];
  const more = ["taxMinor", "netSalesMinor", "roundingMinor"];
  return {
    totals: Object.fromEntries([...names, ...more].map((name) => [name, 0])),
    taxes: new Map(),
    tenders: new Map([["cash", floatMinor]]),
    currency: currency ?? "",
  };
}

function addReceipt(shift: Shift, entry: EntryText): void {
  const { body } = entry;
  const isSale = entry.kind === "sale.completed";
  const out = isSale ? body.priced : body.exchange;
  const sold = out === undefined ? undefined : ownSales(out);
  const back = isSale ? { ownMinor: 0, taxMinor: 0, ownTaxMinor: 0 } : ownReturned(body);
  const taxMinor = (out?.taxMinor ?? 0) - back.taxMinor;
  const salesTaxMinor = (sold?.taxMinor ?? 0) - back.ownTaxMinor;
  add(shift, isSale ? "saleCount" : "returnCount", 1);
  add(shift, "grossMinor", sold?.grossMinor ?? 0);
  add(shift, "discountMinor", sold?.discountMinor ?? 0);
  add(shift, "refundMinor", isSale ? 0 : body.refundMinor);
  add(shift, "taxMinor", taxMinor);
  add(shift, "netSalesMinor", (sold?.totalMinor ?? 0) - back.ownMinor - salesTaxMinor);
  add(shift, "roundingMinor", body.roundingMinor);
  for (const [taxId, sum] of taxesOf(entry)) {
    const before = shift.taxes.get(taxId) ?? { baseMinor: 0, taxMinor: 0 };
    shift.taxes.set(taxId, {
      baseMinor: before.baseMinor + sum.baseMinor,
      taxMinor: before.taxMinor + sum.taxMinor,
    });
  }
  addTenders(shift, body);
}

/** The fee that is kept of money paid ahead is a sale without tax; the money that goes back never was one. */
function addCancelled(shift: Shift, body: Body): void {
  add(shift, "grossMinor", body.feeMinor);
  add(shift, "netSalesMinor", body.feeMinor);
  addTenders(shift, body);
}

/** Foreign notes stay foreign in the drawer; the change given for them was own cash. */
function addTenders(shift: Shift, { tenders }: Body): void {
  for (const tender of tenders) {
    if (tender.foreign === undefined) addTender(shift, keyOf(tender), tender.amountMinor);
    else {
      addTender(shift, keyOf(tender), tender.foreign.amountMinor);
      addTender(shift, "cash", -(tender.changeMinor ?? 0));
    }
  }
}

/** What of a basket is the shop's own sales, fees included. */
function ownSales(priced: Priced) {
  let [grossMinor, discountMinor, totalMinor] = [0, 0, priced.totalMinor];
  let { taxMinor } = priced;
  for (const line of priced.lines) {
    if (NOT_SALES.has(line.productKind ?? "")) {
      totalMinor -= line.totalMinor;
      for (const tax of line.taxes) taxMinor -= tax.taxMinor;
    } else {
      grossMinor += line.grossMinor ?? 0;
      discountMinor += line.discountMinor ?? 0;
    }
  }
  for (const fee of priced.fees) {
    grossMinor += fee.amountMinor ?? 0;
    discountMinor += fee.discountMinor ?? 0;
  }
  return { grossMinor, discountMinor, totalMinor, taxMinor };
}

function ownReturned({ lines }: Body) {
  let [ownMinor, taxMinor, ownTaxMinor] = [0, 0, 0];
  for (const line of lines) {
    const isSale = !NOT_SALES.has(line.productKind ?? "goods");
    if (isSale) ownMinor += line.totalMinor - (line.restockingFeeMinor ?? 0);
    for (const tax of line.taxes) {
      taxMinor += tax.taxMinor;
      if (isSale) ownTaxMinor += tax.taxMinor;
    }
  }
  return { ownMinor, taxMinor, ownTaxMinor };
}

function compare(shift: Shift, closing: Body, say: (detail: string) => void): void {
  const z = `Z ${closing.zNumber}`;
  for (const [name, amount] of Object.entries(shift.totals)) {
    const said = closing.totals[name] ?? 0;
    if (said !== amount) say(`${z}: ${name} is ${said}, its entries add up to ${amount}`);
  }
  const taxes = new Map(closing.taxes.map((tax) => [tax.taxId, tax]));
  for (const taxId of new Set([...taxes.keys(), ...shift.taxes.keys()])) {
    const [said, is] = [taxes.get(taxId), shift.taxes.get(taxId)];
    for (const part of ["baseMinor", "taxMinor"] as const) {
      if ((said?.[part] ?? 0) === (is?.[part] ?? 0)) continue;
      say(
        `${z}: ${part} of ${taxId} is ${said?.[part] ?? 0}, its entries add up to ${is?.[part] ?? 0}`,
      );
    }
  }
  const tenders = new Map(closing.tenders.map((tender) => [tender.key, tender]));
  for (const key of new Set([...tenders.keys(), ...shift.tenders.keys()])) {
    const [said, is] = [tenders.get(key)?.expectedMinor ?? 0, shift.tenders.get(key) ?? 0];
    if (said !== is) say(`${z}: ${key} expected ${said}, its entries add up to ${is}`);
  }
  for (const { key, expectedMinor, countedMinor, differenceMinor } of closing.tenders) {
    if (countedMinor - expectedMinor === differenceMinor) continue;
    say(
      `${z}: ${key} counted ${countedMinor} of ${expectedMinor}, the difference says ${differenceMinor}`,
    );
  }
}

function add(shift: Shift, name: string, amount: number): void {
  shift.totals[name] = (shift.totals[name] ?? 0) + amount;
}

function addTender(shift: Shift, key: string, amountMinor: number): void {
  shift.tenders.set(key, (shift.tenders.get(key) ?? 0) + amountMinor);
}

/** The digits at the end of a receipt number. */
function numberOf(text: string): number {
  return Number(/\d+$/.exec(text)?.[0] ?? Number.NaN);
}
