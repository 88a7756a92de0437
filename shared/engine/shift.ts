/**
 * The day at one drawer: what should be in it by the entries of the shift, counting it blind, and
 * closing it. Everything is folded from entries, so an X at any time and the Z agree.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { PricedBasket, TaxPart } from "../records/basket.ts";
import type { CashMoved } from "../records/entries/cash-moved.ts";
import type { ShiftClosed } from "../records/entries/shift-closed.ts";
import { type AnyEntry, type Entry, isEntryOf } from "../records/entry.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { Tender } from "../records/tender.ts";
import { tenderKey } from "./tender.ts";

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
  readonly taxes: ShiftClosed["taxes"];
  readonly tenders: readonly TenderFigure[];
  readonly movements: readonly Entry<"cash.moved">[];
  readonly noSales: readonly Entry<"drawer.opened">[];
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
export function addToShift(figures: ShiftFigures, entry: AnyEntry): ShiftFigures {
  const next = { ...figures, lastSequence: Math.max(figures.lastSequence, entry.sequence) };
  if (isEntryOf(entry, "sale.completed")) return withSale(next, entry);
  if (isEntryOf(entry, "return.completed")) return withReturn(next, entry);
  if (isEntryOf(entry, "cash.moved")) {
    const movements = [...next.movements, entry];
    const cash = { kind: "cash", key: "cash", name: "", amountMinor: entry.body.amountMinor };
    return { ...next, movements, tenders: addTenders(next.tenders, [cash]) };
  }
  if (isEntryOf(entry, "hold.cancelled")) return withCancelledHold(next, entry);
  if (isEntryOf(entry, "drawer.opened")) return { ...next, noSales: [...next.noSales, entry] };
  if (isEntryOf(entry, "shift.closed")) return { ...next, closed: true };
  return next;
}

/** Counted cash, minor units. Refuses `count-malformed` for a number of coins that cannot be. */
export function countCash(
  counted: Readonly<Record<string, number>>,
): Result<number, "count-malformed"> {
  let sum = 0;
  for (const [denomination, pieces] of Object.entries(counted)) {
    const value = Number(denomination);
    const isSound = Number.isSafeInteger(pieces) && pieces >= 0 && pieces <= 1_000_000;
    if (!isSound || !Number.isSafeInteger(value) || value <= 0) {
      return refuse("count-malformed", { denomination });
    }
    sum += value * pieces;
  }
  return Number.isSafeInteger(sum) ? done(sum) : refuse("count-malformed");
}

export interface ShiftCount {
  /** Every blind count of own cash, oldest first; the last stands. */
  readonly counts: readonly Readonly<Record<string, number>>[];
  /** What was counted of the other tenders; those not named count as expected. */
  readonly others: readonly { readonly key: string; readonly countedMinor: number }[];
}

/** Expected, counted and difference of every tender. Refuses `count-missing`, `count-malformed`. */
export function countShift(
  figures: ShiftFigures,
  count: ShiftCount,
): Result<ShiftClosed["tenders"], "count-malformed" | "count-missing"> {
  const last = count.counts.at(-1);
  if (last === undefined) return refuse("count-missing");
  const cash = countCash(last);
  if (!cash.ok) return cash;
  const others = new Map(count.others.map((other) => [other.key, other.countedMinor]));
  return done(
    figures.tenders.map((tender) => {
      const countedMinor =
        tender.key === "cash" ? cash.value : (others.get(tender.key) ?? tender.expectedMinor);
      return { ...tender, countedMinor, differenceMinor: countedMinor - tender.expectedMinor };
    }),
  );
}

/** Whether a difference is above what the policy lets pass without a reason. */
export function needsReason(
  tenders: ShiftClosed["tenders"],
  policy: SettingBody<"policy">,
): boolean {
  const limit = policy.shift.differenceLimitMinor;
  return tenders.some((tender) => Math.abs(tender.differenceMinor) > limit);
}

export interface ShiftToClose extends ShiftCount {
  readonly figures: ShiftFigures;
  readonly policy: SettingBody<"policy">;
  /** The register's own, gap-free: the last one plus one. */
  readonly zNumber: number;
  readonly differenceReasonId?: string | undefined;
  readonly differenceNote?: string | undefined;
  readonly approvalIds?: readonly string[];
  readonly keptFloatMinor?: number;
  /** Entries of this register that the server has not acknowledged. */
  readonly unsentEntries: number;
}

