/** The HQ contract answered: each procedure checks who asks, calls the server's parts, says it in words. */
import { hash } from "node:crypto";
import { implement, ORPCError } from "@orpc/server";
import { hqContract } from "#shared/hq-api/contract.ts";
import { pairPhone, phoneNews } from "../../approvers.ts";
import { stopOffer } from "../../rows/offer.ts";
import { setPrice } from "../../rows/price.ts";
import { aProblem } from "../problem.ts";
import { answer, refused } from "./answer.ts";
import { dayOf } from "./day.ts";
import type { HqContext, HqDeps } from "./deps.ts";
import { listOffers, offerOf, publishPercent } from "./offers.ts";
import { findProducts, pricesOfProduct } from "./prices.ts";
import { privacyHandlers } from "./privacy.ts";
import { quickKeyHandlers } from "./quick-keys.ts";
import { reachOf, storesWithTills } from "./reach.ts";
import { saleHandlers } from "./sale-explained.ts";
import { maySetPriceIn, seesBook, steersAll } from "./scope.ts";
import { setupHandlers } from "./setup.ts";
import { createHqSignIn, type HqSignIn, type HqStaff } from "./sign-in.ts";

/** The router of `shared/hq-api`, over one chain. */
export function createHqRouter(deps: HqDeps) {
  const os = implement(hqContract).$context<HqContext>();
  const signIns = createHqSignIn(deps);
  const staffOf = (context: HqContext) => signedIn(signIns, context);
  return os.router({
    ...sessionProcedures(deps, signIns),
    ...viewProcedures(deps, staffOf),
    ...phoneProcedures(deps),
    ...quickKeyHandlers({ deps, staffOf }),
    ...privacyHandlers({ deps, staffOf }),
    ...saleHandlers({ deps, staffOf }),
    ...setupHandlers({ deps, signIns, staffOf }),
    setPrice: os.setPrice.handler(async ({ input, context }) => {
      const staff = await staffOf(context);
      if (!maySetPriceIn(staff.scope, deps.core.small.now(), input.bookId)) return notAllowed();
      const { validFromMs, validToMs, reasonId, ...rest } = input;
      const written = await setPrice(deps.core, {
        ...rest,
        requestId: shortId(input.requestId),
        // A start that has passed means now: it must not lie before the price that counts today.
        validFromMs: Math.max(validFromMs ?? 0, deps.core.now()),
        ...(validToMs === undefined ? {} : { validToMs }),
        ...(reasonId === undefined ? {} : { reasonId }),
        staffId: staff.id,
      });
      if (!written.ok) return refused(written.refusal);
      const { productId, bookId } = input;
      const reach = await reachOf(deps, { productId, bookId }, staff.scope);
      return { ok: true as const, value: { ...written.value, reach } };
    }),
    publishOffer: os.publishOffer.handler(async ({ input, context }) => {
      const staff = await staffOf(context);
      const settings = deps.core.small.now();
      if (!steersAll(staff.scope, settings, input.storeIds)) return notAllowed();
      const asked = { ...input, requestId: shortId(input.requestId) };
      const written = await publishPercent(deps, asked, staff.id);
      if (!written.ok) return refused(written.refusal);
      const { storeIds, categoryId } = input;
      const reach = await reachOf(deps, { storeIds, categoryId }, staff.scope);
      return { ok: true as const, value: { ...written.value, reach } };
    }),
    stopOffer: os.stopOffer.handler(async ({ input, context }) => {
      const { scope } = await staffOf(context);
      const offer = await offerOf(deps, input.offerId);
      const settings = deps.core.small.now();
      if (offer !== undefined && !steersAll(scope, settings, offer.storeIds)) return notAllowed();
      return answer(await stopOffer(deps.core, input.offerId), ({ position }) => ({ position }));
    }),
  });
}

/** An approver's phone: what it may ask, it proves itself, by the code of its pairing or by its key. */
function phoneProcedures({ core }: HqDeps) {
  const os = implement(hqContract).$context<HqContext>();
  const same = <Value>(value: Value): Value => value;
  return {
    pairPhone: os.pairPhone.handler(async ({ input }) =>
      answer(await pairPhone(core, input), same),
    ),
    phoneNews: os.phoneNews.handler(async ({ input }) =>
      answer(await phoneNews(core, input), same),
    ),
  };
}

