// The scale at the counter: its twin on a cable, the driver, and the line whose quantity it becomes.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { CODES } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import { weigh } from "#till/acts/weigh.ts";
import { startVirtualScale, type VirtualScale } from "#till/devices/virtual/serial-line.ts";
import { readBasket } from "#till/views/basket.ts";

const MOVING = 0x01;

let at: TestCounter;
let scale: VirtualScale;
beforeEach(async () => {
  at = await aCounter();
  const tee = at.till.core.replica.get("products", "tee")?.row;
  const weighed = { ...tee, weighed: true } as never;
  await at.put([{ table: "products", id: "tee", row: weighed }]);
  at.till.link.cut();
  scale = await startVirtualScale();
});
afterEach(async () => {
  await scale.close();
  await at.close();
});

function plugIn(): void {
  const { address } = scale;
  const device = {
    id: "scale-1",
    kind: "scale",
    name: "Scale",
    address,
    state: "unknown",
  } as const;
  expect(at.counter.devices.save(device).ok).toBe(true);
}

/** A line of one; answers its id. */
function scanned(product: keyof typeof CODES): string {
  const found = sell.scan(at.counter, CODES[product]);
  if (!found.ok) throw new Error(found.refusal.code);
  return at.counter.basket().draft.lines.at(-1)?.id ?? "";
}

const quantityMilli = () => at.counter.basket().draft.lines.at(-1)?.quantityMilli;

describe("row 25: weighed goods, offline", () => {
  it("takes the weight at rest as the line's quantity, and its price follows", async () => {
    plugIn();
    const lineId = scanned("tee");
    scale.put({ grams: 345 });
    expect(readBasket(at.counter).facts[0]?.canWeigh).toBe(true);
    expect(await weigh(at.counter, { lineId })).toMatchObject({ ok: true });
    expect(quantityMilli()).toBe(345);
    expect(readBasket(at.counter).priced.totalMinor).toBe(345);
    expect(at.till.core.journal.ofKind("basket.trimmed")).toEqual([]);
  });

  it.each([
    ["goods that swing", { status: MOVING }],
    ["nothing on it", { grams: 0 }],
  ] as const)("leaves the line as it was with %s", async (_, load) => {
    plugIn();
    const lineId = scanned("tee");
    scale.put(load);
    expect(await weigh(at.counter, { lineId })).toMatchObject({
      refusal: { code: "scale-no-weight" },
    });
    expect(quantityMilli()).toBe(1_000);
  });

  it("refuses without a scale, with a dead one, and for goods sold by the piece", async () => {
    const lineId = scanned("tee");
    expect(readBasket(at.counter).facts[0]?.canWeigh).toBeUndefined();
    expect(await weigh(at.counter, { lineId })).toMatchObject({
      refusal: { code: "scale-missing" },
    });
    plugIn();
    const mug = scanned("mug");
    expect(await weigh(at.counter, { lineId: mug })).toMatchObject({
      refusal: { code: "line-not-weighed" },
    });
    await scale.close();
    expect(await weigh(at.counter, { lineId })).toMatchObject({
      refusal: { code: "device-silent" },
    });
    scale = await startVirtualScale();
  });
});
