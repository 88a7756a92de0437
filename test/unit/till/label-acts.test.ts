// Row 86: labels of what changes tomorrow, offline: printed, hung, printed again, and after sync.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { machineZoneOffset } from "#machine/time-zone.ts";
import type { AnyChange } from "#server/entries/working-set.ts";
import { addDays, instantOfWallClock } from "#shared/base/time.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aPrice } from "#test/builders/server-chain.ts";
import * as labels from "#till/acts/labels.ts";
import { businessDateAt, storeOf } from "#till/core.ts";
import {
  startVirtualLabelPrinter,
  type VirtualLabelPrinter,
} from "#till/devices/virtual/label-printer-server.ts";
import { readLabels } from "#till/views/labels.ts";

let at: TestCounter;
let twin: VirtualLabelPrinter;
beforeEach(async () => {
  at = await aCounter();
  twin = await startVirtualLabelPrinter();
  const device = {
    id: "l1",
    kind: "label-printer",
    name: "Labels",
    address: twin.address,
  } as const;
  at.counter.devices.save({ ...device, state: "unknown" });
});
afterEach(async () => {
  await twin.close();
  await at.close();
});

/** When tomorrow begins in the shop. */
function tomorrowMs(): number {
  const { core } = at.till;
  const { timeZone = "UTC", cutOverMinutes = 0 } = storeOf(core) ?? {};
  const date = addDays(businessDateAt(core, core.clock.now()), 1);
  return instantOfWallClock({ date, minutes: cutOverMinutes }, timeZone, machineZoneOffset);
}

function dearer(productId: string, amountMinor: number): AnyChange {
  const row = aPrice(productId, amountMinor).row as Rows["prices"];
  const id = `${row.id}-tomorrow-${amountMinor}`;
  return { table: "prices", id, row: { ...row, id, validFromMs: tomorrowMs() } };
}

const tomorrow = (state?: "due" | "printed" | "hung") =>
  readLabels(at.counter, { day: "tomorrow", offset: 0, limit: 50, state });

async function states() {
  const { items } = await tomorrow();
  return items.map(({ productId, state, printedTimes }) => [productId, state, printedTimes]);
}

describe("row 86: the labels of tomorrow", () => {
  it("offline: all that change, printed on the label printer, hung, and told after sync", async () => {
    await at.put([dearer("tee", 1_100), dearer("mug", 800)]);
    at.till.link.cut();
    expect(await states()).toEqual([
      ["mug", "due", 0],
      ["tee", "due", 0],
    ]);
    const asked = { day: "tomorrow", deviceId: "l1", copies: 1 } as const;
    const printed = await labels.print(at.counter, { ...asked, productIds: ["tee", "mug"] });
    expect(printed).toEqual({ ok: true, value: { printed: 2, again: 0 } });
    expect(twin.labels().map(({ fields }) => fields[1]?.data)).toEqual(["£11.00", "£8.00"]);
    const again = await labels.print(at.counter, { ...asked, productIds: ["mug"] });
    expect(again).toEqual({ ok: true, value: { printed: 1, again: 1 } });
    const hung = { day: "tomorrow", productIds: ["tee"], to: "hung" } as const;
    expect(await labels.advance(at.counter, hung)).toMatchObject({ value: { labels: 1 } });
    const expected = [
      ["mug", "printed", 2],
      ["tee", "hung", 1],
    ];
    expect(await states()).toEqual(expected);
    expect((await tomorrow("hung")).items.map(({ pending }) => pending)).toEqual([true]);
    expect((await tomorrow()).areas).toMatchObject([{ due: 0, printed: 1, hung: 1 }]);
    at.till.link.restore();
    await expect
      .poll(() => at.till.core.replica.get("work", "label:s1:tee")?.row.state, { timeout: 10_000 })
      .toBe("done");
    await expect.poll(async () => (await tomorrow("hung")).items[0]?.pending).toBe(false);
    expect(await states()).toEqual(expected);
  });

  it("another price after printing: the label is due again", async () => {
    await at.put([dearer("tee", 1_100)]);
    const one = { day: "tomorrow", productIds: ["tee"], to: "printed" } as const;
    await labels.advance(at.counter, one);
    expect(await states()).toEqual([["tee", "printed", 1]]);
    await at.put([{ ...dearer("tee", 1_200), id: "p-newer" } as AnyChange].map(newer));
    expect(await states()).toEqual([["tee", "due", 0]]);
  });

  it("out of labels nothing is noted; what is no label is refused", async () => {
    await at.put([dearer("tee", 1_100)]);
    twin.setRoll(0);
    const asked = { day: "tomorrow", deviceId: "l1", copies: 1 } as const;
    expect(await labels.print(at.counter, { ...asked, productIds: ["tee"] })).toMatchObject({
      refusal: { code: "printer-not-ready", args: { state: "paper-out" } },
    });
    expect(await states()).toEqual([["tee", "due", 0]]);
    expect(await labels.print(at.counter, { ...asked, productIds: ["pen"] })).toMatchObject({
      refusal: { code: "labels-none" },
    });
    const gone = { ...asked, deviceId: "nobody", productIds: ["tee"] };
    expect(await labels.print(at.counter, gone)).toMatchObject({
      refusal: { code: "device-unknown" },
    });
  });

  it("a single label says what holds now, and is the same label until the price changes", async () => {
    const look = { day: "now", productIds: ["pen"] } as const;
    expect(await labels.look(at.counter, look)).toMatchObject([
      { text: { price: "£1.20", code: "2900000000032" }, state: "due" },
    ]);
    await labels.advance(at.counter, { ...look, to: "hung" });
    expect(await labels.look(at.counter, look)).toMatchObject([{ state: "hung" }]);
  });
});

/** The row under an id of its own, so that both prices stand and the newer position counts. */
function newer(change: AnyChange): AnyChange {
  return { ...change, row: { ...(change.row as object), id: change.id } } as AnyChange;
}
