/** The rules of entries as the engine has them. */
import type { EntryRules } from "./rules.ts";

/** The engine's fold, verification and decisions, as the transaction needs them. */
export const engineRules: EntryRules = {
  keysOf: () => [],
  foldEntry: () => ({ changes: [], exceptions: [] }),
  productsOf: () => [],
  verify: () => [],
  keysToDecide: () => [],
  decide: () => ({ changes: [], exceptions: [] }),
};
