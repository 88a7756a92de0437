/**
 * The rules of entries as the engine has them, and the one table that says what the server adds to a
 * kind of entry: what it verifies, and what only it may decide. Kinds that are not named are folded.
 */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import type { EntryKind } from "#shared/records/entries/index.ts";
import { type AnyEntry, isKnownKind } from "#shared/records/entry.ts";
import { orderPromisedRules } from "./order-promised.ts";
import type { EntryRules, KindRules } from "./rules.ts";
import { saleCompletedRules } from "./sale-completed.ts";

const KINDS: { readonly [Kind in EntryKind]?: KindRules } = {
  "order.promised": orderPromisedRules,
  "sale.completed": saleCompletedRules,
};

/** The engine's fold, verification and decisions, as the transaction needs them. */
export const engineRules: EntryRules = {
  keysOf,
  foldEntry,
  productsOf: (entry) => rulesOf(entry)?.productsOf?.(entry) ?? [],
  verify: (entry, catalogue) => rulesOf(entry)?.verify?.(entry, catalogue) ?? [],
  keysToDecide: (entry: AnyEntry, settings: SettingsView) =>
    rulesOf(entry)?.keysToDecide?.(entry, settings) ?? [],
  decide: (entry, read, when) =>
    rulesOf(entry)?.decide?.(entry, read, when) ?? { changes: [], exceptions: [] },
};

function rulesOf(entry: AnyEntry): KindRules | undefined {
  return isKnownKind(entry.kind) ? KINDS[entry.kind] : undefined;
}
