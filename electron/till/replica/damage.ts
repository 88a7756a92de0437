/**
 * What a damaged replica looks like to whoever reads it: SQLite's own words for it, or a row whose JSON
 * cannot be read. What is done about it is kept.ts and the till's mend.ts.
 */

/** SQLITE_CORRUPT and SQLITE_NOTADB, whatever their extended code (sqlite.org/rescode.html). */
const DAMAGE_CODES: ReadonlySet<number> = new Set([11, 26]);

/** Thrown in place of SQLite's error when the replica's file is damaged where it was read. */
export class ReplicaDamage extends Error {
  constructor(cause: unknown) {
    super("the replica's file is damaged", { cause });
    this.name = "ReplicaDamage";
  }
}

/** Whether an error that came out of reading or writing a replica means that its file is damaged. */
export function isReplicaDamage(error: unknown): boolean {
  if (error instanceof ReplicaDamage || error instanceof SyntaxError) return true;
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  return DAMAGE_CODES.has(Number(error.errcode) & 0xff);
}
