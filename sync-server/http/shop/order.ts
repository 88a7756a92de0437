/**
 * A web order: priced by the engine, its goods set aside, paid outside, and appended as a sale and its
 * promises to the chain of the web shop's own register, through the same queue and fold as a till's.
 */
import { hash } from "node:crypto";
import { machineZoneOffset } from "#machine/time-zone.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { compact } from "#shared/base/compact.ts";
import { done, type Refusal, type Result, refuse } from "#shared/base/result.ts";
import type { CatalogueView } from "#shared/engine/catalogue.ts";
import { minimumAgeOf, type RestrictionAsk, restrictionsOf } from "#shared/engine/restricted.ts";
import { completeSale } from "#shared/engine/sale.ts";
import type { BasketDraft, PricedBasket } from "#shared/records/basket.ts";
import type { OrderPromised } from "#shared/records/entries/order-promised.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { Basis } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Tender } from "#shared/records/tender.ts";
import type { PlacedOrder, ShopFulfilment } from "#shared/shop-api/contract.ts";
import { claimWebOrder, releaseWebOrder } from "../../database/client-sessions.ts";
import { countEntriesOfKind } from "../../database/reports.ts";
import { readChildren, readCurrent } from "../../database/revisions.ts";
import { appendOwnTogether, type OwnDraft, openOwnRegister } from "../../entries/own.ts";
import { draftOf, shopDate } from "./basket.ts";
import type { ClientRow } from "./clients.ts";
import { type ShopDeps, type WebStore, webStoreOf } from "./deps.ts";
import { shownOrder } from "./history.ts";
import { withDeclared } from "./restricted.ts";

export interface OrderAsked {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly coupons: readonly string[];
  readonly fulfilment: ShopFulfilment;
  readonly expectedTotalMinor: number;
  readonly payment: {
    readonly provider: string;
    readonly authorisation: string;
    readonly brand?: string | undefined;
    readonly lastFour?: string | undefined;
  };
  readonly restrictionsChecked?: readonly string[] | undefined;
}

/** Who acts in the entries of the web shop: no person of the staff. */
const WEB_STAFF = "web";
const CLAIM_MS = 60_000;

/**
 * Places an order for a client. The same key and order again answer what was placed the first time.
 * Refuses `web-key-reused`, `web-stock-short`, `web-store-unknown`, `web-total-changed`,
 * `web-unavailable` (another server is placing the same order at this moment), and what the engine
 * refuses: `restriction-open` for goods with a minimum age that the buyer did not declare to have.
 */
export async function placeOrder(
  deps: ShopDeps,
  client: ClientRow,
  order: { readonly key: string; readonly asked: OrderAsked },
): Promise<Result<PlacedOrder>> {
  const { core } = deps;
  const digest = (text: string): string => hash("sha256", text, "hex").slice(0, 32);
  const saleId = `web-${digest(canonicalJson([core.chain, client.id, order.key]))}`;
  const basketId = `${saleId}.${digest(canonicalJson(plainly(order.asked))).slice(0, 16)}`;
  const running = deps.placing.get(basketId);
  if (running !== undefined) return running;
  const placing = placeOnce(deps, client, { saleId, basketId, asked: order.asked });
  deps.placing.set(basketId, placing);
  return placing.finally(() => deps.placing.delete(basketId));
}

interface Placing {
  readonly saleId: string;
  readonly basketId: string;
  readonly asked: OrderAsked;
}

async function placeOnce(
  deps: ShopDeps,
  client: ClientRow,
  placing: Placing,
): Promise<Result<PlacedOrder>> {
  const { core } = deps;
  const { saleId, basketId } = placing;
  const before = await placedBefore(deps, saleId, basketId);
  if (before !== undefined) return before;
  const atMs = core.now();
  const claim = { saleId, atMs, staleBeforeMs: atMs - CLAIM_MS };
  if (!(await core.database.write((tx) => claimWebOrder(tx, core.chain, claim)))) {
    // Another call may have placed it since we looked.
    return (await placedBefore(deps, saleId, basketId)) ?? refuse("web-unavailable");
  }
  try {
    const placed = await placeNow(deps, client, placing);
    if (!placed.ok) await core.database.write((tx) => releaseWebOrder(tx, core.chain, saleId));
    return placed;
  } catch (error) {
    await core.database.write((tx) => releaseWebOrder(tx, core.chain, saleId));
    throw error;
  }
}

