import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import type { Printer } from "#till/devices/printer.ts";
import { openVirtualPrinter, type VirtualPrinter } from "#till/devices/virtual-printer.ts";
import { systemClock, type TillClock } from "#till/host.ts";
import { openTill, type Till } from "#till/main.ts";
import { readBasket } from "#till/views/basket.ts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: Till;
let printer: VirtualPrinter;

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  till = await open({ code: await server.enrolmentCode("s1", "Till 1") });
  await till.filled();
  printer = openVirtualPrinter();
});
afterEach(async () => {
  await till.close();
  await server.close();
  folder.remove();
});

async function open(options: { code?: string; clock?: TillClock } = {}): Promise<Till> {
  const opened = await openTill({
    dataDir: join(folder.path, "till"),
    reserveBytes: 0,
    watch: false,
    server: {
      url: server.url,
      ...(options.code === undefined ? {} : { enrolmentCode: options.code }),
    },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  return opened.value;
}

async function atCounter(device: Printer = printer): Promise<Counter> {
  const counter = openCounter({ core: till.core, printer: device });
  const signed = await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  if (!signed.ok) throw new Error(JSON.stringify(signed.refusal));
  return counter;
}

function salesIn(core: Till["core"]): number {
  return core.journal.ofKind("sale.completed").length;
}

describe("the counter of a till", () => {
  it("F08: prints and opens the drawer only when the sale lies in the journal", async () => {
    const seen: number[] = [];
    const watching: Printer = {
      ...printer,
      print: async (bytes) => {
        seen.push(salesIn(till.core));
        return printer.print(bytes);
      },
    };
    const counter = await atCounter(watching);
    sell.scan(counter, CODES.tee);
    tender.start(counter);
    expect(seen).toEqual([]);
    expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
    await new Promise<void>((resolve) => {
      till.core.hub.on(["basket"], () => {
        if (counter.basket().done?.receipt === "printed") resolve();
      });
    });
    expect(seen).toEqual([1]);
    expect(printer.kicks()).toBe(1);
    expect(readBasket(counter).done?.receipt).toBe("printed");
  });

  it("sells on with a printer that is off; the receipt waits and comes out later, once", async () => {
    printer.set("off");
    const counter = await atCounter();
    sell.scan(counter, CODES.pen);
    tender.start(counter);
    const paid = tender.add(counter, { kind: "cash", givenMinor: 200 });
    await counter.queue.run();
    expect(paid.ok && paid.value.done?.receipt).toBe("waiting");
    expect(printer.papers()).toHaveLength(0);
    printer.set("ready");
    expect(await counter.queue.run()).toEqual({ printed: 1, waiting: 0 });
    expect(printer.papers()).toHaveLength(1);
  });

  it("keeps the basket over a restart, to the line", async () => {
    const counter = await atCounter();
    sell.scan(counter, CODES.tee);
    sell.scan(counter, CODES.mug);
    await counter.saved();
    const before = counter.basket().draft;
    await till.close();
    till = await open();
    const again = openCounter({ core: till.core, printer });
    expect(again.basket().draft).toEqual(before);
    expect(readBasket(again).priced.totalMinor).toBe(1_750);
  });

  it("never makes a second sale of a late press, also after a restart", async () => {
    const counter = await atCounter();
    sell.scan(counter, CODES.tee);
    tender.start(counter);
    const first = tender.add(counter, { kind: "cash", givenMinor: 1_000 });
    const second = tender.add(counter, { kind: "cash", givenMinor: 1_000 });
    await till.close();
    till = await open();
    const after = await atCounter();
    const third = tender.add(after, { kind: "cash", givenMinor: 1_000 });
    const saleIds = [first, second, third].map((each) => each.ok && each.value.done?.saleId);
    expect(new Set(saleIds).size).toBe(1);
    expect(salesIn(till.core)).toBe(1);
  });

  it("takes ten codes a second of two scanners for a minute, none lost, none doubled", async () => {
    const counter = await atCounter();
    const codes = [CODES.tee, CODES.mug];
    for (let burst = 0; burst < 600; burst += 1) {
      for (const code of codes) expect(sell.scan(counter, code).ok).toBe(true);
    }
    const quantities = counter.basket().draft.lines.map(({ quantityMilli }) => quantityMilli);
    expect(quantities).toEqual([600_000, 600_000]);
  });

  it("refuses what cannot be in words, and leaves the basket as it was", async () => {
    const counter = await atCounter();
    sell.scan(counter, CODES.tee);
    const before = counter.basket();
    expect(sell.scan(counter, "4006381333931")).toMatchObject({
      ok: false,
      refusal: { code: "product-unknown" },
    });
    expect(counter.basket()).toEqual(before);
    expect(readBasket(counter).notice).toMatchObject({ code: "product-unknown" });
    tender.start(counter);
    expect(tender.add(counter, { kind: "card-external", amountMinor: 5_000 })).toMatchObject({
      ok: false,
      refusal: { code: "tender-exceeds-due" },
    });
    expect(tender.complete(counter).ok && salesIn(till.core)).toBe(0);
    expect(sell.scan(counter, CODES.mug)).toMatchObject({ refusal: { code: "basket-being-paid" } });
  });

  it("has a card payment on disk before and after it, and the leg with it", async () => {
    const counter = await atCounter();
    sell.scan(counter, CODES.tee);
    tender.start(counter);
    expect(tender.add(counter, { kind: "card-external" }).ok).toBe(true);
    const kinds = till.core.journal.after(0).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(["payment.started", "payment.settled", "sale.completed"]);
  });

  it("promises from the warehouse what is not here, with the sale, and shows both pending", async () => {
    till.link.cut();
    const counter = await atCounter();
    const added = sell.add(counter, { productId: "tee", quantityMilli: 501_000 });
    const lineId = added.ok ? (added.value.lineId ?? "") : "";
    expect(readBasket(counter).facts[0]).toMatchObject({ soldOutHere: true });
    sell.quantity(counter, { lineId, quantityMilli: 2_000 });
    const promised = sell.promise(counter, {
      lineId,
      placeId: "warehouse",
      how: "ship",
      fallback: "refund",
    });
    expect(promised.ok).toBe(true);
    tender.start(counter);
    const paid = tender.add(counter, { kind: "cash", givenMinor: 2_000 });
    expect(paid.ok && paid.value.done?.promises).toHaveLength(1);
    expect(till.core.journal.ofKind("order.promised")).toHaveLength(1);
    expect(till.core.overlay.overlaid("orders").map(({ row }) => row?.state)).toEqual(["promised"]);
    till.link.restore();
    await till.sent();
  });

  it("locks out after five wrong PINs, for one minute and then longer, also over a restart", async () => {
    let nowMs = Date.now();
    const clock: TillClock = { ...systemClock, now: () => nowMs };
    await till.close();
    till = await open({ clock });
    let counter = openCounter({ core: till.core, printer });
    const wrong = () => signIn(counter, { staffId: CASHIER_ID, pin: "0000" });
    for (let tries = 1; tries < 5; tries += 1) {
      expect(await wrong()).toMatchObject({ refusal: { code: "wrong-pin" } });
    }
    expect(await wrong()).toMatchObject({ refusal: { code: "locked-out", args: { seconds: 60 } } });
    await till.close();
    till = await open({ clock });
    counter = openCounter({ core: till.core, printer });
    const right = () => signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
    expect(await right()).toMatchObject({ refusal: { code: "locked-out" } });
    nowMs += 60_000;
    for (let tries = 1; tries < 5; tries += 1) await wrong();
    expect(await wrong()).toMatchObject({ refusal: { args: { seconds: 300 } } });
    nowMs += 300_000;
    expect((await right()).ok).toBe(true);
  });
});
