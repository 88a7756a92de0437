// The first fill of an empty till, beside the same done bare: by rows, by image, as it comes by itself,
// its bytes on the wire, and a whole chain to the first sale. The server and the bare server are
// processes of their own; the till's files are real, and an enrolled, empty till is what it begins with.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Till } from "#till/main.ts";
import type { BenchOptions, Metrics } from "../../scripts/lib/bench-contract.ts";
import { figure } from "./percentiles.ts";
import { aCounter, anEnrolledFolder, anyProduct, aTill } from "./support/bench-till.ts";
import type { ChainSize } from "./support/chain.ts";
import { type Child, startChild } from "./support/child.ts";
import { compared, middle } from "./support/compared.ts";
import { startCounting } from "./support/counting-proxy.ts";
import { aPair, bareFile, type Pair } from "./support/pair.ts";
import { rawFill, rawTransfer } from "./support/raw-till.ts";
import { sellOnce } from "./support/sell.ts";

/** A chain of 20 shops, of which a till has its own goods, its clients and its neighbours' stock. */
const WHOLE_CHAIN: ChainSize = { skus: 100_000, clients: 200_000, stores: 20 };

/** By the image and nothing else: the first of a scope waits until the server has built it. */
const BY_IMAGE = { imageFromRows: 1, imagePatienceMs: 120_000 };

export const metrics: Metrics = {
  first_fill_docs_per_s: async (options) => filled(await aPair(options), {}),
  first_fill_rows_per_s: async (options) =>
    filled(await aPair(options), { imageFromRows: Infinity }),
  first_fill_image_rows_per_s: async (options) => filledByImage(await aPair(options)),
  wire_bytes_ratio: async (options) => wireBytes(await aPair(options)),
  chain_to_first_sale_s: async (options) => toFirstSale(options),
};

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
    const file = bareFile(pair);
    const bareStarted = performance.now();
    const bare = await rawFill(rawPort, file);
    bareRates.push((bare.rows * 1000) / (performance.now() - bareStarted));
    for (const left of [dataDir, file]) rmSync(left, { recursive: true, force: true });
  }
  const rate = middle(rates);
  return compared({ p50: rate, p99: rate, n: rows }, "per_s", middle(bareRates));
}

/** Download, check, install, open, pull the tail, one look-up; bare: the same file as it is. */
async function filledByImage(pair: Pair) {
  const { folder, server, quick } = pair;
  const [code = ""] = await server.codes(1);
  const empty = await anEnrolledFolder(folder, server.url, code);
  const rates: number[] = [];
  const bareRates: number[] = [];
  let rows = 0;
  let bare: { readonly child: Child; readonly port: number } | undefined;
  // The first of a scope waits for the image to be built: that is the server's work, and once a day.
  for (let round = -1; round < (quick ? 1 : 5); round += 1) {
    const dataDir = join(folder, "by-image");
    cpSync(empty, dataDir, { recursive: true });
    const started = performance.now();
    const till = await aTill(dataDir, { url: server.url }, BY_IMAGE);
    await till.filled();
    anyProduct(till);
    const took = performance.now() - started;
    rows = countRows(till);
    till.core.search.stop();
    bare ??= await bareFileServer(pair, till);
    await till.close();
    rmSync(dataDir, { recursive: true, force: true });
    if (round < 0) continue;
    rates.push((rows * 1000) / took);
    const file = bareFile(pair);
    const bareStarted = performance.now();
    await rawTransfer(bare.port, file);
    bareRates.push((rows * 1000) / (performance.now() - bareStarted));
    rmSync(file);
  }
  await bare?.child.end();
  const rate = middle(rates);
  return compared({ p50: rate, p99: rate, n: rows }, "per_s", middle(bareRates));
}

/** A bare server that gives out this till's replica, whole and uncompressed. */
async function bareFileServer(pair: Pair, till: Till) {
  const file = bareFile(pair);
  till.core.replica.database.prepare("VACUUM INTO ?").run(file);
  const child = startChild("raw-server.ts");
  const database = `${file}.changes`;
  const port = await child.ask<number>("start", { from: pair.server.database, database, file });
  return { child, port };
}

/** Bytes that came over the wire until the till was full, over the JSON of the rows it then has. */
async function wireBytes(pair: Pair) {
  const { folder, server } = pair;
  const counted = await startCounting(server.url);
  const [enrolmentCode = ""] = await server.codes(1);
  const dataDir = join(folder, "wire");
  // In a hurry the chain is too small for an image to be worth its while; what is sent is the same.
  const till = await aTill(dataDir, { url: counted.url, enrolmentCode }, BY_IMAGE);
  await till.filled();
  const bytes = counted.received();
  const json = jsonBytes(till);
  const rows = countRows(till);
  await till.close();
  counted.close();
  return { ...figure(bytes / json, "ratio", rows), reference: json, ratio: bytes / json };
}

function jsonBytes({ core: { replica } }: Till): number {
  return replica.layout.tables.reduce((sum, { name }) => {
    const text = `SELECT sum(length(CAST(data AS BLOB))) AS n FROM "${name}"`;
    return sum + Number(replica.database.prepare(text).get()?.n ?? 0);
  }, 0);
}

function countRows(till: Till): number {
  const { replica } = till.core;
  return replica.layout.tables.reduce(
    (sum, { name }) =>
      sum + Number(replica.database.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n ?? 0),
    0,
  );
}

/** From opening an empty till of a whole chain to its first sale on the disk; bare: the row stream. */
async function toFirstSale(options: BenchOptions) {
  const pair = await aPair(options, options.quick ? undefined : WHOLE_CHAIN);
  const { folder, server, quick } = pair;
  const seconds: number[] = [];
  const bareSeconds: number[] = [];
  let rows = 0;
  for (let round = -1; round < (quick ? 1 : 3); round += 1) {
    // Each round is a till of its own: a copy of one that has sold would be fenced.
    const [code = ""] = await server.codes(1);
    const dataDir = await anEnrolledFolder(folder, server.url, code);
    const started = performance.now();
    const till = await aTill(dataDir, { url: server.url }, BY_IMAGE);
    await sellOnce(aCounter(till), [anyCode(till)], 0);
    const took = (performance.now() - started) / 1000;
    await till.filled();
    rows = countRows(till);
    await till.close();
    rmSync(dataDir, { recursive: true, force: true });
    if (round < 0) continue;
    seconds.push(took);
    const file = bareFile(pair);
    const bareStarted = performance.now();
    const bare = await rawFill(pair.rawPort, file);
    // A till takes its own scope, the bare client all there is: compared row by row.
    bareSeconds.push((((performance.now() - bareStarted) / 1000) * rows) / bare.rows);
    rmSync(file);
  }
  const second = middle(seconds);
  return compared({ p50: second, p99: second, n: rows }, "s", middle(bareSeconds));
}

function anyCode({ core }: Till): string {
  for (const { row } of core.replica.each("products")) {
    const [gtin] = row.gtins;
    if (gtin !== undefined && !row.weighed && row.tracks === "none") return gtin;
  }
  throw new Error("the till has no codes");
}
