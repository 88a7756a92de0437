/**
 * How a till becomes a register: one HTTP request with a one-use code and the device's public key.
 * The key was made on the till and its secret never leaves it. Limits of the code are the server's.
 */
import { z } from "zod";
import { id, shortText } from "../records/fields.ts";

/** `POST` here, JSON in and out. */
export const ENROL_PATH = "/enrol";

export const enrolRequest = z.object({
  code: z.string().min(4).max(80),
  /** Ed25519, 32 bytes as lower-case hex. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  app: shortText,
});
export type EnrolRequest = Readonly<z.infer<typeof enrolRequest>>;

/** Status 200, or 4xx with a code such as `enrol-code-unknown` or `enrol-malformed`. */
export const enrolAnswer = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** Always a new one: a new disk is a new register. */
    registerId: id,
    storeId: id,
    name: shortText,
    /** The receipt series of this register alone. */
    series: shortText,
    deviceToken: z.string().min(1).max(4_000),
  }),
  z.object({ ok: z.literal(false), code: shortText }),
]);
export type EnrolAnswer = Readonly<z.infer<typeof enrolAnswer>>;
