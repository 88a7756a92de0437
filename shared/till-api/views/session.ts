/** Who is at the till, where it is, and what state the counter is in. */
import { z } from "zod";
import { currency, id, shortText } from "../../records/fields.ts";
import { refusalOut } from "../common.ts";

export const sessionView = z.object({
  store: z
    .object({ id, name: shortText, locale: shortText, currency, timeZone: shortText })
    .optional(),
  register: z.object({ id, name: shortText }).optional(),
  chainName: shortText.optional(),
  /** Nobody signed in: the sign-in screen. */
  staff: z
    .object({
      id,
      name: shortText,
      shortName: shortText,
      roleId: id,
      roleName: shortText,
      permissions: z.array(shortText),
      language: shortText.optional(),
    })
    .optional(),
  locked: z.boolean(),
  training: z.boolean(),
  demo: z.boolean(),
  /** `filling` until the replica can sell; `empty` when the chain has no shop yet. */
  state: z.enum(["not-enrolled", "filling", "empty", "ready", "stopped"]),
  stoppedBecause: shortText.optional(),
  shift: z.object({ id, openedAtMs: z.int(), floatMinor: z.int() }).optional(),
  idleLockSeconds: z.int(),
  /** A tablet or phone on the floor, with its name; left out at a till of its own. */
  floor: z.object({ name: shortText }).optional(),
  /** The chain's own words for client, basket, till. */
  words: z.record(z.string(), shortText),
  version: shortText,
  /** A newer program that is fetched, and why it is not installed yet. */
  update: z.object({ version: shortText, refusal: refusalOut }).optional(),
  /** Demo only: who may sign in with which PIN. */
  people: z.array(
    z.object({ id, name: shortText, roleName: shortText, pin: shortText.optional() }),
  ),
  links: z.object({ webShop: z.string().optional(), hq: z.string().optional() }),
});
export type SessionView = Readonly<z.infer<typeof sessionView>>;
