/** Fiscal archives for tests: made by a till, and changed afterwards as a forger would. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { type ZipEntry, zipDirectory, zipFileHead } from "#shared/base/zip.ts";
import type { TillCore } from "#till/core.ts";
import { writeTillArchive } from "#till/fiscal/archive.ts";
import { masterOf } from "#till/fiscal/master.ts";

export const EVER = { from: "2000-01-01", to: "2099-12-31" };

/** The archive of all that a till did; answers its file. */
export async function archiveOf(
  core: TillCore,
  folder: string,
  span: { readonly from: string; readonly to: string } = EVER,
): Promise<string> {
  const file = join(folder, "archive.zip");
  const written = await writeTillArchive({
    texts: core.journal.texts,
    master: masterOf(core),
    span,
    software: core.version,
    nowMs: 1_800_000_000_000,
    file,
    scratchFolder: folder,
  });
  if (!written.ok) throw new Error(written.refusal.code);
  return file;
}

export type Files = Map<string, string>;

/** The files of an archive as texts, by name, in their order. */
export function unpacked(file: string): Files {
  const bytes = readFileSync(file);
  const files: Files = new Map();
  for (let at = 0; bytes.readUInt32LE(at) === 0x0403_4b50; ) {
    const packed = bytes.readUInt32LE(at + 18);
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    files.set(name, inflateRawSync(bytes.subarray(start, start + packed)).toString("utf8"));
    at = start + packed;
  }
  return files;
}

/** Packs files again; `forged` also makes the index agree with them, as a careful forger would. */
export function packed(file: string, files: Files, forged: boolean): string {
  if (forged) files.set("index.json", forgedIndex(files));
  const entries: ZipEntry[] = [];
  const parts: Uint8Array[] = [];
  for (const [name, text] of files) {
    const plain = Buffer.from(text, "utf8");
    const bytes = deflateRawSync(plain);
    const entry: ZipEntry = {
      name,
      crc32: crc32(plain),
      plainBytes: plain.length,
      packedBytes: bytes.length,
      atMs: 0,
    };
    entries.push(entry);
    parts.push(zipFileHead(entry), bytes);
  }
  writeFileSync(file, Buffer.concat([...parts, zipDirectory(entries)]));
  return file;
}

/** The rows of a file without its first line, as lines. */
export function rowsOf(files: Files, name: string): string[] {
  return (files.get(name) ?? "").split("\r\n").slice(1, -1);
}

/** The same file with other rows. */
export function withRows(files: Files, name: string, rows: readonly string[]): void {
  const head = (files.get(name) ?? "").split("\r\n")[0] ?? "";
  files.set(name, [head, ...rows, ""].join("\r\n"));
}

function forgedIndex(files: Files): string {
  const index = JSON.parse(files.get("index.json") ?? "{}") as {
    files: { name: string; rows: number; bytes: number; sha256: string }[];
  };
  for (const each of index.files) {
    const text = files.get(each.name) ?? "";
    each.sha256 = createHash("sha256").update(text).digest("hex");
    each.bytes = Buffer.byteLength(text);
    each.rows = text.split("\r\n").length - 2;
  }
  return JSON.stringify(index);
}
