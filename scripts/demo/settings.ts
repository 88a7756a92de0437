/** The demo chain's settings: legal entity, stores, places, taxes, policy, roles, reasons, tenders. */
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import type { SettingKind } from "#shared/records/rows/setting.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import { ADULTS_ONLY_RESTRICTION } from "./products.ts";
import { AHEAD_PRODUCT, CAUSE_PRODUCT } from "./quick-keys.ts";
import {
  CHAIN_BOOK,
  CLIENT_GROUP,
  CURRENCY,
  type DemoStore,
  placeOf,
  type SeedRow,
  seedRow,
  WAREHOUSE_PLACE,
  WEB_STORE,
} from "./rows.ts";

/** The demo's rate of exchange never runs out: the last millisecond of 2099, UTC. */
const FAR_MS = Date.UTC(2100, 0, 1) - 1;

const ALL_PERMISSIONS = [
  "sell",
  "discount",
  "price",
  "return",
  "return-no-receipt",
  "correct",
  "void",
  "no-sale",
  "cash-move",
  "shift",
  "x",
  "z",
  "stock",
  "clients",
  "reports",
  "settings",
  "approve",
  "hq",
  "chain",
  "erase",
  "training",
  "drill",
  "hold",
  "hold-cancel",
] as const;
/** What only the head office may do. */
const HEAD_OFFICE: readonly string[] = ["hq", "chain", "erase"];

/** All settings rows of a chain with these stores. */
export function settingsOf(stores: readonly DemoStore[]): readonly SeedRow[] {
  return [
    setting("chain", "chain", { name: "Willow & Finch", currency: CURRENCY, demo: true }),
    setting("legal-entity", "entity-main", {
      legalName: "Willow & Finch Gifts Ltd",
      address: {
        name: "Willow & Finch Gifts Ltd",
        street: "14 Neal's Passage",
        city: "London",
        postcode: "WC2H 9XX",
        country: "GB",
      },
      taxNumbers: [{ kind: "VAT", value: "GB 000 0000 00" }],
      receiptText: ["Thank you for calling in."],
    }),
    ...stores.flatMap((store) => storeSettings(store, stores)),
    ...webAndWarehouse(stores),
    ...taxSettings(),
    policySetting(),
    ...roleSettings(),
    ...reasonSettings(),
    ...tenderSettings(),
    ...receiptAndRest(),
  ];
}

function setting<Kind extends SettingKind>(
  kind: Kind,
  id: string,
  body: SettingBody<Kind>,
): SeedRow {
  return seedRow("settings", { id, kind, body: body as Record<string, unknown> });
}

function storeSettings(store: DemoStore, stores: readonly DemoStore[]): readonly SeedRow[] {
  const neighbours = stores.filter((other) => other.id !== store.id).slice(0, 10);
  return [
    setting("place", placeOf(store.id), {
      name: store.name,
      kind: "store",
      storeId: store.id,
      deliveryDays: 3,
    }),
    setting("store", store.id, {
      ...storeBody(store),
      placeId: placeOf(store.id),
      neighbourPlaceIds: neighbours.map((other) => placeOf(other.id)),
      channel: "shop",
    }),
  ];
}

function storeBody(store: DemoStore) {
  return {
    name: store.name,
    legalEntityId: "entity-main",
    address: {
      name: store.name,
      street: store.street,
      city: store.city,
      postcode: store.postcode,
      country: "GB",
    },
    phone: "020 7946 0100",
    currency: CURRENCY,
    locale: "en-GB",
    timeZone: "Europe/London",
    cutOverMinutes: 0,
    openingHours: [1, 2, 3, 4, 5, 6].map((day) => ({ day, from: "09:30", to: "18:30" })),
    closedDays: ["12-25", "12-26"],
    warehousePlaceIds: [WAREHOUSE_PLACE],
    priceBookIds: [CHAIN_BOOK],
    clientGroup: CLIENT_GROUP,
    taxZoneId: "zone-gb",
    policyId: "policy-main",
    receiptProfileId: "profile-gb",
  };
}

