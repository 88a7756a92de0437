/** The body of each kind of setting. Policies are data of the store, never branches on a country. */
import { z } from "zod";
import { atMs, currency, decimal, hash, id, minor, postalAddress, shortText } from "../fields.ts";
import type { SettingKind } from "../rows/setting.ts";
import { quickKeysSetting } from "./quick-keys.ts";

const ROUNDING_MODES = [
  "half_up",
  "half_down",
  "half_even",
  "half_odd",
  "half_ceiling",
  "half_floor",
  "ceiling",
  "floor",
  "toward_zero",
  "away_from_zero",
] as const;
const roundingMode = z.enum(ROUNDING_MODES);

const chainSetting = z.object({
  name: shortText,
  currency,
  demo: z.boolean().default(false),
  /** False while the guide of a first shop is not over; left out it is. */
  setUp: z.boolean().optional(),
  words: z.object({ client: shortText, basket: shortText, till: shortText }).partial().optional(),
});

const legalEntitySetting = z.object({
  legalName: shortText,
  address: postalAddress,
  taxNumbers: z.array(z.object({ kind: shortText, value: shortText })),
  receiptText: z.array(shortText).default([]),
  /**
   * A franchised company, and what it lets the chain see; other companies never see its takings.
   * Absent: the chain's own company. What it says holds from then on (docs/engine/legal-entities.md).
   */
  agreement: z
    .object({
      /** Whether the chain's own people see its takings, sales, days and archives. */
      takingsToChain: z.boolean().default(false),
      /** Whether purchases of shared clients carry what was paid, not only what and when. */
      purchaseAmounts: z.boolean().default(false),
    })
    .optional(),
});

/** `person`: only who has the drawer takes cash and opens it; it goes on by count. */
const drawerOwner = z.enum(["register", "person"]);

const storeSetting = z.object({
  name: shortText,
  legalEntityId: id,
  address: postalAddress,
  phone: shortText.optional(),
  currency,
  locale: shortText,
  timeZone: shortText,
  /** Minutes after midnight at which the business date turns. */
  cutOverMinutes: z.int().min(0).max(1439).default(0),
  openingHours: z
    .array(z.object({ day: z.int().min(0).max(6), from: shortText, to: shortText }))
    .default([]),
  closedDays: z.array(shortText).default([]),
  placeId: id,
  neighbourPlaceIds: z.array(id).max(10).default([]),
  warehousePlaceIds: z.array(id).default([]),
  /** Price books in order of precedence, most special first. */
  priceBookIds: z.array(id),
  clientGroup: id,
  taxZoneId: id,
  policyId: id,
  receiptProfileId: id,
  logo: z.string().max(100_000).optional(),
  channel: z.enum(["shop", "web"]).default("shop"),
  /** Whose the drawers are; each register's own unless said. */
  drawerOwner: drawerOwner.optional(),
});

const placeSetting = z.object({
  name: shortText,
  kind: z.enum(["store", "warehouse", "web", "transit"]),
  storeId: id.optional(),
  deliveryDays: z.int().default(3),
});

/** Devices of a register as its till set them up; their form is the till-api's. */
export const keptDevices = z.array(z.record(z.string(), z.unknown())).max(30);

const registerSetting = z.object({
  name: shortText,
  storeId: id,
  series: shortText,
  drawerId: id.optional(),
  /** Whose the drawer is, where it is another's than the store says. */
  drawerOwner: drawerOwner.optional(),
  serialNumber: shortText,
  kind: z.enum(["counter", "floor"]).default("counter"),
  devices: keptDevices.optional(),
  /** Whether a signing device signs this register's documents between commit and print; off unless said. */
  signing: z.boolean().optional(),
});

const deviceKeySetting = z.object({
  registerId: id,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  fromMs: atMs,
});

const taxSetting = z.object({
  name: shortText,
  kind: z.enum(["percent", "fixed", "division"]),
  rate: decimal.optional(),
  amountMinor: minor.optional(),
  included: z.boolean(),
  affectsLater: z.boolean().default(false),
  baseAffected: z.boolean().default(true),
  /** Letter or code printed on the receipt. */
  code: shortText,
  validFromMs: atMs.optional(),
  validToMs: atMs.optional(),
});