async function placeNow(
  deps: ShopDeps,
  client: ClientRow,
  placing: Placing,
): Promise<Result<PlacedOrder>> {
  const { core } = deps;
  const { saleId, basketId, asked } = placing;
  const web = await webStoreOf(core);
  const basket = { ...asked, basketId, clientId: client.id };
  const draft = await draftOf(deps, web, basket, "reserve");
  if (!draft.ok) return draft;
  const registerId = `web:${web.id}`;
  await openOwnRegister(core, { id: registerId, storeId: web.id, name: web.body.name });
  const points = await pointsOf(deps, client);
  const sold = await deps.counter.price(
    { draft: draft.value, store: web, segmentIds: client.segmentIds },
    ({ result, basis, catalogue }): Result<Sold> => {
      if (!result.ok) return result;
      const { totalMinor } = result.value;
      if (totalMinor !== asked.expectedTotalMinor) {
        return refuse("web-total-changed", { totalMinor }, "expectedTotalMinor");
      }
      const about = { web, client, points, placing, catalogue, nowMs: core.now() };
      const restrictionIds = asked.restrictionsChecked;
      const declared = { restrictionIds, staffId: WEB_STAFF };
      const checked = withDeclared(draft.value, catalogue, declared);
      const body = saleOf(about, checked, result.value);
      if (!body.ok) return saidWhere(body.refusal);
      return done({ basis, body: body.value, asks: restrictionsOf(checked, catalogue) });
    },
  );
  if (!sold.ok) return sold;
  const promises = promisesOf(sold.value, { asked, atMs: core.now() });
  await appendOwnTogether(core, registerId, async () => {
    const kind = "sale.completed";
    const before = await countEntriesOfKind(core.database.now, core.chain, { registerId, kind });
    return entriesOf(deps, web, { ...sold.value, promises, number: before + 1 });
  });
  return (await placedBefore(deps, saleId, basketId)) ?? refuse("web-unavailable");
}

interface Sold {
  readonly basis: Basis;
  readonly body: SaleCompleted;
  readonly asks: readonly RestrictionAsk[];
}

/** A refusal for want of a declaration names the field it belongs in. */
function saidWhere(refusal: Refusal): Result<never> {
  const isUndeclared = refusal.code === "restriction-open";
  const position = isUndeclared ? { position: "restrictionsChecked" } : {};
  return { ok: false, refusal: { ...refusal, ...position } };
}

function saleOf(
  about: {
    readonly web: WebStore;
    readonly client: ClientRow;
    readonly points: Rows["balances"] | undefined;
    readonly placing: Placing;
    readonly catalogue: CatalogueView;
    readonly nowMs: number;
  },
  draft: BasketDraft,
  priced: PricedBasket,
): Result<SaleCompleted> {
  const { web, client, points, placing, catalogue, nowMs } = about;
  const policy = catalogue.setting("policy", web.body.policyId);
  if (policy === undefined) return refuse("setting-missing", { kind: "policy" });
  const loyalty = catalogue.settings("loyalty")[0]?.body;
  const offset = machineZoneOffset(web.body.timeZone, nowMs);
  return completeSale({
    saleId: placing.saleId,
    draft,
    priced,
    tenders: priced.totalMinor === 0 ? [] : [tenderOf(placing.asked, priced.totalMinor, nowMs)],
    // The number is put in when the register's turn has come, so that the series has no gap.
    receipt: { number: "", series: "", profileId: web.body.receiptProfileId },
    policy,
    catalogue,
    segmentIds: client.segmentIds,
    cashier: { staffId: WEB_STAFF, maySellRestricted: true },
    minuteOfDay: Math.floor((((nowMs / 60_000 + offset) % 1_440) + 1_440) % 1_440),
    shiftIsOpen: true,
    openPayments: 0,
    promiseIds: [...groupsOf(priced).keys()].map((_, index) => promiseId(placing.saleId, index)),
    ...(loyalty === undefined
      ? {}
      : { points: { loyalty, balance: points?.amount ?? 0, tier: points?.tier } }),
  });
}

function tenderOf(asked: OrderAsked, amountMinor: number, atMs: number): Tender {
  const { provider, authorisation, brand, lastFour } = asked.payment;
  const card =
    brand === undefined || lastFour === undefined
      ? {}
      : { card: { brand, lastFour, authorisation } };
  const name = `Card (${provider})`.slice(0, 400);
  return {
    id: "t1",
    kind: "card-external",
    name,
    amountMinor,
    reference: authorisation,
    ...card,
    atMs,
  };
}

