// Images: the file a till installs holds exactly the rows its streams have, on either database; its
// base is brought up rather than built again; downloads resume; no token, no image.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildImage, imagePath } from "#server/images/build.ts";
import { createImages } from "#server/images/store.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import type { ImageManifest } from "#shared/protocol/image/manifest.ts";
import { TABLE_NAMES } from "#shared/records/rows/index.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aClient, aMove, aProduct, aPublicKey, chainRows } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  pullAll,
  pushTo,
  type TestTill,
} from "#test/support/server-core.ts";
import { installImage } from "#till/replica/fill.ts";

/** The rows of an installed image by table and id, without the columns made from them. */
function rowsIn(file: string): ReadonlyMap<string, Record<string, unknown>> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = new Map<string, Record<string, unknown>>();
  for (const table of TABLE_NAMES) {
    for (const row of database.prepare(`SELECT id, data FROM "${table}"`).all()) {
      const { nameKey: _, categoryId: __, ...data } = JSON.parse(String(row.data));
      rows.set(`${table}/${row.id}`, data);
    }
  }
  database.close();
  return rows;
}

function sharedRows(till: TestTill): ReadonlyMap<string, unknown> {
  return new Map([...till.rows].filter(([key]) => till.streamOf.get(key) !== "register"));
}

describe.each(DATABASES)("on %s", (kind) => {
  let databases: Awaited<ReturnType<typeof databasesOf>>;
  beforeAll(async () => {
    databases = await databasesOf(kind);
  });
  afterAll(async () => databases.stop());

  test("P19: an image holds what a pull gives, also when its base is brought up", async () => {
    const folder = aFolder();
    const database = await databases.open(await databases.address());
    const { core, clock } = await aCore(database);
    const till = await aTill(core);
    const streams = ["book:base", "chain:catalogue", "clients:all", "place:p1"]
      .concat(["place:warehouse", "store:s1"])
      .sort();
    const order = { chain: "main", streams, folder: folder.path, nowMs: clock.nowMs };
    const install = async (manifest: ImageManifest, name: string) => {
      const download = imagePath(folder.path, manifest.hash);
      const installed = await installImage({
        folder: join(folder.path, name),
        download,
        manifest,
      });
      if (!installed.ok) throw new Error(installed.refusal.code);
      return installed.value;
    };
    await pushTo(till, [aMove(till.register, { productId: "tee", quantityMilli: -5_000 })]);
    const first = await buildImage(database, order);
    await pullAll(till);
    expect(rowsIn(await install(first.manifest, "first"))).toEqual(sharedRows(till));
    await putRows(core, [
      aProduct("cap"),
      { table: "products", id: "pen", row: undefined },
      aClient("noor", "Noor Haddad"),
    ]);
    await pushTo(till, [aMove(till.register, { productId: "mug", quantityMilli: -1_000 })]);
    const second = await buildImage(database, { ...order, nowMs: clock.nowMs + 1 });
    await pullAll(till);
    const file = await install(second.manifest, "second");
    expect(rowsIn(file)).toEqual(sharedRows(till));
    const image = new DatabaseSync(file, { readOnly: true });
    const seen = image.prepare("SELECT sequence FROM seen WHERE stream = 'place:p1'").get();
    image.close();
    expect(seen?.sequence).toBe(2);
    folder.remove();
  });

  test("P19: a thread builds a scope's image once for all who ask, and again after a new epoch", async () => {
    const folder = aFolder();
    const { core } = await aCore(await databases.open(await databases.address()));
    const images = createImages(core, folder.path);
    const streams = ["register:x", "chain:catalogue", "place:p1"];
    const [left, right] = await Promise.all([
      images.manifestOf(streams),
      images.manifestOf([...streams].reverse()),
    ]);
    expect(left).toEqual(right);
    expect(left.streams).toEqual(["chain:catalogue", "place:p1"]);
    expect(images.fileOf(left.hash, streams)?.bytes).toBe(left.bytes);
    expect(images.fileOf(left.hash, ["chain:catalogue"])).toBeUndefined();
    await core.beginEpoch();
    expect((await images.manifestOf(streams)).hash).not.toBe(left.hash);
    await images.close();
    folder.remove();
  });
});

describe("over HTTP", () => {
  let server: RunningServer | undefined;
  afterEach(async () => server?.close());

  test("P19: a download resumes where it broke off; no token, no image", async () => {
    const folder = aFolder();
    server = await startServer({
      database: join(folder.path, "server.db"),
      seed: async (core) => {
        await putRows(core, chainRows());
      },
    });
    const code = await server.enrolmentCode("s1", "Till");
    const enrolled = await server.enrol({ code, publicKey: aPublicKey() });
    if (!enrolled.ok) throw new Error(enrolled.refusal.code);
    const headers = { authorization: `Bearer ${enrolled.value.deviceToken}` };
    expect((await fetch(`${server.url}/images/manifest`)).status).toBe(401);
    let answer = await fetch(`${server.url}/images/manifest`, { headers });
    while (answer.status === 202)
      answer = await fetch(`${server.url}/images/manifest`, { headers });
    const manifest = (await answer.json()) as ImageManifest;
    const url = `${server.url}/images/${manifest.hash}`;
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { ...headers, range } });
      expect(response.status).toBe(206);
      return Buffer.from(await response.arrayBuffer());
    };
    const whole = Buffer.concat([await part("bytes=0-99"), await part("bytes=100-")]);
    expect(whole.length).toBe(manifest.bytes);
    const download = join(folder.path, "download");
    writeFileSync(download, whole);
    const installed = await installImage({ folder: join(folder.path, "till"), download, manifest });
    expect(installed.ok).toBe(true);
    expect((await fetch(url)).status).toBe(401);
    const beyond = await fetch(url, { headers: { ...headers, range: `bytes=${manifest.bytes}-` } });
    expect(beyond.status).toBe(416);
    await server.revoke(enrolled.value.registerId);
    expect((await fetch(url, { headers })).status).toBe(401);
    folder.remove();
  });
});
