import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { aDraft, aFolder, aJournal } from "#test/builders/journal.ts";
import { readHandOver, writeHandOver } from "#till/journal/hand-over.ts";
import type { Journal } from "#till/journal/journal.ts";

let folder: ReturnType<typeof aFolder>;
let journal: Journal;
beforeEach(() => {
  folder = aFolder();
  journal = aJournal(folder.path);
  journal.append([aDraft(), aDraft(), aDraft(), aDraft()]);
  journal.recordAnswers([answer(1)]);
});
afterEach(() => {
  journal.close();
  folder.remove();
});

const answer = (sequence: number) => ({
  id: `entry-${sequence}`,
  sequence,
  outcome: "ok" as const,
  codes: [],
});
const storeKey = new Uint8Array(32).fill(7);
const read = (bytes: Uint8Array, key: Parameters<typeof readHandOver>[1]) =>
  readHandOver(bytes, key, nodeCrypto);

it("carries exactly the unsent entries, by pass phrase or by the store's key", () => {
  const unsent = journal.unsentEntries();
  expect(unsent.map((entry) => entry.sequence)).toEqual([2, 3, 4]);
  for (const key of [{ passphrase: "three old shirts" }, { storeKey }]) {
    const opened = read(writeHandOver(unsent, key), key);
    expect(opened).toEqual({
      ok: true,
      value: { registerId: "register-1", entries: unsent, keys: [] },
    });
  }
});

it("shows nothing of the entries to who has no key", () => {
  const bytes = writeHandOver(journal.unsentEntries(), { passphrase: "right" });
  expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/sale\.completed|totalMinor|staff-1/);
  for (const key of [{ passphrase: "wrong" }, { passphrase: "" }, { storeKey }]) {
    expect(read(bytes, key)).toMatchObject({ refusal: { code: "hand-over-unreadable" } });
  }
});

it("refuses the file with any byte changed, cut anywhere, or none at all", () => {
  const key = { storeKey };
  const bytes = writeHandOver(journal.unsentEntries(), key);
  for (let at = 0; at < bytes.length; at += 1) {
    const spoilt = Uint8Array.from(bytes);
    spoilt[at] = (spoilt[at] ?? 0) ^ 0x20;
    expect(read(spoilt, key).ok, `byte ${at}`).toBe(false);
    expect(read(bytes.subarray(0, at), key).ok, `cut at ${at}`).toBe(false);
  }
});

it("refuses an entry that was altered before the file was made", () => {
  const [first, ...rest] = journal.unsentEntries();
  if (first === undefined) throw new Error("no entry");
  const key = { storeKey };
  const altered = [{ ...first, body: { totalMinor: 1 } }, ...rest];
  expect(read(writeHandOver(altered, key), key)).toMatchObject({
    refusal: { code: "hand-over-altered", args: { position: 2 } },
  });
  const swapped = [first, ...rest.reverse()];
  expect(read(writeHandOver(swapped, key), key)).toMatchObject({
    refusal: { code: "hand-over-altered" },
  });
});

it("F05: each entry arrives once at the other till, also when the file is imported twice", () => {
  const other = aJournal(join(folder.path), { file: join(folder.path, "other.db") });
  const key = { storeKey };
  const opened = read(writeHandOver(journal.unsentEntries(), key), key);
  if (!opened.ok) throw new Error("not opened");
  expect(other.guests.take(opened.value.entries)).toBe(3);
  expect(other.guests.take(opened.value.entries)).toBe(0);
  expect(other.guests.registers()).toEqual(["register-1"]);
  expect(other.guests.unsent("register-1")).toEqual(journal.unsentEntries());
  other.guests.recordAnswers("register-1", [answer(2), answer(3)]);
  expect(other.guests.unsent("register-1").map((entry) => entry.sequence)).toEqual([4]);
  other.guests.recordAnswers("register-1", [answer(4)]);
  expect(other.guests.registers()).toEqual([]);
  expect(other.guests.take(opened.value.entries)).toBe(0);
  expect(other.head().sequence).toBe(0);
  other.close();
});
