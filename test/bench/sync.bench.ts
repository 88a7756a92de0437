// What happens between a till and its server, each beside the same done bare: first fill, one change,
// many tills, a sale acknowledged, an absence caught up. Server and bare server are processes of their
// own; journal and replica are real files.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Till } from "#till/main.ts";
import type { BenchOptions, Metrics } from "../../scripts/lib/bench-contract.ts";
import { percentiles } from "./percentiles.ts";
import { aCounter, anEnrolledFolder, aTill, someCodes } from "./support/bench-till.ts";
import {
  type ChainServer,
  FULL_CHAIN,
  inFolder,
  QUICK_CHAIN,
  startChainServer,
} from "./support/chain.ts";
import { type Child, sharedNowMs, startChild } from "./support/child.ts";
import { compared, middle } from "./support/compared.ts";
import { openBare, rawFill, rawSocket } from "./support/raw-till.ts";
import { sellOnce } from "./support/sell.ts";

interface Pair {
  readonly folder: string;
  readonly server: ChainServer;
  readonly raw: Child;
  readonly rawPort: number;
  readonly quick: boolean;
}

export const metrics: Metrics = {
  first_fill_docs_per_s: (options) => withPair(options, (pair) => filled(pair, {})),
  first_fill_rows_per_s: (options) =>
    withPair(options, (pair) => filled(pair, { imageFromRows: Infinity })),
  one_change_visible_ms: (options) => withPair(options, oneChange),
  price_push_to_till_ms: (options) => withPair(options, pricePush),
  sale_acknowledged_ms: (options) => withPair(options, saleAcknowledged),
  catch_up_1000_ms: (options) => withPair(options, catchUp),
};

async function withPair<Value>(
  { quick }: BenchOptions,
  measure: (pair: Pair) => Promise<Value>,
): Promise<Value> {
  return inFolder(async (folder) => {
    const server = await startChainServer(folder, quick ? QUICK_CHAIN : FULL_CHAIN);
    const raw = startChild("raw-server.ts");
    const rawPort = await raw.ask<number>("start", {
      from: server.database,
      database: join(folder, "raw-server.db"),
    });
    try {
      return await measure({ folder, server, raw, rawPort, quick });
    } finally {
      await Promise.all([server.stop(), raw.end()]);
    }
  });
}

/** From an enrolled, empty till to one that has everything, and the bare rows of the whole chain. */
async function filled(pair: Pair, choice: { readonly imageFromRows?: number }) {
  const { folder, server, rawPort, quick } = pair;
  const [code = ""] = await server.codes(1);
  const empty = await anEnrolledFolder(folder, server.url, code);
  const rounds = quick ? 1 : 3;
  const rates: number[] = [];
  const bareRates: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = join(folder, `round-${round}`);
    cpSync(empty, dataDir, { recursive: true });
    const started = performance.now();
    const till = await aTill(dataDir, { url: server.url }, choice);
    await till.filled();
    const took = performance.now() - started;
    rows = countRows(till);
    await till.close();
    rates.push((rows * 1000) / took);
    const bareFile = join(folder, `bare-${round}.db`);
    const bareStarted = performance.now();
    const bare = await rawFill(rawPort, bareFile);
    bareRates.push((bare.rows * 1000) / (performance.now() - bareStarted));
    for (const left of [dataDir, bareFile]) rmSync(left, { recursive: true, force: true });
  }
  const rate = middle(rates);
  return compared({ p50: rate, p99: rate, n: rows }, "per_s", middle(bareRates));
}

function countRows(till: Till): number {
  const { replica } = till.core;
  return replica.layout.tables.reduce(
    (sum, { name }) =>
      sum + Number(replica.database.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n ?? 0),
    0,
  );
}

