import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFiscalArchive } from "#server/fiscal/archive.ts";
import { archiveOf, EVER, packed, rowsOf, unpacked, withRows } from "#test/builders/archive.ts";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_PIN, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { correct } from "#till/acts/correct.ts";
import { handOver } from "#till/acts/hand-drawer.ts";
import * as shift from "#till/acts/shift.ts";
import { recordSeal } from "#till/fiscal/seal.ts";
import { checkArchive } from "../../../scripts/fiscal-check/check.ts";

const PINS = { cashier: CASHIER_PIN, manager: MANAGER_PIN };

let at: TestCounter;
const folder = aFolder();
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

/** A day with a sale, a corrected sale, cash taken out, a drawer opened and a Z. */
async function aDay(name = "day-one"): Promise<void> {
  shift.open(at.counter, { actId: `${name}-open`, floatMinor: 10_000 });
  sold(at.counter, ["tee", "tee", "mug"]);
  const saleId = sold(at.counter, ["mug"]);
  const undo = {
    actId: `${name}-undo`,
    saleId,
    what: { kind: "undo-all" as const },
    reasonId: "wrong",
  };
  correct(at.counter, { ...undo, approvalId: await approvedBy(at.counter, "correct", undo) });
  const out = {
    actId: `${name}-milk`,
    kind: "pay-out" as const,
    amountMinor: 250,
    reasonId: "milk",
  };
  shift.move(at.counter, { ...out, approvalId: await approvedBy(at.counter, "cash-move", out) });
  shift.noSale(at.counter, { actId: `${name}-drawer`, reasonId: "change" });
  // One pound short when Cara hands over; Mona hands back what she took.
  await handedTo("manager", `${name}-hand-1`);
  await handedTo("cashier", `${name}-hand-2`);
  shift.count(at.counter, { counted: { "100": 124 }, others: [] });
  const close = { actId: `${name}-close`, keptFloatMinor: 10_000 };
  const closed = shift.close(at.counter, {
    ...close,
    approvalId: await approvedBy(at.counter, "z", close),
  });
  if (!closed.ok) throw new Error(closed.refusal.code);
}

async function handedTo(who: keyof typeof PINS, actId: string): Promise<void> {
  shift.count(at.counter, { counted: { "100": 124 }, others: [] });
  const handed = await handOver(at.counter, { actId, staffId: who, pin: PINS[who] });
  if (!handed.ok) throw new Error(handed.refusal.code);
}

async function codesOf(file: string): Promise<string[]> {
  const { findings } = await checkArchive(file);
  return [...new Set(findings.map(({ code }) => code))].sort();
}

