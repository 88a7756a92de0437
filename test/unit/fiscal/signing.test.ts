import { verify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { archiveOf } from "#test/builders/archive.ts";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { aFolder } from "#test/builders/journal.ts";
import { correct } from "#till/acts/correct.ts";
import { reprint } from "#till/acts/sales.ts";
import { openSigningDriver } from "#till/devices/signing/driver.ts";
import {
  type SigningSimulator,
  startSigningSimulator,
} from "#till/devices/virtual/signing-simulator.ts";
import { wireTo } from "#till/devices/wire.ts";
import { checkArchive } from "../../../scripts/fiscal-check/check.ts";

let at: TestCounter;
let device: SigningSimulator;
const folder = aFolder();
beforeEach(async () => {
  device = await startSigningSimulator();
  at = await aCounter();
});
afterEach(async () => {
  await at.close();
  await device.close();
});

/** Head office asks this register for signatures; the device is set up at the till. */
async function signing(address = device.address): Promise<void> {
  const { registerId } = at.till.core.identity;
  const row = at.till.core.replica.get("settings", registerId)?.row as Rows["settings"];
  const body = { ...row.body, signing: true };
  const change = { table: "settings", id: registerId, row: { ...row, body } };
  await at.put([change as unknown as AnyChange]);
  plugIn(address);
}

function plugIn(address = device.address): void {
  const kept = at.counter.devices.save({
    id: "tse",
    kind: "signing",
    name: "TSE",
    address,
    state: "unknown",
  });
  if (!kept.ok) throw new Error(kept.refusal.code);
}

async function sell(codes: Parameters<typeof sold>[1] = ["tee"]): Promise<string> {
  const saleId = sold(at.counter, codes);
  await at.counter.queue.run();
  return saleId;
}

const bodies = (kind: "fiscal.signed" | "outage.recorded") =>
  at.till.core.journal.ofKind(kind).map(({ body }) => body);
const OUT_OF_ORDER = "Signing device out of order";
/** The words of the last paper; the printer breaks lines at 42 characters. */
const paper = (): string => Buffer.from(at.printer.papers().at(-1) ?? []).toString("latin1");

describe("a signing device between commit and print", () => {
  it("row 51: is not asked where the register's setting does not say so", async () => {
    plugIn();
    await sell();
    expect(device.log()).toEqual([]);
    expect(bodies("outage.recorded")).toEqual([]);
  });

  it("row 51: signs a sale, a reversal and a movement; the record has what the device gave", async () => {
    await signing();
    const saleId = await sell(["tee", "mug"]);
    const undo = {
      actId: "undo-1",
      saleId,
      what: { kind: "undo-all" as const },
      reasonId: "wrong",
    };
    correct(at.counter, { ...undo, approvalId: await approvedBy(at.counter, "correct", undo) });
    await at.counter.queue.run();
    const [sale, back] = bodies("fiscal.signed");
    expect(sale).toMatchObject({
      ...{ documentId: saleId, document: "sale", outcome: "signed", transactionNumber: 1 },
      processData: "Beleg^0.00_0.00_0.00_0.00_17.50^17.50:Bar",
    });
    expect(back).toMatchObject({
      document: "return",
      processData: "Beleg^0.00_0.00_0.00_0.00_-17.50^-17.50:Bar",
    });
    expect(device.complaints()).toEqual([]);
    for (const { bytes, signature } of device.log()) {
      const key = { key: device.publicKey, dsaEncoding: "ieee-p1363" } as const;
      expect(verify("sha256", bytes, key, signature)).toBe(true);
    }
    const finish = device.log().find(({ operation }) => operation === "FinishTransaction");
    expect(sale?.signature).toBe(finish?.signature.toString("base64"));
    expect(finish?.bytes.toString("latin1")).toContain("17.50:Bar");
  });

  it("row 51: a device that is out of its socket stops no sale; paper and record say so", async () => {
    await signing();
    await sell();
    device.unplug();
    await sell();
    await sell();
    expect(paper()).toContain(OUT_OF_ORDER);
    expect(bodies("outage.recorded")).toMatchObject([{ device: "signing-device", reason: "off" }]);
    expect(bodies("outage.recorded")[0]).not.toHaveProperty("toMs");
    device.plug();
    plugIn();
    at = await at.restart();
    await sell();
    expect(paper()).not.toContain(OUT_OF_ORDER);
    const [begun, ended] = bodies("outage.recorded");
    expect(ended).toMatchObject({ outageId: begun?.outageId, toMs: expect.any(Number) });
    expect(bodies("fiscal.signed")).toHaveLength(2);
    expect((await checkArchive(await archiveOf(at.till.core, folder.path))).findings).toEqual([]);
  });

  it.each([
    ["full", () => device.roomFor(0)],
    ["certificate-expired", () => device.expire(true)],
  ])("row 51: %s is an outage of that name, and the sale goes on", async (reason, spoil) => {
    await signing();
    spoil();
    const saleId = await sell();
    expect(at.till.core.journal.ofKind("sale.completed")).toHaveLength(1);
    expect(bodies("outage.recorded")).toMatchObject([{ reason, deviceId: "tse" }]);
    expect(paper()).toContain(OUT_OF_ORDER);
    await reprint(at.counter, saleId, false);
    expect(paper()).toContain(OUT_OF_ORDER);
  });

  it("row 51: a device that lost its time is told it and signs; one that is not set up is an outage", async () => {
    await signing();
    await sell();
    device.forgetTime();
    await sell();
    expect(bodies("fiscal.signed")).toHaveLength(2);
    at.counter.devices.remove("tse");
    await sell();
    expect(bodies("outage.recorded")).toMatchObject([{ reason: "not-set-up", deviceId: "none" }]);
  });

  it("row 51: after a crash in a transaction the same one is finished, once", async () => {
    const saleId = await sell(["mug"]);
    await signing();
    // As the desk is when the power goes after the start: begun and kept, the finish never asked for.
    const driver = cable();
    await driver.setTime(Date.now());
    const clientId = ownClientId();
    const started = await driver.start({ clientId, processType: "", processData: "" });
    if (!started.ok) throw new Error(started.trouble);
    driver.close();
    const { signature: _, ...transaction } = started.value;
    const request = { id: saleId, document: "sale", processData: "Beleg^", at: 1, clientId };
    const { staffId } = at.till.core.journal.ofKind("sale.completed")[0] ?? {};
    at.till.core.journal.desk.put("to-sign", saleId, { ...request, staffId, transaction });
    at = await at.restart();
    await at.counter.queue.run();
    expect(bodies("fiscal.signed")).toMatchObject([
      { documentId: saleId, outcome: "signed", transactionNumber: 1 },
    ]);
    expect(device.transactions()).toMatchObject([{ number: 1, state: "finished" }]);
  });

  it("row 51: a transaction that a crash left and nobody knows is finished by name", async () => {
    await signing();
    const driver = cable();
    const clientId = ownClientId();
    await driver.setTime(Date.now());
    expect((await driver.start({ clientId, processType: "", processData: "" })).ok).toBe(true);
    driver.close();
    await sell();
    expect(bodies("fiscal.signed")).toMatchObject([
      { outcome: "abandoned", document: "none", transactionNumber: 1 },
      { outcome: "signed", transactionNumber: 2 },
    ]);
  });

  it("row 51: an answer that was lost is fetched from the device's log, not signed twice", async () => {
    const driver = cable();
    await driver.setTime(Date.now());
    const input = { clientId: "R1", processType: "", processData: "" };
    const started = await driver.start(input);
    if (!started.ok) throw new Error(started.trouble);
    device.hush(1);
    const { transactionNumber } = started.value;
    expect(await driver.finish({ ...input, transactionNumber })).toEqual({
      ok: false,
      trouble: "time-out",
    });
    const again = await driver.finish({ ...input, transactionNumber });
    expect(again).toEqual({ ok: false, trouble: "transaction-unknown" });
    expect(await driver.finished(transactionNumber)).toMatchObject({ ok: true });
    driver.close();
  });
});

/** Another way to the same device. */
function cable() {
  const open = wireTo({ kind: "tcp", host: "127.0.0.1", port: device.port, query: new Map() });
  if (open === undefined) throw new Error("no cable");
  return openSigningDriver({ id: "other", name: "other", open, limitMs: 200 });
}

/** This register as the device knows it: the end of its serial number. */
function ownClientId(): string {
  return at.till.core.identity.registerId.replaceAll("-", "").slice(-30);
}