/** A price committed at the server until its row lies in an open till's file; bare: a row likewise. */
async function oneChange(pair: Pair) {
  const till = await aFilledTill(pair);
  const samples: number[] = [];
  const bareSamples: number[] = [];
  const bare = openBare(join(pair.folder, "bare.db"));
  const insert = bare.prepare("INSERT INTO change VALUES (?, ?, ?)");
  const socket = await rawSocket(pair.rawPort);
  const productId = anyProduct(till);
  for (let turn = 0; turn < (pair.quick ? 20 : 200); turn += 1) {
    samples.push(await changeSeen(pair, till, productId));
    const arrived = new Promise<number>((resolve) =>
      socket.once("message", (data) => {
        const [position, id, body] = JSON.parse(data.toString()) as [number, string, string];
        insert.run(position, id, body);
        resolve(sharedNowMs());
      }),
    );
    const { startedMs } = await pair.raw.ask<{ startedMs: number }>("change", { id: `c${turn}` });
    bareSamples.push((await arrived) - startedMs);
    await quiet(pair.quick);
  }
  bare.close();
  socket.terminate();
  await till.close();
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

/** A price set at HQ until a basket at an open till is priced with it. */
async function pricePush(pair: Pair) {
  const till = await aFilledTill(pair);
  const { core } = till;
  const productId = anyProduct(till);
  const samples: number[] = [];
  for (let turn = 0; turn < (pair.quick ? 10 : 100); turn += 1) {
    samples.push(
      await changeSeen(pair, till, productId, (priceId) =>
        core.catalogue.prices(productId, ["book-chain"]).some(({ row }) => row.id === priceId),
      ),
    );
    await quiet(pair.quick);
  }
  await till.close();
  return { ...percentiles(samples), unit: "ms" };
}

/** Milliseconds from the beginning of the write at the server to its row being here. */
async function changeSeen(
  { server }: Pair,
  till: Till,
  productId: string,
  isHere = (priceId: string): boolean => till.core.replica.get("prices", priceId) !== undefined,
): Promise<number> {
  const arrivals: number[] = [];
  let wanted: string | undefined;
  let resolve: (atMs: number) => void = () => undefined;
  const seen = new Promise<number>((done) => {
    resolve = done;
  });
  const stop = till.core.hub.on(["rows:prices"], () => {
    arrivals.push(sharedNowMs());
    if (wanted !== undefined && isHere(wanted)) resolve(sharedNowMs());
  });
  const { startedMs, priceId } = await server.child.ask<{ startedMs: number; priceId: string }>(
    "price",
    { productId },
  );
  wanted = priceId;
  // The page may have come before the answer that names the row: its arrival was noted.
  if (isHere(priceId)) resolve(arrivals.at(-1) ?? sharedNowMs());
  const atMs = await seen;
  stop();
  return atMs - startedMs;
}

/** A sale paid at the till, on its disk, until the server's answer lies there too. */
async function saleAcknowledged(pair: Pair) {
  const till = await aFilledTill(pair);
  const counter = aCounter(till);
  const codes = someCodes(till, 40);
  const bare = openBare(join(pair.folder, "bare.db"), "FULL");
  const insert = bare.prepare("INSERT INTO doc VALUES (?, ?, ?)");
  const answered = bare.prepare("UPDATE doc SET code = 'answered' WHERE id = ?");
  const socket = await rawSocket(pair.rawPort);
  const samples: number[] = [];
  const bareSamples: number[] = [];
  for (let turn = 0; turn < (pair.quick ? 20 : 200); turn += 1) {
    const started = sellOnce(counter, codes, turn);
    await till.sent();
    samples.push(performance.now() - started);
    const [entry] = till.core.journal.after(till.core.journal.head().sequence - 1, 1);
    const text = JSON.stringify({ ...entry, id: `bare-${turn}` });
    const bareStarted = performance.now();
    insert.run(`bare-${turn}`, "", text);
    const back = new Promise<void>((resolve) => socket.once("message", () => resolve()));
    socket.send(text);
    await back;
    answered.run(`bare-${turn}`);
    bareSamples.push(performance.now() - bareStarted);
  }
  bare.close();
  socket.terminate();
  await till.close();
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

/** From the cable going back in until 1,000 revisions made meanwhile are here. */
async function catchUp(pair: Pair) {
  const count = 1_000;
  const till = await aFilledTill(pair);
  const { core } = till;
  const productIds = Array.from({ length: count }, () => anyProduct(till));
  const bare = openBare(join(pair.folder, "bare.db"));
  const insert = bare.prepare("INSERT INTO change VALUES (?, ?, ?)");
  const samples: number[] = [];
  const bareSamples: number[] = [];
  let bareAt = 0;
  for (let turn = 0; turn < (pair.quick ? 2 : 15); turn += 1) {
    till.link.cut();
    await pair.server.child.ask("prices", { productIds });
    const before = positionOf(till);
    const started = performance.now();
    till.link.restore();
    await new Promise<void>((resolve) => {
      const stop = core.hub.on(["rows:prices"], () => {
        if (positionOf(till) < before + count) return;
        stop();
        resolve();
      });
    });
    samples.push(performance.now() - started);
    await pair.raw.ask("changes", { count });
    const bareStarted = performance.now();
    const socket = await rawSocket(pair.rawPort);
    socket.send(`after ${bareAt}`);
    const rows = await new Promise<[number, string, string][]>((resolve) =>
      socket.once("message", (data) => resolve(JSON.parse(data.toString()))),
    );
    bare.exec("BEGIN");
    for (const row of rows) {
      JSON.parse(row[2]);
      insert.run(...row);
    }
    bare.exec("COMMIT");
    bareSamples.push(performance.now() - bareStarted);
    bareAt = rows.at(-1)?.[0] ?? bareAt;
    socket.terminate();
  }
  bare.close();
  await till.close();
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

async function aFilledTill(pair: Pair): Promise<Till> {
  const [enrolmentCode = ""] = await pair.server.codes(1);
  const till = await aTill(join(pair.folder, "till"), { url: pair.server.url, enrolmentCode });
  await till.filled();
  till.core.search.stop();
  return till;
}

function anyProduct(till: Till): string {
  for (const { row } of till.core.replica.each("products")) return row.id;
  throw new Error("the till has no products");
}

function positionOf(till: Till): number {
  return till.core.replica.checkpoints()["book:book-chain"]?.position ?? 0;
}

/** Longer than a stream rests after a poke, so that each change is told of at once. */
function quiet(quick: boolean): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, quick ? 60 : 260));
}
