/**
 * What the server adds to the engine's fold, as functions it is given: so that the transaction around
 * an entry can be read without knowing what any kind of entry means.
 */
import type { CatalogueView, SettingsView } from "#shared/engine/catalogue.ts";
import type { FoldEntry, Folded, KeysOf, RowKey, RowReader } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Raised } from "./exceptions.ts";

export interface EntryRules {
  readonly keysOf: KeysOf;
  readonly foldEntry: FoldEntry;
  /** Products whose versions `verify` looks at. */
  readonly productsOf: (entry: AnyEntry) => readonly string[];
  /** What turned out different when the server worked the entry out at its own basis. */
  readonly verify: (entry: AnyEntry, catalogue: CatalogueView) => readonly Raised[];
  /** Rows that `decide` looks at beyond those of the fold. */
  readonly keysToDecide: (entry: AnyEntry, settings: SettingsView) => readonly RowKey[];
  /** What only the server may decide once the entry is folded, such as whether a promise is kept. */
  readonly decide: (
    entry: AnyEntry,
    read: RowReader,
    when: { readonly settings: SettingsView; readonly nowMs: number },
  ) => Folded;
}

/** What the server adds to one kind of entry; its body has passed the kind's schema. */
export type KindRules = Partial<Omit<EntryRules, "keysOf" | "foldEntry">>;
