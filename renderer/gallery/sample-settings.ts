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
];
