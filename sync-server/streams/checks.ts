/**
 * The server's side of a check: checksums of a stream from its own rows at the till's position, and
 * the rows of one bucket that differed (SPEC P20). What a till does with them is its own business.
 */
import { bucketOf, type CheckedRow, createChecksums } from "#shared/protocol/checks.ts";
import type { Check, Checked } from "#shared/protocol/messages.ts";
import type { Tx } from "../database/contract.ts";
import type { Head } from "../database/heads.ts";
import { readAtPositions, readStoodAt } from "../database/revisions.ts";
import { encodeRows } from "./chunks.ts";

export interface Checks {
  /** `moved` when the position is of another history, ahead of the head, or below the floor. */
  readonly answer: (
    tx: Tx,
    asked: Check & { readonly head: Omit<Head, "stream"> },
  ) => Promise<Checked>;
}

/** One read of the log; the event loop is free between two of them. */
const ROWS_AT_ONCE = 5_000;
/** Tills of a chain stand at few different positions. */
const KEPT_MAX = 64;

/** Checks over one chain. Sums are kept: what stood at a position never changes. */
export function createChecks(chain: string): Checks {
  const kept = new Map<string, Promise<readonly string[]>>();

  function sumsOf(tx: Tx, asked: Check): Promise<readonly string[]> {
    const key = JSON.stringify([asked.stream, asked.epoch, asked.position, asked.tables]);
    const there = kept.get(key);
    if (there !== undefined) return there;
    const made = addUp(tx, chain, asked);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break;
      kept.delete(oldest);
    }
    return made;
  }

  return {
    answer: async (tx, asked) => {
      const { head, stream, epoch, position, bucket } = asked;
      const reachable = head.epoch === epoch && position <= head.position && position >= head.floor;
      if (!reachable) return { ok: false, code: "moved" };
      if (bucket === undefined) return { ok: true, sums: await sumsOf(tx, asked) };
      const positions: number[] = [];
      await eachRow(tx, chain, asked, (row) => {
        if (bucketOf(row) === bucket) positions.push(row.position);
      });
      const rows = await readAtPositions(tx, chain, { stream, positions });
      return { ok: true, chunk: await encodeRows({ stream, epoch, from: 0, to: position }, rows) };
    },
  };
}

async function addUp(tx: Tx, chain: string, asked: Check): Promise<readonly string[]> {
  const sums = createChecksums();
  await eachRow(tx, chain, asked, sums.add);
  return sums.texts();
}

async function eachRow(
  tx: Tx,
  chain: string,
  { stream, position, tables }: Check,
  take: (row: CheckedRow) => void,
): Promise<void> {
  let after = 0;
  for (;;) {
    const page = { stream, at: position, after, tables, limit: ROWS_AT_ONCE };
    const rows = await readStoodAt(tx, chain, page);
    for (const row of rows) take(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    after = last.position;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
