/**
 * One table of one stream held in memory as far as a search needs it: read once in pages, then kept
 * by what the stream brought since. Products and the ways to find a client are held so.
 */
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import { readHeads } from "../database/heads.ts";
import { readStretch, readTable } from "../database/revisions.ts";

/** As much of a core as a table is read from. */
type Source = Pick<Core, "database" | "chain" | "epoch">;

const PAGE_ROWS = 4_000;

export interface IndexedTable<Table extends TableName> {
  readonly table: Table;
  readonly stream: string;
  readonly put: (id: string, row: Rows[Table]) => void;
  readonly drop: (id: string) => void;
  /** Everything is read anew: a restore began another history. */
  readonly clear: () => void;
}

/** Answers a function that brings the index up to date; calls at once share one reading. */
export function followTable<Table extends TableName>(
  core: Source,
  indexed: IndexedTable<Table>,
): () => Promise<void> {
  let position: number | undefined;
  let epoch = "";
  const refresh = async (): Promise<void> => {
    const tx = core.database.now;
    const head = (await readHeads(tx, core.chain, [indexed.stream])).get(indexed.stream);
    const to = head?.position ?? 0;
    const moved = head?.epoch ?? core.epoch();
    const floor = head?.floor ?? 0;
    const isLost = position !== undefined && (moved !== epoch || to < position || position < floor);
    if (isLost) position = undefined;
    if (position === to) return;
    if (position === undefined) {
      indexed.clear();
      await readAll(core, indexed);
    } else {
      await readSince(core, indexed, { from: position, to });
    }
    [position, epoch] = [to, moved];
  };
  let running: Promise<void> | undefined;
  return () => {
    running ??= refresh().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Reads the table from its beginning; the pages let others have a turn. */
async function readAll<Table extends TableName>(
  core: Source,
  indexed: IndexedTable<Table>,
): Promise<void> {
  let afterId = "";
  for (;;) {
    const page = await readTable(core.database.now, core.chain, {
      table: indexed.table,
      afterId,
      limit: PAGE_ROWS,
    });
    for (const each of page) if (each.stream === indexed.stream) take(indexed, each);
    afterId = page.at(-1)?.id ?? "";
    if (page.length < PAGE_ROWS) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Reads what the stream brought after `from`, a stretch at a time. */
async function readSince<Table extends TableName>(
  core: Source,
  indexed: IndexedTable<Table>,
  span: { readonly from: number; readonly to: number },
): Promise<void> {
  const { stream } = indexed;
  for (let from = span.from; from < span.to; from += PAGE_ROWS) {
    const to = Math.min(span.to, from + PAGE_ROWS);
    for (const each of await readStretch(core.database.now, core.chain, { stream, from, to })) {
      if (each.table === indexed.table) take(indexed, each);
    }
    if (to < span.to) await new Promise((resolve) => setImmediate(resolve));
  }
}

function take<Table extends TableName>(
  indexed: IndexedTable<Table>,
  revision: { readonly id: string; readonly body: string | null },
): void {
  if (revision.body === null) indexed.drop(revision.id);
  else indexed.put(revision.id, JSON.parse(revision.body) as Rows[Table]);
}