const taxCategorySetting = z.object({ name: shortText });

/** Which taxes a tax category carries in a zone, in the order of calculation. */
const taxZoneSetting = z.object({
  name: shortText,
  taxes: z.record(z.string(), z.array(id)),
  countries: z.array(shortText).default([]),
});

const categorySetting = z.object({
  name: shortText,
  parentId: id.optional(),
  colour: shortText.optional(),
  picture: shortText.optional(),
});

const policySetting = z.object({
  tax: z.object({
    scope: z.enum(["unit", "line", "document"]),
    mode: roundingMode,
    keep: z.enum(["keep_included_price", "sum_of_parts"]).default("keep_included_price"),
    incrementMinor: z.int().min(1).default(1),
  }),
  offers: z.object({
    order: z.enum(["as_listed", "priority_desc"]),
    stacking: z.enum(["sequential", "parallel"]),
    rounding: roundingMode,
    remainder: z.enum(["first", "last", "largest_remainder"]),
    weights: z.enum(["net", "gross"]).default("net"),
  }),
  cashRounding: z.object({ incrementMinor: z.int().min(1), mode: roundingMode }),
  quantityRounding: roundingMode.default("half_up"),
  returns: z.object({
    windowDays: z.int(),
    noReceiptCapMinor: minor,
    noReceiptTender: z.enum(["credit", "any"]),
    noReceiptIdentity: z.boolean(),
    restockingFeeBasisPoints: z.int().default(0),
    maxPerClientPerMonth: z.int().default(0),
  }),
  shift: z.object({
    blind: z.boolean(),
    differenceLimitMinor: minor,
    drawerLimitMinor: minor.optional(),
    /** A difference above it at a hand-over needs a second person; none when left out. */
    approvalLimitMinor: minor.optional(),
  }),
  stock: z.object({
    staleAfterMinutes: z.int().default(60),
    warnNegative: z.boolean().default(true),
  }),
  offline: z.object({
    badgeDays: z.int().default(14),
    clientLeaseHours: z.int().default(72),
    storedForwardPerSaleMinor: minor.default(0),
    storedForwardPerRegisterMinor: minor.default(0),
    valueLimitPerDayMinor: minor.default(0),
  }),
  /** Tax-free shopping: the least that a traveller must have paid, and where the tax stays. */
  taxFree: z.object({ leastMinor: minor, homeCountries: z.array(shortText).min(1) }).optional(),
  /** Quotes and layaways: how long prices stand, what is paid first, what is kept on a cancellation. */
  holds: z
    .object({
      quoteDays: z.int().min(1).default(14),
      layawayDays: z.int().min(1).default(90),
      firstPaymentBasisPoints: z.int().min(0).max(10_000).default(2_000),
      cancelFeeMinor: minor.default(0),
      /** The product of kind `deposit` that a payment ahead is rung up as. */
      depositProductId: id,
    })
    .optional(),
  /** Gift cards: whether the till makes a number for a card that has none, which the receipt then is. */
  giftCards: z.object({ makesNumbers: z.boolean() }).optional(),
  /** Shelf labels: beside a reduction stands the lowest price of so many days before it. */
  labels: z.object({ lowestDays: z.int().min(1).max(365) }).optional(),
  /** Rounding a total up for a good cause: to which unit, and the product of kind `donation` for it. */
  roundUp: z.object({ unitMinor: minor.min(1), productId: id }).optional(),
  idleLockSeconds: z.int().default(300),
  staffDiscount: z.object({ basisPoints: z.int(), yearlyLimitMinor: minor }).optional(),
  receipt: z.object({
    print: z.enum(["always", "ask", "never"]),
    email: z.boolean(),
    qr: z.boolean(),
  }),
});
export type PolicySetting = Readonly<z.infer<typeof policySetting>>;

/** What a role may do; limits above which an approval is asked. */
const roleSetting = z.object({
  name: shortText,
  permissions: z.array(shortText),
  discountLimitBasisPoints: z.int().min(0).max(10_000),
  priceChangeLimitBasisPoints: z.int().min(0).max(10_000),
  refundLimitMinor: minor,
  approves: z.array(shortText).default([]),
});
export type RoleSetting = Readonly<z.infer<typeof roleSetting>>;

