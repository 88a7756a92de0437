import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { layout } from "#shared/protocol/image/layout.ts";
import type { ImageManifest } from "#shared/protocol/image/manifest.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPage, aProduct, aReplica } from "#test/builders/replica.ts";
import {
  installImage,
  nextReplicaFile,
  removeOtherReplicas,
  replicaFile,
} from "#till/replica/fill.ts";
import { openReplica } from "#till/replica/tables.ts";

let folder: ReturnType<typeof aFolder>;
let download: string;
beforeEach(() => {
  folder = aFolder();
  download = join(folder.path, "download.zst");
});
afterEach(() => folder.remove());

/** An image of a replica with some products, as a server makes one. */
function anImage(change?: (raw: DatabaseSync) => void): ImageManifest {
  const source = aReplica(folder.path, { file: join(folder.path, "source.db") });
  source.applyPage(
    aPage([aProduct("1", 1), aProduct("2", 2)], { seen: { "chain:catalogue": { r: 4 } } }),
  );
  const plain = join(folder.path, "plain.db");
  source.database.exec(`VACUUM INTO '${plain}'`);
  source.close();
  if (change !== undefined) {
    const raw = new DatabaseSync(plain);
    change(raw);
    raw.close();
  }
  const rawBytes = readFileSync(plain);
  const bytes = zstdCompressSync(rawBytes);
  writeFileSync(download, bytes);
  return {
    layout: layout.version,
    hash: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    rawBytes: rawBytes.length,
    encoding: "zstd",
    streams: ["chain:catalogue"],
    madeAtMs: 1,
  };
}

const install = (manifest: ImageManifest) =>
  installImage({ folder: folder.path, download, manifest });

const secondReplica = `replica-${layout.version}-2.db`;

it("becomes the replica, with its rows, codes, checkpoints and seen", async () => {
  const manifest = anImage();
  const old = aReplica(folder.path);
  const installed = await install(manifest);
  expect(installed).toEqual({ ok: true, value: join(folder.path, secondReplica) });
  expect(replicaFile(folder.path)).toBe(join(folder.path, secondReplica));
  expect(old.count("products")).toBe(0);
  old.close();
  removeOtherReplicas(folder.path, replicaFile(folder.path));
  expect(readdirSync(folder.path).filter((name) => name.startsWith("replica"))).toEqual([
    secondReplica,
  ]);
  const opened = openReplica({ file: replicaFile(folder.path) });
  if (!opened.ok) throw new Error(opened.refusal.code);
  expect(opened.value.count("products")).toBe(2);
  expect(opened.value.byCode("products", "04000000000002")).toHaveLength(1);
  expect(opened.value.checkpoints()).toEqual({
    "chain:catalogue": { epoch: "epoch-1", position: 2 },
  });
  expect(opened.value.seen("chain:catalogue")).toEqual({ r: 4 });
  opened.value.applyPage(aPage([aProduct("3", 3)]));
  expect(opened.value.count("products")).toBe(3);
  opened.value.close();
});

const damage: readonly [string, (bytes: Buffer, manifest: ImageManifest) => Buffer][] = [
  ["cut short", (bytes) => bytes.subarray(0, bytes.length - 7)],
  ["empty", () => Buffer.alloc(0)],
  ["one bit other", (bytes) => Buffer.from(bytes.map((byte, at) => (at === 99 ? byte ^ 1 : byte)))],
  ["longer", (bytes) => Buffer.concat([bytes, bytes])],
  ["not compressed at all", () => Buffer.from("hello".repeat(999))],
];
for (const [what, spoil] of damage) {
  it(`F12: a download that is ${what} is refused and leaves nothing behind`, async () => {
    const manifest = anImage();
    writeFileSync(download, spoil(readFileSync(download), manifest));
    expect(await install(manifest)).toMatchObject({ refusal: { code: "image-damaged" } });
    expect(readdirSync(folder.path).filter((name) => name.startsWith("replica"))).toEqual([]);
  });
}

it("a whole image that is not the one asked for is refused", async () => {
  const manifest = { ...anImage(), hash: "0".repeat(64) };
  expect(await install(manifest)).toMatchObject({ refusal: { code: "image-damaged" } });
});

it("a bomb that unpacks to more than it says is stopped", async () => {
  const bytes = zstdCompressSync(Buffer.alloc(50_000_000));
  const manifest = { ...anImage(), bytes: bytes.length, rawBytes: 4096 };
  writeFileSync(download, bytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  expect(await install({ ...manifest, hash })).toMatchObject({
    refusal: { code: "image-damaged" },
  });
});

it("F21: an image of another layout, by number or by its tables, is refused", async () => {
  const manifest = anImage();
  expect(await install({ ...manifest, layout: 99 })).toMatchObject({
    refusal: { code: "replica-layout" },
  });
  const other = anotherImage((raw) => raw.exec("DROP INDEX products_sku"));
  expect(await install(other)).toMatchObject({ refusal: { code: "replica-layout" } });
  const fewer = anotherImage((raw) => raw.exec("DELETE FROM checkpoint"));
  expect(await install(fewer)).toMatchObject({ refusal: { code: "image-damaged" } });
  expect(existsSync(nextReplicaFile(folder.path))).toBe(false);
});

it("a download that is not there is the disk's trouble or damage, never a crash", async () => {
  const manifest = anImage();
  const gone = { folder: folder.path, download: join(folder.path, "nowhere"), manifest };
  expect((await installImage(gone)).ok).toBe(false);
});

/** A fresh folder with an image that is changed before it is compressed. */
function anotherImage(change: (raw: DatabaseSync) => void): ImageManifest {
  folder.remove();
  folder = aFolder();
  download = join(folder.path, "download.zst");
  return anImage(change);
}
