/** Acts for a till that cannot send: what it did leaves in a file, comes in at a neighbour, or it goes. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

/** Long enough that a stolen stick is not opened by guessing. */
export const PASSPHRASE_MIN = 12;
const passphrase = z.string().min(PASSPHRASE_MIN).max(200);
/** A year of an offline till is about half of it. */
const FILE_CHARACTERS_MAX = 6_000_000;

export const handOverActs = {
  /** What waits here, and whose entries were taken over and are not confirmed yet. */
  look: oc.output(
    z.object({
      unsent: z.int().min(0),
      folder: z.string(),
      guests: z.array(z.object({ registerId: id, name: shortText, entries: z.int() })),
    }),
  ),
  /** Writes everything unsent to an encrypted file in `folder`, or where this till keeps such files. */
  save: oc
    .input(z.object({ actId, passphrase, folder: z.string().max(1_000).optional() }))
    .output(answerOf(z.object({ file: z.string(), entries: z.int() }))),
  /** Takes another till's file, as base64; its entries go with this till's own. */
  take: oc
    .input(z.object({ actId, passphrase, file: z.base64().max(FILE_CHARACTERS_MAX) }))
    .output(answerOf(z.object({ registerId: id, name: shortText, taken: z.int() }))),
  /** Takes this till out of the shop: its data goes, its journal stays in the folder. */
  leave: oc.input(z.object({ actId })).output(answerOf(z.object({}))),
};
