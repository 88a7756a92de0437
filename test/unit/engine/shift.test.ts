import { describe, expect, it } from "vitest";
import { closeShift, countCash, countShift, expectedCash, moveCash } from "#shared/engine/shift.ts";
import { type ShiftFigures, shiftFigures } from "#shared/engine/shift-figures.ts";
import { shiftClosed } from "#shared/records/entries/shift-closed.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import { anEntry, anId } from "#test/builders/entry.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings();
const policy = settings.setting("policy", "policy-1");
if (policy === undefined) throw new Error("the policy is there");

const VAT = {
  taxId: "vat-19",
  name: "VAT 19 %",
  kind: "percent",
  rate: "19",
  included: true,
  baseMinor: 840,
  taxMinor: 160,
} as const;

const opened = (floatMinor = 10_000) =>
  anEntry("shift.opened", {
    shiftId: "shift-1",
    drawerId: "drawer-1",
    floatMinor,
    currency: "EUR",
  });

const moved = (kind: Entry<"cash.moved">["body"]["kind"], amountMinor: number) =>
  anEntry("cash.moved", {
    movementId: anId(),
    drawerId: "drawer-1",
    kind,
    amountMinor,
    currency: "EUR",
    reasonId: "r",
    approvalIds: [],
  });

function figuresOf(...entries: readonly Entry[]): ShiftFigures {
  const all = [opened(), ...entries] as unknown as AnyEntry[];
  const figures = shiftFigures("shift-1", all);
  if (figures === undefined) throw new Error("the shift was opened");
  return figures;
}

const taxed = () => aPricedBasket([aPricedLine({ taxes: [VAT] })], { taxes: [VAT] });

describe("what should be in the drawer", () => {
  it("rows 40 and 42: float, sales, returns and movements, each tender apart", () => {
    const cash = aSale({ priced: taxed() });
    const card = aSale({ tenders: [aTender({ kind: "card-external", name: "Card" })] });
    const figures = figuresOf(
      cash,
      card,
      aFullReturn(cash),
      moved("pay-in", 500),
      moved("drop", -3000),
      anEntry("drawer.opened", { drawerId: "drawer-1", reasonId: "r", approvalIds: [] }),
    );
    expect(figures.tenders).toEqual([
      { key: "cash", kind: "cash", name: "Cash", expectedMinor: 7500 },
      { key: "card-external", kind: "card-external", name: "Card", expectedMinor: 1000 },
    ]);
    expect(figures.totals).toMatchObject({
      saleCount: 2,
      returnCount: 1,
      grossMinor: 2000,
      refundMinor: 1000,
      taxMinor: 0,
      netSalesMinor: 1000,
    });
    expect(figures.taxes).toEqual([
      { taxId: "vat-19", name: "VAT 19 %", rate: "19", baseMinor: 0, taxMinor: 0 },
    ]);
    expect([figures.movements.length, figures.noSales.length]).toEqual([2, 1]);
  });

  it("change is not in it, foreign notes are counted apart", () => {
    const tender = aTender({
      amountMinor: 1000,
      givenMinor: 1800,
      changeMinor: 800,
      foreign: { currency: "USD", amountMinor: 2000, rate: "0.9" },
    });
    const figures = figuresOf(
      aSale({ tenders: [aTender({ givenMinor: 2000, changeMinor: 1000 })], changeMinor: 1000 }),
      aSale({ tenders: [tender], changeMinor: 800 }),
    );
    expect(figures.tenders.map((one) => [one.key, one.expectedMinor])).toEqual([
      ["cash", 10_200],
      ["cash:USD", 2000],
    ]);
  });

  it("gift cards, deposits, tips and donations are money but not sales", () => {
    const lines = [aPricedLine(), aPricedLine({ productKind: "gift-card", unitPriceMinor: 5000 })];
    const figures = figuresOf(aSale({ priced: aPricedBasket(lines) }));
    expect(figures.totals).toMatchObject({ grossMinor: 1000, netSalesMinor: 1000 });
    expect(figures.passedThroughMinor).toBe(5000);
    expect(expectedCash(figures)).toBe(16_000);
  });

  it("nothing without an opened shift; other shifts are passed over", () => {
    expect(shiftFigures("shift-9", [opened()] as unknown as AnyEntry[])).toBeUndefined();
    const other = aSale({}, { shiftId: "shift-2" });
    expect(figuresOf(other).totals.saleCount).toBe(0);
  });
});

