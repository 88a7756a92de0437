/**
 * Which company a store belongs to, and what companies of one chain see of each other. A franchised
 * company is one with an agreement; without one it is the chain's own. Who asks is the caller's to know.
 */
import type { PurchaseRow } from "../records/rows/purchase.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { SettingsView } from "./catalogue.ts";

/** The permission of a role that works for the whole chain and not for one company of it. */
export const CHAIN_PERMISSION = "chain";

/** A person as far as their reach goes: where they work, and what their role may do. */
export interface ReachingPerson {
  readonly storeIds: readonly string[];
  readonly permissions: readonly string[];
}

/** What a person at HQ reaches; worked out from rows and settings, never from what is asked. */
export interface PersonScope {
  /** Stores whose prices, offers and settings they steer. */
  readonly steers: ReadonlySet<string>;
  /** Stores whose takings, sales, days and archives they see. */
  readonly sees: ReadonlySet<string>;
  /** Whether they steer every store: what changes the whole chain needs this. */
  readonly wholeChain: boolean;
}

/**
 * The reach of a person. The companies of the stores they work in are theirs whole. Who has the
 * permission `chain` steers every store and sees the takings of the chain's own companies and of
 * those whose agreement tells them. A store that is not known belongs to nobody.
 */
export function scopeOfPerson(person: ReachingPerson, settings: SettingsView): PersonScope {
  const stores = settings.settings("store");
  const own = new Set(
    stores.filter(({ id }) => person.storeIds.includes(id)).map(({ body }) => body.legalEntityId),
  );
  const forChain = person.permissions.includes(CHAIN_PERMISSION);
  const steers = new Set<string>();
  const sees = new Set<string>();
  for (const { id, body } of stores) {
    const { legalEntityId } = body;
    const isOwn = own.has(legalEntityId);
    const agreement = settings.setting("legal-entity", legalEntityId)?.agreement;
    if (isOwn || forChain) steers.add(id);
    if (isOwn || (forChain && agreement?.takingsToChain !== false)) sees.add(id);
  }
  return { steers, sees, wholeChain: steers.size === stores.length };
}

/** Whether the purchases of a store's clients are told to the sharing group with what was paid. */
export function tellsAmounts(storeId: string, settings: SettingsView): boolean {
  return agreementOf(storeId, settings)?.purchaseAmounts !== false;
}

/** The summary of a purchase as a store of another company may have it: what, when and where. */
export function withoutAmounts(row: PurchaseRow): PurchaseRow {
  return {
    ...row,
    totalMinor: 0,
    taxMinor: 0,
    discountMinor: 0,
    tenders: [],
    lines: row.lines.map((line) => ({ ...line, totalMinor: 0 })),
    amountsWithheld: true,
  };
}

function agreementOf(
  storeId: string,
  settings: SettingsView,
): SettingBody<"legal-entity">["agreement"] {
  const store = settings.setting("store", storeId);
  if (store === undefined) return undefined;
  return settings.setting("legal-entity", store.legalEntityId)?.agreement;
}
