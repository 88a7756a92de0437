/**
 * What every act and view of the till-api shares. An act answers a value or a refusal that a screen
 * can say: what happened, what is safe, what to press. Bugs and broken links are errors, not refusals.
 */
import { z } from "zod";
import { shortText } from "../records/fields.ts";

/** Longest an act may take before the console says so; a port closed on one side never answers. */
export const ACT_TIMEOUT_MS = 15_000;

export const refusalOut = z.object({
  code: shortText,
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  position: shortText.optional(),
  /** English fallback of the registry; screens translate by code. */
  happened: z.string(),
  act: z.string(),
  /** Whether an approval by someone else would let it pass, and for which act. */
  approval: z
    .object({
      act: shortText,
      actHash: z.string(),
      /** Ids of the people here who may approve it. */
      approvers: z.array(shortText),
      /** Why it was asked for, to be kept with the approval. */
      reasonId: shortText.optional(),
      /** What the approver has to know besides the act: an amount, or a share of the price. */
      amountMinor: z.int().optional(),
      basisPoints: z.int().optional(),
    })
    .optional(),
});
export type RefusalOut = Readonly<z.infer<typeof refusalOut>>;

/** The output of an act: `{ ok: true, value }` or `{ ok: false, refusal }`. */
export function answerOf<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), refusal: refusalOut }),
  ]);
}

/** Minted by the console for each press: the same act id twice is the same act once. */
export const actId = z.string().min(8).max(60);

export const paging = z.object({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
});

/** How a sale stands: on this disk, sent, or counted by the server. */
export const savedState = z.enum(["saved-here", "sent", "confirmed", "exception"]);

/** Who opened the connection; a role is fixed for the life of a port or token. */
export const CONNECTION_ROLES = ["counter", "display", "floor"] as const;
export type ConnectionRole = (typeof CONNECTION_ROLES)[number];

/** Where the kiosk takes the one-use token of the address, and answers whether this browser is known. */
export const KIOSK_SESSION_PATH = "/session";
/** Where a page asks a till that could not open to try again. */
export const KIOSK_AGAIN_PATH = "/again";
/** Where the kiosk's WebSocket speaks the contract. */
export const KIOSK_SOCKET_PATH = "/till-api";
/** Close code of a socket whose cookie or Origin is not known. */
export const KIOSK_REFUSED_CODE = 4401;
/** Close code of a socket, and status of a session, of a device that was taken out at its till. */
export const KIOSK_REVOKED_CODE = 4410;
export const KIOSK_REVOKED_STATUS = 410;
/** What the shell posts to the page together with the till's MessagePort. */
export const PORT_MESSAGE = "keepshop-till-port";
