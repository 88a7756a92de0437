/** Tablets and phones of the shop that work through this till: let in by a code, listed, taken out. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

const floorState = z.object({
  /** Whether this till listens on the shop's own network now. */
  open: z.boolean(),
  /** Addresses of this till on the shop's network. */
  addresses: z.array(shortText),
  /** SHA-256 of the till's certificate, as browsers show it. */
  fingerprint: shortText.optional(),
  devices: z.array(
    z.object({
      id,
      name: shortText,
      series: shortText,
      pairedAtMs: z.int(),
      connected: z.boolean(),
    }),
  ),
});
export type FloorState = Readonly<z.infer<typeof floorState>>;

export const floorActs = {
  state: oc.output(floorState),
  /** Listens on the shop's network, or stops. Refuses `not-allowed`, `floor-port-taken`. */
  setOpen: oc.input(z.object({ actId, open: z.boolean() })).output(answerOf(floorState)),
  /** A one-use address for one new device, for a few minutes. Refuses `not-allowed`, `floor-closed`. */
  pair: oc
    .input(z.object({ actId, name: shortText.min(1) }))
    .output(answerOf(z.object({ url: z.string(), fingerprint: shortText, expiresAtMs: z.int() }))),
  /** Takes a device out at once, wherever it is. Refuses `not-allowed`, `floor-unknown`. */
  revoke: oc.input(z.object({ actId, deviceId: id })).output(answerOf(floorState)),
};
