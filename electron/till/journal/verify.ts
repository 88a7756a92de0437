/**
 * Checks a journal's file as a whole, from the outside and without changing it: the command
 * `npm run verify-journal`, support, and the tests. Opening for use is journal.ts.
 */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { GENESIS_HASH } from "#shared/records/entry.ts";
import { type ChainProblem, checkChain, type Hasher } from "./chain.ts";
import { diskTrouble } from "./connection.ts";
import { fileKind } from "./schema.ts";

export interface JournalReport {
  readonly file: string;
  readonly state: "whole" | "wrong" | "unreadable" | "in-use" | "newer" | "foreign" | "missing";
  /** Entries found in the file. */
  readonly entries: number;
  readonly head: { readonly sequence: number; readonly hash: string } | undefined;
  /** Each entry that is altered, removed, moved or added, with its position. */
  readonly problems: readonly ChainProblem[];
  /** What SQLite's own check says of the file's pages, when it says anything. */
  readonly pages: readonly string[];
}

/**
 * The whole truth about a journal's file, from the genesis to the head. Opens read-only; a file in
 * use by a running till is reported as such (verify a backup of it instead).
 */
export function verifyJournal(file: string, hasher: Hasher): JournalReport {
  const nothing = { file, entries: 0, head: undefined, problems: [], pages: [] };
  if (!existsSync(file)) return { ...nothing, state: "missing" };
  const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  try {
    const kind = fileKind(database);
    if (kind !== "journal") return { ...nothing, state: kind };
    const pages = database
      .prepare("PRAGMA integrity_check")
      .all()
      .map((row) => String(row.integrity_check))
      .filter((line) => line !== "ok");
    const row = database.prepare("SELECT sequence, hash FROM head").get();
    const head = { sequence: Number(row?.sequence ?? 0), hash: String(row?.hash ?? "") };
    const counted = database.prepare("SELECT count(*) AS entries FROM entry").get();
    const from = { sequence: 0, hash: GENESIS_HASH };
    const problems = [...checkChain(database, hasher, { from, head }), ...checkSeals(database)];
    const state = problems.length > 0 || pages.length > 0 ? "wrong" : "whole";
    return { file, state, entries: Number(counted?.entries ?? 0), head, problems, pages };
  } catch (error) {
    const trouble = diskTrouble(error);
    if (trouble === undefined) throw error;
    return {
      ...nothing,
      state: trouble === "busy" ? "in-use" : "unreadable",
      pages: [error instanceof Error ? error.message : String(error)],
    };
  } finally {
    database.close();
  }
}

function checkSeals(database: DatabaseSync): readonly ChainProblem[] {
  return database
    .prepare(
      `SELECT seal.sequence FROM seal LEFT JOIN entry USING (sequence)
       WHERE entry.hash IS NULL OR entry.hash <> seal.hash ORDER BY seal.sequence`,
    )
    .all()
    .map((row) => ({ problem: "altered", position: Number(row.sequence) }));
}
