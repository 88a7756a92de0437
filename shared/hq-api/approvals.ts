/**
 * The phone of somebody who approves: paired once by the code that a till showed, and told afterwards
 * which registers there are. It needs no HQ sign-in: it proves itself by that code, then by its key.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { atMs, currency, id, shortText } from "../records/fields.ts";
import { hqAnswer } from "./answer.ts";

const publicKey = z.string().regex(/^[0-9a-f]{64}$/);

/** What an approver's phone keeps, so that it can answer a till with no connection at all. */
export const phoneFacts = z.object({
  staffId: id,
  name: shortText,
  chainName: shortText,
  currency,
  /** The chain's own words for client, basket, till. */
  words: z.object({ client: shortText, basket: shortText, till: shortText }).partial(),
  /** The acts that this person's role approves. */
  acts: z.array(shortText),
  /** The registers of the stores where this person works. */
  registers: z.array(z.object({ id, name: shortText, storeName: shortText, publicKey })),
});
export type PhoneFacts = Readonly<z.infer<typeof phoneFacts>>;

/** How far a phone's clock may be from the server's when it asks for news. */
export const PHONE_CLOCK_MS = 5 * 60_000;

/** What a phone signs to ask for news. */
export function phoneNewsText(staffId: string, at: number): string {
  return `keepshop phone news ${staffId} ${at}`;
}

export const approvalProcedures = {
  /** Makes this phone the one by which a person approves. Refuses `pairing-unknown`. */
  pairPhone: oc
    .input(z.object({ staffId: id, code: z.string().max(100), publicKey }))
    .output(hqAnswer(phoneFacts)),
  /** What a paired phone should know now, asked under its signature. Refuses `phone-unknown`. */
  phoneNews: oc
    .input(z.object({ staffId: id, atMs, signature: z.string().regex(/^[0-9a-f]{128}$/) }))
    .output(hqAnswer(phoneFacts)),
};
