/** `tax-free.issued`: a traveller was given the form that gets the tax of a sale back at the border. */
import { z } from "zod";
import { currency, id, minor, shortText } from "../fields.ts";

export const taxFreeIssued = z.object({
  saleId: id,
  provider: shortText,
  /** The provider's own number of the form. */
  formNumber: shortText,
  /** Where the traveller lives, ISO 3166 alpha-2; no passport is ever kept. */
  country: shortText,
  currency,
  /** Tax in the goods taken along, and what of it the provider pays back. */
  taxMinor: minor,
  refundMinor: minor,
});
export type TaxFreeIssued = Readonly<z.infer<typeof taxFreeIssued>>;
