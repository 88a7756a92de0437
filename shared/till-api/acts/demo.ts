/** Acts of demo mode only; refused with `not-demo` everywhere else. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";
import { whereView } from "../views/guide.ts";

export const demoActs = {
  setLink: oc.input(z.object({ actId, cut: z.boolean() })).output(answerOf(z.object({}))),
  /** Ends the till's process at once, as a pulled plug would; its keeper starts it again. */
  pullPlug: oc.input(z.object({ actId })).output(answerOf(z.object({}))),
  where: oc.input(z.object({ saleId: id.optional() })).output(answerOf(whereView)),
  restartTour: oc.input(z.object({ actId })).output(answerOf(z.object({}))),
};
