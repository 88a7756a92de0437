import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { aDraft, aFolder, aJournal } from "#test/builders/journal.ts";
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
const ok = (sequence: number) => ({
  id: `entry-${sequence}`,
  sequence,
  outcome: "ok" as const,
  codes: [],
});

describe("answers", () => {
  it("F23: the watermark waits for a missing answer, the count of unsent does not", () => {
    const journal = open();
    const drafts = [aDraft(), aDraft(), aDraft(), aDraft()];
    journal.append(drafts);
    expect(journal.unsent()).toEqual({ count: 4, oldestAtMs: drafts[0]?.at });
    const marked = { ...ok(3), outcome: "exception" as const, codes: ["price-moved"] };
    journal.recordAnswers([ok(1), marked]);
    expect(journal.highestAcknowledged()).toBe(1);
    expect(journal.unsent()).toEqual({ count: 2, oldestAtMs: drafts[1]?.at });
    expect(journal.answerOf(3)).toEqual(marked);
    expect(journal.answerOf(2)).toBeUndefined();
    journal.recordAnswers([{ ...ok(2), outcome: "refused" }, ok(4)]);
    expect(journal.highestAcknowledged()).toBe(4);
    expect(journal.unsent()).toEqual({ count: 0, oldestAtMs: undefined });
    journal.append(aDraft());
    expect(journal.highestAcknowledged()).toBe(4);
    journal.close();
  });

  it("F19: forgotten answers make the entries unsent again", () => {
    const journal = open();
    journal.append([aDraft(), aDraft(), aDraft()]);
    journal.recordAnswers([1, 2, 3].map(ok));
    journal.forgetAnswers(2);
    expect(journal.highestAcknowledged()).toBe(1);
    expect(journal.unsent().count).toBe(2);
    journal.close();
  });
});

describe("the chain (I7)", () => {
  const kinds: readonly [string, string, { problem: string; position: number }[]][] = [
    [
      "altered text",
      "UPDATE entry SET text = replace(text, '100', '900') WHERE sequence = 4",
      [{ problem: "altered", position: 4 }],
    ],
    [
      "altered hash",
      "UPDATE entry SET hash = printf('%064d', 1) WHERE sequence = 4",
      [{ problem: "altered", position: 4 }],
    ],
    ["removed", "DELETE FROM entry WHERE sequence = 4", [{ problem: "removed", position: 4 }]],
    [
      "removed at the end",
      "DELETE FROM entry WHERE sequence = 9",
      [{ problem: "removed", position: 9 }],
    ],
    [
      "removed at the start",
      "DELETE FROM entry WHERE sequence = 1",
      [{ problem: "removed", position: 1 }],
    ],
    [
      "two swapped",
      `UPDATE entry SET sequence = -1 WHERE sequence = 4; UPDATE entry SET sequence = 4 WHERE sequence = 7;
       UPDATE entry SET sequence = 7 WHERE sequence = -1`,
      [
        { problem: "reordered", position: 4 },
        { problem: "reordered", position: 7 },
      ],
    ],
    [
      "an entry added",
      `INSERT INTO entry SELECT 10, 'new', kind, businessDate, at, text, 'hash' FROM entry WHERE sequence = 9`,
      [{ problem: "added", position: 10 }],
    ],
  ];

  for (const [name, sql, problems] of kinds) {
    it(`names what is wrong and where: ${name}`, () => {
      const journal = open();
      for (let turn = 0; turn < 9; turn += 1) journal.append(aDraft());
      journal.close();
      tamper(sql);
      const report = verifyJournal(file, nodeCrypto);
      expect(report.state).toBe("wrong");
      expect(report.problems.map(({ problem, position }) => ({ problem, position }))).toEqual(
        problems,
      );
      expect(openRaw()).toMatchObject({
        ok: false,
        refusal: { code: "journal-altered", args: problems[0] },
      });
    });
  }

  it("finds an entry that was altered and given a fitting hash", () => {
    const journal = open();
    for (let turn = 0; turn < 5; turn += 1) journal.append(aDraft());
    const entry = journal.after(2, 1)[0];
    journal.close();
    if (entry === undefined) throw new Error("no entry");
    const { hash: _, ...rest } = { ...entry, body: { totalMinor: 1 } };
    const text = canonicalJson(rest);
    const forged = nodeCrypto.sha256(entry.previousHash + text);
    tamper(`UPDATE entry SET text = '${text}', hash = '${forged}' WHERE sequence = 3`);
    expect(verifyJournal(file, nodeCrypto).problems).toEqual([{ problem: "altered", position: 3 }]);
  });

  it("is verified from the last sealed shift at a start, and from the beginning on demand", () => {
    const journal = open({ signSeal: (hash: string) => `signed ${hash}` });
    journal.append([aDraft(), aDraft(), aDraft({ kind: "shift.closed" }), aDraft()]);
    expect(journal.lastSeal()).toEqual({
      sequence: 3,
      hash: journal.after(2)[0]?.hash,
      signature: `signed ${journal.after(2)[0]?.hash}`,
    });
    journal.close();
    tamper("UPDATE entry SET text = replace(text, '100', '900') WHERE sequence = 2");
    open().close();
    expect(verifyJournal(file, nodeCrypto).problems).toEqual([{ problem: "altered", position: 2 }]);
    tamper("UPDATE entry SET text = replace(text, '100', '900') WHERE sequence = 4");
    expect(openRaw()).toMatchObject({ ok: false, refusal: { code: "journal-altered" } });
  });

  function tamper(sql: string): void {
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
    database.close();
  }
});
