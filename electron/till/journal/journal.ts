/**
 * The journal: what this till did, one append at a time, on the disk before anyone is told "done".
 * Opening and reading live here; the writing transaction, chain, desk and hand-over beside it.
 *
 *   draft --append--> entry (sequence, hash, fsync) --push--> answered (ok | exception | refused)
 *                     never changed, never deleted before retention has passed
 */
import { existsSync, rmSync } from "node:fs";
import { backup, type DatabaseSync, type StatementSync } from "node:sqlite";
import { planted } from "#shared/base/planted.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type AnyEntry, GENESIS_HASH } from "#shared/records/entry.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import { type Answers, openAnswers } from "./answers.ts";
import { type ChainPoint, checkChain } from "./chain.ts";
import { connectToFile, diskTrouble, makeDurable } from "./connection.ts";
import { type Desk, openDesk } from "./desk.ts";
import { type Guests, openGuests } from "./guests.ts";
import { type ClientKeys, openClientKeys } from "./keys.ts";
import { openReserve, type Reserve } from "./reserve.ts";
import { createJournalFile, fileKind, traceOfLostJournal } from "./schema.ts";
import { type JournalTexts, openTexts } from "./texts.ts";
import type { JournalOptions } from "./types.ts";
import { openWriter, readHead, type Writer } from "./writer.ts";

export interface Journal extends Writer, Answers {
  /** Entries with a higher sequence, oldest first. */
  readonly after: (sequence: number, limit?: number) => readonly AnyEntry[];
  /** Entries of a business date and later, oldest first. */
  readonly since: (businessDate: string) => readonly AnyEntry[];
  /** Entries of one kind after a sequence, oldest first. */
  readonly ofKind: (kind: string, after?: number) => readonly AnyEntry[];
  readonly byId: (id: string) => AnyEntry | undefined;
  readonly count: () => number;
  /** The last number taken of a series; 0 when none was. */
  readonly lastNumber: (series: string) => number;
  readonly lastSeal: () => (ChainPoint & { readonly signature: string | undefined }) | undefined;
  readonly desk: Desk;
  readonly keys: ClientKeys;
  /** Entries of other registers that were handed over to this till. */
  readonly guests: Guests;
  /** Entries without an answer, oldest first: what a push or a hand-over takes. */
  readonly unsentEntries: (limit?: number) => readonly AnyEntry[];
  /** Entries as the text that was hashed, for the fiscal archive. */
  readonly texts: JournalTexts;
  readonly reserve: Pick<Reserve, "held">;
  /** Copies the open journal to another file while it is in use. */
  readonly backup: (file: string) => Promise<void>;
  readonly close: () => void;
}

const RESERVE_BYTES = 64 * 1024 * 1024;

/**
 * Opens the till's journal, or makes it when this till never had one. The chain is verified from the
 * last seal. Refuses with `journal-*` codes and leaves the file as it found it: a damaged or missing
 * journal is never replaced by an empty one.
 */
