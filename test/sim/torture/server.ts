/** kill -9 of the server while tills push: what it acknowledged is there, once, and it serves again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTill, type Till } from "#till/main.ts";
import { lineOf, moveOne, p99, sleep, startProcess, type TortureLine, until } from "./common.ts";
import { compareEntries, countEntries } from "./entries.ts";

const TILLS = 4;

export async function run(count: number): Promise<TortureLine> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-torture-"));
  try {
    return await killServer("server", count, { folder, database: join(folder, "server.db") });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same over any database: with PostgreSQL it is a node that dies. */
export async function killServer(
  kind: string,
  count: number,
  { folder, database }: { readonly folder: string; readonly database: string },
): Promise<TortureLine> {
  let server = startProcess("server-process.ts", { database, port: 0, codes: TILLS });
  const first = (await server.heard("url")) as { url: string; port: number; codes: string[] };
  const tills: Till[] = [];
  for (const [index, enrolmentCode] of first.codes.entries()) {
    const opened = await openTill({
      dataDir: join(folder, `till-${index}`),
      server: { url: first.url, enrolmentCode },
      reserveBytes: 0,
      watch: false,
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    tills.push(opened.value);
  }
  const ids = new Set<string>();
  const timer = setInterval(() => {
    for (const till of tills) {
      const entry = moveOne(till.core);
      if (entry !== undefined) ids.add(entry.id);
    }
  }, 20);
  const served: number[] = [];
  let badOpens = 0;
  for (let kill = 0; kill < count; kill += 1) {
    await sleep(50 + Math.random() * 250);
    await server.kill();
    const startedMs = performance.now();
    server = startProcess("server-process.ts", { database, port: first.port, codes: 0 });
    try {
      await server.heard("url");
      served.push(performance.now() - startedMs);
      // Tills wait up to a minute after many failures; the load must reach the next kill.
      for (const till of tills) {
        till.link.cut();
        till.link.restore();
      }
    } catch {
      badOpens += 1;
    }
  }
  clearInterval(timer);
  const isOpen = (): number => tills.filter(({ core }) => core.journal.unsent().count > 0).length;
  await until(() => isOpen() === 0, 90_000);
  const stuck = isOpen();
  for (const till of tills) await till.close();
  await server.kill();
  const compared = compareEntries(ids, await countEntries(database));
  return lineOf(kind, count, {
    ...compared,
    stuck,
    bad_opens: badOpens,
    serve_again_ms_p99: p99(served),
  });
}
