/**
 * A first shop, step by step: who owns it, who it is, what taxes it takes, how it looks, who works there.
 * Each step writes rows like any other at HQ; a step done again changes them. Products are import/.
 */
import { hash } from "@node-rs/argon2";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { CHAIN_PERMISSION, type PersonScope } from "#shared/engine/legal-entity.ts";
import { RECEIPT_PROFILES } from "#shared/engine/receipt/profiles.ts";
import { presetOf } from "#shared/hq-api/country-presets.ts";
import type { SetupState, ShopBasics, ShopLooks, ShopTaxes } from "#shared/hq-api/setup.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import type { Core } from "../core.ts";
import { readTable } from "../database/revisions.ts";
import type { AnyChange } from "../entries/working-set.ts";
import { putRows } from "../rows/put.ts";
import { ratesOf } from "./rates.ts";
import {
  isStarterProduct,
  OUTSIDE_OF_TAX,
  OWNER_ROLE,
  STORE_POLICY,
  settingChange,
  starterProducts,
  starterRoles,
  starterSettings,
} from "./starter.ts";

export type SetupRefusal =
  | "setup-owner-exists"
  | "not-allowed"
  | "setup-name-taken"
  | "setup-not-ready"
  | "setup-tax-in-use"
  | "setup-tax-twice"
  | "row-malformed";

const CHAIN = "chain";
const ENTITY = "entity-main";
const ZONE = "zone-main";
const BOOK = "book-main";
const PROFILE = "profile-main";
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

type Staff = Rows["staff"];

/** Where a shop stands while it is set up. With the scope of who asks, their store and its people. */
export async function setupStateOf(core: Core, scope?: PersonScope): Promise<SetupState> {
  const signedIn = scope !== undefined;
  const people = await staffOf(core);
  const settings = await settingsNow(core);
  const chain = settings.settings("chain")[0]?.body;
  const owners = people.filter(
    (one) =>
      one.active && settings.setting("role", one.roleId)?.permissions.includes("hq") === true,
  );
  const phase =
    owners.length === 0 ? "empty" : chain === undefined || chain.setUp === false ? "going" : "done";
  const state = { phase, signedIn, owners: owners.map(({ name }) => name) } as const;
  if (!signedIn) return { ...state, people: [], roles: [], products: 0 };
  const isTheirs = (storeId: string): boolean => scope.wholeChain || scope.steers.has(storeId);
  const store = settings
    .settings("store")
    .find(({ id, body }) => body.channel === "shop" && isTheirs(id))?.body;
  const entity =
    store === undefined ? undefined : settings.setting("legal-entity", store.legalEntityId);
  const products = await readTable(core.database.now, core.chain, { table: "products" });
  return {
    ...state,
    ...(store === undefined || entity === undefined
      ? {}
      : {
          basics: basicsOf(store, entity),
          taxes: ratesOf(settings, store.taxZoneId),
          looks: { logo: store.logo ?? "", openingHours: store.openingHours },
        }),
    people: people.filter(worksFor(scope)).map(({ id, name, roleId, active }) => ({
      id,
      name,
      roleId,
      roleName: settings.setting("role", roleId)?.name ?? "",
      active,
    })),
    roles: settings.settings("role").map(({ id, body }) => ({ id, name: body.name })),
    products: products.filter(({ id }) => !isStarterProduct(id)).length,
  };
}

/** Whether a person works in one of these stores; nobody is left out for who steers the chain. */
function worksFor(scope: PersonScope): (person: Staff) => boolean {
  return ({ storeIds }) => scope.wholeChain || storeIds.some((id) => scope.steers.has(id));
}

/** The first person, who may do everything. Refuses `setup-owner-exists`. */
export async function makeOwner(
  core: Core,
  owner: {
    readonly name: string;
    readonly pin: string;
    readonly locale: string;
    readonly storeId: string;
  },
): Promise<Result<Staff, SetupRefusal>> {
  if ((await setupStateOf(core)).phase !== "empty") return refuse("setup-owner-exists");
  const row = await personRow(core, { ...owner, roleId: OWNER_ROLE, active: true });
  const written = await putRows(core, [...starterRoles(owner.locale), staffChange(row)]);
  return written.ok ? done(row) : written;
}

