/** The basket view: draft and prices, what each line needs to know of stock, and what is left to pay. */
import type { Refusal } from "#shared/base/result.ts";
import { foreignDue } from "#shared/engine/foreign-cash.ts";
import { quickCash } from "#shared/engine/tender.ts";
import type { PricedBasket } from "#shared/records/basket.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { refusalOut } from "../acts/answer.ts";
import { availableAt, promiseSource } from "../acts/promise.ts";
import { roundUpOf } from "../acts/round-up.ts";
import { sheetState } from "../acts/tender.ts";
import { storeOf } from "../core.ts";
import type { Basket, Counter } from "../counter.ts";
import { parkedBaskets } from "./parked.ts";

/** Likely amounts of notes of another currency that are offered as keys. */
const FOREIGN_KEYS = 3;

/** The basket as it is now. A basket that cannot be priced shows why, with nothing to pay. */
export function readBasket(counter: Counter): BasketView {
  const basket = counter.basket();
  const result = counter.priced();
  const priced = result.ok ? result.value : unpriced(counter, basket);
  const notice = result.ok ? counter.notice() : refusalOut(vanished(result.refusal));
  const state = sheetState(counter, basket, priced);
  const isPaid = basket.phase === "done";
  const client = clientOf(counter, basket);
  const roundUp = roundUpOf(counter, basket);
  const { done, lastLineId, openPayment } = basket;
  return {
    phase: basket.phase,
    draft: basket.draft,
    priced:
      result.ok && basket.phase === "selling"
        ? { ...priced, hints: [...counter.hints.of(basket.draft)] }
        : priced,
    facts: basket.phase === "done" ? [] : priced.lines.map((line) => factsOf(counter, line)),
    ...(client === undefined ? {} : { client }),
    tenders: [...basket.tenders],
    paidMinor: state.paidMinor,
    dueMinor: isPaid ? 0 : state.dueMinor,
    cashDueMinor: isPaid ? 0 : state.cashDueMinor,
    ...(isPaid || roundUp === undefined ? {} : { roundUp }),
    quickCashMinor: isPaid ? [] : [...quickCash(state.cashDueMinor, priced.currency)],
    ...(basket.phase === "tendering"
      ? { foreignDue: foreignDues(counter, state.cashDueMinor, priced.currency) }
      : {}),
    ...(openPayment === undefined
      ? {}
      : {
          openPayment: {
            paymentId: openPayment.paymentId,
            amountMinor: openPayment.amountMinor,
            state: openPayment.state,
          },
        }),
    ...(done === undefined ? {} : { done }),
    ...(lastLineId === undefined ? {} : { lastLineId }),
    ...(notice === undefined ? {} : { notice }),
    parkedCount: parkedBaskets(counter.core).length,
    revision: counter.revision(),
  };
}

/** The notes that the shop has a valid rate for, at most a handful on one key each. */
function foreignDues({ core }: Counter, cashDueMinor: number, currency: string) {
  const atMs = core.clock.now();
  return core.catalogue.settings("exchange-rate").flatMap(({ body }) => {
    const due =
      body.currency === currency
        ? undefined
        : foreignDue({ dueMinor: cashDueMinor, currency, rate: body, atMs });
    if (due === undefined) return [];
    const quickMinor = [...quickCash(due, body.currency, FOREIGN_KEYS)];
    return [{ currency: body.currency, dueMinor: due, rate: body.rate, quickMinor }];
  });
}

/** A product that is in the basket and known no more was taken out of the shop: no wrong scan. */
function vanished(refusal: Refusal): Refusal {
  return refusal.code === "product-unknown" ? { ...refusal, code: "product-vanished" } : refusal;
}

function factsOf({ core, devices, basket }: Counter, line: PricedBasket["lines"][number]) {
  const product = core.catalogue.product(line.productId)?.row;
  const placeId = storeOf(core)?.placeId ?? "";
  const here = availableAt(core, placeId, line.productId);
  const isStocked = product?.kind === "goods";
  const isCarried = line.fulfilment.kind === "carry";
  // A box takes twelve from the shelf.
  const takesMilli = line.stockQuantityMilli ?? line.quantityMilli;
  const soldOutHere = isStocked && isCarried && here.onHandMilli < takesMilli;
  const source = soldOutHere ? promiseSource(core, line.productId, takesMilli) : undefined;
  return {
    lineId: line.id,
    ...(product?.picture === undefined ? {} : { picture: product.picture }),
    ...(product?.colour === undefined ? {} : { colour: product.colour }),
    ...(isStocked ? { onHandMilli: here.onHandMilli - (isCarried ? takesMilli : 0) } : {}),
    ...(here.asOfMs === 0 ? {} : { asOfMs: here.asOfMs }),
    soldOutHere,
    ...unitsOf(product, basket().draft.lines.find(({ id }) => id === line.id)?.unitId),
    ...(product?.weighed === true && devices.scale() !== undefined
      ? { canWeigh: true as const }
      : {}),
    ...(source === undefined
      ? {}
      : {
          canPromise: {
            placeId: source.placeId,
            placeName: source.placeName,
            confidencePercent: source.confidencePercent,
            promisedBy: source.promisedBy,
            availableMilli: source.availableMilli,
          },
        }),
  };
}

function unitsOf(product: Rows["products"] | undefined, chosenId: string | undefined) {
  if (product === undefined || product.units.length === 0) return {};
  const own = { name: product.unit, holdsMilli: 1_000, isChosen: chosenId === undefined };
  const others = product.units.map(({ id, name, factorMilli }) => ({
    unitId: id,
    name,
    holdsMilli: factorMilli,
    isChosen: id === chosenId,
  }));
  return { units: [own, ...others] };
}

function clientOf({ core }: Counter, { draft }: Basket): BasketView["client"] {
  const { clientId } = draft;
  const row = clientId === undefined ? undefined : core.overlay.row("clients", clientId);
  if (row === undefined) return undefined;
  const [points] = core.replica.byIndex("balances", {
    where: { clientId: row.id, kind: "points" },
    limit: 1,
  });
  const balance =
    points === undefined ? undefined : core.overlay.row("balances", points.row.id)?.amount;
  return {
    id: row.id,
    name: row.name,
    greeting: row.greeting ?? row.name,
    ...(balance === undefined ? {} : { pointsBalance: balance }),
    openComplaint: row.openComplaint !== undefined,
  };
}

function unpriced(counter: Counter, { draft }: Basket): PricedBasket {
  return {
    basketId: draft.id,
    currency: draft.currency,
    pricedAtMs: counter.core.clock.now(),
    engineVersion: 1,
    lines: [],
    fees: [],
    taxes: [],
    goodsMinor: 0,
    discountMinor: 0,
    feesMinor: 0,
    taxMinor: 0,
    totalMinor: 0,
    quantityMilli: 0,
    couponsUsed: [],
    hints: [],
  };
}
