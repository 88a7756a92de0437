// What one server takes: full sales a second from one till and from 32, on SQLite and PostgreSQL, each
// sale a push of its own that waits for its answer; and the memory of a till that is only connected.
// Beside them bare inserts of the same entries, and bare sockets.
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { io, type Socket } from "socket.io-client";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { EVENTS, type Helloed, type Pushed } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { startPostgres } from "#test/support/postgres.ts";
import { deskSecrets, readSecrets } from "#till/enrol.ts";
import type { BenchOptions, Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { figure } from "./percentiles.ts";
import { aCounter, aTill, someCodes } from "./support/bench-till.ts";
import { type ChainServer, type ChainSize, inFolder, startChainServer } from "./support/chain.ts";
import { startChild } from "./support/child.ts";
import { compared } from "./support/compared.ts";
import { rawSocket } from "./support/raw-till.ts";
import { sellOnce } from "./support/sell.ts";

const CHAIN: ChainSize = { skus: 3_000, clients: 100, stores: 1 };
const KB = 1_000;

export const metrics: Metrics = {
  server_sales_per_s: (options) => salesPerSecond(options, 32),
  server_sales_one_till_per_s: (options) => salesPerSecond(options, 1),
  server_sales_postgres_per_s: (options) => salesPerSecond(options, 32, "postgres"),
  server_sales_postgres_one_till_per_s: (options) => salesPerSecond(options, 1, "postgres"),
  server_rss_per_idle_till_kb: idleMemory,
};

/** Sales a second that the server has committed and answered, beside bare PostgreSQL inserts. */
async function salesPerSecond(
  { quick }: BenchOptions,
  wanted: number,
  kind: "sqlite" | "postgres" = "sqlite",
): Promise<Measurement> {
  return inFolder(async (folder) => {
    const tills = quick ? Math.min(wanted, 3) : wanted;
    const sales = Math.ceil((quick ? 12 : 4_000) / (tills === 1 ? 8 : tills));
    const postgres = await aPostgres();
    try {
      const database = kind === "postgres" ? await postgres.freshUrl() : undefined;
      const server = await startChainServer(folder, CHAIN, database);
      const codes = await server.codes(tills);
      const sellers: Seller[] = [];
      for (const code of codes) sellers.push(await aSeller(server, code, sales));
      const rate = await measured(sellers, (seller, entry) => pushOne(seller, entry));
      const bare = await bareInserts(await postgres.freshUrl(), sellers);
      for (const { socket } of sellers) socket.disconnect();
      await server.stop();
      return compared(figure(rate, "per_s", tills * sales), "per_s", bare);
    } finally {
      // In a hurry the next metric of this process uses it too; it then ends with the group.
      if (!quick) await postgres.stop();
    }
  });
}

let postgresOfThisProcess: ReturnType<typeof startPostgres> | undefined;

function aPostgres(): ReturnType<typeof startPostgres> {
  postgresOfThisProcess ??= startPostgres({ durable: true });
  return postgresOfThisProcess;
}

interface Seller {
  readonly socket: Socket;
  readonly epoch: string;
  readonly entries: readonly AnyEntry[];
}

/** A till that sold with the cable out, and a bare socket that knows its token. */
async function aSeller(server: ChainServer, code: string, sales: number): Promise<Seller> {
  return inFolder(async (folder) => {
    const till = await aTill(folder, { url: server.url, enrolmentCode: code });
    await till.filled();
    till.link.cut();
    till.core.search.stop();
    const counter = aCounter(till);
    const codes = someCodes(till, 200);
    const from = till.core.journal.head().sequence;
    for (let sale = 0; sale < sales; sale += 1) await sellOnce(counter, codes, sale);
    await counter.saved();
    const entries = till.core.journal.after(0, from + sales * 2);
    const { registerId } = till.identity;
    const secrets = readSecrets(deskSecrets(till.core.journal.desk));
    await till.close();
    const socket = await greeted(server.url, registerId, secrets?.deviceToken ?? "");
    return { ...socket, entries };
  }, fastFolder());
}

/** Sales are prepared in memory where the machine has such a folder: they are not what is measured. */
function fastFolder(): string {
  return existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
}

async function greeted(url: string, registerId: string, deviceToken: string) {
  const socket = io(url, { transports: ["websocket"], reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  const answer: Helloed = await socket.emitWithAck(EVENTS.hello, {
    protocol: PROTOCOL_VERSION,
    layout: 1,
    engineVersion: 1,
    app: "bench",
    deviceToken,
    registerId,
    lastSequence: 0,
    lastHash: "0".repeat(64),
    hlc: "",
    atMs: Date.now(),
  });
  if (!answer.ok) throw new Error(`hello: ${answer.code}`);
  return { socket, epoch: answer.welcome.epoch };
}

async function pushOne({ socket, epoch }: Seller, entry: AnyEntry): Promise<void> {
  const answer: Pushed = await socket.emitWithAck(EVENTS.push, { epoch, entries: [entry] });
  if (!answer.ok) throw new Error(`push: ${answer.code}`);
}

/** Each seller one entry after the other, all sellers side by side; entries that sold, a second. */
async function measured(
  sellers: readonly Seller[],
  send: (seller: Seller, entry: AnyEntry, index: number) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  let sales = 0;
  await Promise.all(
    sellers.map(async (seller, index) => {
      for (const entry of seller.entries) {
        await send(seller, entry, index);
        if (entry.kind === "sale.completed") sales += 1;
      }
    }),
  );
  return (sales * 1_000) / (performance.now() - started);
}

/** The same entries, each a prepared insert and a commit of its own, on as many connections. */
async function bareInserts(url: string, sellers: readonly Seller[]): Promise<number> {
  const connections: pg.Client[] = [];
  for (const _ of sellers) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    connections.push(client);
  }
  await connections[0]?.query("CREATE TABLE sale (id text PRIMARY KEY, body text)");
  const rate = await measured(sellers, async (_seller, entry, index) => {
    await connections[index]?.query({
      name: "sale",
      text: "INSERT INTO sale VALUES ($1, $2)",
      values: [entry.id, JSON.stringify(entry)],
    });
  });
  for (const client of connections) await client.end();
  return rate;
}

/** What each connected till that has nothing to say adds to the server's memory. */
async function idleMemory({ quick }: BenchOptions): Promise<Measurement> {
  return inFolder(async (folder) => {
    const tills = quick ? 20 : 2_000;
    const server = await startChainServer(folder, CHAIN);
    const known: { readonly registerId: string; readonly deviceToken: string }[] = [];
    for (const code of await server.codes(tills)) known.push(await enrolled(server.url, code));
    // The first connections also warm the code that all later ones share.
    const warm = Math.floor(tills / 10);
    const open = async (list: typeof known) => {
      for (const each of list) await greeted(server.url, each.registerId, each.deviceToken);
      return server.child.ask<number>("memory");
    };
    const before = await open(known.slice(0, warm));
    const after = await open(known.slice(warm));
    const perTill = (after - before) / (tills - warm) / KB;
    await server.stop();
    const bare = await bareMemory(folder, tills, warm);
    return compared(figure(perTill, "kb", tills - warm), "kb", bare);
  });
}

async function bareMemory(folder: string, count: number, warm: number): Promise<number> {
  const raw = startChild("raw-server.ts");
  const database = join(folder, "raw.db");
  const port = await raw.ask<number>("start", { from: join(folder, "server.db"), database });
  const open = async (sockets: number) => {
    for (let made = 0; made < sockets; made += 1) await rawSocket(port);
    return raw.ask<number>("memory");
  };
  const before = await open(warm);
  const after = await open(count - warm);
  await raw.end();
  return (after - before) / (count - warm) / KB;
}

async function enrolled(url: string, code: string) {
  const publicKey = Buffer.from(nodeCrypto.publicKeyOf(new Uint8Array(32).fill(7))).toString("hex");
  const response = await fetch(`${url}/enrol`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, publicKey }),
  });
  return (await response.json()) as { readonly registerId: string; readonly deviceToken: string };
}
