/** What the shop keeps in the browser: the basket, who is signed in, the key of an order; and where one is. */
import { createContext, useContext, useEffect, useState } from "react";
import type { ShopInfo } from "#shared/shop-api/contract.ts";
import type { BasketItem } from "./api.ts";

const BASKET = "keepshop.basket";
const SESSION = "keepshop.session";
const QUANTITY_MAX = 999;

export interface Basket {
  readonly items: readonly BasketItem[];
  readonly count: number;
  /** Puts so many more of a product in. */
  readonly add: (productId: string, quantity: number) => void;
  /** Sets how many; zero takes it out. */
  readonly set: (productId: string, quantity: number) => void;
  readonly clear: () => void;
}

/** The basket of this browser; it outlives the page. */
export function useBasketState(): Basket {
  const [items, setItems] = useState<readonly BasketItem[]>(readBasket);
  useEffect(() => keep(BASKET, JSON.stringify(items)), [items]);
  const put = (productId: string, quantity: number): void =>
    setItems((before) => {
      const wanted = Math.min(QUANTITY_MAX, Math.max(0, quantity));
      const others = before.filter((item) => item.productId !== productId);
      if (wanted === 0) return others;
      const isThere = others.length < before.length;
      if (!isThere) return [...before, { productId, quantity: wanted }];
      return before.map((item) =>
        item.productId === productId ? { productId, quantity: wanted } : item,
      );
    });
  return {
    items,
    count: items.reduce((sum, item) => sum + item.quantity, 0),
    add: (productId, quantity) => {
      const has = items.find((item) => item.productId === productId)?.quantity ?? 0;
      put(productId, has + quantity);
    },
    set: put,
    clear: () => setItems([]),
  };
}

export interface Session {
  readonly token: string | undefined;
  readonly keep: (token: string | undefined) => void;
}

/** The customer's session in this browser. */
export function useSessionState(): Session {
  const [token, setToken] = useState(() => read(SESSION));
  return {
    token,
    keep(next) {
      keep(SESSION, next);
      setToken(next);
    },
  };
}

export interface Shop {
  readonly info: ShopInfo;
  readonly basket: Basket;
  readonly session: Session;
}

export const ShopContext: React.Context<Shop | undefined> = createContext<Shop | undefined>(
  undefined,
);

/** The shop around this part of the page. */
export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (shop === undefined) throw new Error("this part stands inside the shop");
  return shop;
}

/** Where one is: the address after `#/`, and the words after `?`. */
export function useRoute(): { readonly path: readonly string[]; readonly query: URLSearchParams } {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const moved = (): void => {
      setHash(location.hash);
      window.scrollTo(0, 0);
    };
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").filter((part) => part !== "");
  return { path: parts.map(decodePart), query: new URLSearchParams(query) };
}

/** Money in the shop's currency and language. */
export function useMoney(): (minor: number) => string {
  const { info } = useShop();
  const format = new Intl.NumberFormat(info.locale, { style: "currency", currency: info.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => format.format(minor / 10 ** digits);
}

/** A day in the shop's language, from an instant or a date. */
export function useDay(): (day: number | string) => string {
  const { info } = useShop();
  const format = new Intl.DateTimeFormat(info.locale, { dateStyle: "long" });
  return (day) => format.format(typeof day === "number" ? day : new Date(`${day}T12:00:00`));
}

function readBasket(): readonly BasketItem[] {
  try {
    const kept: unknown = JSON.parse(read(BASKET) ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept.filter(
      (item): item is BasketItem =>
        typeof item?.productId === "string" && Number.isInteger(item.quantity) && item.quantity > 0,
    );
  } catch {
    return [];
  }
}

/** A browser may forbid to keep anything: then the basket lasts as long as the page. */
function keep(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
