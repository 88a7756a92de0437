/**
 * A till as a process of its own, with its console on the loopback:
 * `node electron/till/process.ts --data DIR --server URL [--code CODE] [--port N] [--demo FILE]`.
 * Prints one line of JSON when it is ready, or one that says why not; SIGTERM ends it within two
 * seconds. A till whose disk is not as it should be comes up closed: its page says why, and ends the
 * process with code 75 (try again) when someone presses the button. KEEPSHOP_FAULT=<point>:<n> ends
 * it at the n-th time it comes by, for end-to-end tests.
 */
import { existsSync, readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Refusal } from "#shared/base/result.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import { putToWork } from "./at-work.ts";
import type { DemoOptions } from "./counter.ts";
import { openTaxFreeSimulator } from "./devices/virtual/tax-free-simulator.ts";
import { systemRandom, TILL_FAULT_POINTS, type TillFaults } from "./host.ts";
import { startClosedKiosk } from "./kiosk/closed.ts";
import { startKiosk } from "./kiosk/server.ts";
import { openTill } from "./main.ts";

const STOP_LIMIT_MS = 2_000;
/** A till ends by its plug: what Node compiled is kept before, for a quicker next start. */
const COMPILED_AFTER_MS = 5_000;
/** The exit code that asks whoever keeps this process to start it again (sysexits: EX_TEMPFAIL). */
const TRY_AGAIN_EXIT = 75;
/** What only a person at the machine can put right: the page must say it, not just the log. */
const CLOSED_BY: ReadonlySet<string> = new Set([
  "journal-damaged",
  "journal-altered",
  "journal-missing",
  "journal-foreign",
  "journal-newer",
  "journal-unwritable",
]);

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    server: { type: "string" },
    code: { type: "string" },
    port: { type: "string", default: "0" },
    pages: { type: "string", default: "build/renderer" },
    demo: { type: "string" },
  },
});

const faults = faultsOf(process.env.KEEPSHOP_FAULT);
const dataDir = resolve(values.data ?? "till-data");
const opened = await openTill({
  dataDir,
  ...(values.server === undefined
    ? {}
    : {
        server: {
          url: values.server,
          ...(values.code === undefined ? {} : { enrolmentCode: values.code }),
        },
      }),
  ...(faults === undefined ? {} : { faults }),
});
if (!opened.ok) {
  if (CLOSED_BY.has(opened.refusal.code)) await comeUpClosed(opened.refusal);
  fail(opened.refusal);
}
const till = opened.value;

const pagesFolder = resolve(values.pages);
const work = await putToWork(till, {
  dataDir,
  pagesFolder,
  demo: { ...readDemo(values.demo), ...demoParts(values.demo) },
  ...(faults === undefined ? {} : { faults }),
});
const kiosk = await startKiosk({
  counter: work.counter,
  pagesFolder,
  port: Number(values.port),
  random: systemRandom,
});
if (!kiosk.ok) {
  await work.close();
  fail(kiosk.refusal);
}
say({
  ready: true,
  port: kiosk.value.port,
  registerId: till.identity.registerId,
  storeId: till.identity.storeId,
  counter: kiosk.value.addressFor("counter"),
  display: kiosk.value.addressFor("display"),
});

setTimeout(flushCompileCache, COMPILED_AFTER_MS).unref();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
process.once("disconnect", () => void stop());

/** What a demonstration has besides its people: a plug to pull, and somebody who gives tax back. */
function demoParts(file: string | undefined) {
  const pullPlug = () => process.kill(process.pid, "SIGKILL");
  return file === undefined ? { pullPlug } : { pullPlug, taxFree: openTaxFreeSimulator() };
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  if (kiosk.ok) await kiosk.value.close();
  await work.close();
  process.exit(0);
}

function say(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail({ code, args }: Refusal): never {
  const meaning = refusalMeaning(code);
  say({ ready: false, code, args, happened: meaning?.happened ?? code, act: meaning?.act ?? "" });
  process.exit(1);
}

/** Serves the refusal as a page until it is stopped or asked to try again. */
async function comeUpClosed(refusal: Refusal): Promise<void> {
  const closed = await startClosedKiosk({
    refusal,
    pagesFolder: resolve(values.pages),
    port: Number(values.port),
    random: systemRandom,
    onAgain: () => process.exit(TRY_AGAIN_EXIT),
  });
  if (!closed.ok) return;
  const { port, address } = closed.value;
  const meaning = refusalMeaning(refusal.code);
  say({
    ready: true,
    port,
    counter: address,
    closedBy: { code: refusal.code, happened: meaning?.happened, act: meaning?.act },
  });
  await new Promise<void>((ended) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ended());
    process.once("disconnect", () => ended());
  });
  process.exit(0);
}

function readDemo(file: string | undefined): DemoOptions {
  if (file === undefined || !existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as DemoOptions;
}

/** `before-append:3` ends the process the third time it is about to append, as a pulled plug would. */
function faultsOf(text: string | undefined): TillFaults | undefined {
  if (text === undefined || text === "") return undefined;
  const [name, times = "1"] = text.split(":");
  const point = TILL_FAULT_POINTS.find((known) => known === name);
  if (point === undefined) throw new Error(`KEEPSHOP_FAULT names no point: ${text}`);
  let left = Number(times);
  return (passed) => {
    if (passed !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
}
