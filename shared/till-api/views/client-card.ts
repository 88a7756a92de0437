/** The client as a person: how to greet, sizes, last buys of every channel, open promises, one suggestion. */
import { z } from "zod";
import { consentChanged } from "../../records/entries/consent-changed.ts";
import { atMs, currency, id, milli, minor, shortText } from "../../records/fields.ts";
import { clientRow } from "../../records/rows/client.ts";
import { contactRow } from "../../records/rows/contact.ts";
import { savedState } from "../common.ts";

export const suggestion = z.object({
  productId: id,
  name: shortText,
  picture: shortText.optional(),
  priceMinor: minor.optional(),
  onHandMilli: milli.optional(),
  /** Why: a code and arguments, such as `bought-together` with the product's name. */
  reason: z.object({ code: shortText, args: z.record(z.string(), shortText) }),
});
export type SuggestionView = Readonly<z.infer<typeof suggestion>>;

export const clientCardView = z.object({
  client: clientRow,
  points: z.int().optional(),
  pointsCapReached: z.boolean(),
  creditMinor: minor.optional(),
  purchases: z.array(
    z.object({
      id,
      kind: z.enum(["sale", "return"]),
      at: atMs,
      channel: shortText,
      storeName: shortText,
      receiptNumber: shortText,
      currency,
      totalMinor: minor,
      /** Another company's, whose amounts it does not tell: amounts mean nothing. */
      amountsWithheld: z.boolean().optional(),
      lines: z.array(
        z.object({ name: shortText, quantityMilli: milli, totalMinor: minor, productId: id }),
      ),
      state: savedState,
    }),
  ),
  purchasesTotal: z.int(),
  contacts: z.array(contactRow.extend({ pending: z.boolean().default(false) })),
  promises: z.array(
    z.object({
      orderId: id,
      text: shortText,
      state: shortText,
      promisedBy: shortText.optional(),
      pending: z.boolean(),
    }),
  ),
  suggestions: z.array(suggestion),
  /** What may be asked at the counter, what stands now, and since when; never asked without an instant. */
  allows: z
    .array(
      z.object({
        purpose: consentChanged.shape.purpose,
        channel: consentChanged.shape.channel,
        given: z.boolean(),
        atMs: atMs.optional(),
      }),
    )
    .optional(),
  asOfMs: z.int().optional(),
  stale: z.boolean().optional(),
});
export type ClientCardView = Readonly<z.infer<typeof clientCardView>>;
