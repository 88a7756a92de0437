import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { archiveOf, type Files, unpacked } from "#test/builders/archive.ts";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { correct } from "#till/acts/correct.ts";
import { handOver } from "#till/acts/hand-drawer.ts";
import { creditNote, invoice } from "#till/acts/invoice.ts";
import * as shift from "#till/acts/shift.ts";
import { startSigningSimulator } from "#till/devices/virtual/signing-simulator.ts";
import { DSFINVK_FILES } from "../../../scripts/fiscal-dsfinvk/files.ts";
import { writeDsfinvk } from "../../../scripts/fiscal-dsfinvk/write.ts";

let at: TestCounter;
const folder = aFolder();
beforeEach(async () => {
  at = await aCounter();
});
afterEach(() => at.close());

type Row = Readonly<Record<string, string>>;

/** The rows of a file; no text in these tests holds a semicolon. */
function rowsOf(files: Files, name: string): Row[] {
  const [head = "", ...lines] = (files.get(name) ?? "").split("\r\n");
  const columns = head.split(";");
  return lines.slice(0, -1).map((line) => {
    const cells = line.split(";").map((cell) => cell.replace(/^"(.*)"$/s, "$1"));
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

const cents = (text = "0"): number => Math.round(Number(text.replace(",", ".")) * 100);
const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((all, row) => all + cents(row[column]), 0);

async function aDay(): Promise<void> {
  shift.open(at.counter, { actId: "day-open-1", floatMinor: 10_000 });
  sold(at.counter, ["tee", "tee", "mug"]);
  const saleId = sold(at.counter, ["mug"]);
  const undo = {
    actId: "day-undo-1",
    saleId,
    what: { kind: "undo-all" as const },
    reasonId: "wrong",
  };
  correct(at.counter, { ...undo, approvalId: await approvedBy(at.counter, "correct", undo) });
  const out = { actId: "day-milk-1", kind: "pay-out" as const, amountMinor: 250, reasonId: "milk" };
  shift.move(at.counter, { ...out, approvalId: await approvedBy(at.counter, "cash-move", out) });
  await at.counter.queue.run();
  // Two pounds short when Cara hands over; Mona hands back what she took.
  for (const [actId, staffId, pin] of [
    ["day-hand-1", MANAGER_ID, MANAGER_PIN],
    ["day-hand-2", CASHIER_ID, CASHIER_PIN],
  ] as const) {
    shift.count(at.counter, { counted: { "50": 246 }, others: [] });
    const handed = await handOver(at.counter, { actId, staffId, pin });
    if (!handed.ok) throw new Error(handed.refusal.code);
  }
  shift.count(at.counter, { counted: { "50": 246 }, others: [] });
  const close = { actId: "day-close-1", keptFloatMinor: 10_000 };
  const closed = shift.close(at.counter, {
    ...close,
    approvalId: await approvedBy(at.counter, "z", close),
  });
  if (!closed.ok) throw new Error(closed.refusal.code);
}

async function dsfinvk(): Promise<{ files: Files; closings: number; leftOver: number }> {
  const archive = await archiveOf(at.till.core, folder.path);
  const out = join(folder.path, "dsfinvk.zip");
  const written = await writeDsfinvk({ archive, out, nowMs: 0 });
  return { ...written, files: unpacked(out) };
}

describe("the DSFinV-K writer", () => {
  it("row 51: every Bon's lines, taxes and payments sum to it, and the closing to all of them", async () => {
    await aDay();
    shift.open(at.counter, { actId: "day-open-2", floatMinor: 10_000 });
    sold(at.counter, ["pen"]);
    const { files, closings, leftOver } = await dsfinvk();
    expect([closings, leftOver]).toEqual([1, 1]);
    const bons = rowsOf(files, "transactions.csv");
    expect(bons).toHaveLength(6);
    for (const { BON_ID, UMS_BRUTTO } of bons) {
      const own = (name: string): Row[] =>
        rowsOf(files, name).filter((row) => row.BON_ID === BON_ID);
      expect(sum(own("lines_vat.csv"), "POS_BRUTTO")).toBe(cents(UMS_BRUTTO));
      expect(sum(own("transactions_vat.csv"), "BON_BRUTTO")).toBe(cents(UMS_BRUTTO));
      expect(sum(own("datapayment.csv"), "BASISWAEH_BETRAG")).toBe(cents(UMS_BRUTTO));
    }
    const [z = {}] = rowsOf(files, "cashpointclosing.csv");
    // Float 100.00, sale 27.50, sale 7.50 and its reversal, 2.50 paid out, 2.00 short at a hand-over.
    expect(z).toMatchObject({ Z_NR: "1", Z_SE_ZAHLUNGEN: "123,00", Z_SE_BARZAHLUNGEN: "123,00" });
    expect(sum(rowsOf(files, "payment.csv"), "Z_ZAHLART_BETRAG")).toBe(12_300);
    expect(rowsOf(files, "cash_per_currency.csv")).toMatchObject([
      { ZAHLART_WAEH: "GBP", ZAHLART_BETRAG_WAEH: "123,00" },
    ]);
    const cases = rowsOf(files, "businesscases.csv");
    expect(sum(cases, "Z_UMS_BRUTTO")).toBe(sum(rowsOf(files, "lines_vat.csv"), "POS_BRUTTO"));
    expect(cases.map(({ GV_TYP }) => GV_TYP)).toEqual([
      "Anfangsbestand",
      "Umsatz",
      "Auszahlung",
      "DifferenzSollIst",
    ]);
  });

  it("row 51: a reversal is marked and names what it undoes; the float and the cash are Bons too", async () => {
    await aDay();
    const { files } = await dsfinvk();
    const bons = rowsOf(files, "transactions.csv");
    const [reversal] = bons.filter(({ BON_STORNO }) => BON_STORNO === "1");
    expect(reversal).toMatchObject({
      BON_TYP: "Beleg",
      UMS_BRUTTO: "-7,50",
      BEDIENER_NAME: "Cara",
    });
    const [reference] = rowsOf(files, "references.csv");
    expect(reference).toMatchObject({ BON_ID: reversal?.BON_ID, REF_TYP: "Transaktion" });
    expect(bons.map(({ BON_ID }) => BON_ID)).toContain(reference?.REF_BON_ID);
    const lines = rowsOf(files, "lines.csv").filter(({ BON_ID }) => BON_ID === reversal?.BON_ID);
    expect(lines).toMatchObject([{ MENGE: "-1,000", STK_BR: "7,50000", ART_NR: "MUG" }]);
  });

  it("row 51: index.xml describes every file with the columns it has, in their order", async () => {
    await aDay();
    const { files } = await dsfinvk();
    const index = files.get("index.xml") ?? "";
    expect([...files.keys()].sort()).toEqual([...Object.keys(DSFINVK_FILES), "index.xml"].sort());
    for (const [name, text] of files) {
      if (name === "index.xml") continue;
      const table =
        index.split("<Table>").find((part) => part.includes(`<URL>${name}</URL>`)) ?? "";
      const columns = [...table.matchAll(/<VariableColumn><Name>(\w+)</g)].map(
        ([, column]) => column,
      );
      expect(text.split("\r\n")[0]).toBe(columns.join(";"));
    }
  });

  it("row 51: signatures lie with their Bons, and a Bon made in an outage says so", async () => {
    const device = await startSigningSimulator();
    const { registerId } = at.till.core.identity;
    const row = at.till.core.replica.get("settings", registerId)?.row as Rows["settings"];
    const body = { ...row.body, signing: true };
    await at.put([
      { table: "settings", id: registerId, row: { ...row, body } } as unknown as AnyChange,
    ]);
    const { address } = device;
    at.counter.devices.save({ id: "tse", kind: "signing", name: "T", address, state: "unknown" });
    shift.open(at.counter, { actId: "day-open-1", floatMinor: 0 });
    sold(at.counter, ["tee"]);
    await at.counter.queue.run();
    device.unplug();
    sold(at.counter, ["mug"]);
    await at.counter.queue.run();
    shift.count(at.counter, { counted: { "50": 35 }, others: [] });
    const close = { actId: "day-close-1", keptFloatMinor: 0 };
    shift.close(at.counter, { ...close, approvalId: await approvedBy(at.counter, "z", close) });
    await device.close();
    const { files } = await dsfinvk();
    const [signed, unsigned] = rowsOf(files, "transactions_tse.csv");
    expect(signed).toMatchObject({
      TSE_ID: "1",
      TSE_TANR: "1",
      TSE_TA_VORGANGSART: "Kassenbeleg-V1",
    });
    expect(signed?.TSE_TA_SIG).not.toBe("");
    expect(unsigned).toMatchObject({ TSE_ID: "", TSE_TA_FEHLER: "TSE ausgefallen: off" });
    expect(rowsOf(files, "tse.csv")).toMatchObject([
      { TSE_ID: "1", TSE_SIG_ALGO: "ecdsa-plain-SHA256", TSE_ZEITFORMAT: "unixTime" },
    ]);
  });

  it("issue 3, paper: a Bon carries the invoice that stands, a return's Bon its credit note", async () => {
    shift.open(at.counter, { actId: "day-open-1", floatMinor: 10_000 });
    const saleId = sold(at.counter, ["tee"]);
    const buyer = { name: "Wrong Ltd", address: "1 High St" };
    const numberOf = (issued: ReturnType<typeof invoice>): string =>
      issued.ok ? issued.value.number : issued.refusal.code;
    numberOf(invoice(at.counter, { saleId, buyer }));
    numberOf(creditNote(at.counter, { saleId }));
    const right = numberOf(invoice(at.counter, { saleId, buyer: { ...buyer, name: "Acme Ltd" } }));
    const undo = {
      actId: "day-undo-1",
      saleId,
      what: { kind: "undo-all" as const },
      reasonId: "r",
    };
    correct(at.counter, { ...undo, approvalId: await approvedBy(at.counter, "correct", undo) });
    const note = numberOf(creditNote(at.counter, { saleId: undo.actId }));
    shift.count(at.counter, { counted: { "50": 200 }, others: [] });
    const close = { actId: "day-close-1", keptFloatMinor: 10_000 };
    const approvalId = await approvedBy(at.counter, "z", close);
    expect(shift.close(at.counter, { ...close, approvalId })).toMatchObject({ ok: true });
    const { files } = await dsfinvk();
    const bons = rowsOf(files, "transactions.csv").filter(({ BON_TYP }) => BON_TYP === "Beleg");
    const said = bons.map(({ KUNDE_NAME, BON_NOTIZ, UMS_BRUTTO }) => [
      ...[KUNDE_NAME, BON_NOTIZ],
      cents(UMS_BRUTTO),
    ]);
    expect(said).toEqual([
      ["", "", 10_000],
      ["Acme Ltd", right, 1_000],
      ["Acme Ltd", note, -1_000],
    ]);
  });
});
