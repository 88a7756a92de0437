/**
 * Rows the server itself writes, such as HQ's and settings: each takes a position like everything
 * else. What may be written by whom is decided by the callers.
 */
import type { StreamHints } from "#shared/protocol/streams.ts";
import type { Tx } from "../database/contract.ts";
import { type Head, takePositions } from "../database/heads.ts";
import { insertRevisions, readCurrent, supersede } from "../database/revisions.ts";
import { type AnyChange, createWorkingSet, lockName, movedBy } from "../entries/working-set.ts";

/** Nobody's journal: rows written under it move no register's `seen`. */
const SERVER = "";

/**
 * Writes rows (a row of `undefined` is taken away) as the last part of a transaction; rows that do
 * not differ take no position. Answers the streams that moved, to be published after the commit.
 */
export async function writeRows(
  tx: Tx,
  chain: string,
  changes: readonly AnyChange[],
  hints: StreamHints = {},
): Promise<ReadonlyMap<string, Head>> {
  await tx.lockNames(changes.map((change) => lockName(chain, change)).sort());
  const set = createWorkingSet(await readCurrent(tx, chain, changes));
  set.apply(changes, { registerId: SERVER, hints });
  const heads = await takePositions(tx, chain, set.counts());
  const written = set.write(heads, new Map());
  await supersede(tx, chain, written.superseded);
  await insertRevisions(tx, chain, written.revisions);
  return movedBy(heads, written);
}
