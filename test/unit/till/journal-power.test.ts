import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import {
  aDraft,
  aFolder,
  aJournal,
  type BadDisk,
  connectToBadDisk,
} from "#test/builders/journal.ts";
import { connectToFile } from "#till/journal/connection.ts";
import { openJournal } from "#till/journal/journal.ts";
import { verifyJournal } from "#till/journal/verify.ts";

let folder: ReturnType<typeof aFolder>;
beforeEach(() => {
  folder = aFolder();
});
afterEach(() => folder.remove());

describe("kill -9 of the process that writes (F05, F08, F12)", () => {
  for (const [point, kept] of [
    ["before-append", 0],
    ["after-fsync-before-answer", 1],
  ] as const) {
    for (const way of ["append", "appendAsync"] as const) {
      it(`${way} killed ${point}: all that was answered is there, and ${kept} more`, async () => {
        const answered = await killedAt(folder.path, point, way);
        const report = verifyJournal(join(folder.path, "journal.db"), nodeCrypto);
        expect(report).toMatchObject({ state: "whole", entries: answered + kept });
        const again = aJournal(folder.path);
        expect(again.lastNumber("A")).toBe(answered + kept);
        const next = again.append(({ takeNumber }) => aDraft({ body: { n: takeNumber("A") } }));
        expect(next.ok).toBe(true);
        expect(again.after(0).map((entry) => entry.body)).toEqual(
          Array.from({ length: answered + kept + 1 }, (_, index) => ({ n: index + 1 })),
        );
        again.close();
      });
    }
  }

  it("killed at no chosen instant, under load, four times over: nothing answered is missing", async () => {
    for (let round = 0; round < 4; round += 1) {
      const before = count();
      const answered = await killedAt(
        folder.path,
        `answer ${before + 40 + round * 7}`,
        "appendAsync",
      );
      const after = count();
      expect(after).toBeGreaterThanOrEqual(answered);
      expect(after).toBeGreaterThan(before);
    }
    function count(): number {
      const journal = aJournal(folder.path);
      const { sequence } = journal.head();
      expect(journal.lastNumber("A")).toBe(sequence);
      journal.close();
      return sequence;
    }
  });
});

it("F16: of many first starts at one instant exactly one writes, and its entry stays", async () => {
  for (let round = 0; round < 3; round += 1) {
    const path = join(folder.path, `start-${round}`);
    mkdirSync(path);
    const starts = await startedTogether(path, 4);
    expect(starts.filter((said) => said === "open")).toHaveLength(1);
    expect(starts.filter((said) => said === "journal-in-use")).toHaveLength(3);
    const report = verifyJournal(join(path, "journal.db"), nodeCrypto);
    expect(report).toMatchObject({ state: "whole", entries: 1 });
    expect(readdirSync(path).filter((name) => name.includes(".new"))).toEqual([]);
  }
});

describe("a disk that is really full (F11)", () => {
  it("by SQLite's own page limit: keeps what it took, refuses in words, goes on with room", () => {
    let connection: DatabaseSync | undefined;
    const journal = aJournal(folder.path, {
      connect: (file) => {
        connection = connectToFile(file);
        return connection;
      },
    });
    journal.append(aDraft());
    const pages = Number(connection?.prepare("PRAGMA page_count").get()?.page_count);
    connection?.exec(`PRAGMA max_page_count = ${pages + 20}`);
    let taken = 1;
    let refused = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      const tried = journal.append(({ takeNumber }) =>
        aDraft({ body: { n: takeNumber("A"), filler: "x".repeat(900) } }),
      );
      if (tried.ok) taken += 1;
      else {
        refused += 1;
        expect(tried.refusal.code).toBe("disk-full");
      }
    }
    expect(taken).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(50);
    expect(journal.count()).toBe(taken);
    expect(journal.lastNumber("A")).toBe(taken - 1);
    connection?.exec("PRAGMA max_page_count = 1073741823");
    expect(journal.append(aDraft()).ok).toBe(true);
    journal.close();
    expect(verifyJournal(join(folder.path, "journal.db"), nodeCrypto)).toMatchObject({
      state: "whole",
      entries: taken + 1,
    });
  });

  it("desk, answers and keys are written in the reserve's room, and then new acts wait", () => {
    const writes: readonly [string, (journal: ReturnType<typeof aJournal>) => unknown][] = [
      ["desk.put", (journal) => journal.desk.put("basket", "draft", { lines: 1 })],
      ["keys.put", (journal) => journal.keys.put("client", "wrapped")],
      ["guests.take", (journal) => journal.guests.take(journal.after(0))],
      [
        "recordAnswers",
        (journal) => journal.recordAnswers([{ id: "e", sequence: 1, outcome: "ok", codes: [] }]),
      ],
    ];
    for (const [name, write] of writes) {
      const at = join(folder.path, name);
      mkdirSync(at);
      const disk: BadDisk = {
        left: undefined,
        errcode: 13,
        refused: 0,
        // The disk has room as soon as the reserve is gone, as a real one would.
        mended: () => !existsSync(join(at, "journal.db.reserve")),
      };
      const journal = aJournal(at, { connect: connectToBadDisk(disk), reserveBytes: 1 << 16 });
      journal.append(aDraft());
      disk.left = 0;
      write(journal);
      expect(disk.refused, name).toBe(1);
      expect(journal.reserve.held()).toBe(false);
      expect(journal.head().sequence).toBe(1);
      journal.close();
      expect(verifyJournal(join(at, "journal.db"), nodeCrypto).state).toBe("whole");
    }
  });

  const disk = smallDisk();
  it.skipIf(disk === undefined)(
    "on a disk of 12 MiB: the sale in hand fits into the reserve",
    () => {
      const { path, unmount } = disk?.(folder.path) ?? { path: "", unmount: () => {} };
      try {
        const reserveBytes = 1024 * 1024;
        const journal = aJournal(path, { reserveBytes });
        expect(journal.reserve.held()).toBe(true);
        const body = { filler: "x".repeat(20_000) };
        let taken = 0;
        let last = journal.append(aDraft({ body }));
        while (last.ok && journal.reserve.held()) {
          taken += 1;
          last = journal.append(aDraft({ body }));
        }
        expect(last.ok, "the entry that met the full disk was committed in the reserve").toBe(true);
        expect(journal.reserve.held()).toBe(false);
        expect(journal.disk()).toBe("full");
        expect(journal.append(aDraft({ body }))).toMatchObject({ refusal: { code: "disk-full" } });
        const inHand = journal.append(aDraft({ body }), { inHand: true });
        expect(inHand.ok, "the rest of the act in hand is still taken").toBe(true);
        journal.close();
        const again = openJournal({
          file: join(path, "journal.db"),
          crypto: nodeCrypto,
          reserveBytes,
        });
        if (!again.ok) throw new Error(again.refusal.code);
        expect(again.value.count()).toBe(taken + 2);
        again.value.close();
      } finally {
        unmount();
      }
    },
  );
});

