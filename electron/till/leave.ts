/**
 * Before a till's folder is given up: what in it the server does not have. After: its journal stays
 * there under its register's name, so that the same machine can be enrolled as another register.
 * Leaving itself is acts/hand-over.
 */
import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Crypto } from "#shared/base/crypto.ts";
import { done, type Result } from "#shared/base/result.ts";
import { storedPayments } from "./acts/store-forward.ts";
import { hasLeft, readIdentity } from "./enrol.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { peekDesk } from "./journal/peek.ts";

const JOURNAL = "journal.db";

/** Renames the journal of a till that has left, with all that belongs to it; else does nothing. */
export function setLeftJournalAside(folder: string): void {
  const registerId = registerThatLeft(join(folder, JOURNAL));
  if (registerId === undefined) return;
  for (const name of readdirSync(folder).filter((one) => one.startsWith(JOURNAL))) {
    renameSync(join(folder, name), join(folder, `left-${registerId}-${name}`));
  }
}

/**
 * How many acts in a till's folder the server does not have, its neighbours' that were taken over
 * included; nothing when there is no journal. Refuses as `openJournal` does.
 */
export function unsentIn(folder: string, crypto: Crypto): Result<number> {
  const file = join(folder, JOURNAL);
  if (!existsSync(file)) return done(0);
  const opened = openJournal({ file, crypto, reserveBytes: 0 });
  if (!opened.ok) return opened;
  try {
    // A card that a terminal of the shop keeps for the bank is money not yet there, too.
    return done(waitingIn(opened.value) + storedPayments({ journal: opened.value }).length);
  } finally {
    opened.value.close();
  }
}

/** Own acts and neighbours' that wait for the server in an open journal. */
export function waitingIn({ unsent, guests }: Pick<Journal, "unsent" | "guests">): number {
  const ofGuests = guests.registers().map((each) => guests.unsent(each).length);
  return ofGuests.reduce((sum, count) => sum + count, unsent().count);
}

function registerThatLeft(file: string): string | undefined {
  return peekDesk(file, (desk) => (hasLeft(desk) ? readIdentity(desk)?.registerId : undefined));
}
