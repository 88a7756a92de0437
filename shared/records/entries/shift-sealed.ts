/** `shift.sealed`: the register's signature over the entry that closed a shift, so that it travels. */
import { z } from "zod";
import { hash, id } from "../fields.ts";

export const shiftSealed = z.object({
  shiftId: id,
  /** The `shift.closed` entry that is sealed, and with it every entry before it. */
  sealedSequence: z.int().min(1),
  sealedHash: hash,
  /** Ed25519 over the 32 bytes of the hash, by the device's key; hexadecimal. */
  publicKey: hash,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ShiftSealed = Readonly<z.infer<typeof shiftSealed>>;
