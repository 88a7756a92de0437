/**
 * A file that says to installers and to people: this folder holds what no server has. It is there from
 * a till's opening until it is closed with everything sent, so that a till whose plug was pulled counts
 * as unsent. What the installers do with it is in electron/resources; no act ever reads it.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "unsent";
const WORDS =
  "This till is open, or holds sales that the server does not have yet. Do not delete this folder.\n" +
  "Open the till, wait until all is confirmed, and close it; this file goes then by itself.\n";

/** Sets the mark. A disk that takes no more keeps no till from opening. */
export function markUnsent(folder: string): void {
  try {
    writeFileSync(join(folder, MARK), WORDS);
  } catch {
    // The mark of the run before is still there, or the installers see the journal's own lock.
  }
}

/** Whether the mark is set. */
export function isMarkedUnsent(folder: string): boolean {
  return existsSync(join(folder, MARK));
}

/** Takes the mark away when the server has all of the `waiting` acts. */
export function unmarkWhenSent(folder: string, waiting: number): void {
  if (waiting > 0) return;
  try {
    rmSync(join(folder, MARK), { force: true });
  } catch {
    // One mark too many is refused once; a missing one would lose sales.
  }
}
