// HQ over HTTP: who may sign in, prices and offers that reach a connected till, and what strangers get.
import { zstdDecompressSync } from "node:zlib";
import { hashSync } from "@node-rs/argon2";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { putRows } from "#server/rows/put.ts";
import type { Page, WireRow } from "#shared/protocol/messages.ts";
import { NOW_MS } from "#test/builders/server-chain.ts";
import { HQ_PIN } from "#test/builders/web-chain.ts";
import {
  aRawTill,
  aWebServer,
  hqCaller,
  type RawTill,
  signedInHq,
  type WebServer,
} from "#test/support/web-server.ts";

let web: WebServer;
let tills: RawTill[] = [];
beforeEach(async () => {
  web = await aWebServer();
});
afterEach(async () => {
  for (const till of tills) till.socket.close();
  tills = [];
  await web.stop();
});

const hashes = new Map<string, string>();

function aNamesake(
  id: string,
  { pin, storeId }: { readonly pin: string; readonly storeId: string },
): AnyChange {
  const pinVerifier = hashes.get(pin) ?? hashSync(pin, { memoryCost: 1_024, timeCost: 1 });
  hashes.set(pin, pinVerifier);
  const row = {
    ...{ id, name: "Rosa Marchetti", shortName: "Rosa", roleId: "role-hq", storeIds: [storeId] },
    ...{ pinVerifier, active: true, maySellRestricted: false },
  };
  return { table: "staff", id, row } as AnyChange;
}

async function aTill(storeId = "s1"): Promise<RawTill> {
  const till = await aRawTill(web.server, storeId);
  tills.push(till);
  return till;
}

function rowsOf(page: Page): readonly WireRow[] {
  return page.chunks.flatMap((chunk) => {
    const bytes = chunk.encoding === "zstd" ? zstdDecompressSync(chunk.bytes) : chunk.bytes;
    return JSON.parse(Buffer.from(bytes).toString()) as WireRow[];
  });
}