/** Lines by the place they leave from: each group is one promise. */
function groupsOf(priced: PricedBasket): ReadonlyMap<string, PricedBasket["lines"]> {
  return Map.groupBy(priced.lines, (line) => line.fulfilment.placeId);
}

function promiseId(saleId: string, index: number): string {
  return `${saleId}-${index + 1}`;
}

function promisesOf(
  { body, asks }: Sold,
  about: { readonly asked: OrderAsked; readonly atMs: number },
): readonly OrderPromised[] {
  const { fulfilment } = about.asked;
  return [...groupsOf(body.priced)].map(
    ([fromPlaceId, lines], index): OrderPromised => ({
      orderId: promiseId(body.saleId, index),
      saleId: body.saleId,
      ...(body.clientId === undefined ? {} : { clientId: body.clientId }),
      fulfilment: fulfilment.kind,
      fromPlaceId,
      ...(fulfilment.kind === "collect"
        ? { collectStoreId: fulfilment.storeId }
        : { address: fulfilment.address }),
      promisedBy: lines[0]?.fulfilment.promisedBy ?? "",
      confidencePercent: 100,
      stockAsOfMs: about.atMs,
      fallback: "refund",
      ...compact({
        minimumAge: minimumAgeOf(
          asks,
          lines.map(({ id }) => id),
        ),
      }),
      lines: lines.map((line) => ({
        saleLineId: line.id,
        productId: line.productId,
        name: line.name,
        quantityMilli: line.stockQuantityMilli ?? line.quantityMilli,
        totalMinor: line.totalMinor,
      })),
    }),
  );
}

function entriesOf(
  { core }: ShopDeps,
  web: WebStore,
  made: Sold & { readonly promises: readonly OrderPromised[]; readonly number: number },
): readonly OwnDraft[] {
  const at = core.now();
  const series = web.id.replace(/^store-/, "").toUpperCase();
  const receiptNumber = `${series}-${String(made.number).padStart(6, "0")}`;
  const common = {
    version: 1,
    storeId: web.id,
    staffId: WEB_STAFF,
    at,
    businessDate: shopDate(web, at),
    engineVersion: made.body.priced.engineVersion,
  };
  const sale: OwnDraft = {
    ...common,
    id: core.ids.next(),
    kind: "sale.completed",
    basis: made.basis,
    body: { ...made.body, receiptNumber, series },
  };
  const promises = made.promises.map(
    (body): OwnDraft => ({
      ...common,
      id: core.ids.next(),
      kind: "order.promised",
      basis: {},
      body,
    }),
  );
  return [sale, ...promises];
}

/** What was placed under this id, if anything was. Refuses `web-key-reused` for another basket. */
async function placedBefore(
  { core }: ShopDeps,
  saleId: string,
  basketId: string,
): Promise<Result<PlacedOrder> | undefined> {
  const tx = core.database.now;
  const [found] = await readCurrent(tx, core.chain, [{ table: "purchases", id: `sale:${saleId}` }]);
  if (found === undefined) return undefined;
  const purchase = JSON.parse(found.body ?? "null") as Rows["purchases"];
  const sale = purchase.sale as unknown as SaleCompleted;
  if (sale.priced.basketId !== basketId) return refuse("web-key-reused");
  const parents = purchase.clientId === undefined ? [] : [purchase.clientId];
  const rows = (await readChildren(tx, core.chain, { table: "orders", parents }))
    .map(({ body }) => JSON.parse(body ?? "null") as Rows["orders"])
    .filter((row) => row.saleId === saleId)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  return done({
    saleId,
    receiptNumber: purchase.receiptNumber,
    at: purchase.at,
    currency: purchase.currency,
    totalMinor: purchase.totalMinor,
    taxMinor: purchase.taxMinor,
    pointsEarned: sale.pointsEarned,
    orders: rows.map((row) => shownOrder(core, row)),
  });
}

async function pointsOf(
  { core }: ShopDeps,
  client: ClientRow,
): Promise<Rows["balances"] | undefined> {
  const name = { table: "balances", id: `points:${client.id}` } as const;
  const [found] = await readCurrent(core.database.now, core.chain, [name]);
  return found === undefined ? undefined : (JSON.parse(found.body ?? "null") as Rows["balances"]);
}

/** The order without what is not there, so that the same order has the same text. */
function plainly(asked: OrderAsked): unknown {
  return JSON.parse(JSON.stringify(asked));
}
