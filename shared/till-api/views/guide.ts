/** Demo mode: the tour's steps, each ticked when it really happened, and where a sale is. */
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";

export const GUIDE_STEPS = [
  "sign-in",
  "three-lines",
  "find-client",
  "pay",
  "cut-connection",
  "sell-offline",
  "pull-plug",
  "reconnect",
  "where-is-my-sale",
  "web-order",
  "hq-price",
] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

export const guideView = z.object({
  steps: z.array(
    z.object({ key: z.enum(GUIDE_STEPS), done: z.boolean(), atMs: z.int().optional() }),
  ),
  codesUrl: z.string().optional(),
  webShopUrl: z.string().optional(),
  hqUrl: z.string().optional(),
});
export type GuideView = Readonly<z.infer<typeof guideView>>;

/** Each should say once: at the till, at the server, in the history, in the stock. */
export const whereView = z.object({
  saleId: id,
  receiptNumber: shortText,
  till: z.object({ entryId: id, sequence: z.int(), hash: shortText, count: z.int() }),
  server: z.object({
    reached: z.boolean(),
    position: z.int().optional(),
    stream: shortText.optional(),
    count: z.int(),
  }),
  history: z.object({ clientName: shortText.optional(), count: z.int() }),
  stock: z.array(
    z.object({
      productId: id,
      name: shortText,
      soldMilli: z.int(),
      beforeMilli: z.int().optional(),
      afterMilli: z.int().optional(),
    }),
  ),
});
export type WhereView = Readonly<z.infer<typeof whereView>>;
