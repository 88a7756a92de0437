/** A look at the desk of a journal that is closed, without opening the journal to write entries. */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Desk, openDesk } from "./desk.ts";

/**
 * What `look` finds on the desk of the journal in `file`; nothing when there is no file, or when it is
 * in use, damaged or no journal: opening it says so in its own words.
 */
export function peekDesk<Value>(
  file: string,
  look: (desk: Desk) => Value | undefined,
): Value | undefined {
  if (!existsSync(file)) return undefined;
  let database: DatabaseSync | undefined;
  try {
    // Not read-only: what the last run wrote may lie in the log still.
    database = new DatabaseSync(file, { timeout: 0 });
    return look(openDesk(database));
  } catch {
    return undefined;
  } finally {
    if (database?.isOpen) database.close();
  }
}
