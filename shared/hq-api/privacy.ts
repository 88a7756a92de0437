/** HQ's procedures on a customer's own data: finding them, erasing them for good, and who did so when. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { atMs, id, shortText } from "../records/fields.ts";
import { hqAnswer } from "./answer.ts";

const hqClient = z.object({
  id,
  name: shortText,
  phone: shortText.optional(),
  email: shortText.optional(),
  openOrders: z.int().min(0),
});

const hqAuditItem = z.object({
  id,
  atMs,
  act: shortText,
  staffName: shortText,
  /** What it was done to, by id: never a name, because the name may be what was erased. */
  subjectId: id,
  reason: shortText,
});

export const privacyProcedures = {
  /** Asks for the permission `erase`, as the others here. */
  findClients: oc
    .input(z.object({ query: shortText.min(2), limit: z.int().min(1).max(50).default(20) }))
    .output(hqAnswer(z.array(hqClient))),
  /** Refusals: `not-allowed`, `client-unknown`, `client-has-orders`. */
  eraseClient: oc
    .input(z.object({ requestId: id, clientId: id, reason: shortText.min(3) }))
    .output(hqAnswer(z.object({ records: z.int() }))),
  audit: oc.output(hqAnswer(z.array(hqAuditItem))),
};