describe("cash moves", () => {
  const figures = figuresOf();
  it.each([
    ["pay-in", 500, 500],
    ["pay-out", 500, -500],
    ["drop", 10_000, -10_000],
    ["correction", -5, -5],
  ] as const)("%s of %d", (kind, amountMinor, signed) => {
    expect(moveCash(figures, { kind, amountMinor })).toEqual({ ok: true, value: signed });
  });
  it.each([
    ["drop", 10_001, "drawer-short"],
    ["pay-in", -1, "movement-invalid"],
    ["pay-in", 0, "movement-invalid"],
    ["pay-in", 1.5, "movement-invalid"],
  ] as const)("%s of %d is refused", (kind, amountMinor, code) => {
    expect(moveCash(figures, { kind, amountMinor })).toMatchObject({ refusal: { code } });
  });
});

describe("row 41: counting and closing", () => {
  const figures = figuresOf(aSale());
  const close = (counts: Record<string, number>[], fields: object = {}) =>
    closeShift({ figures, counts, others: [], policy, zNumber: 7, unsentEntries: 2, ...fields });

  it("adds denominations up and refuses what cannot be", () => {
    expect(countCash({ "5000": 2, "100": 3 })).toEqual({ ok: true, value: 10_300 });
    for (const bad of [
      { "100": -1 },
      { "100": 1.5 },
      { x: 1 },
      { "0": 1 },
      { "100": Number.NaN },
    ]) {
      expect(countCash(bad as unknown as Record<string, number>)).toMatchObject({
        refusal: { code: "count-malformed" },
      });
    }
  });

  it("says expected, counted and difference per tender; the last count stands, all are kept", () => {
    const z = close([{ "1000": 9 }, { "1000": 11 }], { keptFloatMinor: 10_000 });
    if (!z.ok) throw new Error(z.refusal.code);
    expect(shiftClosed.safeParse(z.value).success).toBe(true);
    expect(z.value).toMatchObject({
      zNumber: 7,
      unsentEntries: 2,
      bankedMinor: 1000,
      tenders: [{ key: "cash", expectedMinor: 11_000, countedMinor: 11_000, differenceMinor: 0 }],
    });
    expect(z.value.counts).toHaveLength(2);
  });

  it("a difference above the limit needs a reason, one below does not", () => {
    expect(close([{ "1000": 10 }])).toMatchObject({
      refusal: { code: "difference-needs-reason", args: { differenceMinor: -1000 } },
    });
    expect(close([{ "1000": 10 }], { differenceReasonId: "miscount" }).ok).toBe(true);
    expect(close([{ "500": 21 }]).ok).toBe(true);
  });

  it("without a count, twice, or with a float that is not there is refused", () => {
    expect(close([])).toMatchObject({ refusal: { code: "count-missing" } });
    expect(close([{ "1000": 11 }], { keptFloatMinor: 11_001 })).toMatchObject({
      refusal: { code: "movement-invalid" },
    });
    const z = close([{ "1000": 11 }]);
    if (!z.ok) throw new Error("it closes");
    const after = figuresOf(aSale(), anEntry("shift.closed", z.value));
    expect(close([{ "1000": 11 }], { figures: after })).toMatchObject({
      refusal: { code: "shift-closed" },
    });
  });

  it("tenders that were not counted count as expected", () => {
    const card = figuresOf(aSale({ tenders: [aTender({ kind: "card-external" })] }));
    const counted = countShift(card, { counts: [{ "1000": 10 }], others: [] });
    expect(counted.ok && counted.value.map((one) => one.differenceMinor)).toEqual([0, 0]);
  });
});
