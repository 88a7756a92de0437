/** That a look over the replica's file reaches every tree in it: none may hide behind another's index. */
import { closeSync, copyFileSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaObjects } from "#shared/protocol/image/ddl.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPage, aProduct, aReplica, aStock } from "#test/builders/replica.ts";
import { inspectFile } from "#till/replica/inspect.ts";

const PAGE_BYTES = 4096;
const folder = aFolder();
const whole = join(folder.path, "whole.db");

beforeAll(() => {
  const replica = aReplica(folder.path, { file: whole });
  const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
  replica.applyPage(aPage(ids.map((id, index) => aProduct(id, index + 1))));
  replica.applyPage(aPage(ids.map((id, index) => aStock("shop", id, index + 1, 1_000))));
  replica.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  replica.close();
});
afterAll(() => folder.remove());

/** Whether the look finds damage on the first page of a tree. */
function isFound(name: string, byte: number): boolean {
  const file = join(folder.path, "damaged.db");
  copyFileSync(whole, file);
  const reader = new DatabaseSync(file);
  const root = reader.prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?").get(name);
  reader.close();
  const handle = openSync(file, "r+");
  writeSync(
    handle,
    Buffer.alloc(PAGE_BYTES, byte),
    0,
    PAGE_BYTES,
    (Number(root?.rootpage) - 1) * PAGE_BYTES,
  );
  closeSync(handle);
  const database = new DatabaseSync(file);
  try {
    for (const _ of inspectFile(database));
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}

describe("damage on the first page of any table or index is found", () => {
  it.each(schemaObjects(layout).map(({ name }) => name))("%s", (name) => {
    for (const byte of [0x00, 0x5a, 0xff]) expect(isFound(name, byte), `byte ${byte}`).toBe(true);
  });
});
