/** A parked basket, for tests of the fold. */
import type { Entry } from "#shared/records/entry.ts";
import { anEntry, NOON_MS } from "./entry.ts";

/** The entry of a basket put aside. */
export function aParkedBasket(basketId: string): Entry<"basket.parked"> {
  return anEntry("basket.parked", {
    basketId,
    label: "Maya",
    totalMinor: 1000,
    draft: {
      id: basketId,
      storeId: "store-1",
      currency: "EUR",
      channel: "counter",
      lines: [],
      manual: [],
      coupons: [],
      fees: [],
      openedAtMs: NOON_MS,
      checks: [],
    },
  });
}
