/** Which streams a register gets: decided here from the store's settings, never by what a till asks for. */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";

/**
 * The streams of a register, in the order in which an empty till fills: what it needs to sell first,
 * people last. A register of a store that is not known yet gets the chain's and its own.
 */
export function streamsOfRegister(
  register: { readonly id: string; readonly storeId: string },
  settings: SettingsView,
): readonly string[] {
  const own = [`register:${register.id}`, `store:${register.storeId}`, CATALOGUE_STREAM];
  const store = settings.setting("store", register.storeId);
  if (store === undefined) return own;
  const places = [store.placeId, ...store.neighbourPlaceIds, ...store.warehousePlaceIds];
  return [
    ...new Set([
      ...own,
      ...store.priceBookIds.map((each) => `book:${each}`),
      ...places.map((each) => `place:${each}`),
      `clients:${store.clientGroup}`,
    ]),
  ];
}