/** Processes that open one new journal together, append one entry and stay until all have spoken. */
async function startedTogether(path: string, count: number): Promise<readonly string[]> {
  const script = `
    import { writeSync } from "node:fs";
    import { openJournal } from "#till/journal/journal.ts";
    import { nodeCrypto } from "#machine/node-crypto.ts";
    import { aDraft } from "#test/builders/journal.ts";
    writeSync(1, "ready\\n");
    process.stdin.once("data", () => {
      const file = ${JSON.stringify(join(path, "journal.db"))};
      const opened = openJournal({ file, crypto: nodeCrypto, reserveBytes: 4096 });
      if (opened.ok) opened.value.append(aDraft());
      writeSync(1, (opened.ok ? "open" : opened.refusal.code) + "\\n");
    });
  `;
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--input-type=module-typescript", "-e", script]),
  );
  const lines = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
  await Promise.all(lines.map((line) => line.next()));
  for (const child of children) child.stdin.write("go\n");
  const said = await Promise.all(lines.map(async (line) => String((await line.next()).value)));
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      return ended;
    }),
  );
  return said;
}

/** Mounts a small memory disk, where this process may. */
function smallDisk() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
  return (at: string) => {
    const path = join(at, "disk");
    mkdirSync(path);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", path]);
    return { path, unmount: () => execFileSync("umount", ["-l", path]) };
  };
}

/**
 * A process of its own appends, three acts a turn, and is killed: at a fault point of the tenth
 * append, or when it has answered so many. Gives the number of entries that it said were done.
 */
function killedAt(path: string, when: string, way: "append" | "appendAsync"): Promise<number> {
  const script = `
    import { writeSync } from "node:fs";
    import { aDraft, aJournal } from "#test/builders/journal.ts";
    const when = ${JSON.stringify(when)};
    let tries = 0;
    const journal = aJournal(${JSON.stringify(path)}, {
      fault: (point) => {
        if (point === "before-append") tries += 1;
        if (point === when && tries === 10) process.kill(process.pid, "SIGKILL");
      },
    });
    let answered = journal.head().sequence;
    const act = ({ takeNumber }) => aDraft({ id: crypto.randomUUID(), body: { n: takeNumber("A") } });
    const say = (result) => {
      answered += result.value.length;
      writeSync(1, answered + "\\n");
      if (when.startsWith("answer ") && answered >= Number(when.slice(7)))
        process.kill(process.pid, "SIGKILL");
    };
    for (;;) {
      if (${way === "append"}) say(journal.append(act));
      else if (when.startsWith("answer "))
        await Promise.all([1, 2, 3].map(() => journal.appendAsync(act).then(say)));
      else say(await journal.appendAsync(act));
    }
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script]);
    let said = "";
    let wrong = "";
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      wrong += String(chunk);
    });
    child.on("close", (_, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`it ended by itself: ${wrong}`));
      else resolve(Number(said.trim().split("\n").at(-1)));
    });
  });
}
