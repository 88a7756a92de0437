/** What a provider of tax-free shopping is to the till: a claim in, a form with its number out. */
import type { TaxFreeClaim } from "#shared/engine/tax-free.ts";

export type TaxFreeAnswer =
  | {
      readonly outcome: "issued";
      readonly formNumber: string;
      /** What the traveller gets back: the tax less the provider's fee, minor units. */
      readonly refundMinor: number;
    }
  /** The provider will not: nothing was issued. */
  | { readonly outcome: "declined"; readonly reasonCode: string }
  /** No answer: nothing is issued until it is asked again with the same claim. */
  | { readonly outcome: "unreachable" };

export interface TaxFreeProvider {
  readonly name: string;
  /** The same claim asked again answers the same form. */
  readonly issue: (claim: TaxFreeClaim) => Promise<TaxFreeAnswer>;
}
