/** What a migration is: a name, and statements written in the types of the dialect. */
import type { Dialect } from "../contract.ts";

export interface Migration {
  readonly name: string;
  readonly statements: (types: Dialect["types"]) => readonly string[];
}
