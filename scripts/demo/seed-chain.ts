/** Puts the demo chain into a server that is new: rows in large transactions, with a line per part. */

import type { Core } from "#server/core.ts";
import { seedRows } from "#server/rows/seed.ts";
import type { StreamHints } from "#shared/protocol/streams.ts";
import { type ChainSize, demoChain } from "./chain.ts";
import { CLIENT_GROUP, type SeedRow } from "./rows.ts";

export interface SeedOptions extends ChainSize {
  readonly progress: (line: string) => void;
}

const ROWS_HELD_MAX = 20_000;

/** Seeds the chain and answers how many rows it holds. The same seed on the same day gives the same rows. */
export async function seedChain(core: Core, options: SeedOptions): Promise<number> {
  options.progress("Seeding the demo shop ...");
  const held = new Map<string, SeedRow[]>();
  let written = 0;
  const flush = async (key: string): Promise<void> => {
    const rows = held.get(key) ?? [];
    held.delete(key);
    written += await seedRows(core, rows.map(asChange), hintsOf(key));
  };
  for (const row of demoChain(options, (what) => options.progress(`  ${what}`))) {
    const key = row.table === "staff" ? (row.hints.storeId ?? "") : "";
    const rows = held.get(key) ?? [];
    if (rows.length === 0) held.set(key, rows);
    rows.push(row);
    if (rows.length >= ROWS_HELD_MAX) await flush(key);
  }
  for (const key of [...held.keys()]) await flush(key);
  options.progress(`  ${written} rows are in.`);
  return written;
}

type Change = Parameters<typeof seedRows>[1] extends Iterable<infer Row> ? Row : never;

function asChange(seed: SeedRow): Change {
  return { table: seed.table, id: seed.row.id, row: seed.row } as Change;
}

function hintsOf(storeId: string): StreamHints {
  return { clientGroup: CLIENT_GROUP, ...(storeId === "" ? {} : { storeId }) };
}
