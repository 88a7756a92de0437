/** A store's own quick keys, made at one of its tills; the pages themselves are read by `views.settings`. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { quickPages } from "../../records/settings/quick-keys.ts";
import { actId, answerOf } from "../common.ts";

export const quickKeyActs = {
  /**
   * Puts these pages in the place of the store's. Refuses `not-allowed`, `needs-connection`,
   * `quick-keys-in-training`, `quick-keys-unknown`.
   */
  save: oc.input(z.object({ actId, pages: quickPages })).output(answerOf(z.object({}))),
};
