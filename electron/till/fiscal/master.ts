/** What a till knows around its entries, for the fiscal archive: store, registers, keys, staff, taxes. */
import type { FiscalMaster } from "#shared/engine/fiscal/archive.ts";
import type { TillCore } from "../core.ts";

/** The master data of this till's store, as its replica has it now. */
export function masterOf(
  core: Pick<TillCore, "catalogue" | "replica"> & {
    readonly identity: Pick<TillCore["identity"], "storeId">;
  },
): FiscalMaster {
  const { catalogue, identity, replica } = core;
  const store = catalogue.setting("store", identity.storeId);
  return {
    storeId: identity.storeId,
    store,
    legalEntity:
      store === undefined ? undefined : catalogue.setting("legal-entity", store.legalEntityId),
    register: (registerId) => catalogue.setting("register", registerId),
    keys: catalogue.settings("device-key").map(({ body }) => body),
    staffName: (staffId) => replica.get("staff", staffId)?.row.shortName,
    taxes: catalogue.settings("tax").map(({ id, body }) => ({ id, body })),
  };
}
