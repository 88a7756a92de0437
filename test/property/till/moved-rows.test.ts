/**
 * Rows that move between streams while a till fills: whatever the order in which its streams come and
 * wherever a page ends, at the heads it holds each row once, where it lives now, as it is now.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFolder } from "#test/builders/journal.ts";
import { aReplica } from "#test/builders/replica.ts";
import type { PageRow } from "#till/replica/table-writer.ts";
import type { Replica } from "#till/replica/tables.ts";

const STREAMS = ["chain:catalogue", "store:a", "store:b"] as const;
type Stream = (typeof STREAMS)[number];

/** Puts a person into a stream, or takes the person away. */
interface Act {
  readonly id: string;
  readonly to: Stream | undefined;
}

/** Pulls so many positions of a stream, or leaves it so that it is filled anew. */
interface Step {
  readonly stream: Stream;
  readonly count: number;
  readonly drop: boolean;
}

const acts = fc.array(
  fc.record<Act>({
    id: fc.constantFrom("ada", "ben", "cy"),
    to: fc.constantFrom(...STREAMS, undefined),
  }),
  { maxLength: 20 },
);
const steps = fc.array(
  fc.record<Step>({
    stream: fc.constantFrom(...STREAMS),
    count: fc.integer({ min: 1, max: 4 }),
    drop: fc.nat(9).map((each) => each === 0),
  }),
  { maxLength: 30 },
);

interface Log {
  readonly revisions: ReadonlyMap<Stream, readonly PageRow[]>;
  readonly standing: ReadonlyMap<string, PageRow>;
}

/** What the server would have written: a body where the row lives, a `null` where it was (P10). */
function logOf(history: readonly Act[]): Log {
  const revisions = new Map<Stream, PageRow[]>(STREAMS.map((stream) => [stream, []]));
  const standing = new Map<string, PageRow>();
  const write = (stream: Stream, id: string, body: PageRow["body"]): PageRow => {
    const list = revisions.get(stream) ?? [];
    const row = { stream, table: "staff", id, position: list.length + 1, body };
    list.push(row);
    return row;
  };
  for (const [index, { id, to }] of history.entries()) {
    const before = standing.get(id)?.stream as Stream | undefined;
    if (before !== undefined && before !== to) write(before, id, null);
    if (to === undefined) standing.delete(id);
    else standing.set(id, write(to, id, { id, name: `${id} ${index}`, roleIds: [] }));
  }
  return { revisions, standing };
}

function pull(replica: Replica, log: Log, { stream, count, drop }: Step): void {
  if (drop) replica.applyPage({ rows: [], checkpoints: {}, seen: {}, drop: [stream] });
  const all = log.revisions.get(stream) ?? [];
  const from = replica.checkpoint(stream)?.position ?? 0;
  const to = Math.min(from + count, all.length);
  // A page shows each row as it stood at its own end.
  const last = new Map(all.slice(0, to).map((row) => [row.id, row]));
  const rows = [...last.values()].filter(({ position }) => position > from);
  replica.applyPage({ rows, checkpoints: { [stream]: { epoch: "e", position: to } }, seen: {} });
}

describe("SPEC P10: rows that move between streams", () => {
  it("are there once all streams are at their heads, in any order of pages", () => {
    fc.assert(
      fc.property(acts, steps, (history, pulls) => {
        const folder = aFolder();
        const replica = aReplica(folder.path);
        try {
          const log = logOf(history);
          const watched = new Map<string, unknown>();
          replica.onChange(({ tables }) => {
            for (const { id, before, row } of tables.get("staff") ?? []) {
              expect(before).toEqual(watched.get(id));
              if (row === undefined) watched.delete(id);
              else watched.set(id, row);
            }
          });
          for (const step of pulls) pull(replica, log, step);
          for (const stream of STREAMS) pull(replica, log, { stream, count: 1_000, drop: false });
          const stands = [...log.standing.values()].map(({ id, stream, position, body }) => ({
            id,
            stream,
            position,
            name: (body as { name: string }).name,
          }));
          const held = replica.database
            .prepare("SELECT id, stream, position, data FROM staff WHERE deleted = 0")
            .all()
            .map(({ data, ...row }) => ({ ...row, name: JSON.parse(String(data)).name }));
          const byId = (left: object, right: object) =>
            JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
          expect([...held].sort(byId)).toEqual([...stands].sort(byId));
          expect([...watched.keys()].sort()).toEqual([...log.standing.keys()].sort());
          expect(replica.database.prepare("SELECT * FROM held").all()).toEqual([]);
        } finally {
          replica.close();
          folder.remove();
        }
      }),
      { numRuns: 150 },
    );
  });
});
