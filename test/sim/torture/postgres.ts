/** kill -9 of a node that stands over PostgreSQL, while tills push through it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "#test/support/postgres.ts";
import type { TortureLine } from "./common.ts";
import { killServer } from "./server.ts";

export async function run(count: number): Promise<TortureLine> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-torture-"));
  const postgres = await startPostgres();
  try {
    return await killServer("postgres", count, { folder, database: await postgres.freshUrl() });
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