/**
 * The body of `shift.closed`: the Z. Refuses `shift-closed`, `count-missing`, `count-malformed`,
 * `difference-needs-reason` and `movement-invalid` (a float kept that was not counted).
 */
export function closeShift(
  request: ShiftToClose,
): Result<
  ShiftClosed,
  | "count-malformed"
  | "count-missing"
  | "difference-needs-reason"
  | "movement-invalid"
  | "shift-closed"
> {
  const { figures, counts } = request;
  if (figures.closed) return refuse("shift-closed");
  const tenders = countShift(figures, request);
  if (!tenders.ok) return tenders;
  const differenceMinor = tenders.value.find((one) => one.key === "cash")?.differenceMinor ?? 0;
  if (needsReason(tenders.value, request.policy) && request.differenceReasonId === undefined) {
    return refuse("difference-needs-reason", { differenceMinor });
  }
  const cashMinor = tenders.value.find((one) => one.key === "cash")?.countedMinor ?? 0;
  const keptFloatMinor = request.keptFloatMinor ?? 0;
  if (keptFloatMinor < 0 || keptFloatMinor > cashMinor) return refuse("movement-invalid");
  const { differenceReasonId, differenceNote } = request;
  return done({
    shiftId: figures.shiftId,
    drawerId: figures.drawerId,
    zNumber: request.zNumber,
    currency: figures.currency,
    firstSequence: figures.firstSequence,
    lastSequence: figures.lastSequence,
    totals: figures.totals,
    taxes: figures.taxes,
    tenders: tenders.value,
    counted: counts.at(-1) as Record<string, number>,
    counts: counts.map((one) => ({ ...one })),
    ...(differenceReasonId === undefined ? {} : { differenceReasonId }),
    ...(differenceNote === undefined ? {} : { differenceNote }),
    approvalIds: [...(request.approvalIds ?? [])],
    bankedMinor: cashMinor - keptFloatMinor,
    keptFloatMinor,
    unsentEntries: request.unsentEntries,
  });
}

/** Which way each movement goes: into the drawer, out of it, or either. */
const DIRECTIONS: Readonly<Record<CashMoved["kind"], 1 | -1 | 0>> = {
  "pay-in": 1,
  float: 1,
  "pay-out": -1,
  drop: -1,
  bank: -1,
  "hand-over": 0,
  correction: 0,
};

/**
 * The signed amount of a movement of cash; `amountMinor` is given above zero, or signed for a
 * hand-over or correction. Refuses `movement-invalid` and `drawer-short` (more out than is there).
 */
export function moveCash(
  figures: ShiftFigures,
  movement: { readonly kind: CashMoved["kind"]; readonly amountMinor: number },
): Result<number, "drawer-short" | "movement-invalid"> {
  const direction = DIRECTIONS[movement.kind];
  const { amountMinor } = movement;
  if (!Number.isSafeInteger(amountMinor) || amountMinor === 0) return refuse("movement-invalid");
  if (direction !== 0 && amountMinor < 0) return refuse("movement-invalid");
  const signed = direction === 0 ? amountMinor : amountMinor * direction;
  const inDrawerMinor = expectedCash(figures);
  if (signed < 0 && -signed > inDrawerMinor) return refuse("drawer-short", { inDrawerMinor });
  return done(signed);
}

/** Own cash that should be in the drawer now. */
export function expectedCash(figures: ShiftFigures): number {
  return figures.tenders.find((tender) => tender.key === "cash")?.expectedMinor ?? 0;
}

/** What lies in the safe and on the way to the bank, by the movements of the store's drawers. */
export function safeBalance(
  movements: readonly Pick<CashMoved, "kind" | "amountMinor" | "bag">[],
): { readonly safeMinor: number; readonly bags: Readonly<Record<string, number>> } {
  let safeMinor = 0;
  const bags: Record<string, number> = {};
  for (const { kind, amountMinor, bag } of movements) {
    if (kind === "drop") safeMinor -= amountMinor;
    if (kind === "float") safeMinor -= amountMinor;
    if (kind !== "bank") continue;
    // What goes to the bank leaves drawer or safe in a bag that someone counts again.
    if (bag !== undefined) bags[bag] = (bags[bag] ?? 0) - amountMinor;
  }
  return { safeMinor, bags };
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
    taxes: [],
    tenders: [{ key: "cash", kind: "cash", name: "", expectedMinor: body.floatMinor }],
    movements: [],
    noSales: [],
    closed: false,
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
