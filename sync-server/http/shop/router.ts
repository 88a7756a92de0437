/** The shop contract answered. Refusals are thrown and become problems at the edge (index.ts). */
import { implement } from "@orpc/server";
import { done, type Result } from "#shared/base/result.ts";
import { shopContract } from "#shared/shop-api/contract.ts";
import { draftOf } from "./basket.ts";
import { findShopProducts, shopInfoOf, shopProductOf } from "./catalogue.ts";
import { type ClientRow, shownClient } from "./clients.ts";
import { type ShopContext, type ShopDeps, shopFault, webStoreOf } from "./deps.ts";
import { historyOf, ordersOf } from "./history.ts";
import { placeOrder } from "./order.ts";
import { restrictionsIn } from "./restricted.ts";

/** Tells whether one more sign-in may be tried from an address. */
export type SignInAllowance = (ip: string) => boolean;

/** The router of the shop API over one chain. */
export function createShopRouter(deps: ShopDeps, maySignIn: SignInAllowance) {
  const os = implement(shopContract).$context<ShopContext>();
  const { core } = deps;
  return os.router({
    info: os.info.handler(() => shopInfoOf(deps)),
    products: os.products.handler(({ input }) => findShopProducts(deps, input)),
    product: os.product.handler(({ input }) => shopProductOf(deps, input.id)),
    priceBasket: os.priceBasket.handler(async ({ input, context }) => {
      const client = await deps.clients.who(context.token);
      const web = await webStoreOf(core);
      const basketId = input.basketId ?? "basket";
      const basket = { ...input, basketId, clientId: client?.id };
      const draft = orThrow(await draftOf(deps, web, basket, "look"));
      const segmentIds = client?.segmentIds ?? [];
      const asked = { draft, store: web, segmentIds };
      const answer = await deps.counter.price(asked, ({ result, catalogue }) => {
        if (!result.ok) return result;
        const restrictions = [...restrictionsIn(draft, catalogue)];
        return done({ draft, priced: result.value, restrictions });
      });
      return orThrow(answer);
    }),
    ...customerProcedures(deps, maySignIn),
    placeOrder: os.placeOrder.handler(async ({ input, context }) => {
      const client = await signedIn(deps, context);
      const key = context.idempotencyKey;
      if (key === undefined) throw shopFault({ code: "web-key-missing" });
      return orThrow(await placeOrder(deps, client, { key, asked: input }));
    }),
  });
}

function customerProcedures(deps: ShopDeps, maySignIn: SignInAllowance) {
  const os = implement(shopContract).$context<ShopContext>();
  const { core, clients } = deps;
  return {
    signIn: os.signIn.handler(async ({ input, context }) => {
      if (!maySignIn(context.ip)) throw shopFault({ code: "web-too-many-requests" });
      const web = await webStoreOf(core);
      // A demo shows the link on the page; elsewhere it would be sent, and there is no mail yet.
      if (core.small.now().settings("chain")[0]?.body.demo !== true) {
        throw shopFault({ code: "web-mail-missing" });
      }
      const link = await clients.linkFor(web.body.clientGroup, input.contact);
      return { sent: true, ...(link === undefined ? {} : { demoLink: link }) };
    }),
    openSession: os.openSession.handler(async ({ input, context }) => {
      if (!maySignIn(context.ip)) throw shopFault({ code: "web-too-many-requests" });
      const { token, expiresAtMs, row } = orThrow(await clients.openSession(input.link));
      return { token, expiresAtMs, client: await shownClient(core, row) };
    }),
    closeSession: os.closeSession.handler(async ({ context }) => ({
      ended: context.token !== undefined && (await clients.closeSession(context.token)),
    })),
    me: os.me.handler(async ({ context }) => shownClient(core, await signedIn(deps, context))),
    history: os.history.handler(async ({ context }) => ({
      items: await historyOf(core, (await signedIn(deps, context)).id),
    })),
    orders: os.orders.handler(async ({ context }) => ({
      items: await ordersOf(core, (await signedIn(deps, context)).id),
    })),
    order: os.order.handler(async ({ input, context }) => {
      const { id } = await signedIn(deps, context);
      const found = (await ordersOf(core, id)).find((order) => order.id === input.id);
      if (found === undefined) throw shopFault({ code: "web-order-unknown" });
      return found;
    }),
  };
}

async function signedIn({ clients }: ShopDeps, context: ShopContext): Promise<ClientRow> {
  const client = await clients.who(context.token);
  if (client === undefined) throw shopFault({ code: "web-session-unknown" });
  return client;
}

function orThrow<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw shopFault(
    result.refusal.code === "product-unknown"
      ? { ...result.refusal, code: "web-product-unknown" }
      : result.refusal,
  );
}
