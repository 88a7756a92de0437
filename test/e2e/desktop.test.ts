// The till of the desktop program: electron/till-host.ts as the shell runs it, over real message ports and
// a real server, sells; the customer's page sees and cannot act. Only Electron's own process is missing,
// whose part `--smoke` proves on a machine that has the binary.
import { join } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import type { PageRole, ShellMessage } from "../../electron/till-process.ts";
import type { FromShell } from "./support/desktop-host.ts";
import type { TillClient } from "./support/till-client.ts";
import { anActId, viewWhere } from "./support/till-process.ts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let host: Worker;
const secrets: Record<string, string> = {};
const sentences: string[] = [];

beforeAll(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  await startHost(await server.enrolmentCode("s1", "Till 1"));
});
afterAll(async () => {
  await host?.terminate();
  await server?.close();
  folder?.remove();
});

async function startHost(enrolmentCode?: string): Promise<void> {
  host = new Worker(new URL("./support/desktop-host.ts", import.meta.url));
  host.on("message", (message: ShellMessage) => {
    if (message.kind === "secret") secrets[message.name] = message.value;
    else if (message.kind === "failed") sentences.push(message.sentence);
  });
  const given = enrolmentCode === undefined ? undefined : { url: server.url, enrolmentCode };
  say({
    data: { kind: "open", dataFolder: join(folder.path, "till"), server: given, secrets },
  });
}

function say(message: FromShell): void {
  host.postMessage(message, message.port === undefined ? [] : [message.port]);
}

/** A page joined to the till, as the shell joins it. */
function page(role: PageRole): TillClient {
  const { port1, port2 } = new MessageChannel();
  say({ data: { kind: "port", role }, port: port1 });
  return createORPCClient(new RPCLink({ port: port2 as unknown as MessagePort }));
}

async function sell(client: TillClient) {
  await viewWhere(client.views.lamp(), ({ filling }) => filling === undefined);
  const signed = await client.staff.signIn({
    actId: anActId(),
    staffId: CASHIER_ID,
    pin: CASHIER_PIN,
  });
  expect(signed).toMatchObject({ ok: true });
  expect(await client.sell.scan({ actId: anActId(), raw: CODES.tee })).toMatchObject({ ok: true });
  await client.tender.start({ actId: anActId() });
  const paid = await client.tender.add({ actId: anActId(), kind: "cash", givenMinor: 3_000 });
  await client.tender.next({ actId: anActId() });
  return paid;
}

test("a page that the shell joins signs in, sells and sees it confirmed", async () => {
  const client = page("counter");
  expect(await sell(client)).toMatchObject({ ok: true });
  await viewWhere(client.views.lamp(), ({ pending }) => pending === 0);
  expect(sentences).toEqual([]);
});

test("row 87: the customer's page sees the basket and cannot act", async () => {
  const counter = page("counter");
  const display = page("display");
  await counter.sell.scan({ actId: anActId(), raw: CODES.pen });
  await viewWhere(display.views.display(), ({ priced }) => priced?.lines.length === 1);
  await expect(display.sell.scan({ actId: anActId(), raw: CODES.tee })).rejects.toThrow();
  await expect(display.views.session()).rejects.toThrow();
});

test("a till that ended and is started again is joined anew and still has the basket", async () => {
  await host.terminate();
  await startHost();
  const client = page("counter");
  const basket = await viewWhere(client.views.basket(), ({ priced }) => priced.lines.length > 0);
  expect(basket.priced.lines).toHaveLength(1);
  expect(sentences).toEqual([]);
});
