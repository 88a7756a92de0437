/**
 * What a stream still says of a row that another stream brought later. A row lives in one stream, but
 * streams are filled at different moments: while a till stands before a move in one and after it in
 * the other, both bring the row. The one that came last is shown, the other is kept here until its own
 * stream says that the row is gone from it, or until the one that is shown goes (SPEC P10).
 */
import type { DatabaseSync } from "node:sqlite";

export interface HeldRow {
  readonly stream: string;
  readonly position: number;
  /** The stored row's JSON. */
  readonly data: string;
}

export interface HeldRows {
  readonly keep: (id: string, row: HeldRow) => void;
  /** The position at which a stream's revision is kept; 0 when it is not. */
  readonly positionIn: (id: string, stream: string) => number;
  readonly forget: (id: string, stream: string) => void;
  readonly forgetStream: (stream: string) => void;
  /** Gives back a revision kept for a row, if there is one, and keeps it no longer. */
  readonly takeBack: (id: string) => HeldRow | undefined;
  /** Rows that a stream shows and of which another stream's revision is kept. */
  readonly under: (stream: string) => readonly string[];
}

/** The kept revisions of one table of the replica; used inside a page's transaction. */
export function openHeldRows(database: DatabaseSync, table: string): HeldRows {
  const keep = database.prepare(
    "INSERT OR REPLACE INTO held (tbl, id, stream, position, data) VALUES (?, ?, ?, ?, ?)",
  );
  const find = database.prepare(
    "SELECT position FROM held WHERE tbl = ? AND id = ? AND stream = ?",
  );
  const forget = database.prepare("DELETE FROM held WHERE tbl = ? AND id = ? AND stream = ?");
  const forgetStream = database.prepare("DELETE FROM held WHERE tbl = ? AND stream = ?");
  const first = database.prepare(
    "SELECT stream, position, data FROM held WHERE tbl = ? AND id = ? ORDER BY stream LIMIT 1",
  );
  const under = database.prepare(
    `SELECT DISTINCT h.id FROM held AS h CROSS JOIN "${table}" AS r ON r.id = h.id
     WHERE h.tbl = ? AND r.stream = ? AND r.deleted = 0`,
  );
  return {
    keep: (id, row) => void keep.run(table, id, row.stream, row.position, row.data),
    positionIn: (id, stream) => Number(find.get(table, id, stream)?.position ?? 0),
    forget: (id, stream) => void forget.run(table, id, stream),
    forgetStream: (stream) => void forgetStream.run(table, stream),
    takeBack: (id) => {
      const row = first.get(table, id);
      if (row === undefined) return undefined;
      const stream = String(row.stream);
      forget.run(table, id, stream);
      return { stream, position: Number(row.position), data: String(row.data) };
    },
    under: (stream) => under.all(table, stream).map((row) => String(row.id)),
  };
}
