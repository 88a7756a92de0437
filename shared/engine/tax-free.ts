/**
 * Tax-free shopping: whether a sale may be claimed by a traveller, and for how much tax. Who pays it
 * back is a provider's business (the till's devices/tax-free.ts); rules are the store's policy.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";
import type { SettingBody } from "../records/settings/index.ts";

export interface TaxFreeClaim {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly currency: string;
  readonly country: string;
  /** What was paid for the goods taken along, and the tax inside of it, minor units. */
  readonly paidMinor: number;
  readonly taxMinor: number;
}

export type TaxFreeRefusal =
  | "tax-free-done"
  | "tax-free-not-offered"
  | "tax-free-not-traveller"
  | "tax-free-too-little";

/** Kinds that nobody carries over a border. */
const NOT_GOODS: ReadonlySet<string> = new Set([
  "service",
  "gift-card",
  "deposit",
  "tip",
  "donation",
]);

/**
 * What may be claimed of a sale: goods carried away that bore tax. Refuses `tax-free-not-offered` (no
 * terms, or nothing taxed), `tax-free-not-traveller` (lives where the tax stays), `tax-free-too-little`
 * (below the least, given in `leastMinor`) and `tax-free-done` (a form was issued before).
 */
export function taxFreeClaim(about: {
  readonly sale: SaleCompleted;
  /** ISO 3166 alpha-2 of where the buyer lives. */
  readonly country: string;
  readonly policy: SettingBody<"policy">;
  readonly wasIssued: boolean;
}): Result<TaxFreeClaim, TaxFreeRefusal> {
  const { sale, policy } = about;
  const terms = policy.taxFree;
  if (terms === undefined) return refuse("tax-free-not-offered");
  if (about.wasIssued) return refuse("tax-free-done");
  const country = about.country.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(country) || terms.homeCountries.includes(country)) {
    return refuse("tax-free-not-traveller", { country });
  }
  let [paidMinor, taxMinor] = [0, 0];
  for (const line of sale.priced.lines) {
    if (NOT_GOODS.has(line.productKind) || line.fulfilment.kind !== "carry") continue;
    const ofLine = line.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
    if (ofLine <= 0) continue;
    paidMinor += line.totalMinor;
    taxMinor += ofLine;
  }
  if (taxMinor === 0) return refuse("tax-free-not-offered");
  const { leastMinor } = terms;
  if (paidMinor < leastMinor) return refuse("tax-free-too-little", { leastMinor, paidMinor });
  const { saleId, receiptNumber, priced } = sale;
  return done({ saleId, receiptNumber, currency: priced.currency, country, paidMinor, taxMinor });
}
