/**
 * F03: a writer takes a stream's number and then stands idle, its transaction open. The next writer of
 * that stream must go on within the database's limit, other streams and readers must not notice at all.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#server/database/contract.ts";
import { openChain, readHeads, takePositions } from "#server/database/heads.ts";
import { openDatabase } from "#server/database/open.ts";
import { insertRevisions, readStretch } from "#server/database/revisions.ts";
import { startPostgres } from "#test/support/postgres.ts";
import { lineOf, type TortureLine } from "./common.ts";

const CHAIN = "main";
const HELD = "chain:catalogue";
const OTHER = "store:s1";
/** The product's limit is five seconds; the next writer needs a moment after it. */
const LIMIT_MS = 9_000;
/** What has nothing to do with the held stream: pull lag of the research's figure. */
const UNTOUCHED_MS = 1_000;

export async function run(): Promise<TortureLine> {
  const postgres = await startPostgres();
  const nodes: Database[] = [];
  try {
    const url = await postgres.freshUrl();
    for (let node = 0; node < 2; node += 1) {
      const opened = await openDatabase(url);
      if (!opened.ok) throw new Error(opened.refusal.code);
      nodes.push(opened.value);
    }
    return await stand(nodes[0] as Database, nodes[1] as Database);
  } finally {
    for (const node of nodes) await node.close();
    await postgres.stop();
  }
}

async function stand(idle: Database, working: Database): Promise<TortureLine> {
  await working.write((tx) => openChain(tx, { chain: CHAIN, epoch: "one", atMs: 0 }));
  await writeOne(working, HELD, "before");
  let letGo = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let taken = (): void => undefined;
  const holding = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const held = idle
    .write(async (tx) => {
      await takePositions(tx, CHAIN, new Map([[HELD, 1]]));
      taken();
      await wait;
    })
    .then(
      () => "committed",
      () => "ended",
    );
  await holding;
  const startedMs = performance.now();
  const next = writeOne(working, HELD, "after").then(
    () => performance.now() - startedMs,
    () => Number.POSITIVE_INFINITY,
  );
  let stuck = 0;
  await writeOne(working, OTHER, "aside");
  const to = (await readHeads(working.now, CHAIN, [OTHER])).get(OTHER)?.position ?? 0;
  const aside = await readStretch(working.now, CHAIN, { stream: OTHER, from: 0, to });
  if (aside.length !== 1 || performance.now() - startedMs > UNTOUCHED_MS) stuck += 1;
  const tookMs = await Promise.race([next, sleep(LIMIT_MS, Number.POSITIVE_INFINITY)]);
  if (tookMs > LIMIT_MS) stuck += 1;
  letGo();
  // Its transaction was ended by the database: what it did is gone, and it hears so.
  if ((await held) !== "ended") stuck += 1;
  await next;
  const head = (await readHeads(working.now, CHAIN, [HELD])).get(HELD)?.position ?? 0;
  const rows = await readStretch(working.now, CHAIN, { stream: HELD, from: 0, to: head });
  const isWhole = rows.map(({ id }) => id).join() === "before,after";
  return lineOf("idle-transaction", 1, {
    stuck,
    acknowledged_missing: isWhole ? 0 : 1,
    serve_again_ms_p99: Number.isFinite(tookMs) ? Math.round(tookMs) : LIMIT_MS,
  });
}

function writeOne(database: Database, stream: string, id: string): Promise<void> {
  return database.write(async (tx) => {
    const heads = await takePositions(tx, CHAIN, new Map([[stream, 1]]));
    const position = (heads.get(stream)?.position ?? 0) + 1;
    const row = { stream, position, table: "affinities" as const, id, parent: null, body: "{}" };
    await insertRevisions(tx, CHAIN, [row]);
  });
}
