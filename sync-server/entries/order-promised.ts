/** `order.promised`: once folded, the server says whether the promise is kept, and from which place. */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { RowKey } from "#shared/engine/fold/contract.ts";
import { decidePromise } from "#shared/engine/fold/promise.ts";
import type { OrderPromised } from "#shared/records/entries/order-promised.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import type { KindRules } from "./rules.ts";

export const orderPromisedRules: KindRules = {
  keysToDecide(entry, settings) {
    const { lines, fromPlaceId } = entry.body as OrderPromised;
    const places = new Set([fromPlaceId, ...otherPlaces(entry, settings)]);
    return [...places].flatMap((placeId) =>
      lines.map(
        ({ productId }): RowKey => ({
          table: "stock",
          id: stockRowId(placeId, productId),
        }),
      ),
    );
  },
  decide(entry, read, { settings, nowMs }) {
    const order = read("orders", (entry.body as OrderPromised).orderId);
    if (order === undefined) return { changes: [], exceptions: [] };
    const otherPlaceIds = otherPlaces(entry, settings);
    return decidePromise({ order, otherPlaceIds, atMs: nowMs }, read);
  },
};

/** Warehouses before neighbours: what leaves a shop's shelf may be in a customer's hand. */
function otherPlaces(entry: AnyEntry, settings: SettingsView): readonly string[] {
  const store = settings.setting("store", entry.storeId);
  return store === undefined ? [] : [...store.warehousePlaceIds, ...store.neighbourPlaceIds];
}
