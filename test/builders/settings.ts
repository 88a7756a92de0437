/** Settings for tests: one small shop in euros, with a store, its place, a warehouse and a policy. */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { SettingKind } from "#shared/records/rows/setting.ts";
import { type SettingBody, settingBodies } from "#shared/records/settings/index.ts";

export type SettingsSeed = {
  readonly [Kind in SettingKind]?: Readonly<Record<string, unknown>>;
};

const ADDRESS = {
  name: "Keepshop",
  street: "High St 1",
  city: "Town",
  postcode: "1",
  country: "DE",
};

const DEFAULTS: SettingsSeed = {
  chain: { chain: { name: "Keepshop", currency: "EUR" } },
  "legal-entity": {
    "entity-1": {
      legalName: "Keepshop GmbH",
      address: ADDRESS,
      taxNumbers: [{ kind: "VAT", value: "DE123456789" }],
    },
  },
  store: {
    "store-1": {
      name: "High Street",
      legalEntityId: "entity-1",
      address: ADDRESS,
      currency: "EUR",
      locale: "de-DE",
      timeZone: "Europe/Berlin",
      placeId: "place-1",
      warehousePlaceIds: ["warehouse-1"],
      priceBookIds: ["book-1"],
      clientGroup: "all",
      taxZoneId: "zone-1",
      policyId: "policy-1",
      receiptProfileId: "DE",
    },
  },
  place: {
    "place-1": { name: "High Street", kind: "store", storeId: "store-1" },
    "warehouse-1": { name: "Warehouse", kind: "warehouse" },
  },
  "price-book": { "book-1": { name: "Chain", currency: "EUR" } },
  tax: {
    "vat-19": { name: "VAT 19 %", kind: "percent", rate: "19", included: true, code: "A" },
    "vat-7": { name: "VAT 7 %", kind: "percent", rate: "7", included: true, code: "B" },
  },
  "tax-zone": { "zone-1": { name: "DE", taxes: { standard: ["vat-19"], reduced: ["vat-7"] } } },
  policy: {
    "policy-1": {
      tax: { scope: "line", mode: "half_up" },
      offers: {
        order: "priority_desc",
        stacking: "sequential",
        rounding: "half_up",
        remainder: "largest_remainder",
      },
      cashRounding: { incrementMinor: 1, mode: "half_up" },
      returns: {
        windowDays: 30,
        noReceiptCapMinor: 5000,
        noReceiptTender: "credit",
        noReceiptIdentity: true,
      },
      shift: { blind: true, differenceLimitMinor: 500 },
      stock: {},
      offline: { valueLimitPerDayMinor: 20_000 },
      receipt: { print: "ask", email: true, qr: true },
    },
  },
  role: {
    cashier: {
      name: "Cashier",
      permissions: ["sell"],
      discountLimitBasisPoints: 1000,
      priceChangeLimitBasisPoints: 1000,
      refundLimitMinor: 10_000,
    },
  },
};

/** Settings by kind and id; a kind that is given adds to or replaces the defaults of that kind. */
export function someSettings(seed: SettingsSeed = {}): SettingsView {
  const byKind = new Map<SettingKind, Map<string, unknown>>();
  const kinds = Object.keys(settingBodies) as SettingKind[];
  for (const kind of kinds) {
    const all = { ...DEFAULTS[kind], ...seed[kind] };
    const parsed = Object.entries(all).map(
      ([id, body]) => [id, settingBodies[kind].parse(body)] as const,
    );
    byKind.set(kind, new Map(parsed));
  }
  const listed = new Map(
    kinds.map((kind) => [
      kind,
      [...(byKind.get(kind) ?? [])].map(([id, body]) => ({ id, body, position: 1 })),
    ]),
  );
  return {
    setting: (kind, id) => byKind.get(kind)?.get(id) as SettingBody<typeof kind> | undefined,
    settings: (kind) =>
      (listed.get(kind) ?? []) as unknown as readonly {
        readonly id: string;
        readonly body: SettingBody<typeof kind>;
        readonly position: number;
      }[],
  };
}