function webAndWarehouse(stores: readonly DemoStore[]): readonly SeedRow[] {
  const web: DemoStore = {
    id: WEB_STORE,
    name: "Willow & Finch online",
    street: "Unit 4, Orchard Park",
    city: "Reading",
    postcode: "RG1 1XX",
  };
  return [
    setting("place", WAREHOUSE_PLACE, {
      name: "Reading warehouse",
      kind: "warehouse",
      deliveryDays: 3,
    }),
    setting("store", WEB_STORE, {
      ...storeBody(web),
      placeId: WAREHOUSE_PLACE,
      neighbourPlaceIds: stores.slice(0, 10).map((store) => placeOf(store.id)),
      openingHours: [],
      closedDays: [],
      channel: "web",
    }),
    setting("price-book", CHAIN_BOOK, { name: "United Kingdom", currency: CURRENCY }),
  ];
}

function taxSettings(): readonly SeedRow[] {
  return [
    setting("tax", "vat-20", {
      name: "VAT 20 %",
      kind: "percent",
      rate: "20",
      included: true,
      affectsLater: false,
      baseAffected: true,
      code: "A",
    }),
    setting("tax", "vat-0", {
      name: "VAT 0 %",
      kind: "percent",
      rate: "0",
      included: true,
      affectsLater: false,
      baseAffected: true,
      code: "Z",
    }),
    setting("tax-category", "standard", { name: "Standard rate" }),
    setting("tax-category", "zero", { name: "Zero rate: books" }),
    setting("tax-category", "outside", { name: "Outside of tax: gift cards, paid ahead" }),
    setting("tax-zone", "zone-gb", {
      name: "United Kingdom",
      taxes: { standard: ["vat-20"], zero: ["vat-0"], outside: [] },
      countries: ["GB"],
    }),
  ];
}

function policySetting(): SeedRow {
  return setting("policy", "policy-main", {
    tax: { scope: "line", mode: "half_up", keep: "keep_included_price", incrementMinor: 1 },
    offers: {
      order: "priority_desc",
      stacking: "sequential",
      rounding: "half_up",
      remainder: "largest_remainder",
      weights: "net",
    },
    cashRounding: { incrementMinor: 1, mode: "half_up" },
    quantityRounding: "half_up",
    returns: {
      windowDays: 35,
      noReceiptCapMinor: 5_000,
      noReceiptTender: "credit",
      noReceiptIdentity: true,
      restockingFeeBasisPoints: 0,
      maxPerClientPerMonth: 5,
    },
    shift: {
      blind: true,
      differenceLimitMinor: 500,
      drawerLimitMinor: 50_000,
      approvalLimitMinor: 5_000,
    },
    stock: { staleAfterMinutes: 60, warnNegative: true },
    offline: {
      badgeDays: 14,
      clientLeaseHours: 72,
      storedForwardPerSaleMinor: 10_000,
      storedForwardPerRegisterMinor: 100_000,
      valueLimitPerDayMinor: 20_000,
    },
    idleLockSeconds: 600,
    staffDiscount: { basisPoints: 2_000, yearlyLimitMinor: 100_000 },
    holds: {
      quoteDays: 14,
      layawayDays: 90,
      firstPaymentBasisPoints: 2_000,
      cancelFeeMinor: 500,
      depositProductId: AHEAD_PRODUCT,
    },
    roundUp: { unitMinor: 100, productId: CAUSE_PRODUCT },
    // Britain ended the scheme in 2021; the demo shows it with the terms it had.
    taxFree: { leastMinor: 3_000, homeCountries: ["GB"] },
    receipt: { print: "always", email: true, qr: true },
  });
}

function roleSettings(): readonly SeedRow[] {
  const cashier = [
    "sell",
    "discount",
    "return",
    "no-sale",
    "shift",
    "x",
    "clients",
    "stock",
    "training",
    "hold",
  ];
  return [
    setting("role", "role-cashier", {
      name: "Cashier",
      permissions: cashier,
      discountLimitBasisPoints: 500,
      priceChangeLimitBasisPoints: 0,
      refundLimitMinor: 5_000,
      approves: [],
    }),
    setting("role", "role-stylist", {
      name: "Stylist",
      permissions: [...cashier, "price"],
      discountLimitBasisPoints: 1_000,
      priceChangeLimitBasisPoints: 1_000,
      refundLimitMinor: 10_000,
      approves: [],
    }),
    setting("role", "role-manager", {
      name: "Manager",
      permissions: ALL_PERMISSIONS.filter((one) => !HEAD_OFFICE.includes(one)),
      discountLimitBasisPoints: 5_000,
      priceChangeLimitBasisPoints: 5_000,
      refundLimitMinor: 100_000,
      approves: [...ALL_PERMISSIONS],
    }),
    setting("role", "role-hq", {
      name: "Head office",
      permissions: [...ALL_PERMISSIONS],
      discountLimitBasisPoints: 10_000,
      priceChangeLimitBasisPoints: 10_000,
      refundLimitMinor: 1_000_000,
      approves: [...ALL_PERMISSIONS],
    }),
  ];
}

