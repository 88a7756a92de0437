/**
 * What a shift comes to, folded from its entries: sales, taxes, what passed through, and what each
 * tender should hold. Counting and closing is shift.ts.
 */
import type { PricedBasket, TaxPart } from "../records/basket.ts";
import type { CashMoved } from "../records/entries/cash-moved.ts";
import type { ShiftClosed } from "../records/entries/shift-closed.ts";
import { type AnyEntry, type Entry, isEntryOf } from "../records/entry.ts";
import type { Tender } from "../records/tender.ts";
import { foreignCashKey, tenderKey } from "./tender.ts";

/** Kinds of line that pass through the shop's hands and are not its sales. */
const NOT_SALES: ReadonlySet<string> = new Set(["gift-card", "deposit", "tip", "donation"]);

export interface TenderFigure {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  /** In the shift's currency; foreign cash in its own. */
  readonly expectedMinor: number;
}

export interface ShiftFigures {
  readonly shiftId: string;
  readonly drawerId: string;
  readonly currency: string;
  readonly openedAtMs: number;
  readonly floatMinor: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly totals: ShiftClosed["totals"];
  /** Gift cards, deposits, tips and donations taken: money that is not sales. */
  readonly passedThroughMinor: number;
  /** What of that was given for good causes. */
  readonly donatedMinor: number;
  readonly taxes: ShiftClosed["taxes"];
  readonly tenders: readonly TenderFigure[];
  readonly movements: readonly Entry<"cash.moved">[];
  readonly noSales: readonly Entry<"drawer.opened">[];
  /** The drawer passed from person to person, oldest first. */
  readonly handOvers: readonly Entry<"drawer.handed">[];
  /** Who has the drawer: who opened the shift, or who took the drawer over last. */
  readonly holderStaffId: string;
  readonly closed: boolean;
}

/**
 * The figures of a shift from its entries in the order of the register, the first being
 * `shift.opened`. Entries of other shifts and of kinds without money are passed over. Nothing when
 * no entry opens the shift.
 */
export function shiftFigures(
  shiftId: string,
  entries: readonly AnyEntry[],
): ShiftFigures | undefined {
  let figures: ShiftFigures | undefined;
  for (const entry of entries) {
    if (isEntryOf(entry, "shift.opened")) {
      if (entry.body.shiftId === shiftId) figures = openFigures(entry);
    } else if (figures !== undefined && entry.shiftId === shiftId) {
      figures = addToShift(figures, entry);
    }
  }
  return figures;
}

/** The figures with one entry more. */
function addToShift(figures: ShiftFigures, entry: AnyEntry): ShiftFigures {
  const next = { ...figures, lastSequence: Math.max(figures.lastSequence, entry.sequence) };
  if (isEntryOf(entry, "sale.completed")) return withSale(next, entry);
  if (isEntryOf(entry, "return.completed")) return withReturn(next, entry);
  if (isEntryOf(entry, "cash.moved")) {
    const movements = [...next.movements, entry];
    const cash = cashOf(next, entry.body);
    return { ...next, movements, tenders: addTenders(next.tenders, [cash]) };
  }
  if (isEntryOf(entry, "drawer.handed")) return withHandOver(next, entry);
  if (isEntryOf(entry, "hold.cancelled")) return withCancelledHold(next, entry);
  if (isEntryOf(entry, "drawer.opened")) return { ...next, noSales: [...next.noSales, entry] };
  if (isEntryOf(entry, "shift.closed")) return { ...next, closed: true };
  return next;
}

function openFigures(entry: Entry<"shift.opened">): ShiftFigures {
  const { body } = entry;
  return {
    shiftId: body.shiftId,
    drawerId: body.drawerId,
    currency: body.currency,
    openedAtMs: entry.at,
    floatMinor: body.floatMinor,
    firstSequence: entry.sequence,
    lastSequence: entry.sequence,
    totals: {
      saleCount: 0,
      returnCount: 0,
      grossMinor: 0,
      discountMinor: 0,
      refundMinor: 0,
      taxMinor: 0,
      netSalesMinor: 0,
      roundingMinor: 0,
    },
    passedThroughMinor: 0,
    donatedMinor: 0,
    taxes: [],
    tenders: [{ key: "cash", kind: "cash", name: "", expectedMinor: body.floatMinor }],
    movements: [],
    noSales: [],
    handOvers: [],
    holderStaffId: entry.staffId,
    closed: false,
  };
}

