// The fiscal archive over HTTP: who may have it, what it answers, and that it passes the checker.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EVENTS } from "#shared/protocol/messages.ts";
import { unpacked } from "#test/builders/archive.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aRegister, NOW_MS, nextEntry } from "#test/builders/server-chain.ts";
import { HQ_PIN } from "#test/builders/web-chain.ts";
import { aRawTill, aWebServer, hqCaller, type WebServer } from "#test/support/web-server.ts";
import { checkArchive } from "../../scripts/fiscal-check/check.ts";

let web: WebServer;
const folder = aFolder();
beforeEach(async () => {
  web = await aWebServer();
});
afterEach(() => web.stop());

const DAY = new Date(NOW_MS).toISOString().slice(0, 10);

async function tokenOf(): Promise<string> {
  const answer = await hqCaller(web.url).signIn({ name: "Rosa Marchetti", pin: HQ_PIN });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.token;
}

function ask(query: string, token?: string): Promise<Response> {
  const headers: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${web.url}/hq/archive?${query}`, { headers });
}

async function codeOf(response: Response): Promise<string> {
  return String(((await response.json()) as { type: string }).type).split(":")[2] ?? "";
}

test("row 51: only who is signed in at HQ gets it, and what cannot be is refused in words", async () => {
  const days = `store=s1&from=${DAY}&to=${DAY}`;
  expect(await codeOf(await ask(days))).toBe("hq-session-unknown");
  const token = await tokenOf();
  expect(await codeOf(await ask("store=s1&from=x&to=y", token))).toBe("web-input-invalid");
  expect(await codeOf(await ask(`store=s1&from=${DAY}&to=2001-01-01`, token))).toBe(
    "fiscal-span-invalid",
  );
  expect(await codeOf(await ask(days, token))).toBe("fiscal-nothing");
});

test("row 51: what a copied disk wrote under the same numbers lies beside the chain, not in it", async () => {
  const till = await aRawTill(web.server, "s1");
  const register = aRegister(till.registerId, "s1");
  const opened = (reasonId: string) =>
    nextEntry(register, {
      kind: "drawer.opened",
      businessDate: DAY,
      body: { drawerId: "drawer-1", reasonId, approvalIds: [] },
    });
  const first = opened("first");
  const copied = { ...register };
  const own = opened("own");
  Object.assign(register, copied);
  const other = opened("of the copy");
  const epoch = web.server.core.epoch();
  for (const entries of [[first, own], [other], [other]]) {
    await till.socket.timeout(5_000).emitWithAck(EVENTS.push, { epoch, entries });
  }
  till.socket.close();
  const response = await ask(`store=s1&from=${DAY}&to=${DAY}`, await tokenOf());
  const file = join(folder.path, "copied.zip");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  expect(await checkArchive(file)).toMatchObject({ findings: [], entries: 2 });
  expect(unpacked(file).get("copies.csv")).toContain("of the copy");
  expect(unpacked(file).get("entries.csv")).not.toContain("of the copy");
});

test("row 51: what a register sent leaves as an archive that the checker finds whole", async () => {
  const till = await aRawTill(web.server, "s1");
  const register = aRegister(till.registerId, "s1");
  const entries = [50, 75].map((amountMinor) =>
    nextEntry(register, {
      kind: "cash.moved",
      businessDate: DAY,
      body: {
        movementId: `move-${amountMinor}`,
        drawerId: "drawer-1",
        kind: "pay-in",
        amountMinor,
        currency: "GBP",
        reasonId: "change",
        approvalIds: [],
      },
    }),
  );
  const epoch = web.server.core.epoch();
  await till.socket.timeout(5_000).emitWithAck(EVENTS.push, { epoch, entries });
  till.socket.close();
  const response = await ask(`store=s1&from=${DAY}&to=${DAY}`, await tokenOf());
  expect(response.headers.get("content-type")).toBe("application/zip");
  const file = join(folder.path, "hq.zip");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const report = await checkArchive(file);
  expect(report).toMatchObject({ findings: [], entries: 2 });
  expect(unpacked(file).get("cash_movements.csv")).toContain('"move-75"');
  const other = await ask(`store=s2&from=${DAY}&to=${DAY}`, await tokenOf());
  expect(await codeOf(other)).toBe("fiscal-nothing");
});
