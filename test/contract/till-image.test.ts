// An empty till fills by the server's image over real HTTP: whole, resumed, or by rows when the image
// cannot be had. The image itself is judged in server-images.test.ts.

import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningServer, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aProduct, chainRows } from "#test/builders/server-chain.ts";
import { openTill, type Till } from "#till/main.ts";

const PRODUCTS = 3_000;

let folder: ReturnType<typeof aFolder>;
let server: RunningServer;
let till: Till | undefined;
let proxy: Server | undefined;

beforeEach(async () => {
  folder = aFolder();
  server = await startServer({
    database: join(folder.path, "server.db"),
    seed: async (core) => {
      const random = () => randomBytes(60).toString("hex");
      const products = Array.from({ length: PRODUCTS }, (_, index) => {
        const product = aProduct(`p${index}`);
        return { ...product, row: { ...product.row, name: random() } };
      });
      await putRows(core, [...chainRows(), ...products]);
    },
  });
});
afterEach(async () => {
  await till?.close();
  proxy?.closeAllConnections();
  proxy?.close();
  proxy = undefined;
  await server.close();
  folder.remove();
});

async function open(url = server.url, dataDir = "till", imageFromRows = 1_000): Promise<Till> {
  const opened = await openTill({
    dataDir: join(folder.path, dataDir),
    server: { url, enrolmentCode: await server.enrolmentCode("s1", "Till") },
    watch: false,
    reserveBytes: 0,
    imageFromRows,
    imagePatienceMs: 60_000,
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  till = opened.value;
  return till;
}

/** The second replica of a folder is the image; rows would have filled the first. */
function replicaOf(opened: Till): string {
  return opened.core.replica.file.split("-").at(-1) ?? "";
}

/**
 * Passes everything on to the server but what `spoil` answers itself, and no socket: what a till has
 * then came by HTTP alone.
 */
async function aProxy(
  spoil: (path: string, range: string, send: (status: number, bytes: Buffer) => void) => boolean,
): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  proxy = createServer(async (request, response) => {
    const range = request.headers.range ?? "";
    if (range !== "") asked.push(range);
    const send = (status: number, bytes: Buffer): void => {
      response.writeHead(status, { "content-length": bytes.length }).end(bytes);
    };
    const path = request.url ?? "";
    if (spoil(path, range, send)) return;
    const body = request.method === "POST" ? { body: request, duplex: "half" } : {};
    const answer = await fetch(server.url + path, {
      method: request.method ?? "GET",
      headers: Object.fromEntries(
        ["authorization", "content-type", "range"].flatMap((name) => {
          const value = request.headers[name];
          return typeof value === "string" ? [[name, value]] : [];
        }),
      ),
      ...body,
    } as RequestInit);
    send(answer.status, Buffer.from(await answer.arrayBuffer()));
  });
  proxy.on("upgrade", (_request, socket) => socket.destroy());
  await new Promise<void>((resolve) => proxy?.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked };
}

test("P19: an empty till takes the image, then pulls what came after it and its own stream", async () => {
  const first = await open();
  await first.filled();
  expect(replicaOf(first)).toBe("2.db");
  expect(first.core.replica.get("products", "p2999")).toBeDefined();
  await first.close();
  await putRows(server.core, [aProduct("newest")]);
  const second = await open(server.url, "second");
  await second.filled();
  expect(replicaOf(second)).toBe("2.db");
  expect(second.core.replica.get("products", "newest")).toBeDefined();
  const streams = Object.keys(second.core.replica.checkpoints());
  expect(streams).toContain(`register:${second.identity.registerId}`);
  const left = readdirSync(join(folder.path, "second")).filter((name) => name.startsWith("image-"));
  expect(left).toEqual([]);
});

test("P19: a download that breaks off goes on where it was", async () => {
  const cut = 40_000;
  let whole: Buffer | undefined;
  const through = await aProxy((path, range, send) => {
    if (!/^\/images\/[0-9a-f]{64}$/.test(path) || range !== "bytes=0-") return false;
    send(206, (whole ?? Buffer.alloc(0)).subarray(0, cut));
    return true;
  });
  const images = await imageBytes();
  whole = images;
  const opened = await open(through.url);
  expect(through.asked).toEqual(["bytes=0-", `bytes=${cut}-`]);
  expect(opened.core.replica.get("products", "p2999")).toBeDefined();
});

test("P19: an image that arrives damaged is not installed; the till fills by rows", async () => {
  const through = await aProxy((path, _range, send) => {
    if (!/^\/images\/[0-9a-f]{64}$/.test(path)) return false;
    send(206, Buffer.alloc(lengthKnown, 7));
    return true;
  });
  const lengthKnown = (await imageBytes()).length;
  const opened = await open(through.url);
  expect(replicaOf(opened)).toBe("1.db");
  expect(Object.keys(opened.core.replica.checkpoints())).toEqual([]);
});

test("P19: a scope of few rows comes by rows, and leftovers of a download are taken away", async () => {
  const first = await open(server.url, "till", 1_000_000);
  await first.filled();
  expect(replicaOf(first)).toBe("1.db");
  await first.close();
  const left = join(folder.path, "till", `image-${"a".repeat(64)}.part`);
  writeFileSync(left, "half");
  await open();
  expect(existsSync(left)).toBe(false);
});

/** The bytes of the image of the store's scope, fetched by a device of its own. */
async function imageBytes(): Promise<Buffer> {
  const code = await server.enrolmentCode("s1", "Other");
  const enrolled = await server.enrol({ code, publicKey: randomBytes(32).toString("hex") });
  if (!enrolled.ok) throw new Error(enrolled.refusal.code);
  const headers = { authorization: `Bearer ${enrolled.value.deviceToken}` };
  let answer = await fetch(`${server.url}/images/manifest`, { headers });
  while (answer.status === 202) answer = await fetch(`${server.url}/images/manifest`, { headers });
  const { hash } = (await answer.json()) as { readonly hash: string };
  const response = await fetch(`${server.url}/images/${hash}`, { headers });
  return Buffer.from(await response.arrayBuffer());
}