test("sign-in asks for a role of HQ, and the demo shows only who may", async () => {
  const stranger = hqCaller(web.url);
  const me = await stranger.me();
  expect(me).toMatchObject({ chainName: "Test chain", currency: "GBP", demo: true });
  expect(me.people).toEqual([{ name: "Rosa Marchetti", pin: HQ_PIN, roleName: "Head office" }]);
  expect(me.staff).toBeUndefined();
  const cashier = await stranger.signIn({ name: "Amira Khan", pin: HQ_PIN });
  expect(cashier).toMatchObject({ ok: false, refusal: { code: "hq-sign-in-wrong" } });
  const client = await signedInHq(web.url);
  expect((await client.me()).staff).toEqual({
    id: "rosa",
    name: "Rosa Marchetti",
    roleName: "Head office",
    mayErase: true,
  });
  await client.signOut();
  expect((await client.me()).staff).toBeUndefined();
  await expect(client.stores()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("wrong PINs lock the name out, also the right PIN, until the time is over", async () => {
  const stranger = hqCaller(web.url);
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await stranger.signIn({ name: "rosa", pin: "000000" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "hq-sign-in-wrong" } });
  }
  const locked = await stranger.signIn({ name: "rosa", pin: HQ_PIN });
  expect(locked).toMatchObject({ ok: false, refusal: { code: "hq-locked-out" } });
  web.clock.nowMs += 6 * 60_000;
  expect(await stranger.signIn({ name: "rosa", pin: HQ_PIN })).toMatchObject({ ok: true });
});

test("people of one name sign in each by the own PIN; with one PIN too, by shop or staff number", async () => {
  await putRows(web.server.core, [
    aNamesake("rosa-2", { pin: "246810", storeId: "s2" }),
    // The row that the same person has at a second shop: one person all the same.
    aNamesake("rosa-2-at-s1", { pin: "246810", storeId: "s1" }),
    aNamesake("rosa-3", { pin: HQ_PIN, storeId: "s2" }),
  ]);
  const stranger = hqCaller(web.url);
  const name = "Rosa Marchetti";
  const who = async (asked: { readonly pin: string; readonly which?: string }) => {
    const answer = await stranger.signIn({ name, ...asked });
    if (!answer.ok) return answer.refusal.code;
    return (await hqCaller(web.url, answer.value.token).me()).staff?.id;
  };
  expect(await who({ pin: "246810" })).toBe("rosa-2");
  // Two have this PIN: nobody gets in as the other, and the answer is that of a wrong PIN.
  expect(await who({ pin: HQ_PIN })).toBe("hq-sign-in-wrong");
  expect(await who({ pin: HQ_PIN, which: "s2" })).toBe("rosa-3");
  expect(await who({ pin: HQ_PIN, which: "ROSA" })).toBe("rosa");
  expect(await who({ pin: "246810", which: "rosa-3" })).toBe("hq-sign-in-wrong");
  // Own success does not make room to try out the namesake's PIN.
  for (let tries = 0; tries < 3; tries += 1) await who({ pin: "000000" });
  expect(await who({ pin: "246810" })).toBe("hq-locked-out");
});

test("row 46: a price set at HQ pokes a connected till, which pulls it", async () => {
  const till = await aTill();
  const first = await till.pull({});
  const client = await signedInHq(web.url);
  const poked = till.nextPoke("book:base");
  const request = { requestId: "r1", productId: "tee", bookId: "base", amountMinor: 1_250 };
  const answer = await client.setPrice(request);
  expect(answer).toMatchObject({
    ok: true,
    value: { reach: { stores: 3, tills: 1, tillsConnected: 1, clients: 2, products: 1 } },
  });
  await poked;
  const next = await till.pull(first.checkpoints);
  expect(rowsOf(next)).toMatchObject([
    ["prices", "price:r1", expect.any(Number), { amountMinor: 1_250, setByStaffId: "rosa" }],
  ]);
  web.clock.nowMs += 1_000;
  expect(await client.setPrice(request)).toEqual(answer);
});

test("prices are past, in force and coming; a start that has passed means now", async () => {
  const client = await signedInHq(web.url);
  const price = { productId: "mug", bookId: "base" };
  await client.setPrice({ ...price, requestId: "r1", amountMinor: 900, validFromMs: 5 });
  web.clock.nowMs += 10;
  const tomorrow = NOW_MS + 86_400_000;
  await client.setPrice({ ...price, requestId: "r2", amountMinor: 800, validFromMs: tomorrow });
  expect(await client.prices({ productId: "mug" })).toMatchObject([
    { amountMinor: 800, state: "coming", validFromMs: tomorrow, setBy: "Rosa Marchetti" },
    { amountMinor: 900, state: "in-force", validFromMs: NOW_MS, bookName: "Base" },
    { amountMinor: 2_000, state: "past" },
  ]);
  expect(await client.products({ query: "product mu" })).toMatchObject([
    { id: "mug", priceMinor: 900, currency: "GBP" },
  ]);
  const clash = await client.setPrice({
    ...price,
    requestId: "r3",
    amountMinor: 1,
    validFromMs: tomorrow,
  });
  expect(clash).toMatchObject({ ok: false, refusal: { code: "prices-overlap" } });
});

test("an offer is published once for chosen stores, listed, and stopped", async () => {
  const client = await signedInHq(web.url);
  const offer = { requestId: "o1", name: "Ten off", percent: "10", storeIds: ["s1"] };
  const wanted = { ...offer, categoryId: "cat-wear" };
  const first = await client.publishOffer(wanted);
  expect(first).toMatchObject({ ok: true, value: { reach: { stores: 1, products: 1 } } });
  web.clock.nowMs += 1_000;
  expect(await client.publishOffer(wanted)).toEqual(first);
  const other = await client.publishOffer({ ...wanted, percent: "20" });
  expect(other).toMatchObject({ ok: false, refusal: { code: "hq-offer-reused" } });
  const nothing = await client.publishOffer({ ...offer, requestId: "o2", percent: "0" });
  expect(nothing).toMatchObject({ ok: false, refusal: { code: "offer-without-effect" } });
  expect(await client.offers()).toMatchObject([
    { id: "offer:o1", percent: "10", state: "live", categoryId: "cat-wear", storeIds: ["s1"] },
  ]);
  expect(await client.stopOffer({ requestId: "x", offerId: "offer:o1" })).toMatchObject({
    ok: true,
  });
  expect(await client.offers()).toMatchObject([{ id: "offer:o1", state: "stopped" }]);
  expect(await client.stopOffer({ requestId: "x", offerId: "none" })).toMatchObject({
    ok: false,
    refusal: { code: "offer-unknown", happened: expect.stringMatching(/offer/) },
  });
});

test("a till asks HQ through the tunnel with the manager's own session", async () => {
  const till = await aTill();
  const input = { name: "rosa", pin: HQ_PIN };
  const signedIn = await till.ask("hq", { path: "signIn", input });
  expect(signedIn).toMatchObject({ ok: true, value: { ok: true } });
  const { token } = (signedIn as { value: { value: { token: string } } }).value.value;
  const stores = await till.ask("hq", { path: "stores", input: undefined, token });
  expect(stores).toMatchObject({ ok: true, value: [{ tills: 1 }, { tills: 0 }, { tills: 0 }] });
  const without = await till.ask("hq", { path: "stores", input: undefined });
  expect(without).toMatchObject({ value: { ok: false, refusal: { code: "hq-session-unknown" } } });
  const wrong = await till.ask("hq", { path: "setPrice", input: { amountMinor: "x" }, token });
  expect(wrong).toMatchObject({ value: { ok: false, refusal: { code: "web-input-invalid" } } });
  expect(await till.ask("hq", { path: "constructor", input: {} })).toMatchObject({ ok: false });
});

test("what strangers send to HQ is answered in words, and never as a fault of the server", async () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${web.url}/hq/api/signIn`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const malformed = await send("{nonsense");
  expect(malformed.status).toBe(400);
  expect(malformed.headers.get("content-type")).toContain("application/problem+json");
  expect(await malformed.json()).toMatchObject({
    code: "web-json-malformed",
    happened: expect.any(String),
    safe: expect.any(String),
    act: expect.any(String),
  });
  const xml = await send("<a/>", { "content-type": "text/xml" });
  expect([xml.status, ((await xml.json()) as { code: string }).code]).toEqual([
    415,
    "web-content-type",
  ]);
  expect((await send(JSON.stringify({ json: { name: 5 } }))).status).toBe(400);
  expect((await send("[]")).status).toBe(400);
  expect((await fetch(`${web.url}/hq/api/none`, { method: "POST" })).status).toBe(404);
  const large = await send(`"${"x".repeat(10 * 1_024 * 1_024)}"`);
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({ code: "web-body-too-large" });
  await expect(hqCaller(web.url, "wrong").offers()).rejects.toMatchObject({ status: 401 });
});
