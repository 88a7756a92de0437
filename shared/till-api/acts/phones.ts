/** Approval from afar: phones of people who approve, and the number that a code answers. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

const phoneItem = z.object({
  staffId: id,
  name: shortText,
  roleName: shortText,
  isPaired: z.boolean(),
});
export type PhoneItem = Readonly<z.infer<typeof phoneItem>>;

/** What the phone of an approver is told, by QR or by what is read out. */
export const codeChallenge = z.object({
  challenge: shortText,
  untilMs: z.int(),
  registerId: id,
  publicKey: shortText,
  /** Where the phone's page is. */
  pageUrl: z.string(),
  /** People of this store whose phone is paired. */
  staffIds: z.array(id),
});
export type CodeChallenge = Readonly<z.infer<typeof codeChallenge>>;

export const phoneActs = {
  list: oc.output(z.array(phoneItem)),
  /** An address shown once. Refusals: those of a PIN, `not-allowed`, `needs-connection`. */
  pair: oc
    .input(z.object({ actId, pin: z.string().max(12) }))
    .output(answerOf(z.object({ url: z.string(), untilMs: z.int() }))),
  /** Takes a phone out. Refuses `not-allowed`, `needs-connection`. */
  forget: oc.input(z.object({ actId, staffId: id })).output(answerOf(z.object({}))),
};
