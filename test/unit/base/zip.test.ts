import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { csvLine } from "#shared/base/csv.ts";
import { type ZipEntry, zipDirectory, zipFileHead } from "#shared/base/zip.ts";
import { aFolder } from "#test/builders/journal.ts";
import { openZip } from "../../../scripts/fiscal-check/zip.ts";

async function textOf(bytes: AsyncIterable<Buffer> | undefined): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

it("row 51: a year beyond 4 GiB is one archive: what lies behind it is found by its 64-bit place", async () => {
  const folder = aFolder();
  const plain = Buffer.from("behind the large file");
  const packed = deflateRawSync(plain);
  const large: ZipEntry = {
    ...{ name: "entries.csv", crc32: 0, atMs: Date.UTC(2026, 10, 20, 11, 30, 8) },
    ...{ plainBytes: 9_000_000_000, packedBytes: 5_000_000_000 },
  };
  const small: ZipEntry = {
    ...{ name: "ümlaut.csv", crc32: crc32(plain), atMs: 0 },
    ...{ plainBytes: plain.length, packedBytes: packed.length },
  };
  const file = join(folder.path, "large.zip");
  const handle = openSync(file, "w");
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    writeSync(handle, bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  put(zipFileHead(large));
  // A hole on the disk stands for the five gigabytes.
  at += large.packedBytes;
  put(zipFileHead(small));
  put(packed);
  put(zipDirectory([large, small]));
  ftruncateSync(handle, at);
  closeSync(handle);
  const zip = openZip(file);
  expect(zip.names).toEqual(["entries.csv", "ümlaut.csv"]);
  expect(await textOf(zip.read("ümlaut.csv"))).toBe("behind the large file");
  folder.remove();
});

it.each([
  [[1, "a", undefined], '1,"a",\r\n'],
  [['say "yes", twice', -5], '"say ""yes"", twice",-5\r\n'],
  [["two\r\nlines", ""], '"two\r\nlines",""\r\n'],
])("row 51: a line of CSV tells texts, numbers and nothing apart: %j", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
