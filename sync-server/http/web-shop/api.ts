/** The web shop's calls to the public shop API: like any other customer of it, with nothing of its own. */
import type { BasketDraft, PricedBasket } from "#shared/records/basket.ts";
import type {
  PlacedOrder,
  ShopClient,
  ShopFulfilment,
  ShopInfo,
  ShopOrder,
  ShopProduct,
  ShopPurchase,
  ShopRestriction,
} from "#shared/shop-api/contract.ts";

/** A refusal in words: what happened, what is safe, what to do. */
export interface Problem {
  readonly code: string;
  readonly happened: string;
  readonly safe: string;
  readonly act: string;
  readonly position?: string;
  readonly args?: Readonly<Record<string, string | number | boolean>>;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export interface BasketItem {
  readonly productId: string;
  readonly quantity: number;
}

export interface PricedAnswer {
  readonly draft: BasketDraft;
  readonly priced: PricedBasket;
  readonly restrictions: readonly ShopRestriction[];
}

export interface OrderRequest {
  readonly lines: readonly BasketItem[];
  readonly coupons: readonly string[];
  readonly fulfilment: ShopFulfilment;
  readonly expectedTotalMinor: number;
  readonly payment: { readonly provider: string; readonly authorisation: string };
  readonly restrictionsChecked?: readonly string[];
}

const UNREACHABLE: Problem = {
  code: "unreachable",
  happened: "The shop could not be reached.",
  safe: "Your basket is kept in this browser and nothing was ordered.",
  act: "Check your connection and try again.",
};

const TIME_LIMIT_MS = 15_000;

/** Calls the shop API; every failure is an answer in words. */
export const api = {
  info: () => call<ShopInfo>("GET", "/info"),
  products: (asked: { query: string; category?: string | undefined; offset: number }) => {
    const query = new URLSearchParams({ query: asked.query, offset: String(asked.offset) });
    if (asked.category !== undefined) query.set("category", asked.category);
    return call<{ total: number; items: ShopProduct[] }>("GET", `/products?${query}`);
  },
  product: (id: string) => call<ShopProduct>("GET", `/products/${encodeURIComponent(id)}`),
  price: (asked: {
    lines: readonly BasketItem[];
    coupons: readonly string[];
    fulfilment?: ShopFulfilment;
    token?: string | undefined;
  }) => {
    const { token, ...body } = asked;
    return call<PricedAnswer>("POST", "/baskets/price", { body, token });
  },
  signIn: (contact: string) =>
    call<{ sent: boolean; demoLink?: string }>("POST", "/sign-in", { body: { contact } }),
  openSession: (link: string) =>
    call<{ token: string; client: ShopClient }>("POST", "/session", { body: { link } }),
  closeSession: (token: string) => call<{ ended: boolean }>("DELETE", "/session", { token }),
  me: (token: string) => call<ShopClient>("GET", "/me", { token }),
  history: (token: string) => call<{ items: ShopPurchase[] }>("GET", "/me/history", { token }),
  orders: (token: string) => call<{ items: ShopOrder[] }>("GET", "/me/orders", { token }),
  order: (token: string, key: string, body: OrderRequest) =>
    call<PlacedOrder>("POST", "/orders", { token, body, key }),
};

async function call<Value>(
  method: string,
  path: string,
  more: { body?: unknown; token?: string | undefined; key?: string } = {},
): Promise<Answer<Value>> {
  try {
    const response = await fetch(`${location.origin}/shop/api${path}`, {
      method,
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      headers: {
        ...(more.body === undefined ? {} : { "content-type": "application/json" }),
        ...(more.token === undefined ? {} : { authorization: `Bearer ${more.token}` }),
        ...(more.key === undefined ? {} : { "idempotency-key": more.key }),
      },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
    const value: unknown = await response.json();
    if (response.ok) return { ok: true, value: value as Value };
    return { ok: false, problem: value as Problem };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}
