/**
 * Many rows of a new chain at once: whole tables by streams, in large transactions, without looking
 * for what was there before, because nothing was.
 */
import { assert } from "#shared/base/assert.ts";
import { type StreamHints, streamOf } from "#shared/protocol/streams.ts";
import type { Core } from "../core.ts";
import { takePositions } from "../database/heads.ts";
import { insertRevisions, type NewRevision, readCurrent } from "../database/revisions.ts";
import { type AnyChange, parentOf } from "../entries/working-set.ts";

const ROWS_AT_ONCE = 20_000;

/**
 * Adds rows to a chain that has none of them. Rows come from code of ours and are not checked again;
 * ids must be new. Answers how many were written.
 */
export async function seedRows(
  core: Core,
  rows: Iterable<AnyChange>,
  hints: StreamHints = {},
): Promise<number> {
  let written = 0;
  let part: AnyChange[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < ROWS_AT_ONCE) continue;
    written += await seedPart(core, part, hints);
    part = [];
  }
  return written + (await seedPart(core, part, hints));
}

async function seedPart(core: Core, part: readonly AnyChange[], hints: StreamHints) {
  const [first] = part;
  if (first === undefined) return 0;
  const placed = part.map((each) => ({
    each,
    stream: streamOf(each.table, each.row as never, hints) as string,
  }));
  const counts = new Map<string, number>();
  for (const { stream } of placed) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  await core.database.write(async (tx) => {
    assert((await readCurrent(tx, core.chain, [first])).length === 0, "seeded rows are new");
    const heads = await takePositions(tx, core.chain, counts);
    const next = new Map([...heads].map(([stream, head]) => [stream, head.position]));
    const revisions = placed.map(({ each, stream }): NewRevision => {
      const position = (next.get(stream) ?? 0) + 1;
      next.set(stream, position);
      const { table, id, row } = each;
      const parent = row === undefined ? null : parentOf(table, row);
      return { stream, position, table, id, parent, body: JSON.stringify(row) };
    });
    await insertRevisions(tx, core.chain, revisions);
  });
  return part.length;
}
