// SPEC P25 at a real till: it was away while the log let go of what it stands on. It fills the stream anew
// beside what it has, its journal has no part in it. What the server answers is server-compaction.test.ts.
import { join } from "node:path";
import { expect, test } from "vitest";
import { compact } from "#server/compaction.ts";
import { putRows } from "#server/rows/put.ts";
import { aGatedWire } from "#test/builders/gated-wire.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import { startTestShop } from "#test/builders/till-chain.ts";
import { append } from "#till/core.ts";
import { openTill, type Till } from "#till/main.ts";

const AT_ONCE = {
  retentionMs: 0,
  markEveryMs: 0,
  raiseEveryMs: 0,
  clearAfterMs: 0,
  runEveryMs: 0,
  positionsMax: 1_000_000,
};

function until(till: Till, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = till.core.sync.onStatus(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

test("F18, P25: a till below the floor fills the stream beside the old, and nothing out of scope stays", async () => {
  const folder = aFolder();
  const server = await startTestShop(join(folder.path, "server.db"));
  const many = Array.from({ length: 6_000 }, (_, index) => aProduct(`x${index}`));
  await putRows(server.core, [aProduct("gone"), ...many]);
  const wire = aGatedWire(() => server.core);
  wire.letPages();
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    server: { url: server.url, enrolmentCode: await server.enrolmentCode("s1", "Till") },
    transport: wire.transport,
    watch: false,
    reserveBytes: 0,
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const till = opened.value;
  try {
    const { core } = till;
    await till.filled();
    till.link.cut();
    const body = { drawerId: "d", reasonId: "r", approvalIds: [] };
    expect(append(core, { staffId: "ada" }, { kind: "drawer.opened", body }).ok).toBe(true);
    const head = core.journal.head();
    await putRows(server.core, [{ table: "products", id: "gone", row: undefined }]);
    for (let run = 0; run < 3; run += 1) await compact(server.core, AT_ONCE);
    wire.holdPages();
    till.link.restore();
    await till.sent();
    wire.letPages(1);
    // The first page of the reset is here and held back: what was there is there, and sells.
    await until(till, () => wire.asked("pull").length > 1);
    expect(core.replica.get("products", "gone")).toBeDefined();
    expect(core.replica.get("products", "x5999")).toBeDefined();
    expect(core.sync.status().filling).toBeUndefined();
    wire.letPages();
    await until(till, () => core.replica.get("products", "gone") === undefined);
    expect(core.replica.get("products", "x5999")).toBeDefined();
    expect(core.journal.head()).toEqual(head);
    expect(core.replica.floors()).toEqual({});
    // Not by a check that found a fault and mended it.
    expect(await core.sync.checkNow()).toMatchObject({ faults: 0 });
    expect(core.sync.status().replicaFaults).toBe(0);
  } finally {
    await till.close();
    await server.close();
    folder.remove();
  }
});