function reasonSettings(): readonly SeedRow[] {
  const reasons: readonly (readonly [
    string,
    SettingBody<"reason">["for"],
    string,
    SettingBody<"reason">["disposition"]?,
  ])[] = [
    ["damaged-box", "discount", "Box damaged"],
    ["goodwill", "discount", "Goodwill"],
    ["price-match", "price", "Price match"],
    ["shelf-label", "price", "Shelf label said otherwise"],
    ["unwanted", "return", "Not wanted", "resell"],
    ["wrong-size", "return", "Wrong size", "resell"],
    ["faulty", "return", "Faulty", "bin"],
    ["repairable", "return", "Can be repaired", "repair"],
    ["change-needed", "pay-in", "Change fetched"],
    ["window-cleaner", "pay-out", "Window cleaner"],
    ["postage", "pay-out", "Postage"],
    ["drawer-full", "drop", "Drawer too full"],
    ["change-for-customer", "no-sale", "Change for a customer"],
    ["miscounted", "difference", "Miscounted earlier"],
    ["unknown", "difference", "Not known"],
    ["breakage", "stock", "Broken"],
    ["theft", "stock", "Missing"],
    ["transfer", "stock", "To another shop"],
    ["end-of-line", "markdown", "End of line"],
    ["charity", "exemption", "Registered charity"],
    ["rung-wrong", "void", "Rung up wrongly"],
    ["changed-mind", "void", "Customer changed their mind"],
    ["no-capacity", "decline", "No hands free"],
  ];
  return reasons.map(([id, purpose, name, disposition]) =>
    setting("reason", `reason-${id}`, {
      name,
      for: purpose,
      ...(disposition === undefined ? {} : { disposition }),
    }),
  );
}

function tenderSettings(): readonly SeedRow[] {
  const types: readonly (readonly [string, string, string, boolean])[] = [
    ["cash", "cash", "Cash", true],
    ["card", "card-external", "Card", false],
    ["gift-card", "gift-card", "Gift card", false],
    ["credit", "credit", "Store credit", false],
    ["points", "points", "Points", false],
  ];
  return types.map(([id, kind, name, opensDrawer], order) =>
    setting("tender-type", `tender-${id}`, {
      kind,
      name,
      needsReference: kind === "gift-card",
      refundable: true,
      opensDrawer,
      order,
    }),
  );
}

function receiptAndRest(): readonly SeedRow[] {
  return [
    setting("receipt-profile", "profile-gb", {
      name: "United Kingdom",
      country: "GB",
      required: RECEIPT_PROFILES["GB"]?.required ?? [],
      optional: RECEIPT_PROFILES["GB"]?.optional ?? [],
      footer: ["Keep this receipt: it is your guarantee."],
      returnsText: "Unused goods back within 35 days with this receipt.",
      mustPrint: false,
    }),
    setting("loyalty", "loyalty-main", {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      capPoints: 5_000,
      expiryMonths: 24,
      tiers: [
        { name: "Finch", fromPoints: 0, multiplierPercent: 100 },
        { name: "Willow", fromPoints: 1_000, multiplierPercent: 150 },
      ],
      birthdayPoints: 100,
      referralPoints: 200,
    }),
    setting("scan-pattern", "pattern-price", { pattern: "22iiiiivvvddc", gives: "price" }),
    setting("scan-pattern", "pattern-weight", { pattern: "21iiiiivvdddc", gives: "weight" }),
    setting("exchange-rate", "rate-eur", { currency: "EUR", rate: "0.84", validToMs: FAR_MS }),
    setting("restriction", ADULTS_ONLY_RESTRICTION, {
      name: "From 18 years",
      minimumAge: 18,
      warning: "Proof of age is needed when it is handed over.",
    }),
  ];
}
