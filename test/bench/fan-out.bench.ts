// One revision to many tills: how long until the last of them has it on its disk. The tills are real, in
// one process without RxDB; the chain is small, because only one row of it travels.
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Till } from "#till/main.ts";
import type { BenchOptions, Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { percentiles } from "./percentiles.ts";
import { anEnrolledFolder, anyProduct, aTill } from "./support/bench-till.ts";
import type { ChainSize } from "./support/chain.ts";
import { sharedNowMs } from "./support/child.ts";
import { compared } from "./support/compared.ts";
import { aPair, bareFile, type Pair } from "./support/pair.ts";
import { openBare, rawSocket } from "./support/raw-till.ts";

const CHAIN: ChainSize = { skus: 100, clients: 10, stores: 1 };
/** Longer than a stream rests after a poke, and than the slowest till takes. */
const REST_MS = 300;

export const metrics: Metrics = {
  fan_out_50_ms: async (options) => {
    const pair = await aPair(options, CHAIN);
    const tills = options.quick ? 4 : 50;
    const rounds = options.quick ? 2 : 50;
    const samples = await fannedOut(pair, await someTills(pair, tills), rounds);
    return compared(percentiles(samples), "ms", await bareFanOut(pair, tills, rounds));
  },
  /** Its reference is 50 tills in the same run: how it grows is what is asked. */
  fan_out_500_ms: fanOut500,
};

async function fanOut500(options: BenchOptions): Promise<Measurement> {
  const pair = await aPair(options, CHAIN);
  const [few, many, rounds] = options.quick ? [4, 12, 2] : [50, 500, 30];
  const tills = [...(await someTills(pair, few))];
  const fifty = percentiles(await fannedOut(pair, tills, rounds)).p50;
  tills.push(...(await someTills(pair, many - few)));
  return compared(percentiles(await fannedOut(pair, tills, rounds)), "ms", fifty);
}

/** Milliseconds from the beginning of the write to the last till that has the row, a round each. */
async function fannedOut(
  { server }: Pair,
  tills: readonly Till[],
  rounds: number,
): Promise<readonly number[]> {
  const [first] = tills;
  if (first === undefined) return [];
  const productId = anyProduct(first);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await rest();
    const arrivals = new Map<Till, number>();
    let all: () => void = () => undefined;
    const whole = new Promise<void>((resolve) => {
      all = resolve;
    });
    const stops = tills.map((till) =>
      till.core.hub.on(["rows:prices"], () => {
        arrivals.set(till, sharedNowMs());
        if (arrivals.size === tills.length) all();
      }),
    );
    const { startedMs, priceId } = await server.child.ask<{ startedMs: number; priceId: string }>(
      "change",
      { productId },
    );
    await whole;
    for (const stop of stops) stop();
    if (tills.some(({ core }) => core.replica.get("prices", priceId) === undefined)) {
      throw new Error("a till heard of prices and lacks the newest");
    }
    samples.push(Math.max(...arrivals.values()) - startedMs);
  }
  return samples;
}

async function bareFanOut(pair: Pair, count: number, rounds: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: count }, async () => {
      const database = openBare(bareFile(pair));
      const insert = database.prepare("INSERT INTO change VALUES (?, ?, ?)");
      return { socket: await rawSocket(pair.rawPort), insert };
    }),
  );
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await rest();
    const arrived = clients.map(
      ({ socket, insert }) =>
        new Promise<number>((resolve) =>
          socket.once("message", (data) => {
            insert.run(...(JSON.parse(data.toString()) as [number, string, string]));
            resolve(sharedNowMs());
          }),
        ),
    );
    const { startedMs } = await pair.raw.ask<{ startedMs: number }>("change", { id: `f${round}` });
    samples.push(Math.max(...(await Promise.all(arrived))) - startedMs);
  }
  for (const { socket } of clients) socket.terminate();
  return percentiles(samples).p50;
}

/** So many tills with the same replica: the first fills, the others start from a copy of its file. */
async function someTills(pair: Pair, count: number): Promise<readonly Till[]> {
  const { server, folder } = pair;
  const filled = await aFilledFolder(pair);
  const replicas = readdirSync(filled).filter((name) => name.startsWith("replica-"));
  const tills: Till[] = [];
  for (const code of await server.codes(count)) {
    const dataDir = await anEnrolledFolder(folder, server.url, code);
    for (const name of replicas) cpSync(join(filled, name), join(dataDir, name));
    const till = await aTill(dataDir, { url: server.url });
    await till.filled();
    till.core.search.stop();
    tills.push(till);
  }
  return tills;
}

const filledFolders = new Map<Pair, Promise<string>>();

function aFilledFolder(pair: Pair): Promise<string> {
  const fill = async (): Promise<string> => {
    const [enrolmentCode = ""] = await pair.server.codes(1);
    const dataDir = join(pair.folder, "first");
    const till = await aTill(dataDir, { url: pair.server.url, enrolmentCode });
    await till.filled();
    await till.close();
    return dataDir;
  };
  const known = filledFolders.get(pair) ?? fill();
  filledFolders.set(pair, known);
  return known;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}
