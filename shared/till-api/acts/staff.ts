/** Acts of staff: sign in and out, lock, and approve what another asked for. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, minor, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";
import { codeChallenge } from "./phones.ts";

const nothing = answerOf(z.object({}));

export const staffActs = {
  /** By PIN of a chosen person, or by badge alone. Refusals: `wrong-pin`, `locked-out`, `not-here`, `badge-expired`. */
  signIn: oc
    .input(
      z.object({
        actId,
        staffId: id.optional(),
        pin: z.string().max(12).optional(),
        badge: z.string().max(80).optional(),
      }),
    )
    .output(answerOf(z.object({ staffId: id, name: shortText }))),
  signOut: oc.input(z.object({ actId })).output(nothing),
  lock: oc.input(z.object({ actId })).output(nothing),
  people: oc.output(z.array(z.object({ id, name: shortText, roleName: shortText }))),
  /** A number for one act that waits for approval by a code of the approver's own phone. */
  askCode: oc
    .input(
      z.object({
        actId,
        act: shortText,
        actHash: shortText,
        amountMinor: minor.optional(),
        basisPoints: z.int().optional(),
      }),
    )
    .output(answerOf(codeChallenge)),
  /**
   * A second person allows one act, bound to it by its hash: by PIN, by badge, or by the code that
   * the phone made for the number of `askCode`.
   */
  approve: oc
    .input(
      z.object({
        actId,
        act: shortText,
        actHash: shortText,
        staffId: id.optional(),
        pin: z.string().max(12).optional(),
        badge: z.string().max(80).optional(),
        code: z.string().max(20).optional(),
        challenge: z.string().max(20).optional(),
        outcome: z.enum(["approved", "refused"]).default("approved"),
        reasonId: id.optional(),
        amountMinor: minor.optional(),
        note: shortText.optional(),
      }),
    )
    .output(answerOf(z.object({ approvalId: id }))),
  /** Every gated act: who asked, who approved, why. */
  auditLog: oc
    .input(z.object({ query: shortText.default(""), limit: z.int().max(500).default(100) }))
    .output(
      z.array(
        z.object({
          at: z.int(),
          what: shortText,
          askedBy: shortText,
          approvedBy: shortText.optional(),
          why: shortText.optional(),
          outcome: shortText,
          /** How the approver proved who they are. */
          method: z.enum(["pin", "badge", "code"]),
        }),
      ),
    ),
};
