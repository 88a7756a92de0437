/**
 * Messages to a terminal that can keep cards for later: one JSON object a row of text, each request with
 * a number that its answer repeats. It is spoken by the program that a payment provider's own library
 * runs in, beside the till. No card number has a field here.
 */
import { z } from "zod";

const amount = z.int().min(0);
const paymentId = z.string().min(1).max(64);
const receipt = z.string().max(64);

/** What the till asks. */
export type KeepingAsk =
  | "state"
  | "charge"
  | "refund"
  | "reverse"
  | "recover"
  | "store"
  | "forward"
  | "abort"
  | "end-of-day";

export interface KeepingRequest {
  readonly number: number;
  readonly ask: KeepingAsk;
  readonly paymentId?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly terminalReceipt?: string;
}

const card = z.object({
  brand: z.string().max(40),
  lastFour: z.string().regex(/^\d{4}$/),
  authorisation: z.string().max(40),
});

/** What the terminal answers; fields that a request has no use for are left out. */
const keepingAnswer = z.object({
  number: z.int(),
  outcome: z.enum([
    "ready",
    "busy",
    "approved",
    "partial",
    "stored",
    "declined",
    "unknown",
    "waiting",
    "closed",
    "failed",
  ]),
  /** Whose answer it is, so that no late word is taken for another payment's. */
  paymentId: paymentId.optional(),
  amountMinor: amount.optional(),
  card: card.optional(),
  terminalReceipt: receipt.optional(),
  paper: z.array(z.string().max(80)).max(60).default([]),
  reasonCode: z.string().max(60).optional(),
  totals: z
    .array(z.object({ brand: z.string().max(40), count: z.int().min(0), amountMinor: z.int() }))
    .optional(),
});
export type KeepingAnswer = Readonly<z.infer<typeof keepingAnswer>>;

/** The longest row of text either side takes. */
export const KEEPING_ROW_BYTES_MAX = 16_384;

/** A request as its row of text. */
export function requestRow(request: KeepingRequest): Uint8Array {
  return Buffer.from(`${JSON.stringify(request)}\n`, "utf8");
}

/** An answer from its row of text; undefined for what is none. */
export function readAnswer(text: string): KeepingAnswer | undefined {
  try {
    const read = keepingAnswer.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