/** Own cash of each hand-over, as the Z lists it. */
export function handOversOf(figures: ShiftFigures) {
  return figures.handOvers.map(({ at, body }) => {
    const own = body.tenders.find(({ key }) => key === "cash");
    const { fromStaffId, toStaffId } = body;
    const { countedMinor = 0, differenceMinor = 0 } = own ?? {};
    return { at, fromStaffId, toStaffId, countedMinor, differenceMinor };
  });
}

/** Cash moved in another currency than the shift's belongs to that currency's notes. */
function cashOf(figures: ShiftFigures, { currency, amountMinor }: CashMoved): DrawerPart {
  const isOwn = currency === figures.currency;
  const key = isOwn ? "cash" : foreignCashKey(currency);
  return { kind: "cash", key, name: isOwn ? "" : currency, amountMinor };
}

/** From a hand-over on, what was counted is what is expected: the difference stays with who had it. */
function withHandOver(figures: ShiftFigures, entry: Entry<"drawer.handed">): ShiftFigures {
  const parts = entry.body.tenders.map(({ key, kind, name, differenceMinor }) => ({
    key,
    kind,
    name,
    amountMinor: differenceMinor,
  }));
  return {
    ...figures,
    handOvers: [...figures.handOvers, entry],
    holderStaffId: entry.body.toStaffId,
    tenders: addTenders(figures.tenders, parts),
  };
}

function withSale(figures: ShiftFigures, entry: Entry<"sale.completed">): ShiftFigures {
  const { body } = entry;
  const sold = salesOf(body.priced);
  const { totals } = figures;
  return {
    ...figures,
    totals: {
      ...totals,
      saleCount: totals.saleCount + 1,
      grossMinor: totals.grossMinor + sold.grossMinor,
      discountMinor: totals.discountMinor + sold.discountMinor,
      taxMinor: totals.taxMinor + body.priced.taxMinor,
      netSalesMinor: totals.netSalesMinor + sold.totalMinor - sold.taxMinor,
      roundingMinor: totals.roundingMinor + body.roundingMinor,
    },
    passedThroughMinor: figures.passedThroughMinor + body.priced.totalMinor - sold.totalMinor,
    donatedMinor: figures.donatedMinor + donatedIn(body.priced.lines),
    taxes: addTaxes(figures.taxes, body.priced.taxes, 1),
    tenders: addTenders(figures.tenders, body.tenders.flatMap(drawerParts)),
  };
}

function withReturn(figures: ShiftFigures, entry: Entry<"return.completed">): ShiftFigures {
  const { body } = entry;
  const sold = body.exchange === undefined ? undefined : salesOf(body.exchange);
  const exchangeTaxMinor = body.exchange?.taxMinor ?? 0;
  let [backMinor, backTaxMinor, passedMinor, passedTaxMinor] = [0, 0, 0, 0];
  let taxes = addTaxes(figures.taxes, body.exchange?.taxes ?? [], 1);
  for (const line of body.lines) {
    const isSale = !NOT_SALES.has(line.productKind ?? "goods");
    if (isSale) backMinor += line.totalMinor - (line.restockingFeeMinor ?? 0);
    else passedMinor += line.totalMinor;
    for (const tax of line.taxes) {
      backTaxMinor += tax.taxMinor;
      if (!isSale) passedTaxMinor += tax.taxMinor;
    }
    taxes = addTaxes(taxes, line.taxes, -1);
  }
  const { totals } = figures;
  const taxMinor = exchangeTaxMinor - backTaxMinor;
  const salesTaxMinor = (sold?.taxMinor ?? 0) - (backTaxMinor - passedTaxMinor);
  const exchangeMinor = sold?.totalMinor ?? 0;
  const passedOnMinor = (body.exchangeMinor ?? 0) - exchangeMinor - passedMinor;
  return {
    ...figures,
    totals: {
      ...totals,
      returnCount: totals.returnCount + 1,
      grossMinor: totals.grossMinor + (sold?.grossMinor ?? 0),
      discountMinor: totals.discountMinor + (sold?.discountMinor ?? 0),
      refundMinor: totals.refundMinor + body.refundMinor,
      taxMinor: totals.taxMinor + taxMinor,
      netSalesMinor: totals.netSalesMinor + exchangeMinor - backMinor - salesTaxMinor,
      roundingMinor: totals.roundingMinor + body.roundingMinor,
    },
    passedThroughMinor: figures.passedThroughMinor + passedOnMinor,
    donatedMinor:
      figures.donatedMinor + donatedIn(body.exchange?.lines ?? []) - donatedIn(body.lines),
    taxes,
    tenders: addTenders(figures.tenders, body.tenders.flatMap(drawerParts)),
  };
}

