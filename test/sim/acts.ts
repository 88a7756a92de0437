/**
 * What people do at a simulated till, with the product's own engine: sell, take back, receive, count,
 * move stock, open and close the drawer, change a client. Each act is one append of the till's core.
 */
import type { Prng } from "#shared/base/prng.ts";
import { priceBasket } from "#shared/engine/basket.ts";
import { newBasket } from "#shared/engine/basket-edit.ts";
import { refundLegs } from "#shared/engine/refund.ts";
import { planReturn } from "#shared/engine/return.ts";
import { returnableOfPurchase } from "#shared/engine/return-sale.ts";
import { completeSale } from "#shared/engine/sale.ts";
import { closeShift, expectedCash } from "#shared/engine/shift.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { RoleSetting } from "#shared/records/settings/index.ts";
import { append, type Made, policyOf, storeOf, type TillCore } from "#till/core.ts";
import type { AppendTools } from "#till/journal/types.ts";
import type { SimTill } from "./till.ts";

export const PRODUCTS = ["tee", "mug", "pen"] as const;

/** What an act came to: entries on the disk, a refusal by code, or nothing to do. */
export type Acted =
  | { readonly as: "done"; readonly entries: readonly AnyEntry[] }
  | { readonly as: "refused"; readonly code: string }
  | { readonly as: "nothing"; readonly why: string };

type Act = (about: {
  readonly sim: SimTill;
  readonly core: TillCore;
  readonly prng: Prng;
}) => Acted;

/** As far back as anybody looks for a sale to take back. */
const SALES_KNOWN_MAX = 500;

const ROLE = { limits: {} } as unknown as RoleSetting;

const ACTS: readonly (readonly [weight: number, name: string, act: Act])[] = [
  [50, "sell", sell],
  [10, "return", takeBack],
  [8, "receive", receive],
  [6, "count", count],
  [6, "move", move],
  [6, "cash", moveCash],
  [6, "shift", turnShift],
  [8, "client", changeClient],
];
const WEIGHTS = ACTS.reduce((sum, [weight]) => sum + weight, 0);

/** One act of a till that is up, chosen by chance. */
export function actAtRandom(
  sim: SimTill,
  prng: Prng,
): { readonly name: string; readonly acted: Acted } {
  const core = sim.till?.core;
  let draw = prng.int(1, WEIGHTS);
  const chosen = ACTS.find(([weight]) => {
    draw -= weight;
    return draw <= 0;
  });
  if (core === undefined || chosen === undefined) {
    return { name: "none", acted: { as: "nothing", why: "the till is down" } };
  }
  const [, name, act] = chosen;
  const isFilling = core.sync.status().filling !== undefined;
  if (isFilling || policyOf(core) === undefined || storeOf(core) === undefined) {
    return { name, acted: { as: "nothing", why: "still filling" } };
  }
  return { name, acted: act({ sim, core, prng }) };
}

/** An entry of a known kind whose body an older version got wrong: nobody can read it. */
export function appendPoison(sim: SimTill): Acted {
  const core = sim.till?.core;
  if (core === undefined) return { as: "nothing", why: "the till is down" };
  return written(sim, core, {
    kind: "drawer.opened",
    body: { drawerId: 12, reasonId: null },
  } as unknown as Made);
}

function written(sim: SimTill, core: TillCore, made: Made | ((tools: AppendTools) => Made)): Acted {
  const appended = append(core, { staffId: "ada", shiftId: sim.shiftId }, made);
  return appended.ok
    ? { as: "done", entries: appended.value }
    : { as: "refused", code: appended.refusal.code };
}

function receiptOf(sim: SimTill, number: number): string {
  return `${seriesOf(sim)}-${String(number).padStart(6, "0")}`;
}

function seriesOf(sim: Pick<SimTill, "registerId">): string {
  return `S-${sim.registerId}`;
}

