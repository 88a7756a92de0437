/** Many tills that sold for hours without a network come back within a second: all drains, nothing twice. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTill, type Till } from "#till/main.ts";
import { lineOf, moveOne, sleep, startProcess, type TortureLine, until } from "./common.ts";
import { compareEntries, countEntries } from "./entries.ts";

/** Eight hours of a quiet till. */
const QUEUED = 100;

export async function run(count: number): Promise<TortureLine> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-herd-"));
  const database = join(folder, "server.db");
  const server = startProcess("server-process.ts", { database, port: 0, codes: count });
  const { url, codes } = (await server.heard("url")) as { url: string; codes: string[] };
  const tills: Till[] = [];
  const ids = new Set<string>();
  for (const [index, enrolmentCode] of codes.entries()) {
    const opened = await openTill({
      dataDir: join(folder, `till-${index}`),
      server: { url, enrolmentCode },
      reserveBytes: 0,
      watch: false,
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    await opened.value.filled();
    opened.value.link.cut();
    tills.push(opened.value);
    for (let made = 0; made < QUEUED; made += 1) {
      const entry = moveOne(opened.value.core);
      if (entry !== undefined) ids.add(entry.id);
    }
  }
  const startedMs = performance.now();
  for (const till of tills) {
    till.link.restore();
    await sleep(1_000 / count);
  }
  const open = (): number => tills.filter(({ core }) => core.journal.unsent().count > 0).length;
  await until(() => open() === 0, 300_000);
  const drainedMs = Math.round(performance.now() - startedMs);
  const stuck = open();
  for (const till of tills) await till.close();
  await server.kill();
  const compared = compareEntries(ids, await countEntries(database));
  rmSync(folder, { recursive: true, force: true });
  return lineOf("herd", count, { ...compared, stuck, serve_again_ms_p99: drainedMs });
}
