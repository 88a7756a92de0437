/** kill -9 of a till under load, again and again: nothing it said was safe may be missing anywhere. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineOf, p99, sleep, startProcess, type TortureLine } from "./common.ts";
import { compareEntries, countEntries } from "./entries.ts";

export async function run(count: number): Promise<TortureLine> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-torture-"));
  const database = join(folder, "server.db");
  const server = startProcess("server-process.ts", { database, port: 0, codes: 1 });
  const { url, codes } = (await server.heard("url")) as { url: string; codes: string[] };
  const dataDir = join(folder, "till");
  const acknowledged = new Set<string>();
  const served: number[] = [];
  let badOpens = 0;
  for (let kill = 0; kill < count; kill += 1) {
    const startedMs = performance.now();
    const till = startProcess(
      "till-process.ts",
      { dataDir, url, code: codes[0], acts: true },
      (line) => {
        if (typeof line.id === "string") acknowledged.add(line.id);
      },
    );
    try {
      await till.heard("serving");
      served.push(performance.now() - startedMs);
      await sleep(Math.random() * 120);
    } catch {
      badOpens += 1;
    }
    await till.kill();
  }
  const last = startProcess("till-process.ts", { dataDir, url, acts: false });
  const isSent = await Promise.race([
    last.heard("sent").then(
      () => true,
      () => false,
    ),
    sleep(60_000).then(() => false),
  ]);
  await last.kill();
  await server.kill();
  const compared = compareEntries(acknowledged, await countEntries(database));
  rmSync(folder, { recursive: true, force: true });
  return lineOf("till", count, {
    ...compared,
    stuck: isSent ? 0 : 1,
    bad_opens: badOpens,
    serve_again_ms_p99: p99(served),
  });
}