/** Who the shop is; makes the store with all it needs the first time. */
export async function putShop(
  core: Core,
  basics: ShopBasics,
  storeId: string,
): Promise<Result<void, SetupRefusal>> {
  const settings = await settingsNow(core);
  const known = settings.setting("store", storeId);
  const preset = presetOf(basics.country);
  const name = basics.shopName === "" ? basics.legalName : basics.shopName;
  const address = {
    name,
    street: basics.street,
    city: basics.city,
    postcode: basics.postcode,
    country: basics.country,
  };
  const placeId = known?.placeId ?? `place-${storeId.replace(/^store-/, "")}`;
  const chain = settings.setting("chain", CHAIN);
  // A store keeps the company it belongs to, with what that company has agreed.
  const entityId = known?.legalEntityId ?? ENTITY;
  const entity = settings.setting("legal-entity", entityId);
  const rows: AnyChange[] = [
    settingChange("legal-entity", entityId, {
      ...entity,
      legalName: basics.legalName,
      address: { ...address, name: basics.legalName },
      taxNumbers:
        basics.taxNumber === ""
          ? []
          : [{ kind: basics.taxNumberKind || preset.taxNumberKind, value: basics.taxNumber }],
      receiptText: entity?.receiptText ?? [],
    }),
    settingChange("place", placeId, { name, kind: "store", storeId, deliveryDays: 3 }),
    settingChange("price-book", BOOK, { name, currency: basics.currency }),
    ...(known === undefined ? firstTime(basics) : []),
    settingChange("chain", CHAIN, {
      demo: false,
      ...chain,
      name,
      currency: basics.currency,
      setUp: chain?.setUp ?? false,
    }),
    // Last: a till that has the store has everything the store names.
    settingChange("store", storeId, {
      ...(known ?? newStore()),
      name,
      legalEntityId: entityId,
      address,
      ...(basics.phone === "" ? {} : { phone: basics.phone }),
      currency: basics.currency,
      locale: basics.locale,
      timeZone: basics.timeZone,
      placeId,
    }),
  ];
  return putRows(core, rows);
}

function firstTime(basics: ShopBasics): readonly AnyChange[] {
  const preset = presetOf(basics.country);
  return [
    ...starterSettings(basics.locale, preset.cashIncrementMinor),
    ...taxChanges({ included: preset.taxIncluded, rates: [...preset.taxes] }, []),
    ...starterProducts(basics.locale),
    settingChange("receipt-profile", PROFILE, profileOf(basics.country)),
  ];
}

/** What receipts of the country must carry; the fullest of all where we know no rule. */
function profileOf(country: string): SettingBody<"receipt-profile"> {
  return RECEIPT_PROFILES[country] ?? (RECEIPT_PROFILES.DE as SettingBody<"receipt-profile">);
}

function newStore() {
  return {
    cutOverMinutes: 0,
    openingHours: [],
    closedDays: [],
    neighbourPlaceIds: [],
    warehousePlaceIds: [],
    priceBookIds: [BOOK],
    clientGroup: "all",
    taxZoneId: ZONE,
    policyId: STORE_POLICY,
    receiptProfileId: PROFILE,
    channel: "shop" as const,
  };
}

/** The tax rates. Refuses `setup-tax-twice`, `setup-tax-in-use` and `setup-not-ready`. */
export async function putTaxes(core: Core, taxes: ShopTaxes): Promise<Result<void, SetupRefusal>> {
  const settings = await settingsNow(core);
  if (settings.setting("tax-zone", ZONE) === undefined) return refuse("setup-not-ready");
  const { rates } = taxes;
  const isTwice =
    new Set(rates.map(({ code }) => code)).size < rates.length ||
    new Set(rates.map(({ key }) => key)).size < rates.length;
  if (isTwice) return refuse("setup-tax-twice");
  const gone = ratesOf(settings, ZONE)
    .rates.map(({ key }) => key)
    .filter((key) => !rates.some((rate) => rate.key === key));
  if (gone.length > 0) {
    const products = await readTable(core.database.now, core.chain, { table: "products" });
    const used = products.some(({ body }) =>
      gone.includes((JSON.parse(body ?? "null") as Rows["products"]).taxCategoryId),
    );
    if (used) return refuse("setup-tax-in-use");
  }
  return putRows(core, taxChanges(taxes, gone));
}

function taxChanges(taxes: ShopTaxes, gone: readonly string[]): readonly AnyChange[] {
  const { included, rates } = taxes;
  return [
    ...rates.flatMap(({ key, name, rate, code }) => [
      settingChange("tax", `tax-${key}`, {
        name,
        kind: "percent",
        rate,
        included,
        affectsLater: false,
        baseAffected: true,
        code,
      }),
      settingChange("tax-category", key, { name }),
    ]),
    settingChange("tax-zone", ZONE, {
      name: ZONE,
      taxes: {
        ...Object.fromEntries(rates.map(({ key }) => [key, [`tax-${key}`]])),
        [OUTSIDE_OF_TAX]: [],
      },
      countries: [],
    }),
    ...gone.map((id): AnyChange => ({ table: "settings", id, row: undefined })),
  ];
}