function sessionProcedures({ core, demoPeople }: HqDeps, signIns: HqSignIn) {
  const os = implement(hqContract).$context<HqContext>();
  return {
    signIn: os.signIn.handler(async ({ input }) =>
      answer(await signIns.signIn(input), (value) => value),
    ),
    signOut: os.signOut.handler(async ({ context }) => {
      await signIns.signOut(context.token);
      return {};
    }),
    me: os.me.handler(async ({ context }) => {
      const staff = await signIns.who(context.token);
      await core.small.refresh(core.database.now);
      const settings = core.small.now();
      const chain = settings.settings("chain")[0]?.body;
      const demo = chain?.demo === true;
      const people = demoPeople.flatMap(({ name, pin, roleId }) => {
        const role = settings.setting("role", roleId);
        if (!demo || role?.permissions.includes("hq") !== true) return [];
        return [{ name, pin, roleName: role.name }];
      });
      return {
        ...(staff === undefined ? {} : { staff: shownStaff(staff) }),
        chainName: chain?.name ?? core.chain,
        currency: chain?.currency ?? "EUR",
        words: chain?.words ?? {},
        demo,
        people,
      };
    }),
  };
}

function viewProcedures(deps: HqDeps, staffOf: (context: HqContext) => Promise<HqStaff>) {
  const os = implement(hqContract).$context<HqContext>();
  const { core, products } = deps;
  const settingsNow = async () => {
    await core.small.refresh(core.database.now);
    return core.small.now();
  };
  return {
    stores: os.stores.handler(async ({ context }) => {
      const { scope } = await staffOf(context);
      const own = (await storesWithTills(deps)).filter(({ id }) => scope.steers.has(id));
      return own.map(({ id, store, tills, tillsConnected }) => {
        const { name, channel } = store;
        return { id, name, channel, tills, tillsConnected };
      });
    }),
    books: os.books.handler(async ({ context }) => {
      const { scope } = await staffOf(context);
      const settings = await settingsNow();
      const books = settings.settings("price-book").filter(({ id }) => {
        return seesBook(scope, settings, id);
      });
      return books.map(({ id, body }) => ({ id, name: body.name, currency: body.currency }));
    }),
    categories: os.categories.handler(async ({ context }) => {
      await staffOf(context);
      await products.refresh();
      const counts = products.counts(false);
      return (await settingsNow()).settings("category").map(({ id, body }) => ({
        id,
        name: body.name,
        products: counts.get(id) ?? 0,
      }));
    }),
    products: os.products.handler(async ({ input, context }) => {
      return findProducts(deps, input, (await staffOf(context)).scope);
    }),
    prices: os.prices.handler(async ({ input, context }) => {
      return pricesOfProduct(deps, input.productId, (await staffOf(context)).scope);
    }),
    reach: os.reach.handler(async ({ input, context }) => {
      return reachOf(deps, input, (await staffOf(context)).scope);
    }),
    offers: os.offers.handler(async ({ context }) => {
      const { scope } = await staffOf(context);
      await settingsNow();
      return listOffers(deps, scope);
    }),
    day: os.day.handler(async ({ input, context }) => {
      const { scope } = await staffOf(context);
      return dayOf(core, { ...input, scope });
    }),
  };
}

async function signedIn(signIns: HqSignIn, context: HqContext): Promise<HqStaff> {
  const staff = await signIns.who(context.token);
  if (staff !== undefined) return staff;
  const data = aProblem("hq-session-unknown");
  throw new ORPCError("UNAUTHORIZED", { message: data.detail, data });
}

/** What another company's person is told who would change what is not theirs. */
function notAllowed() {
  return refused({ code: "not-allowed", args: {} });
}

/** Ids of rows have 80 characters; a longer request is named by what it hashes to. */
function shortId(requestId: string): string {
  return requestId.length <= 60 ? requestId : hash("sha256", requestId, "hex").slice(0, 40);
}

function shownStaff({ id, name, roleName, permissions }: HqStaff) {
  return { id, name, roleName, mayErase: permissions.includes("erase") };
}
