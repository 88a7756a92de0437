/**
 * Promises of a sale and the steps of an order, as the bodies of their entries. Which step follows
 * which is fold/order.ts; where goods come from is sourcing.ts.
 */
import { compact } from "../base/compact.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { PricedBasket } from "../records/basket.ts";
import type { OrderAdvanced } from "../records/entries/order-advanced.ts";
import type { OrderPromised } from "../records/entries/order-promised.ts";
import type { PostalAddress } from "../records/fields.ts";
import type { OrderRow } from "../records/rows/order.ts";
import { mayAdvance } from "./fold/order.ts";

const STEPS: readonly OrderAdvanced["to"][] = [
  "accepted",
  "picking",
  "picked",
  "packed",
  "ready",
  "shipped",
  "handed-over",
  "declined",
  "cancelled",
];

/** The steps an order may take now, in the order a person would take them. */
export function nextSteps(order: OrderRow): readonly OrderAdvanced["to"][] {
  return STEPS.filter((step) => {
    if (step === "shipped" && order.fulfilment === "collect") return false;
    if (step === "accepted" && order.state !== "promised") return false;
    return step !== "ready" || order.fulfilment !== "ship" ? mayAdvance(order.state, step) : false;
  });
}

/** The body of `order.advanced`. Refuses `order-step-impossible`. */
export function advanceOrder(
  order: OrderRow,
  step: {
    readonly to: OrderAdvanced["to"];
    readonly reasonId?: string | undefined;
    readonly proof?: string | undefined;
    readonly note?: string | undefined;
  },
): Result<OrderAdvanced, "order-step-impossible"> {
  if (!mayAdvance(order.state, step.to)) {
    return refuse("order-step-impossible", { from: order.state, to: step.to });
  }
  return done({
    orderId: order.id,
    from: order.state,
    to: step.to,
    ...compact({ placeId: order.fromPlaceId }),
    lines: order.lines.map((line) => ({
      lineId: line.id,
      productId: line.productId,
      quantityMilli: line.quantityMilli,
    })),
    ...compact({ reasonId: step.reasonId, proof: step.proof, note: step.note }),
  });
}

export interface PromiseFacts {
  readonly saleId: string;
  readonly priced: PricedBasket;
  readonly clientId?: string | undefined;
  /** Where shipped goods go; needed as soon as a line is shipped. */
  readonly address?: PostalAddress | undefined;
  /** A new id for each promise, in order. */
  readonly nextId: () => string;
  /** How sure it is, and how old what it rests on is, by place. */
  readonly sourceOf: (placeId: string) => {
    readonly confidencePercent: number;
    readonly stockAsOfMs: number;
    readonly promisedBy: string;
  };
  readonly fallback: OrderPromised["fallback"];
}

/**
 * The promises a sale makes: one for each way and place, so that one payment and one receipt can
 * carry several. None when everything is carried away. Refuses `promise-needs-address`.
 */
export function promisesOf(
  facts: PromiseFacts,
): Result<readonly OrderPromised[], "promise-needs-address"> {
  const groups = new Map<string, PricedBasket["lines"][number][]>();
  for (const line of facts.priced.lines) {
    const { kind, placeId, collectStoreId } = line.fulfilment;
    if (kind === "carry") continue;
    const key = [kind, placeId, collectStoreId ?? ""].join("|");
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const promises: OrderPromised[] = [];
  for (const lines of groups.values()) {
    const fulfilment = lines[0]?.fulfilment;
    if (fulfilment === undefined || fulfilment.kind === "carry") continue;
    if (fulfilment.kind === "ship" && facts.address === undefined) {
      return refuse("promise-needs-address");
    }
    const source = facts.sourceOf(fulfilment.placeId);
    promises.push({
      orderId: facts.nextId(),
      saleId: facts.saleId,
      ...compact({ clientId: facts.clientId }),
      fulfilment: fulfilment.kind,
      fromPlaceId: fulfilment.placeId,
      ...compact({ collectStoreId: fulfilment.collectStoreId }),
      ...(fulfilment.kind === "ship" ? compact({ address: facts.address }) : {}),
      promisedBy: fulfilment.promisedBy ?? source.promisedBy,
      confidencePercent: source.confidencePercent,
      stockAsOfMs: source.stockAsOfMs,
      fallback: facts.fallback,
      lines: lines.map((line) => ({
        saleLineId: line.id,
        productId: line.productId,
        name: line.name,
        quantityMilli: line.stockQuantityMilli ?? line.quantityMilli,
        totalMinor: line.totalMinor,
      })),
    });
  }
  return done(promises);
}