/** Logo and opening hours. Refuses `setup-not-ready`. */
export async function putLooks(
  core: Core,
  looks: ShopLooks,
  storeId: string,
): Promise<Result<void, SetupRefusal>> {
  const store = (await settingsNow(core)).setting("store", storeId);
  if (store === undefined) return refuse("setup-not-ready");
  const { logo: _before, ...rest } = store;
  const logo = looks.logo === "" ? {} : { logo: looks.logo };
  const openingHours = [...looks.openingHours];
  return putRows(core, [settingChange("store", storeId, { ...rest, ...logo, openingHours })]);
}

/**
 * A person of the shop, new or changed. Refuses `setup-name-taken`, and `not-allowed` for a person of
 * another company or a role that reaches beyond the asker's own stores.
 */
export async function putPerson(
  core: Core,
  person: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly roleId: string;
    readonly pin?: string | undefined;
    readonly active: boolean;
    readonly storeId: string;
  },
  scope: PersonScope,
): Promise<Result<{ readonly id: string }, SetupRefusal>> {
  const people = await staffOf(core);
  if (!scope.wholeChain) {
    const changed = people.find(({ id }) => id === person.id);
    const role = (await settingsNow(core)).setting("role", person.roleId);
    const reaches = role?.permissions.includes(CHAIN_PERMISSION) === true;
    const steersThem =
      changed === undefined || changed.storeIds.every((id) => scope.steers.has(id));
    if (reaches || !steersThem || !scope.steers.has(person.storeId)) return refuse("not-allowed");
  }
  const same = people.find((one) => one.name.toLowerCase() === person.name.toLowerCase());
  if (same !== undefined && same.id !== person.id) return refuse("setup-name-taken");
  const before = people.find(({ id }) => id === person.id);
  if (before === undefined && person.pin === undefined) return refuse("setup-not-ready");
  const row = await personRow(core, person, before);
  const written = await putRows(core, [staffChange(row)]);
  return written.ok ? done({ id: row.id }) : written;
}

/** The guide is over. Refuses `setup-not-ready`. */
export async function finishSetup(core: Core): Promise<Result<void, SetupRefusal>> {
  const settings = await settingsNow(core);
  const chain = settings.setting("chain", CHAIN);
  if (chain === undefined || settings.settings("store").length === 0)
    return refuse("setup-not-ready");
  return putRows(core, [settingChange("chain", CHAIN, { ...chain, setUp: true })]);
}

async function personRow(
  core: Core,
  person: {
    readonly name: string;
    readonly roleId: string;
    readonly pin?: string | undefined;
    readonly active: boolean;
    readonly storeId: string;
  },
  before?: Staff,
): Promise<Staff> {
  const verifier = person.pin === undefined ? before?.pinVerifier : await hash(person.pin, ARGON);
  return {
    maySellRestricted: true,
    storeIds: [person.storeId],
    ...before,
    id: before?.id ?? `staff-${core.ids.next()}`,
    name: person.name,
    shortName: person.name.split(" ")[0] ?? person.name,
    roleId: person.roleId,
    pinVerifier: verifier ?? "",
    active: person.active,
  };
}

function staffChange(row: Staff): AnyChange {
  return { table: "staff", id: row.id, row };
}

async function staffOf(core: Core): Promise<readonly Staff[]> {
  const rows = await readTable(core.database.now, core.chain, { table: "staff" });
  return rows.map(({ body }) => JSON.parse(body ?? "null") as Staff);
}

async function settingsNow(core: Core) {
  await core.small.refresh(core.database.now);
  return core.small.now();
}

function basicsOf(store: SettingBody<"store">, entity: SettingBody<"legal-entity">): ShopBasics {
  const [number] = entity.taxNumbers;
  return {
    legalName: entity.legalName,
    shopName: store.name === entity.legalName ? "" : store.name,
    street: store.address.street,
    postcode: store.address.postcode,
    city: store.address.city,
    country: store.address.country,
    phone: store.phone ?? "",
    taxNumberKind: number?.kind ?? "",
    taxNumber: number?.value ?? "",
    currency: store.currency,
    locale: store.locale,
    timeZone: store.timeZone,
  };
}
