/** Tenders: how a total was paid, leg by leg. No card number ever: brand, last four and a reference. */
import { z } from "zod";
import { atMs, currency, decimal, id, minor, position, shortText } from "./fields.ts";

export const TENDER_KINDS = [
  "cash",
  "card-external",
  "card-terminal",
  "gift-card",
  "credit",
  "points",
  "account",
  "deposit",
  "other",
] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

/** What may be kept of a card: never the number. */
export const cardFacts = z.object({
  brand: shortText,
  lastFour: z.string().regex(/^\d{4}$/),
  authorisation: shortText,
});

export const tender = z.object({
  id,
  kind: z.enum(TENDER_KINDS),
  /** The merchant-defined tender, when `kind` is `other`. */
  tenderTypeId: id.optional(),
  name: shortText,
  /** What this leg pays of the total. Negative on a refund leg. */
  amountMinor: minor,
  /** Cash handed over, when more than the amount; the rest is change. */
  givenMinor: minor.optional(),
  changeMinor: minor.optional(),
  /** Foreign cash: what was handed over and at which rate. */
  foreign: z.object({ currency, amountMinor: minor, rate: decimal }).optional(),
  /** Authorisation code, voucher number, gift-card code hash: never a card number. */
  reference: shortText.optional(),
  card: cardFacts.optional(),
  /** The `payment.started` entry that this leg settles. */
  paymentId: id.optional(),
  /** Balance row and position seen when value was spent offline. */
  balance: z.object({ id, position, seenMinor: minor }).optional(),
  /** Points burnt, for `points`. */
  points: z.int().optional(),
  /** Taken while the acquirer could not be asked. */
  storedForward: z.boolean().optional(),
  atMs,
});
export type Tender = Readonly<z.infer<typeof tender>>;

/** Share of a sale's credit, in basis points; the shares of one sale sum to 10,000. */
export const creditShare = z.object({ staffId: id, shareBasisPoints: z.int().min(0).max(10_000) });
export type CreditShare = Readonly<z.infer<typeof creditShare>>;
