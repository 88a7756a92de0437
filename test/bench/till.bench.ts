// The till by itself, filled with 100,000 products and as a cashier meets it: a scan, a sale, a start,
// and what it takes of the machine. The network is up; nothing measured here waits for it.
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { verifySale } from "#shared/engine/sale.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import { scan } from "#till/acts/sell.ts";
import type { Counter } from "#till/counter.ts";
import type { Till } from "#till/main.ts";
import type { BenchOptions, Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { figure, percentiles } from "./percentiles.ts";
import { aCounter, aTill, someCodes } from "./support/bench-till.ts";
import { startChild } from "./support/child.ts";
import { compared } from "./support/compared.ts";
import { aPair, type Pair } from "./support/pair.ts";
import { sellOnce } from "./support/sell.ts";
import { settled, sleep, startTill, statusOf, tillBundle } from "./support/till-process.ts";
import { whenFull } from "./support/when-full.ts";

const KIB = 1_024;
const BYTES_PER_MB = 1_000_000;
const PAGE_BYTES = 4_096;

export const metrics: Metrics = {
  scan_to_line_ms: scanToLine,
  complete_sale_ms: completeSale,
  verify_sale_per_s: verifySales,
  cold_start_ms: coldStart,
  till_rss_mb: tillRss,
  till_memory_mb: tillMemory,
};

/** From the code to the priced basket, ten lines deep, each product scanned for the first time. */
async function scanToLine(options: BenchOptions): Promise<Measurement> {
  const { counter, till } = await atCounter(await aPair(options));
  const codes = someCodes(till, options.quick ? 400 : 3_000);
  const samples: number[] = [];
  for (const [index, code] of codes.entries()) {
    if (index % 10 === 0) counter.setBasket(counter.freshBasket());
    const started = performance.now();
    const scanned = scan(counter, code);
    const priced = counter.priced();
    samples.push(performance.now() - started);
    if (!scanned.ok || !priced.ok) throw new Error(`scan ${code} was refused`);
    if (index % 10 === 9) await counter.saved();
  }
  counter.setBasket(counter.freshBasket());
  return { ...percentiles(samples), unit: "ms" };
}

/** From the cash key to the sale on the disk, beside the disk's own sync. */
async function completeSale(options: BenchOptions): Promise<Measurement> {
  const pair = await aPair(options);
  const { counter, till } = await atCounter(pair);
  const codes = someCodes(till, 400);
  const file = openSync(join(pair.folder, "sync"), "w");
  const page = Buffer.alloc(PAGE_BYTES, 1);
  const samples: number[] = [];
  const bareSamples: number[] = [];
  for (let turn = 0; turn < (options.quick ? 30 : 1_000); turn += 1) {
    const started = await sellOnce(counter, codes, turn);
    samples.push(performance.now() - started);
    const bareStarted = performance.now();
    writeSync(file, page, 0, PAGE_BYTES, turn * PAGE_BYTES);
    fdatasyncSync(file);
    bareSamples.push(performance.now() - bareStarted);
    await counter.saved();
  }
  closeSync(file);
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

/** A sale of five lines worked out again as the server does it at each push. */
async function verifySales(options: BenchOptions): Promise<Measurement> {
  const { counter, till } = await atCounter(await aPair(options));
  await sellOnce(counter, someCodes(till, 400), 7);
  const { journal, catalogue } = till.core;
  const [entry] = journal.after(journal.head().sequence - 1, 1);
  if (entry === undefined || !isEntryOf(entry, "sale.completed")) throw new Error("nothing sold");
  const samples: number[] = [];
  for (let turn = 0; turn < (options.quick ? 200 : 5_000); turn += 1) {
    const started = performance.now();
    if (verifySale(entry.body, catalogue).length > 0) throw new Error("the sale differs");
    samples.push(performance.now() - started);
  }
  return figure(1_000 / percentiles(samples).p50, "per_s", samples.length);
}

/** From starting the process to its ready line: journal, replica, overlay and kiosk are open. */
async function coldStart(options: BenchOptions): Promise<Measurement> {
  const pair = await aPair(options);
  const folder = await aClosedTill(pair);
  await tillBundle();
  const samples: number[] = [];
  for (let turn = 0; turn < (options.quick ? 1 : 15); turn += 1) {
    const started = performance.now();
    const till = await startTill(folder, pair.server.url);
    samples.push(performance.now() - started);
    await till.end();
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** The resident memory of a till's process that is full, watches and has its search built. */
async function tillRss(options: BenchOptions): Promise<Measurement> {
  const pair = await aPair(options);
  const till = await startTill(await aClosedTill(pair), pair.server.url);
  await settled(till.pid, options.quick);
  const mb = (statusOf(till.pid, "VmRSS") * KIB) / BYTES_PER_MB;
  await till.end();
  return figure(mb, "mb");
}

/** The most memory an empty till takes until it is full, beside a bare client that takes the same rows. */
async function tillMemory(options: BenchOptions): Promise<Measurement> {
  const pair = await aPair(options);
  const [code = ""] = await pair.server.codes(1);
  const till = await startTill(join(pair.folder, "memory"), pair.server.url, ["--code", code]);
  await whenFull(till, options.quick);
  const mb = (statusOf(till.pid, "VmHWM") * KIB) / BYTES_PER_MB;
  await till.end();
  const bare = startChild("raw-till.ts", ["answer"]);
  await bare.ask("fill", { port: pair.rawPort, file: join(pair.folder, "bare-memory.db") });
  const bareMb = (statusOf(bare.pid, "VmHWM") * KIB) / BYTES_PER_MB;
  await bare.end();
  return compared(figure(mb, "mb"), "mb", bareMb);
}

async function atCounter(pair: Pair): Promise<{ counter: Counter; till: Till }> {
  const till = await pair.till();
  return { counter: aCounter(till), till };
}

const closed = new Map<Pair, Promise<string>>();

/** The folder of a till that has filled and stopped; filled once. */
function aClosedTill(pair: Pair): Promise<string> {
  const known = closed.get(pair) ?? fillAndClose(pair);
  closed.set(pair, known);
  return known;
}

async function fillAndClose({ folder, server }: Pair): Promise<string> {
  const dataDir = join(folder, "closed");
  const [enrolmentCode = ""] = await server.codes(1);
  const till = await aTill(dataDir, { url: server.url, enrolmentCode });
  await till.filled();
  while (till.core.journal.desk.get("search", "filled") === undefined) await sleep(20);
  await till.close();
  return dataDir;
}
