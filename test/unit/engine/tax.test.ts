import { describe, expect, it } from "vitest";
import { ratioText } from "#shared/base/decimal.ts";
import { computeTax, computeTaxExact } from "#shared/engine/tax/compute.ts";
import type { TaxLine, TaxRounding } from "#shared/engine/tax/lines.ts";
import { compileTaxes, type TaxRule } from "#shared/engine/tax/rules.ts";

const percent = (id: string, rate: string, more: Partial<TaxRule> = {}): TaxRule => ({
  id,
  kind: "percent",
  rate,
  included: false,
  affectsLater: false,
  baseAffected: true,
  ...more,
});
const aLine = (unitPriceMinor: number, taxIds: readonly string[], more: Partial<TaxLine> = {}) => ({
  id: `l${unitPriceMinor}`,
  unitPriceMinor,
  quantityMilli: 1000,
  taxIds,
  ...more,
});
const perLine: TaxRounding = { scope: "line", mode: "half_up", incrementMinor: 1 };

function taxed(
  lines: readonly TaxLine[],
  rules: readonly TaxRule[],
  rounding: Partial<TaxRounding> = {},
  exempt: "all" | readonly string[] = [],
) {
  const compiled = compileTaxes(rules, exempt);
  if (!compiled.ok) return compiled;
  return computeTax(lines, compiled.value, { ...perLine, ...rounding });
}

function totals(result: ReturnType<typeof taxed>) {
  if (!result.ok || !("taxMinor" in result.value)) return result;
  const { baseMinor, taxMinor, totalMinor } = result.value;
  return [baseMinor, taxMinor, totalMinor];
}

describe("row 50: tax by scope", () => {
  const rules = [percent("v", "7.7", { included: true })];
  const lines = [aLine(333, ["v"], { quantityMilli: 3000 }), aLine(125, ["v"])];

  it("rounds per unit, per line and per document as named", () => {
    expect(totals(taxed(lines, rules, { scope: "unit" }))).toEqual([1043, 81, 1124]);
    expect(totals(taxed(lines, rules))).toEqual([1044, 80, 1124]);
    expect(totals(taxed(lines, rules, { scope: "document" }))).toEqual([1044, 80, 1124]);
  });

  it("keeps the price shown, or the sum of parts, when rounding once", () => {
    const half = [aLine(999, ["v"])];
    const twenty = [percent("v", "20", { included: true })];
    const once = { scope: "document" } as const;
    expect(totals(taxed(half, twenty, once))).toEqual([832, 167, 999]);
    const parts = { ...once, total: "sum_of_parts" } as const;
    expect(totals(taxed(half, twenty, parts))).toEqual([833, 167, 1000]);
  });

  it("lays document tax back over lines so that the parts add up", () => {
    const result = taxed(
      [1, 2, 3].map((n) => aLine(333, ["v"], { id: `n${n}` })),
      [percent("v", "10")],
      { scope: "document" },
    );
    expect(result).toMatchObject({ value: { taxMinor: 100, totalMinor: 1099 } });
    if (!result.ok || !("lines" in result.value)) return;
    expect(result.value.lines.map((line) => line.taxMinor)).toEqual([34, 33, 33]);
  });
});

