/**
 * What a receipt must carry, as data: one profile a country as a start, which HQ copies and changes.
 * Keys are the fields of receipt blocks; a test prints a receipt of each profile and looks for each.
 * Sources: DE KassenSichV section 6; FR CGI 286 I-3 bis and BOI-TVA-DECLA-30-10-30; GB VAT Regulations
 * 1995 reg. 16; ES RD 1619/2012 art. 7; IT DM 7 December 2016; US state sales-tax practice and FACTA.
 */
import type { SettingBody } from "../../records/settings/index.ts";

/** Every field a receipt can carry. */
const RECEIPT_FIELDS = [
  "legal-name",
  "address",
  "tax-number",
  "store",
  "register",
  "register-serial",
  "cashier",
  "number",
  "date-time",
  "started-at",
  "client",
  "line",
  "line-quantity",
  "line-unit-price",
  "line-tax-code",
  "discount",
  "tax-rate",
  "tax-base",
  "tax-amount",
  "total",
  "total-net",
  "tender",
  "cash-given",
  "change",
  "rounding",
  "card",
  "points",
  "promise",
  "software",
  "returns-text",
  "footer",
  "signed-code",
  "signature",
  "signing-outage",
] as const;
export type ReceiptField = (typeof RECEIPT_FIELDS)[number];

export type ReceiptProfile = SettingBody<"receipt-profile">;

const SELLER = ["legal-name", "address", "number", "date-time"] as const;
const GOODS = ["line", "line-quantity", "total"] as const;
const USUAL_OPTIONAL = [
  "store",
  "cashier",
  "client",
  "discount",
  "rounding",
  "card",
  "points",
  "promise",
  "returns-text",
  "footer",
  "signed-code",
] as const;

/** The profiles that ship, by their setting's id. */
export const RECEIPT_PROFILES: Readonly<Record<string, ReceiptProfile>> = {
  DE: profile("Deutschland", "DE", {
    required: [
      ...SELLER,
      "tax-number",
      "started-at",
      "register-serial",
      ...GOODS,
      "line-unit-price",
      "line-tax-code",
      "tax-rate",
      "tax-base",
      "tax-amount",
      "tender",
      "cash-given",
      "change",
    ],
    // There is one only where a signing device is used; then the law wants it on the paper.
    optional: ["signature"],
    mustPrint: true,
  }),
  FR: profile("France", "FR", {
    required: [
      ...SELLER,
      "tax-number",
      "register",
      "cashier",
      ...GOODS,
      "line-unit-price",
      "line-tax-code",
      "tax-rate",
      "tax-base",
      "tax-amount",
      "total-net",
      "tender",
      "software",
    ],
    mustPrint: false,
  }),
  GB: profile("United Kingdom", "GB", {
    required: [...SELLER, "tax-number", ...GOODS, "tax-rate", "tax-amount", "tender"],
    mustPrint: false,
  }),
  ES: profile("España", "ES", {
    required: [
      ...SELLER,
      "tax-number",
      ...GOODS,
      "line-unit-price",
      "tax-rate",
      "tax-amount",
      "tender",
    ],
    mustPrint: true,
  }),
  IT: profile("Italia", "IT", {
    required: [
      ...SELLER,
      "tax-number",
      "register-serial",
      ...GOODS,
      "line-tax-code",
      "tax-rate",
      "tax-amount",
      "tender",
      "change",
    ],
    mustPrint: true,
  }),
  US: profile("United States", "US", {
    required: [...SELLER, "register", ...GOODS, "line-unit-price", "tax-amount", "tender", "card"],
    mustPrint: false,
  }),
};

function profile(
  name: string,
  country: string,
  about: {
    readonly required: readonly ReceiptField[];
    readonly optional?: readonly ReceiptField[];
    readonly mustPrint: boolean;
  },
): ReceiptProfile {
  const required = [...about.required];
  const usual = USUAL_OPTIONAL.filter((field) => !required.includes(field));
  const optional = [...usual, ...(about.optional ?? [])];
  return { name, country, required, optional, footer: [], mustPrint: about.mustPrint };
}
