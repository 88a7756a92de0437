/**
 * The primary dies under load and its synchronous standby takes over, `count` times: what tills were
 * told is safe is on the new primary before any till sends a thing again, and the epoch stays. Then
 * once a copy that lost the race takes over: with a new epoch the tills bring what it lacks (F19).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCore } from "#server/core.ts";
import { openDatabase } from "#server/database/open.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import { openTill, type Till } from "#till/main.ts";
import { lineOf, moveOne, p99, sleep, startProcess, type TortureLine, until } from "./common.ts";
import { compareEntries, countEntries } from "./entries.ts";
import { type Cluster, startCluster } from "./postgres-cluster.ts";

const NODES = 2;
const TILLS = 4;
const SERVED_WITHIN_MS = 90_000;

export async function run(count: number): Promise<TortureLine> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-failover-"));
  const cluster = await startCluster();
  try {
    return await failOver(cluster, folder, count);
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function failOver(cluster: Cluster, folder: string, count: number): Promise<TortureLine> {
  const { nodes, tills } = await openChainOf(cluster, folder);
  const load = openLoad(tills);
  const served: number[] = [];
  const found = { acknowledged_missing: 0, stuck: 0, bad_opens: 0 };
  const epoch = await epochOf(cluster.url);
  for (let time = 0; time < count; time += 1) {
    const standby = await cluster.addSynchronousStandby();
    if (!(await load.someAcknowledged())) found.stuck += 1;
    const startedMs = performance.now();
    await cluster.killPrimary();
    // The wire is cut with it: what counts is what the tills have heard by now.
    for (const till of tills) till.link.cut();
    const safe = load.acknowledged();
    await cluster.promote(standby);
    const { acknowledged_missing: missing } = compareEntries(safe, await countEntries(cluster.url));
    found.acknowledged_missing += missing;
    if ((await epochOf(cluster.url)) !== epoch) found.bad_opens += 1;
    for (const till of tills) till.link.restore();
    if (!(await load.someAcknowledged())) found.stuck += 1;
    served.push(performance.now() - startedMs);
  }
  const copy = await cluster.copyOfNow();
  if (!(await load.someAcknowledged())) found.stuck += 1;
  await cluster.killPrimary();
  const safe = load.acknowledged();
  await cluster.promoteCopy(copy);
  const lost = compareEntries(safe, await countEntries(cluster.url)).acknowledged_missing;
  if (lost === 0) throw new Error("the copy lacked nothing: the run proved too little");
  await beginEpoch(cluster.url);
  load.stop();
  if (!(await load.drained())) found.stuck += 1;
  for (const till of tills) await till.close();
  for (const node of nodes) await node.kill();
  const compared = compareEntries(load.ids, await countEntries(cluster.url));
  return lineOf("failover", count, {
    ...found,
    acknowledged_missing: found.acknowledged_missing + compared.acknowledged_missing,
    duplicated: compared.duplicated,
    serve_again_ms_p99: p99(served),
  });
}

async function openChainOf(cluster: Cluster, folder: string) {
  const nodes = [];
  const urls: string[] = [];
  let codes: readonly string[] = [];
  for (let index = 0; index < NODES; index += 1) {
    const wanted = { database: cluster.url, port: 0, codes: index === 0 ? TILLS : 0 };
    const node = startProcess("server-process.ts", wanted);
    const told = (await node.heard("url")) as { url: string; codes: string[] };
    nodes.push(node);
    urls.push(told.url);
    if (index === 0) codes = told.codes;
  }
  const tills: Till[] = [];
  for (const [index, enrolmentCode] of codes.entries()) {
    const opened = await openTill({
      dataDir: join(folder, `till-${index}`),
      server: { url: urls[index % NODES] ?? "", enrolmentCode },
      reserveBytes: 0,
      watch: false,
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    tills.push(opened.value);
  }
  return { nodes, tills };
}

/** Tills that act without a pause, and what of it the server said it has. */
function openLoad(tills: readonly Till[]) {
  const ids = new Map<string, { readonly till: Till; readonly sequence: number }>();
  const timer = setInterval(() => {
    for (const till of tills) {
      const entry = moveOne(till.core);
      if (entry !== undefined) ids.set(entry.id, { till, sequence: entry.sequence });
    }
  }, 20);
  const acknowledged = (): readonly string[] => {
    const upTo = new Map(tills.map((till) => [till, till.core.journal.highestAcknowledged()]));
    return [...ids]
      .filter(([, { till, sequence }]) => sequence <= (upTo.get(till) ?? 0))
      .map(([id]) => id);
  };
  return {
    ids: ids.keys(),
    acknowledged,
    stop: () => clearInterval(timer),
    /** Every till has heard of something that it did after this call. */
    someAcknowledged: async (): Promise<boolean> => {
      const heads = tills.map((till) => till.core.journal.head().sequence);
      const isSo = (): boolean =>
        tills.every((till, index) => till.core.journal.highestAcknowledged() > (heads[index] ?? 0));
      const prod = setInterval(() => {
        // After failures in a row a till waits up to a minute; the next kill shall not wait with it.
        for (const till of tills) {
          if (till.core.sync.status().link === "up") continue;
          till.link.cut();
          till.link.restore();
        }
      }, 3_000);
      const reached = await until(isSo, SERVED_WITHIN_MS);
      clearInterval(prod);
      return reached;
    },
    /** All of it is at the server and folded in: nothing is pending any more. */
    drained: () =>
      until(
        () => tills.every(({ core }) => core.overlay.pendingCount() === 0),
        SERVED_WITHIN_MS * 2,
      ),
  };
}

async function epochOf(url: string): Promise<string> {
  return withCore(url, (core) => Promise.resolve(core.epoch()));
}

function beginEpoch(url: string): Promise<void> {
  return withCore(url, (core) => core.beginEpoch());
}

async function withCore<Value>(
  url: string,
  work: (core: Awaited<ReturnType<typeof openCore>>) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 0; ; attempt += 1) {
    const opened = await openDatabase(url);
    if (!opened.ok) {
      if (attempt > 20) throw new Error(opened.refusal.code);
      await sleep(250);
      continue;
    }
    try {
      const log = { info: () => undefined, warn: () => undefined };
      const core = await openCore({
        database: opened.value,
        chain: "main",
        rules: engineRules,
        now: Date.now,
        log,
      });
      return await work(core);
    } finally {
      await opened.value.close();
    }
  }
}