const reasonSetting = z.object({
  name: shortText,
  names: z.record(z.string(), shortText).optional(),
  for: z.enum([
    "discount",
    "price",
    "return",
    "pay-in",
    "pay-out",
    "drop",
    "no-sale",
    "difference",
    "stock",
    "markdown",
    "exemption",
    "void",
    "decline",
  ]),
  disposition: z.enum(["resell", "repair", "bin", "vendor"]).optional(),
});

const restrictionSetting = z.object({
  name: shortText,
  minimumAge: z.int().optional(),
  quantityMaxMilli: z.int().optional(),
  hours: z.array(z.object({ from: shortText, to: shortText })).optional(),
  cashierMinimumAge: z.int().optional(),
  warning: shortText.optional(),
});

const tenderTypeSetting = z.object({
  kind: shortText,
  name: shortText,
  needsReference: z.boolean().default(false),
  refundable: z.boolean().default(true),
  opensDrawer: z.boolean().default(false),
  order: z.int().default(0),
});

const priceBookSetting = z.object({
  name: shortText,
  currency,
  clientGroupId: id.optional(),
  validFromMs: atMs.optional(),
  validToMs: atMs.optional(),
});

const segmentSetting = z.object({
  name: shortText,
  rule: z.record(z.string(), z.unknown()),
});

const scanPatternSetting = z.object({
  pattern: shortText,
  gives: z.enum(["price", "weight", "quantity"]),
});

export const receiptProfileSetting = z.object({
  name: shortText,
  country: shortText,
  required: z.array(shortText),
  optional: z.array(shortText).default([]),
  footer: z.array(shortText).default([]),
  returnsText: shortText.optional(),
  mustPrint: z.boolean().default(false),
});

const loyaltySetting = z.object({
  pointsPerMajor: z.int(),
  minorPerPoint: z.int(),
  capPoints: z.int().optional(),
  expiryMonths: z.int().optional(),
  tiers: z
    .array(z.object({ name: shortText, fromPoints: z.int(), multiplierPercent: z.int() }))
    .default([]),
  birthdayPoints: z.int().default(0),
  referralPoints: z.int().default(0),
});

const railSetting = z.object({
  subject: shortText,
  subjectId: id.optional(),
  floorMinor: minor.optional(),
  capMinor: minor.optional(),
  maxBasisPoints: z.int().optional(),
  validFromMs: atMs.optional(),
  validToMs: atMs.optional(),
});

const exchangeRateSetting = z.object({ currency, rate: decimal, validToMs: atMs });

/** The phone by which a person approves from afar, and a pairing that waits to be taken up. */
export const approverSetting = z.object({
  staffId: id,
  /** Ed25519, lower-case hex; left out until the first phone is paired. */
  publicKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  fromMs: atMs.optional(),
  pairing: z.object({ codeHash: hash, untilMs: atMs }).optional(),
});

/** The one row that holds a person's phone. */
export function approverId(staffId: string): string {
  return `approver:${staffId}`;
}

/** Kinds whose shape later issues close; kept as they are. */
const open = z.record(z.string(), z.unknown());

export const settingBodies = {
  chain: chainSetting,
  "legal-entity": legalEntitySetting,
  store: storeSetting,
  place: placeSetting,
  register: registerSetting,
  "device-key": deviceKeySetting,
  tax: taxSetting,
  "tax-category": taxCategorySetting,
  "tax-zone": taxZoneSetting,
  category: categorySetting,
  policy: policySetting,
  role: roleSetting,
  reason: reasonSetting,
  restriction: restrictionSetting,
  "tender-type": tenderTypeSetting,
  "price-book": priceBookSetting,
  segment: segmentSetting,
  coupon: open,
  "receipt-profile": receiptProfileSetting,
  "scan-pattern": scanPatternSetting,
  "quick-keys": quickKeysSetting,
  loyalty: loyaltySetting,
  rail: railSetting,
  "exchange-rate": exchangeRateSetting,
  label: open,
  delivery: open,
  approver: approverSetting,
} as const satisfies Record<SettingKind, z.ZodType>;

export type SettingBody<Kind extends SettingKind> = Readonly<z.infer<(typeof settingBodies)[Kind]>>;
