/**
 * What the archive's words mean in DSFinV-K 2.3, as data: tax keys (annex I of the taxonomy's USt list),
 * kinds of business case (annex C), kinds of payment (annex D), countries.
 */

export interface TaxKey {
  readonly key: number;
  readonly rate: number;
  readonly about: string;
}

/** The keys that are given; other rates take one above 999, as the taxonomy leaves free. */
const TAX_KEYS: readonly TaxKey[] = [
  { key: 1, rate: 19, about: "Allgemeiner Steuersatz" },
  { key: 2, rate: 7, about: "Ermäßigter Steuersatz" },
  { key: 3, rate: 10.7, about: "Durchschnittssatz § 24 Abs. 1 Nr. 3 UStG" },
  { key: 4, rate: 5.5, about: "Durchschnittssatz § 24 Abs. 1 Nr. 1 UStG" },
  { key: 6, rate: 0, about: "Umsatzsteuerfrei" },
];
/** Money that no tax is on: a float, a deposit, a voucher for many purposes. */
export const NO_TAX: TaxKey = { key: 5, rate: 0, about: "Nicht steuerbar" };

/** The key of a rate in percent. */
export function taxKeyOf(rate: string): TaxKey {
  const percent = Number(rate);
  const about = `${percent} %`;
  return (
    TAX_KEYS.find((each) => each.rate === percent) ?? {
      key: 1_000 + Math.round(percent * 100),
      rate: percent,
      about,
    }
  );
}

/** Kinds of line, by product kind; any other is a sale. */
export const CASE_OF_PRODUCT: Readonly<Record<string, string>> = {
  "gift-card": "MehrzweckgutscheinKauf",
  deposit: "Anzahlungseinstellung",
  tip: "TrinkgeldAN",
  donation: "Einzahlung",
  "bottle-deposit": "Pfand",
};

export const CASE_OF_MOVEMENT: Readonly<Record<string, string>> = {
  "pay-in": "Einzahlung",
  "pay-out": "Auszahlung",
  drop: "Geldtransit",
  float: "Geldtransit",
  bank: "Geldtransit",
  "hand-over": "Geldtransit",
  correction: "DifferenzSollIst",
};

/** Kinds of payment; any other tender is without cash. */
export const PAYMENT_OF_TENDER: Readonly<Record<string, string>> = {
  cash: "Bar",
  "card-terminal": "Unbar",
  "card-external": "Unbar",
  "gift-card": "Guthabenkarte",
};

/** ISO 3166 alpha-3 of the countries that shops are in, by alpha-2. */
const COUNTRIES: Readonly<Record<string, string>> = {
  DE: "DEU",
  AT: "AUT",
  CH: "CHE",
  FR: "FRA",
  ES: "ESP",
  IT: "ITA",
  NL: "NLD",
  BE: "BEL",
  LU: "LUX",
  GB: "GBR",
  IE: "IRL",
  DK: "DNK",
  PL: "POL",
  CZ: "CZE",
  US: "USA",
};

/** A country in three letters; as it is when it is not known. */
export function countryOf(alpha2: string | undefined): string | undefined {
  return alpha2 === undefined ? undefined : (COUNTRIES[alpha2] ?? alpha2);
}