describe("the fiscal archive of a till", () => {
  it("row 51: leaves offline, and the checker finds chain, rows, closings and seals whole", async () => {
    at.till.link.cut();
    await aDay();
    await aDay("day-two");
    const report = await checkArchive(await archiveOf(at.till.core, folder.path));
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ closingsCompared: 2, sealsVerified: 2 });
    expect(report.totals.days).toMatchObject([{ receipts: 6, totalMinor: 5_500 }]);
    expect(report.totals.tenders).toEqual([{ key: "cash", amountMinor: 5_500 }]);
  });

  it("row 51: is the same from the server's entries as from the till's journal", async () => {
    await aDay();
    await at.till.sent();
    const own = unpacked(await archiveOf(at.till.core, folder.path));
    const file = join(folder.path, "server.zip");
    const asked = { storeId: "s1", ...EVER };
    expect((await writeFiscalArchive(at.server.core, asked, file)).ok).toBe(true);
    const theirs = unpacked(file);
    for (const name of own.keys()) {
      if (name !== "index.json") expect(theirs.get(name), name).toBe(own.get(name));
    }
    expect((await checkArchive(file)).findings).toEqual([]);
  });

  it("row 51: names the altered entry, also when file and index were made to agree", async () => {
    await aDay();
    const file = await archiveOf(at.till.core, folder.path);
    for (const forged of [false, true]) {
      const files = unpacked(file);
      const rows = rowsOf(files, "entries.csv");
      const index = rows.findIndex((row) => row.includes('"sale.completed"'));
      const position = Number((rows[index] ?? "").split(",")[1]);
      const changed = (rows[index] ?? "").replace('""totalMinor"":', '""totalMinor"":1');
      withRows(files, "entries.csv", rows.with(index, changed));
      const { findings } = await checkArchive(packed(join(folder.path, "x.zip"), files, forged));
      expect(findings).toContainEqual(expect.objectContaining({ code: "entry-altered", position }));
      expect(findings.some(({ code }) => code === "file-altered")).toBe(!forged);
    }
  });

  it("row 51: names a removed, a moved and a doubled entry with its position", async () => {
    await aDay();
    const file = await archiveOf(at.till.core, folder.path);
    const rows = rowsOf(unpacked(file), "entries.csv");
    const third = Number((rows[2] ?? "").split(",")[1]);
    const [a = "", b = "", c = "", d = "", ...rest] = rows;
    const cases: readonly (readonly [readonly string[], string])[] = [
      [[a, b, d, ...rest], "entry-removed"],
      [[a, b, d, c, ...rest], "entry-reordered"],
      [[a, b, c, c, d, ...rest], "entry-added"],
    ];
    for (const [changed, code] of cases) {
      const files = unpacked(file);
      withRows(files, "entries.csv", changed);
      const { findings } = await checkArchive(packed(join(folder.path, "x.zip"), files, true));
      expect(findings).toContainEqual(expect.objectContaining({ code, position: third }));
    }
    const files = unpacked(file);
    withRows(files, "entries.csv", rows.slice(0, -1));
    const { findings } = await checkArchive(packed(join(folder.path, "x.zip"), files, true));
    expect(findings[0]).toMatchObject({ code: "entry-removed", position: rows.length });
  });

  it.each([
    ["receipts.csv", "row-differs"],
    ["tenders.csv", "row-differs"],
    ["receipt_taxes.csv", "row-differs"],
    ["closings.csv", "row-differs"],
    ["closing_tenders.csv", "row-differs"],
    ["cash_movements.csv", "row-differs"],
    ["hand_overs.csv", "row-differs"],
  ])("row 51: sees one digit changed in %s though the index agrees", async (name, code) => {
    await aDay();
    const files = unpacked(await archiveOf(at.till.core, folder.path));
    const rows = rowsOf(files, name);
    // The last long number of the row: an amount, not a place.
    const changed = (rows[0] ?? "").replace(
      /(.*,-?)(\d)(\d{2,})(?=,|$)/,
      (_, before, digit, more) => `${before}${(Number(digit) + 1) % 10 || 1}${more}`,
    );
    expect(changed).not.toBe(rows[0]);
    withRows(files, name, rows.with(0, changed));
    const { findings } = await checkArchive(packed(join(folder.path, "x.zip"), files, true));
    expect(findings).toContainEqual(expect.objectContaining({ code, file: name }));
  });

  it("row 51: sees a row taken out, a row put in, and files that are missing or too many", async () => {
    await aDay();
    const file = await archiveOf(at.till.core, folder.path);
    const forged = (change: (files: Map<string, string>) => void): Promise<string[]> => {
      const files = unpacked(file);
      change(files);
      return codesOf(packed(join(folder.path, "x.zip"), files, true));
    };
    const tenders = rowsOf(unpacked(file), "tenders.csv");
    const out = await forged((files) => withRows(files, "tenders.csv", tenders.slice(1)));
    expect(out).toContain("row-missing");
    const [first = ""] = tenders;
    const twice = await forged((files) => withRows(files, "tenders.csv", [first, ...tenders]));
    expect(twice).toContain("row-extra");
    expect(await forged((files) => void files.delete("voids.csv"))).toContain("file-missing");
    expect(await forged((files) => void files.set("more.csv", "a\r\n"))).toEqual(["file-unlisted"]);
  });

  it("row 51: a seal by another key, or over another closing, does not pass", async () => {
    await aDay();
    const files = unpacked(await archiveOf(at.till.core, folder.path));
    withRows(files, "keys.csv", []);
    const { findings, sealsVerified } = await checkArchive(
      packed(join(folder.path, "x.zip"), files, true),
    );
    expect(findings).toMatchObject([{ code: "seal-invalid" }]);
    expect(sealsVerified).toBe(0);
  });

  it("row 51: a closing whose seal a crash kept from the record is sealed at the next start, once", async () => {
    const { core } = at.till;
    await aDay();
    const [closing] = core.journal.ofKind("shift.closed");
    const {
      id: _,
      sequence: __,
      previousHash: ___,
      hash: ____,
      ...draft
    } = closing ?? ({} as never);
    // Closed, and then the power goes: the journal has its seal, the record not yet.
    core.journal.append({ ...draft, id: "closed-again" });
    expect(core.journal.ofKind("shift.sealed")).toHaveLength(1);
    recordSeal(core);
    recordSeal(core);
    const seals = core.journal.ofKind("shift.sealed");
    expect(seals).toHaveLength(2);
    expect(seals[1]?.body).toMatchObject({ sealedHash: core.journal.lastSeal()?.hash });
  });

  it("row 51: says so when there is nothing, or the days are the wrong way round", async () => {
    await expect(
      archiveOf(at.till.core, folder.path, { from: "2031-01-01", to: "2031-01-31" }),
    ).rejects.toThrow("fiscal-nothing");
    await expect(
      archiveOf(at.till.core, folder.path, { from: "2031-02-01", to: "2031-01-31" }),
    ).rejects.toThrow("fiscal-span-invalid");
    expect((await checkArchive(join(folder.path, "none.zip"))).findings).toMatchObject([
      { code: "archive-unreadable" },
    ]);
  });
});