export function openJournal(options: JournalOptions): Result<Journal, JournalRefusalCode> {
  let database: DatabaseSync | undefined;
  try {
    const connect = options.connect ?? connectToFile;
    if (!existsSync(options.file)) {
      const trace = traceOfLostJournal(options.file);
      // Another process may have made the journal since: then its traces are there, and it too.
      if (trace !== undefined && !existsSync(options.file)) {
        return refuse("journal-missing", { trace });
      }
      createJournalFile(options.file, connect, GENESIS_HASH);
    }
    // F12: a log with a torn end is taken for damage and thrown away.
    if (planted("F12")) rmSync(`${options.file}-wal`, { force: true });
    database = connect(options.file);
    const opened = openChecked(database, options);
    if (!opened.ok) database.close();
    return opened;
  } catch (error) {
    if (database?.isOpen) database.close();
    const refusal = openingRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

function openingRefusal(error: unknown) {
  const trouble = diskTrouble(error);
  if (trouble === "busy") return refuse("journal-in-use");
  if (trouble === "damaged") return refuse("journal-damaged");
  if (trouble === "full") return refuse("disk-full");
  if (trouble !== undefined) return refuse("journal-unwritable");
  const system = error instanceof Error && "code" in error ? error.code : undefined;
  if (system === "ENOSPC") return refuse("disk-full");
  return system === "EACCES" || system === "EROFS" || system === "ENOENT"
    ? refuse("journal-unwritable")
    : undefined;
}

function openChecked(
  database: DatabaseSync,
  options: JournalOptions,
): Result<Journal, JournalRefusalCode> {
  const durable = makeDurable(database);
  if (!durable.ok) return durable;
  const kind = fileKind(database);
  if (kind !== "journal") return refuse(kind === "newer" ? "journal-newer" : "journal-foreign");
  const seal = database.prepare("SELECT * FROM seal ORDER BY sequence DESC LIMIT 1").get();
  const from =
    seal === undefined
      ? { sequence: 0, hash: GENESIS_HASH }
      : { sequence: Number(seal.sequence), hash: String(seal.hash) };
  const [problem] = checkChain(database, options.crypto, { from, head: readHead(database) });
  if (problem !== undefined) {
    return refuse("journal-altered", { problem: problem.problem, position: problem.position });
  }
  return done(journalOver(database, options));
}

function journalOver(database: DatabaseSync, options: JournalOptions): Journal {
  const reserve = openReserve(`${options.file}.reserve`, options.reserveBytes ?? RESERVE_BYTES);
  const writer = openWriter(database, options, reserve);
  const read = openReader(database);
  const lastNumber = database.prepare("SELECT last FROM series WHERE name = ?");
  const lastSeal = database.prepare("SELECT * FROM seal ORDER BY sequence DESC LIMIT 1");
  return {
    ...writer,
    ...read,
    ...guarded(openAnswers(database), writer.besides, ["recordAnswers", "forgetAnswers"]),
    desk: guarded(openDesk(database), writer.besides, ["put", "delete"]),
    keys: guarded(openClientKeys(database), writer.besides, ["put", "destroy"]),
    guests: guarded(openGuests(database), writer.besides, ["take", "recordAnswers"]),
    texts: openTexts(database),
    reserve: { held: reserve.held },
    lastNumber: (series) => Number(lastNumber.get(series)?.last ?? 0),
    lastSeal: () => {
      const row = lastSeal.get();
      if (row === undefined) return undefined;
      const signature = row.signature === null ? undefined : String(row.signature);
      return { sequence: Number(row.sequence), hash: String(row.hash), signature };
    },
    backup: async (file) => {
      await backup(database, file);
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** The same functions, those that write run so that a full disk does not stop them. */
function guarded<Part extends object>(
  part: Part,
  besides: Writer["besides"],
  writing: readonly (keyof Part)[],
): Part {
  const guards = writing.map((name) => {
    const write = part[name] as (...args: unknown[]) => unknown;
    return [name, (...args: unknown[]) => besides(() => write(...args))];
  });
  return { ...part, ...Object.fromEntries(guards) };
}

type Reader = Pick<Journal, "after" | "since" | "ofKind" | "byId" | "count" | "unsentEntries">;

function openReader(database: DatabaseSync): Reader {
  const select = (rest: string): StatementSync =>
    database.prepare(`SELECT text, hash FROM entry ${rest}`);
  const after = select("WHERE sequence > ? ORDER BY sequence LIMIT ?");
  const since = select("WHERE businessDate >= ? ORDER BY sequence");
  const ofKind = select("WHERE kind = ? AND sequence > ? ORDER BY sequence");
  const byId = select("WHERE id = ?");
  const unsent = select(
    `WHERE sequence > (SELECT answeredTo FROM head)
     AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.sequence = entry.sequence)
     ORDER BY sequence LIMIT ?`,
  );
  const count = database.prepare("SELECT count(*) AS entries FROM entry");
  return {
    after: (sequence, limit = -1) => after.all(sequence, limit).map(toEntry),
    since: (businessDate) => since.all(businessDate).map(toEntry),
    unsentEntries: (limit = -1) => unsent.all(limit).map(toEntry),
    ofKind: (kind, sequence = 0) => ofKind.all(kind, sequence).map(toEntry),
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : toEntry(row);
    },
    count: () => Number(count.get()?.entries),
  };
}

function toEntry(row: Readonly<Record<string, unknown>>): AnyEntry {
  return { ...JSON.parse(String(row.text)), hash: String(row.hash) };
}
