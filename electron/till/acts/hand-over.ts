/**
 * Handing this till's unsent entries to a neighbour, taking a neighbour's, and leaving the shop. What
 * the file is, is journal/hand-over; which entries go, till hand-over.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { forgetIdentity } from "../enrol.ts";
import { handOver, takeOver } from "../hand-over.ts";
import { waitingIn } from "../leave.ts";
import { storedPayments } from "./store-forward.ts";

/** Beside the journal, when no other folder is named. */
const FOLDER = "hand-over";

/** What waits at this till, and whose entries it carries for a neighbour. */
export function look({ core }: Counter) {
  const { guests } = core.journal;
  return {
    unsent: core.journal.unsent().count,
    folder: join(core.dataDir, FOLDER),
    guests: guests.registers().map((registerId) => ({
      registerId,
      name: registerName(core, registerId),
      entries: guests.unsent(registerId).length,
    })),
  };
}

/**
 * Writes everything unsent to an encrypted file, synced to its disk; a second file takes a name of its
 * own. Refuses `not-signed-in`, `nothing-unsent` and `hand-over-folder`. The entries stay here too.
 */
export function save(
  counter: Counter,
  input: { readonly passphrase: string; readonly folder?: string | undefined },
): Result<{ readonly file: string; readonly entries: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const entries = core.journal.unsent().count;
  if (entries === 0) return refuse("nothing-unsent");
  const own = join(core.dataDir, FOLDER);
  const folder = input.folder === undefined || input.folder === "" ? own : input.folder;
  if (!isAbsolute(folder)) return refuse("hand-over-folder", { folder });
  const bytes = handOver(core, { passphrase: input.passphrase });
  try {
    if (folder === own) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return done({ file: writeNew(folder, fileName(core), bytes), entries });
  } catch {
    return refuse("hand-over-folder", { folder });
  }
}

/**
 * Takes a neighbour's file. Refuses `not-signed-in`, `hand-over-own` (it is this till's), and
 * `hand-over-unreadable` or `hand-over-altered`; then nothing was taken.
 */
export function take(
  counter: Counter,
  input: { readonly passphrase: string; readonly file: string },
): Result<{ readonly registerId: string; readonly name: string; readonly taken: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const bytes = Buffer.from(input.file, "base64");
  const taken = takeOver(core, bytes, { passphrase: input.passphrase });
  if (!taken.ok) return taken;
  core.hub.emit(["sync"]);
  return done({ ...taken.value, name: registerName(core, taken.value.registerId) });
}

/**
 * Takes this till out of the shop. Refuses `not-signed-in`, `not-allowed` without the permission
 * "settings", `entries-unsent` while anything waits here, also a neighbour's, and
 * `basket-not-empty`. The server's data is destroyed, the register's key forgotten; the journal stays.
 */
export function leave(counter: Counter): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  if (who.value.session.role?.permissions.includes("settings") !== true) {
    return refuse("not-allowed");
  }
  if (counter.basket().draft.lines.length > 0) return refuse("basket-not-empty");
  const waiting = waitingIn(core.journal);
  if (waiting > 0) return refuse("entries-unsent", { count: waiting });
  const cards = storedPayments(core).length;
  if (cards > 0) return refuse("cards-waiting", { count: cards });
  core.sync.cut();
  core.forgetEverything();
  forgetIdentity(core.journal.desk, core.secrets);
  counter.setSession(undefined);
  core.hub.emit(["session", "sync"]);
  return done({});
}

function registerName(core: TillCore, registerId: string): string {
  return core.catalogue.setting("register", registerId)?.name ?? registerId;
}

function fileName({ journal, identity }: TillCore): string {
  const series = identity.series.replace(/[^A-Za-z0-9-]/g, "");
  return `keepshop-${series}-${journal.head().sequence}`;
}

/** Writes under a name that is not taken, and syncs: the stick is pulled right after. */
function writeNew(folder: string, name: string, bytes: Uint8Array): string {
  let file = join(folder, `${name}.handover`);
  for (let copy = 2; existsSync(file); copy += 1) file = join(folder, `${name}-${copy}.handover`);
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return file;
}