function sell({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const store = storeOf(core);
  const policy = policyOf(core);
  if (store === undefined || policy === undefined) return { as: "nothing", why: "still filling" };
  const at = core.clock.now();
  const basket = newBasket({
    id: core.ids.next(),
    storeId: sim.storeId,
    registerId: sim.registerId,
    currency: store.currency,
    channel: "counter",
    atMs: at,
  });
  const lines = Array.from({ length: prng.int(1, 3) }, () => ({
    id: core.ids.next(),
    productId: prng.pick(PRODUCTS),
    quantityMilli: prng.int(1, 4) * 1_000,
    manual: [],
    serials: [],
    addedAtMs: at,
  }));
  const known = percentOf(prng, 25) ? { clientId: "maya" } : {};
  const draft: BasketDraft = { ...basket, lines, ...known };
  const priced = priceBasket(draft, core.catalogue, {
    atMs: at,
    segmentIds: [],
    utcOffsetMinutes: 0,
  });
  if (!priced.ok) return { as: "refused", code: priced.refusal.code };
  const kind = percentOf(prng, 70) ? ("cash" as const) : ("card-external" as const);
  const sale = completeSale({
    saleId: draft.id,
    draft,
    priced: priced.value,
    tenders: [
      { id: core.ids.next(), kind, name: kind, amountMinor: priced.value.totalMinor, atMs: at },
    ],
    receipt: { number: "", series: seriesOf(sim) },
    policy,
    catalogue: core.catalogue,
    segmentIds: [],
    cashier: { staffId: "ada", maySellRestricted: true },
    minuteOfDay: 600,
    shiftIsOpen: true,
    openPayments: 0,
  });
  if (!sale.ok) return { as: "refused", code: sale.refusal.code };
  return written(sim, core, (tools) => ({
    kind: "sale.completed",
    body: { ...sale.value, receiptNumber: receiptOf(sim, tools.takeNumber(seriesOf(sim))) },
  }));
}

function percentOf(prng: Prng, share: number): boolean {
  return prng.int(1, 100) <= share;
}

/** Any sale the till knows, its own or another's, as far as it believes it may still come back. */
function takeBack({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const policy = policyOf(core);
  const known = knownSales(core);
  if (policy === undefined || known.length === 0) return { as: "nothing", why: "no sale known" };
  const sale = returnableOfPurchase(prng.pick(known));
  if (sale === undefined) return { as: "nothing", why: "no whole sale" };
  const line = prng.pick(sale.lines);
  const leftMilli = line.quantityMilli - line.returnedMilli;
  if (leftMilli <= 0) return { as: "nothing", why: "all came back" };
  const plan = planReturn({
    sale,
    wishes: [
      {
        id: core.ids.next(),
        saleLineId: line.lineId,
        quantityMilli: prng.int(1, leftMilli / 1_000) * 1_000,
        reasonId: "too-small",
        disposition: percentOf(prng, 80) ? "resell" : "bin",
      },
    ],
    policy,
    role: ROLE,
    atMs: core.clock.now(),
    approved: true,
  });
  if (!plan.ok) return { as: "refused", code: plan.refusal.code };
  const { refundMinor, lines } = plan.value;
  const legs = refundLegs({
    refundMinor,
    tenders: sale.tenders,
    rest: { kind: "cash", name: "cash" },
  });
  return written(sim, core, (tools) => ({
    kind: "return.completed",
    body: {
      returnId: core.ids.next(),
      receiptNumber: receiptOf(sim, tools.takeNumber(seriesOf(sim))),
      series: seriesOf(sim),
      ...(sale.clientId === undefined ? {} : { clientId: sale.clientId }),
      currency: sale.currency,
      proof: "search",
      lines: [...lines],
      tenders: legs.map(({ kind, name, amountMinor }) => ({
        id: core.ids.next(),
        kind,
        name,
        amountMinor: -amountMinor,
        atMs: core.clock.now(),
      })),
      refundMinor,
      exchangeMinor: 0,
      roundingMinor: 0,
      changeMinor: 0,
      pointsEarned: 0,
      approvalIds: [],
      startedAtMs: core.clock.now(),
    },
  }));
}

function knownSales(core: TillCore): readonly Rows["purchases"][] {
  const rows = new Map<string, Rows["purchases"]>();
  const newest = { order: { column: "at", descending: true }, limit: SALES_KNOWN_MAX } as const;
  for (const { row } of core.replica.byIndex("purchases", newest)) rows.set(row.id, row);
  for (const { id, row } of core.overlay.overlaid("purchases")) {
    if (row === undefined) rows.delete(id);
    else rows.set(id, row);
  }
  return [...rows.values()]
    .filter((row) => row.sale !== undefined && row.kind === "sale")
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** A quantity that no other act takes away again: so that two acts never cancel out unseen. */
function oddQuantity(prng: Prng): number {
  return prng.int(5, 40) * 1_000 + prng.int(1, 999);
}

function receive({ sim, core, prng }: Parameters<Act>[0]): Acted {
  return written(sim, core, {
    kind: "stock.received",
    body: {
      receiptId: core.ids.next(),
      placeId: sim.placeId,
      lines: [
        {
          productId: prng.pick(PRODUCTS),
          quantityMilli: oddQuantity(prng),
          serials: [],
          damagedMilli: prng.int(0, 2) * 1_000,
        },
      ],
      complete: true,
    },
  });
}

function count({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const productId = prng.pick(PRODUCTS);
  const id = `${sim.placeId}:${productId}`;
  const believedMilli = core.overlay.row("stock", id)?.onHandMilli ?? 0;
  const movementMilli = oddQuantity(prng) * (percentOf(prng, 50) ? 1 : -1);
  return written(sim, core, {
    kind: "stock.counted",
    body: {
      countId: core.ids.next(),
      placeId: sim.placeId,
      lines: [
        {
          productId,
          countedMilli: believedMilli + movementMilli,
          believedMilli,
          movementMilli,
          stockPosition: core.replica.get("stock", id)?.position ?? 0,
          atMs: core.clock.now(),
        },
      ],
      blind: true,
    },
  });
}

function move({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const kind = prng.pick(["damage", "loss", "found", "correction"] as const);
  const sign = kind === "found" || (kind === "correction" && percentOf(prng, 50)) ? 1 : -1;
  return written(sim, core, {
    kind: "stock.moved",
    body: {
      moveId: core.ids.next(),
      kind,
      placeId: percentOf(prng, 20) ? "warehouse" : sim.placeId,
      reasonId: "seen",
      lines: [
        { productId: prng.pick(PRODUCTS), quantityMilli: oddQuantity(prng) * sign, serials: [] },
      ],
      approvalIds: [],
    },
  });
}

function moveCash({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const kind = prng.pick(["pay-in", "pay-out"] as const);
  const amountMinor = prng.int(1, 5_000) * (kind === "pay-in" ? 1 : -1);
  return written(sim, core, {
    kind: "cash.moved",
    body: {
      movementId: core.ids.next(),
      drawerId: `drawer:${sim.registerId}`,
      kind,
      amountMinor,
      currency: "GBP",
      reasonId: "petty",
      approvalIds: [],
    },
  });
}

/** Opens the shift, or counts and closes it. */
function turnShift({ sim, core, prng }: Parameters<Act>[0]): Acted {
  const drawerId = `drawer:${sim.registerId}`;
  if (sim.shiftId === undefined) {
    const shiftId = core.ids.next();
    sim.shiftId = shiftId;
    const floatMinor = prng.int(0, 100) * 100;
    const acted = written(sim, core, {
      kind: "shift.opened",
      body: { shiftId, drawerId, floatMinor, currency: "GBP" },
    });
    if (acted.as !== "done") sim.shiftId = undefined;
    return acted;
  }
  const policy = policyOf(core);
  const figures = shiftFigures(sim.shiftId, core.journal.after(0));
  if (figures === undefined || policy === undefined) return { as: "nothing", why: "no shift" };
  const closed = closeShift({
    figures,
    policy,
    counts: [pieces(Math.max(0, expectedCash(figures)))],
    others: [],
    zNumber: core.journal.ofKind("shift.closed").length + 1,
    differenceReasonId: "counted",
    unsentEntries: core.journal.unsent().count,
  });
  if (!closed.ok) return { as: "refused", code: closed.refusal.code };
  const acted = written(sim, core, { kind: "shift.closed", body: closed.value });
  if (acted.as === "done") sim.shiftId = undefined;
  return acted;
}

/** A sum in notes of fifty and single pennies. */
function pieces(amountMinor: number): Record<string, number> {
  return { "5000": Math.floor(amountMinor / 5_000), "1": amountMinor % 5_000 };
}

function changeClient({ sim, core, prng }: Parameters<Act>[0]): Acted {
  return written(sim, core, {
    kind: "client.changed",
    body: {
      clientId: "maya",
      set: { language: `Tongue ${prng.int(1, 1_000_000)}` },
      cleared: [],
      tagsAdded: percentOf(prng, 30) ? [`tag-${prng.int(1, 5)}`] : [],
      tagsRemoved: [],
    },
  });
}
