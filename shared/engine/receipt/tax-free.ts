/** The paper of a tax-free form: which sale, where the buyer lives, and how much tax comes back. */
import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import type { TaxFreeClaim } from "../tax-free.ts";
import { documentOf, foot, head, pair, type ReceiptContext, RULE, text } from "./blocks.ts";
import { amountText } from "./words.ts";

/** The form that a provider issued for a sale, with its number as a barcode for the customs desk. */
export function receiptOfTaxFree(
  claim: TaxFreeClaim,
  form: {
    /** The provider's name. */
    readonly name: string;
    readonly formNumber: string;
    /** Minor units, the provider's fee taken off. */
    readonly refundMinor: number;
  },
  about: { readonly atMs: number; readonly context: ReceiptContext },
): ReceiptDocument {
  const { context, atMs } = about;
  const { language } = context;
  const { words } = language;
  const { currency } = claim;
  const { formNumber: number } = form;
  const amount = (minor: number) => amountText(minor, currency, language);
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: "tax-free", number, atMs }),
    text(form.name),
    pair(words.sale, claim.receiptNumber),
    pair(words.country, claim.country),
    RULE,
    pair(words.gross, `${currency} ${amount(claim.paidMinor)}`),
    pair(words.tax, amount(claim.taxMinor)),
    pair(words["tax-back"], `${currency} ${amount(form.refundMinor)}`, { bold: true }),
    { kind: "barcode", symbology: "code128", data: number },
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "tax-free", number, blocks });
}
