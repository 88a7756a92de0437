/** What the shop API works with, and who asks: joined once, in index.ts. */
import { ORPCError } from "@orpc/server";
import type { Refusal, Result } from "#shared/base/result.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import type { PlacedOrder } from "#shared/shop-api/contract.ts";
import type { Core } from "../../core.ts";
import { problemOf } from "../problem.ts";
import type { Products } from "../products.ts";
import type { Clients } from "./clients.ts";
import type { Counter } from "./counter.ts";

export interface ShopDeps {
  readonly core: Core;
  readonly products: Products;
  readonly clients: Clients;
  readonly counter: Counter;
  /** Orders being placed here now, by basket: a second press waits for the first. */
  readonly placing: Map<string, Promise<Result<PlacedOrder>>>;
}

/** Who asks and with what: the session's token and the key of an order, if there are any. */
export interface ShopContext {
  readonly token: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly ip: string;
}

export interface WebStore {
  readonly id: string;
  readonly body: SettingBody<"store">;
}

/** The chain's web shop as it is set now. Refuses `web-shop-missing`. */
export async function webStoreOf(core: Core): Promise<WebStore> {
  await core.small.refresh(core.database.now);
  const store = core.small
    .now()
    .settings("store")
    .find(({ body }) => body.channel === "web");
  if (store === undefined) throw shopFault({ code: "web-shop-missing" });
  return store;
}

/** A refusal as the shop API throws it, to be answered as a problem. */
export function shopFault(refusal: Refusal<string>): ORPCError<string, unknown> {
  const data = problemOf(refusal);
  return new ORPCError("REFUSED", { status: data.status, message: data.detail, data });
}
