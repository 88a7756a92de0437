/**
 * The journal's entries as the very text that was hashed, by business day: what an archive that proves
 * the chain is made of. Also of a journal's file that no till has open. Reading only.
 */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileKind } from "./schema.ts";

export interface EntryText {
  readonly sequence: number;
  /** Canonical JSON of the entry without its hash. */
  readonly text: string;
  readonly hash: string;
}

export interface JournalTexts {
  /** The first and last sequence with a business day in the span; nothing when there is none. */
  readonly stretch: (
    from: string,
    to: string,
  ) => { readonly first: number; readonly last: number } | undefined;
  /** Entries after a sequence up to another, oldest first, at most so many. */
  readonly page: (of: {
    readonly after: number;
    readonly upTo: number;
    readonly limit: number;
  }) => readonly EntryText[];
}

/** The texts of an open journal. */
export function openTexts(database: DatabaseSync): JournalTexts {
  const stretch = database.prepare(
    `SELECT min(sequence) AS first, max(sequence) AS last FROM entry
     WHERE businessDate >= ? AND businessDate <= ?`,
  );
  const page = database.prepare(
    `SELECT sequence, text, hash FROM entry WHERE sequence > ? AND sequence <= ?
     ORDER BY sequence LIMIT ?`,
  );
  return {
    stretch: (from, to) => {
      const row = stretch.get(from, to);
      if (row === undefined || row.first === null || row.last === null) return undefined;
      return { first: Number(row.first), last: Number(row.last) };
    },
    page: ({ after, upTo, limit }) =>
      page.all(after, upTo, limit).map((row) => ({
        sequence: Number(row.sequence),
        text: String(row.text),
        hash: String(row.hash),
      })),
  };
}

export interface ClosedJournal {
  readonly texts: JournalTexts;
  readonly close: () => void;
}

/** The texts of a journal's file, opened read-only; nothing when it is none or a newer one. */
export function readClosedJournal(file: string): ClosedJournal | undefined {
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  if (fileKind(database) !== "journal") {
    database.close();
    return undefined;
  }
  return { texts: openTexts(database), close: () => database.close() };
}