/** Money paid ahead that goes back was never a sale; the fee that is kept is one, without tax. */
function withCancelledHold(figures: ShiftFigures, { body }: Entry<"hold.cancelled">): ShiftFigures {
  const { totals } = figures;
  return {
    ...figures,
    totals: {
      ...totals,
      grossMinor: totals.grossMinor + body.feeMinor,
      netSalesMinor: totals.netSalesMinor + body.feeMinor,
    },
    passedThroughMinor: figures.passedThroughMinor - body.paidMinor,
    tenders: addTenders(figures.tenders, body.tenders.flatMap(drawerParts)),
  };
}

function donatedIn(
  lines: readonly { readonly productKind?: string; readonly totalMinor: number }[],
): number {
  let sum = 0;
  for (const line of lines) if (line.productKind === "donation") sum += line.totalMinor;
  return sum;
}

/** What of a basket is the shop's own sales, fees included. */
function salesOf(priced: PricedBasket): {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly taxMinor: number;
} {
  let [grossMinor, discountMinor, totalMinor] = [0, 0, priced.totalMinor];
  let { taxMinor } = priced;
  for (const line of priced.lines) {
    if (NOT_SALES.has(line.productKind)) {
      totalMinor -= line.totalMinor;
      for (const tax of line.taxes) taxMinor -= tax.taxMinor;
      continue;
    }
    grossMinor += line.grossMinor;
    discountMinor += line.discountMinor;
  }
  for (const fee of priced.fees) {
    grossMinor += fee.amountMinor;
    discountMinor += fee.discountMinor;
  }
  return { grossMinor, discountMinor, totalMinor, taxMinor };
}

interface DrawerPart {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly amountMinor: number;
}

/** Foreign notes stay foreign in the drawer; the change given for them was own cash. */
function drawerParts(tender: Tender): readonly DrawerPart[] {
  const key = tenderKey(tender);
  if (tender.foreign === undefined) {
    return [{ key, kind: tender.kind, name: tender.name, amountMinor: tender.amountMinor }];
  }
  const { currency, amountMinor } = tender.foreign;
  return [
    { key, kind: "cash", name: currency, amountMinor },
    { key: "cash", kind: "cash", name: "", amountMinor: -(tender.changeMinor ?? 0) },
  ];
}

function addTenders(
  tenders: readonly TenderFigure[],
  parts: readonly DrawerPart[],
): readonly TenderFigure[] {
  const byKey = new Map(tenders.map((tender) => [tender.key, tender]));
  for (const { key, kind, name, amountMinor } of parts) {
    const before = byKey.get(key) ?? { key, kind, name, expectedMinor: 0 };
    const named = before.name === "" && name !== "" ? name : before.name;
    const expectedMinor = before.expectedMinor + amountMinor;
    byKey.set(key, { ...before, name: named, expectedMinor });
  }
  return [...byKey.values()];
}

function addTaxes(
  taxes: ShiftClosed["taxes"],
  parts: readonly TaxPart[],
  sign: 1 | -1,
): ShiftClosed["taxes"] {
  const byId = new Map(taxes.map((tax) => [tax.taxId, tax]));
  for (const { taxId, name, rate, baseMinor, taxMinor } of parts) {
    const before = byId.get(taxId) ?? { taxId, name, rate, baseMinor: 0, taxMinor: 0 };
    byId.set(taxId, {
      ...before,
      baseMinor: before.baseMinor + sign * baseMinor,
      taxMinor: before.taxMinor + sign * taxMinor,
    });
  }
  return [...byId.values()];
}
