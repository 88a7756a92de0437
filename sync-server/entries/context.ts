/** What accepting entries needs from the server around it. */
import type { Pricing } from "../catalogue/pricing.ts";
import type { SmallTables } from "../catalogue/versions.ts";
import type { Tx } from "../database/contract.ts";
import type { EntryRules } from "./rules.ts";

export interface AcceptContext {
  readonly chain: string;
  readonly rules: EntryRules;
  readonly small: SmallTables;
  readonly pricing: Pricing;
  readonly epoch: string;
  readonly nowMs: number;
  /** Rows of the planted bug F01, written after the transaction that took their positions. */
  readonly late?: ((tx: Tx) => Promise<void>)[];
  readonly warn: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}
