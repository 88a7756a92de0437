// `npm run fuzz -- --frames N [--sockets N] [--seed S] [--json]`: spoils frames of the protocol and gives
// them to the readers of till and server in this process. A reader answers or refuses; a throw, a hang above a
// second or a polluted prototype is a failure and is printed with what caused it. With `--sockets` so
// many go over real sockets to a real server instead (test/sim/fuzz-sockets.ts).
import { pathToFileURL } from "node:url";
import { createPrng } from "#shared/base/prng.ts";
import { readCommand, wholeNumber } from "./lib/command.ts";
import { FRAMES, mutated, READERS, type Reader, readFrame } from "./lib/fuzz-frames.ts";
import { inRoot } from "./lib/root.ts";

const HANG_MS = 1_000;

const USAGE = "npm run fuzz -- [--frames N] [--sockets N] [--seed TEXT] [--json]";

const { values } = readCommand(USAGE, {
  options: {
    frames: { type: "string", default: "1000000" },
    sockets: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
if (values.sockets !== undefined) {
  const count = wholeNumber(values.sockets, { name: "sockets", min: 1, usage: USAGE });
  process.exit(await overSockets(count));
}
const frames = wholeNumber(values.frames, { name: "frames", min: 1, usage: USAGE });
const prng = createPrng(`fuzz ${values.seed}`);
const startedMs = performance.now();
let taken = 0;
let failures = 0;
let slowestMs = 0;
for (let frame = 0; frame < frames; frame += 1) {
  const reader = READERS[frame % READERS.length] as Reader;
  const value = mutated(prng, FRAMES[reader]);
  const beginMs = performance.now();
  try {
    if (readFrame(reader, value)) taken += 1;
  } catch (error) {
    complain(reader, value, error);
  }
  const tookMs = performance.now() - beginMs;
  slowestMs = Math.max(slowestMs, tookMs);
  if (tookMs > HANG_MS) complain(reader, value, `took ${tookMs} ms`);
  if ("polluted" in Object.prototype) {
    complain(reader, value, "the prototype of all objects was written");
    Reflect.deleteProperty(Object.prototype, "polluted");
  }
}
const seconds = Math.round((performance.now() - startedMs) / 1_000);
const rssMb = Math.round(process.memoryUsage().rss / 1_048_576);
const line = { frames, taken, failures, slowest_ms: Math.round(slowestMs), seconds, rss_mb: rssMb };
console.log(JSON.stringify(line, null, values.json ? undefined : 2));
process.exitCode = failures === 0 ? 0 : 1;

function complain(reader: Reader, value: unknown, why: unknown): void {
  failures += 1;
  if (failures > 10) return;
  console.error(`${reader}: ${why instanceof Error ? why.stack : why}`);
  console.error(`  ${JSON.stringify(value)?.slice(0, 600)}`);
}

async function overSockets(count: number): Promise<number> {
  const file = pathToFileURL(inRoot("test", "sim", "fuzz-sockets.ts")).href;
  const { fuzzSockets } = (await import(file)) as {
    readonly fuzzSockets: (
      frames: number,
      choice: { readonly seed: string; readonly complain: (what: string) => void },
    ) => Promise<{ readonly failures: number }>;
  };
  const beginMs = performance.now();
  const counts = await fuzzSockets(count, { seed: values.seed, complain: console.error });
  const took = Math.round((performance.now() - beginMs) / 1_000);
  const line = { over: "sockets", ...counts, seconds: took };
  console.log(JSON.stringify(line, null, values.json ? undefined : 2));
  return counts.failures === 0 ? 0 : 1;
}
