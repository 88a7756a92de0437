import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import {
  aDraft,
  aFolder,
  aJournal,
  type BadDisk,
  connectToBadDisk,
} from "#test/builders/journal.ts";
import { isSafeSqliteVersion } from "#till/journal/connection.ts";
import { openJournal } from "#till/journal/journal.ts";
import { verifyJournal } from "#till/journal/verify.ts";

let folder: ReturnType<typeof aFolder>;
let file: string;
beforeEach(() => {
  folder = aFolder();
  file = join(folder.path, "journal.db");
});
afterEach(() => folder.remove());

const open = (options = {}) => aJournal(folder.path, options);
const openRaw = () => openJournal({ file, crypto: nodeCrypto, reserveBytes: 0 });

describe("append", () => {
  it("gives contiguous sequences and hashes that chain from the genesis", () => {
    const journal = open();
    const first = journal.append(aDraft());
    const both = journal.append([aDraft(), aDraft()]);
    if (!first.ok || !both.ok) throw new Error("append refused");
    const entries = [...first.value, ...both.value];
    expect(entries.map((entry) => entry.sequence)).toEqual([1, 2, 3]);
    expect(entries[0]?.previousHash).toBe("0".repeat(64));
    for (const [index, entry] of entries.entries()) {
      const { hash, ...rest } = entry;
      expect(nodeCrypto.sha256(entry.previousHash + canonicalJson(rest))).toBe(hash);
      if (index > 0) expect(entry.previousHash).toBe(entries[index - 1]?.hash);
    }
    expect(journal.after(0)).toEqual(entries);
    journal.close();
  });

  it("I6: receipt numbers are gap-free, also when an act throws after it took one", () => {
    const journal = open();
    const numbers: number[] = [];
    const sell = (fail: boolean) =>
      journal.append(({ takeNumber }) => {
        const number = takeNumber("A");
        if (fail) throw new Error("a bug in the act");
        numbers.push(number);
        return aDraft({ body: { number } });
      });
    sell(false);
    expect(() => sell(true)).toThrow("a bug in the act");
    sell(false);
    expect(numbers).toEqual([1, 2]);
    expect(journal.lastNumber("A")).toBe(2);
    expect(journal.head().sequence).toBe(2);
    journal.close();
    expect(verifyJournal(file, nodeCrypto).state).toBe("whole");
  });

  it("an act whose second entry cannot be written leaves no trace of the first", () => {
    const journal = open();
    const first = aDraft();
    journal.append(first);
    expect(() => journal.append([aDraft(), first])).toThrow("UNIQUE");
    expect(journal.head().sequence).toBe(1);
    expect(journal.append(aDraft()).ok).toBe(true);
    expect(journal.after(0).map((entry) => entry.sequence)).toEqual([1, 2]);
    journal.close();
    expect(verifyJournal(file, nodeCrypto).state).toBe("whole");
  });

  it("writes the desk and the entry together or not at all", () => {
    const journal = open();
    journal.desk.put("basket", "draft", { lines: 3 });
    journal.append(({ desk }) => {
      desk.delete("basket", "draft");
      desk.put("print", "1", { copies: 1 });
      return aDraft();
    });
    expect(journal.desk.get("basket", "draft")).toBeUndefined();
    expect(() =>
      journal.append(({ desk }) => {
        desk.put("print", "2", {});
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(journal.desk.list("print")).toEqual([{ key: "1", value: { copies: 1 } }]);
    journal.close();
  });

  it("commits the acts of one turn together and fails only the one that throws", async () => {
    let flushes = 0;
    const journal = open({
      schedule: (run: () => void) => {
        flushes += 1;
        setImmediate(run);
      },
    });
    const settled = await Promise.allSettled([
      journal.appendAsync(({ takeNumber }) => aDraft({ body: { number: takeNumber("A") } })),
      journal.appendAsync(() => {
        throw new Error("only me");
      }),
      journal.appendAsync(({ takeNumber }) => aDraft({ body: { number: takeNumber("A") } })),
    ]);
    expect(settled.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(flushes).toBe(1);
    expect(journal.after(0).map((entry) => entry.body)).toEqual([{ number: 1 }, { number: 2 }]);
    journal.close();
  });

  it("is a bug to append another register's entry", () => {
    const journal = open();
    journal.append(aDraft());
    expect(() => journal.append(aDraft({ registerId: "register-2" }))).toThrow("one register");
    expect(journal.append(aDraft()).ok).toBe(true);
    journal.close();
  });

  it("finds entries by id, kind, date and sequence", () => {
    const journal = open();
    const early = aDraft({ businessDate: "2026-11-01", kind: "cash.moved" });
    const late = aDraft({ businessDate: "2026-11-30" });
    journal.append([early, late]);
    expect(journal.byId(early.id)?.sequence).toBe(1);
    expect(journal.byId("nobody")).toBeUndefined();
    expect(journal.since("2026-11-02").map((entry) => entry.id)).toEqual([late.id]);
    expect(journal.ofKind("cash.moved").map((entry) => entry.id)).toEqual([early.id]);
    expect(journal.after(0, 1)).toHaveLength(1);
    journal.close();
  });
});

describe("opening", () => {
  it("F09: the connection is synchronous=FULL in WAL mode", () => {
    let connection: DatabaseSync | undefined;
    const journal = open({
      connect: (path: string) => {
        connection = new DatabaseSync(path);
        return connection;
      },
    });
    expect(connection?.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    expect(connection?.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    journal.close();
  });

  it("names the SQLite versions that are safe", () => {
    const safe = ["3.51.3", "3.52.0", "3.53.4", "3.50.7", "3.44.6", "4.0.0"];
    const unsafe = ["3.51.2", "3.50.6", "3.44.5", "3.45.9", "3.49.2", "3.40.1", "2.8.17"];
    expect(safe.filter(isSafeSqliteVersion)).toEqual(safe);
    expect(unsafe.filter(isSafeSqliteVersion)).toEqual([]);
  });

  it("F16: a second opening of the same file is refused, in this process and in another", async () => {
    const journal = open();
    journal.append(aDraft());
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-in-use" } });
    expect(verifyJournal(file, nodeCrypto).state).toBe("in-use");
    expect(await inAnotherProcess(file)).toBe("journal-in-use");
    journal.close();
    expect(await inAnotherProcess(file)).toBe("open");
  });

  it("keeps everything over a restart", () => {
    const journal = open();
    journal.append(({ takeNumber }) => aDraft({ body: { number: takeNumber("A") } }));
    journal.desk.put("settings", "printer", "lan");
    journal.keys.put("client-1", "wrapped");
    const head = journal.head();
    journal.close();
    const again = open();
    expect(again.head()).toEqual(head);
    expect(again.lastNumber("A")).toBe(1);
    expect(again.desk.get("settings", "printer")).toBe("lan");
    expect(again.keys.get("client-1")).toBe("wrapped");
    expect(again.keys.destroy("client-1")).toBe(true);
    expect(again.keys.get("client-1")).toBeUndefined();
    again.close();
  });

  it("refuses a damaged file and leaves its bytes alone", () => {
    writeFileSync(file, "this was a journal once".repeat(500));
    const before = statSync(file).mtimeMs;
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-damaged" } });
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it("never starts an empty journal over a lost one", () => {
    const journal = open({ reserveBytes: 4096 });
    journal.append(aDraft());
    journal.close();
    renameSync(file, `${file}.moved`);
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-missing" } });
    expect(existsSync(file)).toBe(false);
  });

  it("refuses an emptied, a foreign and a newer file", () => {
    writeFileSync(file, "");
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-foreign" } });
    rmSync(file);
    rmSync(`${file}-wal`, { force: true });
    open().close();
    const other = new DatabaseSync(file);
    other.exec("PRAGMA user_version = 99");
    other.close();
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-newer" } });
  });

  it("a crash before the first rename leaves a start that works", () => {
    writeFileSync(`${file}.new`, "half");
    const journal = open();
    expect(journal.head().sequence).toBe(0);
    journal.close();
  });

  it("refuses a folder that is not there", () => {
    const opened = openJournal({ file: join(file, "no", "journal.db"), crypto: nodeCrypto });
    expect(opened).toMatchObject({ ok: false, refusal: { code: "journal-unwritable" } });
  });
});

describe("a full or failing disk (F11)", () => {
  const FULL = 13;
  const FSYNC_FAILED = 1034;

  it("at every statement: the sale is whole or absent, later ones go on, and nothing is lost", () => {
    for (let point = 0; point < 12; point += 1) {
      const disk: BadDisk = { left: undefined, errcode: FULL, refused: 0 };
      const at = join(folder.path, String(point));
      mkdirSync(at);
      const journal = aJournal(at, { connect: connectToBadDisk(disk), reserveBytes: 1 << 16 });
      journal.append(aDraft());
      disk.left = point;
      const tried = journal.append(({ takeNumber }) =>
        aDraft({ body: { number: takeNumber("A") } }),
      );
      if (disk.refused > 0) expect(tried).toMatchObject({ refusal: { code: "disk-full" } });
      disk.left = undefined;
      expect(journal.append(aDraft()).ok).toBe(true);
      expect(journal.head().sequence).toBe(tried.ok ? 3 : 2);
      expect(journal.lastNumber("A")).toBe(tried.ok ? 1 : 0);
      journal.close();
      const report = verifyJournal(join(at, "journal.db"), nodeCrypto);
      expect(report).toMatchObject({ state: "whole", entries: tried.ok ? 3 : 2 });
    }
  });

  it("gives the reserve back so that the sale in hand is committed", () => {
    const disk: BadDisk = { left: undefined, errcode: FULL, refused: 0 };
    const reserve = `${file}.reserve`;
    const journal = open({
      reserveBytes: 1 << 16,
      connect: connectToBadDisk(disk),
    });
    expect(journal.reserve.held()).toBe(true);
    disk.left = 1;
    const sold = journal.append(() => {
      // The disk has room as soon as the reserve is gone, as a real one would.
      if (!existsSync(reserve)) disk.left = undefined;
      return aDraft();
    });
    expect(sold.ok).toBe(true);
    expect(disk.refused).toBe(1);
    journal.close();
  });

  it("after a failed fsync takes nothing more until a restart says what was kept", () => {
    const disk: BadDisk = { left: undefined, errcode: FSYNC_FAILED, refused: 0 };
    const journal = open({ connect: connectToBadDisk(disk) });
    journal.append(aDraft());
    disk.left = 2;
    expect(journal.append(aDraft())).toMatchObject({ refusal: { code: "disk-failing" } });
    disk.left = undefined;
    expect(journal.append(aDraft())).toMatchObject({ refusal: { code: "disk-failing" } });
    expect(journal.disk()).toBe("failing");
    journal.close();
    const again = open();
    expect(again.append(aDraft()).ok).toBe(true);
    again.close();
  });
});

describe("backup and torn tails", () => {
  it("copies the journal while it is in use", async () => {
    const journal = open();
    journal.append([aDraft(), aDraft()]);
    const copy = join(folder.path, "copy.db");
    await journal.backup(copy);
    journal.append(aDraft());
    expect(verifyJournal(copy, nodeCrypto)).toMatchObject({ state: "whole", entries: 2 });
    journal.close();
  });

  const tears: readonly [string, number, (bytes: Buffer, at: number) => Buffer][] = [
    ["cut off", 2_043, (bytes, at) => bytes.subarray(0, at)],
    ["zeros from there", 4_099, (bytes, at) => Buffer.from(bytes).fill(0, at)],
    ["garbage from there", 4_099, (bytes, at) => Buffer.from(bytes).fill("k33psh0p", at)],
    ["one bit turned", 4_099, (bytes, at) => turned(bytes, at)],
  ];
  for (const [how, step, tear] of tears) {
    it(`F12: a WAL torn anywhere (${how}) opens as a clean prefix that verifies`, () => {
      const journal = open();
      for (let turn = 0; turn < 8; turn += 1) journal.append(aDraft());
      const wal = readFileSync(`${file}-wal`);
      const counts = new Set<number>();
      for (let at = 0; at < wal.length; at += step) {
        const torn = tornCopy(tear(wal, at));
        counts.add(torn.head().sequence);
        expect(torn.count()).toBe(torn.head().sequence);
        expect(torn.after(0).map((entry) => entry.id)).toEqual(
          journal.after(0, torn.count()).map((entry) => entry.id),
        );
        torn.close();
      }
      expect(counts.size).toBeGreaterThan(4);
      journal.close();
    });
  }

  it("F12: after a torn tail the journal goes on and is whole", () => {
    const journal = open();
    for (let turn = 0; turn < 4; turn += 1) journal.append(aDraft());
    const torn = tornCopy(readFileSync(`${file}-wal`).subarray(0, -1));
    expect(torn.head().sequence).toBe(3);
    expect(torn.append(aDraft()).ok).toBe(true);
    torn.close();
    expect(verifyJournal(join(folder.path, "torn", "journal.db"), nodeCrypto)).toMatchObject({
      state: "whole",
      entries: 4,
    });
    journal.close();
  });

  /** The journal as a power cut would leave it with this WAL, opened. */
  function tornCopy(wal: Buffer) {
    const at = join(folder.path, "torn");
    rmSync(at, { recursive: true, force: true });
    mkdirSync(at);
    copyFileSync(file, join(at, "journal.db"));
    writeFileSync(join(at, "journal.db-wal"), wal);
    return aJournal(at);
  }

  function turned(bytes: Buffer, at: number): Buffer {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    return copy;
  }
});

/** What a fresh process gets when it opens the journal: "open" or the refusal's code. */
function inAnotherProcess(path: string): Promise<string> {
  const script = `
    import { openJournal } from "#till/journal/journal.ts";
    import { nodeCrypto } from "#machine/node-crypto.ts";
    const opened = openJournal({ file: ${JSON.stringify(path)}, crypto: nodeCrypto, reserveBytes: 0 });
    console.log(opened.ok ? "open" : opened.refusal.code);
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      cwd: process.cwd(),
    });
    let text = "";
    let wrong = "";
    child.stdout.on("data", (chunk) => (text += String(chunk)));
    child.stderr.on("data", (chunk) => (wrong += String(chunk)));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve(text.trim()) : reject(new Error(wrong))));
  });
}
