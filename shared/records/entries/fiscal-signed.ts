/**
 * `fiscal.signed`: what a signing device gave for one document after it was committed. A document of a
 * register that uses such a device and has none of these was made during an outage (`outage.recorded`).
 */
import { z } from "zod";
import { atMs, id, longText, shortText } from "../fields.ts";

export const fiscalSigned = z.object({
  /** The sale, return, cash movement or ended hold; absent for a transaction that belongs to nothing any more. */
  documentId: id.optional(),
  document: z.enum(["sale", "return", "cash-movement", "hold", "none"]),
  /** `abandoned`: found open after a restart, belonging to no document, and finished as broken off. */
  outcome: z.enum(["signed", "abandoned"]),
  deviceId: id,
  /** SHA-256 of the device's public key, hexadecimal (BSI TR-03153). */
  serialNumber: shortText,
  /** The register as the device knows it. */
  clientId: shortText,
  transactionNumber: z.int().min(0),
  /** Log time of start and finish, by the device's own clock. */
  startedAtMs: atMs,
  finishedAtMs: atMs,
  startCounter: z.int().min(0).optional(),
  signatureCounter: z.int().min(0),
  processType: shortText,
  processData: longText,
  /** base64. */
  signature: longText,
  algorithm: shortText,
  timeFormat: shortText,
  /** base64. */
  publicKey: longText,
  /** base64; absent when the device gives none. */
  certificate: z.string().max(20_000).optional(),
});
export type FiscalSigned = Readonly<z.infer<typeof fiscalSigned>>;
