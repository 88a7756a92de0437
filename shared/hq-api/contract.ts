/**
 * What HQ can ask and do. Acts need the network; views are server queries. Served over oRPC by the
 * sync server at `/hq/api` behind an HQ sign-in, and tunnelled by a till for a manager's console.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { atMs, currency, id, minor, shortText } from "../records/fields.ts";
import { quickPage, quickPages } from "../records/settings/quick-keys.ts";
import { hqAnswer } from "./answer.ts";
import { approvalProcedures } from "./approvals.ts";
import { importProcedures } from "./import.ts";
import { privacyProcedures } from "./privacy.ts";
import { saleProcedures } from "./sale-explained.ts";
import { setupProcedures } from "./setup.ts";

export const hqPrice = z.object({
  id,
  bookId: id,
  bookName: shortText,
  amountMinor: minor,
  currency,
  validFromMs: atMs,
  validToMs: atMs.optional(),
  state: z.enum(["past", "in-force", "coming"]),
  setBy: shortText.optional(),
});

export const hqProduct = z.object({
  id,
  sku: shortText,
  name: shortText,
  picture: shortText.optional(),
  priceMinor: minor.optional(),
  currency: currency.optional(),
});

export const hqOffer = z.object({
  id,
  name: shortText,
  percent: shortText,
  state: z.enum(["live", "coming", "ended", "stopped"]),
  validFromMs: atMs,
  validToMs: atMs.optional(),
  storeIds: z.array(id),
  categoryId: id.optional(),
});

/** Who a change reaches, counted before it is published. */
export const hqReach = z.object({
  stores: z.int(),
  tills: z.int(),
  tillsConnected: z.int(),
  clients: z.int(),
  products: z.int(),
});

/** What lies in a store's safe and on its way to the bank, in one currency. */
const hqSafe = z.object({
  storeId: id,
  storeName: shortText,
  currency,
  balanceMinor: minor,
  inBagsMinor: minor,
  openBags: z.int(),
  differingBags: z.int(),
  /** When something last moved there, as far as the server has heard. */
  movedAtMs: atMs,
});

/** Cards taken while no bank could be asked: what waits, and what is owed since the bank said no. */
const hqCards = z.object({
  storeId: id,
  storeName: shortText,
  currency,
  waitingMinor: minor,
  waiting: z.int(),
  owedMinor: minor,
  owed: z.int(),
});

export const hqContract = {
  ...setupProcedures,
  ...importProcedures,
  ...privacyProcedures,
  ...approvalProcedures,
  ...saleProcedures,
  signIn: oc
    .input(z.object({ name: shortText, pin: z.string().max(64), which: shortText.optional() }))
    .output(hqAnswer(z.object({ token: z.string(), staffName: shortText }))),
  signOut: oc.output(z.object({})),
  me: oc.output(
    z.object({
      staff: z
        .object({
          id,
          name: shortText,
          roleName: shortText,
          /** Whether this person may erase customers' data. */
          mayErase: z.boolean().default(false),
        })
        .optional(),
      chainName: shortText,
      currency,
      /** The chain's own words for client, basket, till. */
      words: z
        .object({ client: shortText, basket: shortText, till: shortText })
        .partial()
        .default({}),
      demo: z.boolean(),
      /** Demo only: who may sign in, with which PIN. */
      people: z.array(z.object({ name: shortText, pin: shortText, roleName: shortText })),
    }),
  ),
  stores: oc.output(
    z.array(
      z.object({
        id,
        name: shortText,
        channel: shortText,
        tills: z.int(),
        tillsConnected: z.int(),
      }),
    ),
  ),
  books: oc.output(z.array(z.object({ id, name: shortText, currency }))),
  categories: oc.output(z.array(z.object({ id, name: shortText, products: z.int() }))),
  products: oc
    .input(z.object({ query: shortText.default(""), limit: z.int().max(200).default(50) }))
    .output(z.array(hqProduct)),
  prices: oc.input(z.object({ productId: id })).output(z.array(hqPrice)),
  reach: oc
    .input(
      z.object({
        storeIds: z.array(id).optional(),
        categoryId: id.optional(),
        productId: id.optional(),
        bookId: id.optional(),
      }),
    )
    .output(hqReach),
  /** A price now, or from an instant. Refusals: `price-overlaps`, `below-floor`, `above-cap`, `not-allowed`. */
  setPrice: oc
    .input(
      z.object({
        requestId: id,
        productId: id,
        bookId: id,
        amountMinor: minor.min(0),
        validFromMs: atMs.optional(),
        validToMs: atMs.optional(),
        reasonId: id.optional(),
      }),
    )
    .output(hqAnswer(z.object({ priceId: id, position: z.int(), reach: hqReach }))),
  offers: oc.output(z.array(hqOffer)),
  /** A percentage off a category, or off everything, in chosen stores. */
  publishOffer: oc
    .input(
      z.object({
        requestId: id,
        name: shortText.min(1),
        percent: z.string().regex(/^\d{1,2}(\.\d{1,2})?$|^100$/),
        storeIds: z.array(id).min(1),
        categoryId: id.optional(),
        validFromMs: atMs.optional(),
        validToMs: atMs.optional(),
      }),
    )
    .output(hqAnswer(z.object({ offerId: id, position: z.int(), reach: hqReach }))),
  stopOffer: oc
    .input(z.object({ requestId: id, offerId: id }))
    .output(hqAnswer(z.object({ position: z.int() }))),
  /**
   * The live pages of quick keys of a store, or without one those of every store that makes none; the
   * store's tills, and whom the pages reach.
   */
  quickKeys: oc.input(z.object({ storeId: id.optional() })).output(
    z.object({
      pages: z.array(quickPage),
      registers: z.array(z.object({ id, name: shortText })),
      reach: hqReach.pick({ stores: true, tills: true, tillsConnected: true }),
    }),
  ),
  /** Puts these pages in their place. Refuses `quick-keys-unknown`. */
  setQuickKeys: oc
    .input(z.object({ storeId: id.optional(), pages: quickPages }))
    .output(hqAnswer(z.object({ pages: z.int() }))),
  /** Sales of a store or the chain, for comparison with what a till shows. */
  day: oc
    .input(z.object({ storeId: id.optional(), fromDate: shortText, toDate: shortText }))
    .output(
      z.object({
        saleCount: z.int(),
        returnCount: z.int(),
        totalMinor: minor,
        taxMinor: minor,
        refundMinor: minor,
        /** All shifts closed in the span have arrived whole. */
        complete: z.boolean(),
        /** A company of the chain keeps its takings to itself: they are not in these figures. */
        withheld: z.boolean(),
        /** Safe and bank bags as they are now, a row for each store and currency. */
        safes: z.array(hqSafe),
        /** Cards taken unseen that still wait for the bank, and what it declined, a row a store. */
        cards: z.array(hqCards),
        registers: z.array(
          z.object({
            registerId: id,
            name: shortText,
            lastSequence: z.int(),
            lastContactMs: z.int().optional(),
            readiness: z.int().optional(),
          }),
        ),
      }),
    ),
};
