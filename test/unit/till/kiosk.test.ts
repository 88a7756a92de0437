import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { NONCE_PLACEHOLDER } from "#shared/base/page-policy.ts";
import {
  KIOSK_REFUSED_CODE,
  KIOSK_SESSION_PATH,
  KIOSK_SOCKET_PATH,
} from "#shared/till-api/common.ts";
import { aFolder, aJournal } from "#test/builders/journal.ts";
import type { Counter } from "#till/counter.ts";
import { systemRandom } from "#till/host.ts";
import type { Journal } from "#till/journal/journal.ts";
import { type Kiosk, startKiosk } from "#till/kiosk/server.ts";

let folder: ReturnType<typeof aFolder>;
let journal: Journal;
let kiosk: Kiosk;

beforeEach(async () => {
  folder = aFolder();
  journal = aJournal(folder.path);
  kiosk = await start();
});
afterEach(async () => {
  await kiosk.close();
  journal.close();
  folder.remove();
});

/** A kiosk over a desk; nothing here gets as far as an act. */
async function start(port = 0): Promise<Kiosk> {
  const pages = join(folder.path, "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(pages, "index.html"), `<style nonce="${NONCE_PLACEHOLDER}"></style>`);
  writeFileSync(join(pages, "assets", "app.js"), "1;");
  writeFileSync(join(folder.path, "secret.txt"), "secret");
  const counter = { core: { journal } } as unknown as Counter;
  const started = await startKiosk({ counter, pagesFolder: pages, port, random: systemRandom });
  if (!started.ok) throw new Error(started.refusal.code);
  return started.value;
}

function origin(): string {
  return `http://127.0.0.1:${kiosk.port}`;
}

function exchange(token: string, from = origin()): Promise<Response> {
  return fetch(origin() + KIOSK_SESSION_PATH, {
    method: "POST",
    headers: { "content-type": "application/json", origin: from },
    body: JSON.stringify({ token }),
  });
}

function aToken(): string {
  return new URL(kiosk.addressFor("counter")).hash.replace("#token=", "");
}

/** How a socket ended: its close code, or `open` when it was let in, or `cut` before any answer. */
function connect(headers: Record<string, string>): Promise<number | "open" | "cut"> {
  const socket = new WebSocket(`ws://127.0.0.1:${kiosk.port}${KIOSK_SOCKET_PATH}`, { headers });
  return new Promise((resolve) => {
    socket.once("error", () => resolve("cut"));
    socket.once("close", (code) => resolve(code));
    socket.once("open", () => setTimeout(() => resolve("open"), 100).unref());
  });
}

describe("the kiosk's door", () => {
  it("trades a key for a cookie once, never twice, and never for another page's origin", async () => {
    const token = aToken();
    expect((await exchange(token, "http://evil.example")).status).toBe(403);
    const first = await exchange(token);
    expect(first.status).toBe(204);
    expect(first.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await exchange(token)).status).toBe(401);
    expect((await exchange("")).status).toBe(401);
  });

  it("lets a socket in by cookie and origin only, also after a restart of the till", async () => {
    const cookie = (await exchange(aToken())).headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await connect({ cookie, origin: origin() })).toBe("open");
    expect(await connect({ cookie, origin: "http://evil.example" })).toBe("cut");
    expect(await connect({ cookie })).toBe("cut");
    expect(await connect({ origin: origin() })).toBe(KIOSK_REFUSED_CODE);
    const { port } = kiosk;
    await kiosk.close();
    kiosk = await start(port);
    expect(await connect({ cookie, origin: origin() })).toBe("open");
    const known = await fetch(origin() + KIOSK_SESSION_PATH, { headers: { cookie } });
    expect(known.status).toBe(204);
    expect((await fetch(origin() + KIOSK_SESSION_PATH)).status).toBe(401);
  });

  it("serves pages with a fresh nonce and the policy, and nothing outside its folder", async () => {
    const first = await fetch(`${origin()}/`);
    const second = await fetch(`${origin()}/display`);
    const [one, two] = [await first.text(), await second.text()];
    const nonce = /nonce="([0-9a-f]+)"/.exec(one)?.[1] ?? "none";
    expect(first.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
    expect(two).not.toBe(one);
    expect((await fetch(`${origin()}/assets/app.js`)).headers.get("content-type")).toMatch(
      /javascript/,
    );
    for (const path of ["/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/none.js", "/%00"]) {
      const answer = await fetch(origin() + path);
      expect(await answer.text(), path).not.toContain("secret");
    }
  });

  it("says that a port is taken", async () => {
    const counter = { core: { journal } } as unknown as Counter;
    const pagesFolder = folder.path;
    const { port } = kiosk;
    const taken = await startKiosk({ counter, pagesFolder, port, random: systemRandom });
    expect(taken).toMatchObject({ ok: false, refusal: { code: "kiosk-port-taken" } });
  });
});
