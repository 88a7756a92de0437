/** `settings`: stores, places, taxes, policies, reasons, roles, keys: everything small that HQ sets. */
import { z } from "zod";
import { id } from "../fields.ts";

const SETTING_KINDS = [
  "chain",
  "legal-entity",
  "store",
  "place",
  "register",
  "device-key",
  "tax",
  "tax-category",
  "tax-zone",
  "category",
  "policy",
  "role",
  "reason",
  "restriction",
  "tender-type",
  "price-book",
  "segment",
  "coupon",
  "receipt-profile",
  "scan-pattern",
  "quick-keys",
  "loyalty",
  "rail",
  "exchange-rate",
  "label",
  "delivery",
  "approver",
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

export const settingRow = z.object({
  id,
  kind: z.enum(SETTING_KINDS),
  /** The setting itself; its schema is in `settings/` by kind. */
  body: z.record(z.string(), z.unknown()),
});
export type SettingRow = Readonly<z.infer<typeof settingRow>>;