describe("row 50: kinds of tax", () => {
  it("takes the sign of a fixed tax from the unit price, and zero counts as plus", () => {
    const fixed: TaxRule = { ...percent("f", "0"), kind: "fixed", amountMinor: 100 };
    expect(totals(taxed([aLine(500, ["f"])], [fixed]))).toEqual([500, 100, 600]);
    expect(totals(taxed([aLine(-500, ["f"])], [fixed]))).toEqual([-500, -100, -600]);
    expect(totals(taxed([aLine(500, ["f"], { quantityMilli: -2000 })], [fixed]))).toEqual([
      -1000, -200, -1200,
    ]);
    expect(totals(taxed([aLine(0, ["f"])], [fixed]))).toEqual([0, 100, 100]);
  });

  it("mirrors a negative quantity to the cent", () => {
    const rules = [percent("a", "19", { included: true }), percent("b", "3.5")];
    for (const scope of ["unit", "line", "document"] as const) {
      const sale = totals(
        taxed([aLine(1299, ["a", "b"], { quantityMilli: 3000 })], rules, { scope }),
      );
      const back = totals(
        taxed([aLine(1299, ["a", "b"], { quantityMilli: -3000 })], rules, { scope }),
      );
      expect((back as number[]).map((one) => -one)).toEqual(sale);
    }
  });

  it("division of a hundred makes the whole price tax, included or added", () => {
    const rule = (included: boolean): TaxRule => ({
      ...percent("d", "100", { included }),
      kind: "division",
    });
    expect(totals(taxed([aLine(1000, ["d"])], [rule(true)]))).toEqual([0, 1000, 1000]);
    expect(totals(taxed([aLine(1000, ["d"])], [rule(false)]))).toEqual([1000, 1000, 2000]);
    const two = [rule(true), { ...rule(true), id: "e", rate: "1" }];
    expect(taxed([aLine(1000, ["d", "e"])], two)).toMatchObject({
      refusal: { code: "tax-rate-impossible", position: "lines[0].taxIds" },
    });
  });

  it("orders taxes by the list, not by the line, and rounds to the increment", () => {
    const rules = [percent("a", "10", { affectsLater: true }), percent("b", "10")];
    expect(totals(taxed([aLine(1000, ["b", "a"])], rules))).toEqual([1000, 210, 1210]);
    expect(totals(taxed([aLine(1003, ["b"])], rules, { incrementMinor: 5 }))).toEqual([
      1005, 100, 1105,
    ]);
  });

  it("a weighted line takes the average rate of the others, with their inclusion", () => {
    const rules = [percent("a", "20"), percent("b", "10")];
    const lines = [
      aLine(3000, ["a"]),
      aLine(1000, ["b"]),
      aLine(500, [], { id: "fee", weightedRate: true }),
    ];
    // (3000 * 20 + 1000 * 10) / 4000 = 17.5 %, of 500 = 87.5
    expect(taxed(lines, rules)).toMatchObject({
      value: { baseMinor: 4500, taxMinor: 788, taxes: [{ id: "a" }, { id: "b" }] },
    });
    const inside = [percent("a", "20", { included: true })];
    const fee = [aLine(1200, ["a"]), aLine(600, [], { id: "fee", weightedRate: true })];
    expect(totals(taxed(fee, inside))).toEqual([1500, 300, 1800]);
    expect(totals(taxed(fee, inside, { scope: "document" }))).toEqual([1500, 300, 1800]);
    expect(totals(taxed([aLine(600, [], { weightedRate: true })], inside))).toEqual([600, 0, 600]);
  });

  it("an exempt buyer pays the price without the tax, included or not", () => {
    const rules = [percent("a", "20", { included: true }), percent("b", "5")];
    const lines = [aLine(1200, ["a", "b"])];
    expect(totals(taxed(lines, rules))).toEqual([1000, 250, 1250]);
    for (const scope of ["line", "document"] as const) {
      expect(totals(taxed(lines, rules, { scope }, ["a"]))).toEqual([1000, 50, 1050]);
      expect(taxed(lines, rules, { scope }, "all")).toMatchObject({
        value: { totalMinor: 1000, lines: [{ exemptMinor: 250 }] },
      });
    }
  });
});

describe("row 50: compounding", () => {
  const rules = [percent("a", "10", { affectsLater: true }), percent("b", "10")];
  const lines = [aLine(1000, ["a", "b"])];

  it("a later tax stands on the earlier one, in its base and in every scope", () => {
    for (const scope of ["unit", "line", "document"] as const) {
      expect(taxed(lines, rules, { scope })).toMatchObject({
        value: {
          taxMinor: 210,
          taxes: [
            { id: "a", baseMinor: 1000 },
            { id: "b", baseMinor: 1100 },
          ],
        },
      });
    }
  });

  it("but not on one that the buyer is exempt from", () => {
    for (const scope of ["line", "document"] as const) {
      expect(totals(taxed(lines, rules, { scope }, ["a"]))).toEqual([1000, 100, 1100]);
    }
  });
});

describe("tax refusals name the place", () => {
  it.each([
    ["tax-unknown", [aLine(1, ["x"])], [], "lines[0].taxIds"],
    ["tax-duplicate", [], [percent("a", "1"), percent("a", "2")], "taxes[1]"],
    ["tax-rate-malformed", [], [percent("a", "1e9")], "taxes[0]"],
    ["amount-unsafe", [aLine(Number.NaN, [])], [], "lines[0].unitPriceMinor"],
    ["amount-unsafe", [aLine(1, [], { discountMinor: 0.5 })], [], "lines[0].discountMinor"],
    ["quantity-malformed", [aLine(1, [], { quantityMilli: 1.5 })], [], "lines[0].quantityMilli"],
    [
      "tax-rate-impossible",
      [aLine(1, ["a"])],
      [percent("a", "-100", { included: true })],
      "lines[0].taxIds",
    ],
  ] as const)("%s", (code, lines, rules, position) => {
    expect(taxed(lines, rules)).toMatchObject({ refusal: { code, position } });
  });

  it("refuses an increment of zero and an unknown kind", () => {
    expect(taxed([], [], { incrementMinor: 0 })).toMatchObject({
      refusal: { code: "tax-increment-invalid" },
    });
    const odd = { ...percent("a", "1"), kind: "levy" } as unknown as TaxRule;
    expect(taxed([], [odd])).toMatchObject({ refusal: { code: "tax-kind-unknown" } });
  });
});

it("exact figures before rounding", () => {
  const compiled = compileTaxes([percent("a", "5", { included: true })]);
  if (!compiled.ok) throw new Error("compiled");
  const exact = computeTaxExact([aLine(500, ["a"])], compiled.value, perLine);
  if (!exact.ok) throw new Error("exact");
  expect([exact.value.base, exact.value.tax].map((one) => ratioText(one, 4))).toEqual([
    "476.1904",
    "23.8095",
  ]);
});
