/**
 * `receipt.mailed`: a receipt is to go to an address, typed at the till with or without a connection. Address
 * and text are sealed like a client's data; a buyer who is not known has a key of their own for this mail.
 */
import { z } from "zod";
import { id, shortText } from "../fields.ts";

export const receiptMailed = z.object({
  saleId: id,
  receiptNumber: shortText,
  /** The client of the sale, or somebody known for this one mail only. */
  clientId: id,
  mail: z
    .object({
      to: z.string().max(254),
      subject: shortText,
      lines: z.array(shortText).max(2_000),
    })
    .optional(),
});
export type ReceiptMailed = Readonly<z.infer<typeof receiptMailed>>;

/** The work row that says how the mail of a sale stands. */
export function mailWorkId(saleId: string): string {
  return `mail:${saleId}`;
}

const BUYER = "mail-to:";

/** Whom the key of a mail to a buyer without a name belongs to; destroyed when the mail is out. */
export function mailBuyerId(unique: string): string {
  return `${BUYER}${unique}`;
}

/** Whether a key was made for one mail. */
export function isMailBuyer(clientId: string): boolean {
  return clientId.startsWith(BUYER);
}

/** An address that a mail server can take (RFC 5321, without quoted names), and nothing else in it. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(
      text,
    )
  );
}
