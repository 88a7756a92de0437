// What happens between a till and its server, each beside the same done bare: one change, a sale
// acknowledged, an absence caught up. Server and bare server are processes of their
// own; journal and replica are real files.
import { POKE_EVERY_MS } from "#shared/protocol/messages.ts";
import type { Till } from "#till/main.ts";
import type { Metrics } from "../../scripts/lib/bench-contract.ts";
import { percentiles } from "./percentiles.ts";
import { aCounter, anyProduct, someCodes, someProducts } from "./support/bench-till.ts";
import { sharedNowMs } from "./support/child.ts";
import { compared } from "./support/compared.ts";
import { aPair, bareFile, type Pair } from "./support/pair.ts";
import { openBare, rawSocket } from "./support/raw-till.ts";
import { sellOnce } from "./support/sell.ts";

export const metrics: Metrics = {
  one_change_visible_ms: async (options) => oneChange(await aPair(options)),
  price_push_to_till_ms: async (options) => pricePush(await aPair(options)),
  sale_acknowledged_ms: async (options) => saleAcknowledged(await aPair(options)),
  catch_up_1000_ms: async (options) => catchUp(await aPair(options)),
};

/** One revision written at the server until its row lies in an open till's file; bare: a row likewise. */
async function oneChange(pair: Pair) {
  const till = await pair.till();
  const samples: number[] = [];
  const bareSamples: number[] = [];
  const bare = openBare(bareFile(pair));
  const insert = bare.prepare("INSERT INTO change VALUES (?, ?, ?)");
  const socket = await rawSocket(pair.rawPort);
  const productId = anyProduct(till);
  for (let turn = 0; turn < (pair.quick ? 5 : 100); turn += 1) {
    samples.push(await changeSeen(pair, till, { productId, by: "change" }));
    const arrived = new Promise<number>((resolve) =>
      socket.once("message", (data) => {
        const [position, id, body] = JSON.parse(data.toString()) as [number, string, string];
        insert.run(position, id, body);
        resolve(sharedNowMs());
      }),
    );
    const { startedMs } = await pair.raw.ask<{ startedMs: number }>("change", { id: `c${turn}` });
    bareSamples.push((await arrived) - startedMs);
    await quiet();
  }
  bare.close();
  socket.terminate();
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

/** A price set at HQ until a basket at an open till is priced with it. */
async function pricePush(pair: Pair) {
  const till = await pair.till();
  const { core } = till;
  const productId = anyProduct(till);
  const samples: number[] = [];
  for (let turn = 0; turn < (pair.quick ? 5 : 100); turn += 1) {
    samples.push(
      await changeSeen(pair, till, { productId, by: "price" }, (priceId) =>
        core.catalogue.prices(productId, ["book-chain"]).some(({ row }) => row.id === priceId),
      ),
    );
    await quiet();
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** Milliseconds from the beginning of the write at the server to its row being here. */
async function changeSeen(
  { server }: Pair,
  till: Till,
  /** A revision through the server's one way to write rows, or a price at HQ with all its checks. */
  { productId, by }: { readonly productId: string; readonly by: "change" | "price" },
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
    by,
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
  const till = await pair.till();
  const counter = aCounter(till);
  const codes = someCodes(till, 40);
  const bare = openBare(bareFile(pair), "FULL");
  const insert = bare.prepare("INSERT INTO doc VALUES (?, ?, ?)");
  const answered = bare.prepare("UPDATE doc SET code = 'answered' WHERE id = ?");
  const socket = await rawSocket(pair.rawPort);
  const samples: number[] = [];
  const bareSamples: number[] = [];
  for (let turn = 0; turn < (pair.quick ? 20 : 200); turn += 1) {
    const started = await sellOnce(counter, codes, turn);
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
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

/** From the cable going back in until 1,000 revisions made meanwhile are here. */
async function catchUp(pair: Pair) {
  const count = 1_000;
  const till = await pair.till();
  const { core } = till;
  const productIds = someProducts(till, count);
  const bare = openBare(bareFile(pair));
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
  return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
}

function positionOf(till: Till): number {
  return till.core.replica.checkpoints()["book:book-chain"]?.position ?? 0;
}

/** Longer than a stream rests after a poke, so that each change is told of at once. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POKE_EVERY_MS + 10));
}
