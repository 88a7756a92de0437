/** Sample settings: reasons, tenders and quick keys, as HQ would have made them. */
import type { SettingRow } from "#shared/records/rows/setting.ts";

const reasons: readonly (readonly [string, string])[] = [
  ["Box damaged", "discount"],
  ["Goodwill", "discount"],
  ["Price match", "price"],
  ["Not wanted", "return"],
  ["Wrong size", "return"],
  ["Faulty", "return"],
  ["Change fetched", "pay-in"],
  ["Window cleaner", "pay-out"],
  ["Drawer too full", "drop"],
  ["Change for a customer", "no-sale"],
  ["Miscounted earlier", "difference"],
  ["Not known", "difference"],
  ["Broken", "stock"],
  ["To another shop", "stock"],
  ["Rung up wrongly", "void"],
  ["Registered charity", "exemption"],
];

export const SAMPLE_SETTINGS: readonly SettingRow[] = [
  ...reasons.map(
    ([name, purpose], index): SettingRow => ({
      id: `reason-${index}`,
      kind: "reason",
      body: { name, for: purpose },
    }),
  ),
  ...(
    [
      ["card-external", "Card"],
      ["gift-card", "Gift card"],
      ["credit", "Store credit"],
    ] as const
  ).map(
    ([kind, name], order): SettingRow => ({
      id: `tender-${kind}`,
      kind: "tender-type",
      body: { kind, name, order },
    }),
  ),
  ...(
    [
      ["place-2", "Marylebone"],
      ["wh", "Reading warehouse"],
    ] as const
  ).map(
    ([id, name]): SettingRow => ({ id, kind: "place", body: { name, storeId: `store-${id}` } }),
  ),
  ...["Kitchen", "Scarves and gloves", "Candles", "Books", "Cards"].map(
    (name, index): SettingRow => ({
      id: `category-${index}`,
      kind: "category",
      body: { name, colour: ["#2f6b4f", "#8a6d3b", "#a85a2f", "#39518c", "#6b2f5c"][index] },
    }),
  ),
];
