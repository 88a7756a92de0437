/** HQ acts from a manager's console at a till: tunnelled to the server, `needs-connection` offline. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

export const hqActs = {
  /** Calls one procedure of `shared/hq-api` with the manager's server session. */
  call: oc
    .input(z.object({ actId, path: shortText, input: z.unknown() }))
    .output(answerOf(z.unknown())),
  /** A draft kept on this till until there is a connection. */
  saveDraft: oc
    .input(z.object({ actId, key: shortText, draft: z.unknown() }))
    .output(answerOf(z.object({}))),
  drafts: oc.output(z.array(z.object({ key: shortText, draft: z.unknown(), atMs: z.int() }))),
};
