// Goods and tenders that the demo has none of, for the tests of scanners, scales and tenders: weighed,
// by a price in the code, with serial numbers and batches, for adults only, and the shop's own ways to be paid.
import type { AnyChange } from "#server/entries/working-set.ts";
import { checkDigit } from "#shared/base/gtin.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import { ADULTS_ONLY_RESTRICTION } from "../../../scripts/demo/products.ts";
import { CHAIN_BOOK, CURRENCY } from "../../../scripts/demo/rows.ts";
import { settingsOf } from "../../../scripts/demo/settings.ts";

/** GTIN-14 by product. */
export const GTIN = {
  cheese: gtin14("290000090001"),
  bread: gtin14("290000090002"),
  phone: gtin14("290000090003"),
  milk: gtin14("290000090004"),
  cider: gtin14("290000090005"),
  knife: gtin14("290000090006"),
} as const;

/** Codes as a scale's label has them: 1.250 kg of cheese, a loaf for 3.45. */
export const MEASURED = {
  weight: withCheck("210004201250"),
  price: withCheck("220004300345"),
} as const;

export const COUNTER_GOODS: readonly AnyChange[] = [
  ...product("cheese", "Mountain cheese", 2_000, {
    weighed: true,
    unit: "kg",
    variableCode: withCheck("210004200000"),
  }),
  ...product("bread", "Country loaf", 300, { variableCode: withCheck("220004300000") }),
  ...product("phone", "Cordless phone", 4_900, { tracks: "serial" }),
  ...product("milk", "Farm milk", 150, { tracks: "batch" }),
  ...product("cider", "Dry cider", 450, { restrictionId: ADULTS_ONLY_RESTRICTION }),
  ...product("knife", "Picnic knife", 1_250, { restrictionId: ADULTS_ONLY_RESTRICTION }),
];

export const OWN_TENDERS: readonly AnyChange[] = [
  tender("terminal", "card-terminal", "Terminal", false),
  tender("voucher", "other", "Street voucher", true),
  tender("visa", "card-external", "Visa", false),
  tender("girocard", "card-external", "Girocard", false),
];

/** The demo's policy, changed in one place. */
export function demoPolicy(
  change: (body: Rows["settings"]["body"]) => Rows["settings"]["body"],
): readonly AnyChange[] {
  return settingsOf([])
    .map((seeded) => seeded.row as Rows["settings"])
    .filter(({ kind }) => kind === "policy")
    .map((policy) =>
      row("settings", { ...policy, body: { ...policy.body, ...change(policy.body) } }),
    );
}

/** Where the smallest coin is five cents. */
export const FIVE_CENTS = demoPolicy(() => ({
  cashRounding: { incrementMinor: 5, mode: "half_up" },
}));

function product(
  name: keyof typeof GTIN,
  title: string,
  amountMinor: number,
  fields: Partial<Rows["products"]>,
): readonly AnyChange[] {
  const id = `goods-${name}`;
  return [
    row("products", {
      id,
      sku: name.toUpperCase(),
      name: title,
      gtins: [GTIN[name]],
      kind: "goods",
      categoryIds: [],
      tags: [],
      taxCategoryId: "zero",
      unit: "piece",
      units: [],
      weighed: false,
      tracks: "none",
      attributes: {},
      popularity: 0,
      discontinued: false,
      ...fields,
    }),
    row("prices", {
      id: `price-${id}`,
      bookId: CHAIN_BOOK,
      productId: id,
      amountMinor,
      currency: CURRENCY,
      minQuantityMilli: 1_000,
      validFromMs: 0,
      kind: "regular",
    }),
  ];
}

function tender(id: string, kind: string, name: string, needsReference: boolean): AnyChange {
  const body = { kind, name, needsReference, refundable: true, opensDrawer: false, order: 9 };
  return row("settings", { id: `tender-${id}`, kind: "tender-type", body });
}

function row<Table extends TableName>(table: Table, body: Rows[Table]): AnyChange {
  return { table, id: body.id, row: body } as unknown as AnyChange;
}

function gtin14(twelve: string): string {
  return `0${withCheck(twelve)}`;
}

function withCheck(twelve: string): string {
  return `${twelve}${checkDigit(twelve)}`;
}
