/**
 * What a shop of a country usually begins with: currency, language, time zone and tax rates, as data to
 * be edited. A proposal, never a rule: nothing in the product asks for a country by its name.
 * Rates in force in 2026: UStG § 12 (DE), CGI art. 278 ff. (FR), VATA 1994 s. 2 and 29A (GB),
 * LIVA art. 90 f. (ES), DPR 633/72 art. 16 (IT). The United States have no tax of the whole country.
 */

export interface TaxRate {
  /** Stable within the chain: the tax category is named after it. */
  readonly key: string;
  readonly name: string;
  /** Percent, as a decimal number. */
  readonly rate: string;
  /** Letter printed beside the line on the receipt. */
  readonly code: string;
}

export interface CountryPreset {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  /** What the number is called under which the shop pays its taxes. */
  readonly taxNumberKind: string;
  /** Whether shelf prices hold the tax already. */
  readonly taxIncluded: boolean;
  /** Smallest amount that is paid in coins, in minor units. */
  readonly cashIncrementMinor: number;
  readonly taxes: readonly TaxRate[];
}

export const COUNTRY_PRESETS: readonly CountryPreset[] = [
  {
    country: "DE",
    currency: "EUR",
    locale: "de",
    timeZone: "Europe/Berlin",
    taxNumberKind: "USt-IdNr.",
    taxIncluded: true,
    cashIncrementMinor: 1,
    taxes: [
      { key: "standard", name: "MwSt. 19 %", rate: "19", code: "A" },
      { key: "reduced", name: "MwSt. 7 %", rate: "7", code: "B" },
      { key: "zero", name: "MwSt. 0 %", rate: "0", code: "C" },
    ],
  },
  {
    country: "FR",
    currency: "EUR",
    locale: "fr",
    timeZone: "Europe/Paris",
    taxNumberKind: "N° TVA",
    taxIncluded: true,
    cashIncrementMinor: 1,
    taxes: [
      { key: "standard", name: "TVA 20 %", rate: "20", code: "A" },
      { key: "intermediate", name: "TVA 10 %", rate: "10", code: "B" },
      { key: "reduced", name: "TVA 5,5 %", rate: "5.5", code: "C" },
      { key: "special", name: "TVA 2,1 %", rate: "2.1", code: "D" },
    ],
  },
  {
    country: "GB",
    currency: "GBP",
    locale: "en-GB",
    timeZone: "Europe/London",
    taxNumberKind: "VAT",
    taxIncluded: true,
    cashIncrementMinor: 1,
    taxes: [
      { key: "standard", name: "VAT 20 %", rate: "20", code: "A" },
      { key: "reduced", name: "VAT 5 %", rate: "5", code: "B" },
      { key: "zero", name: "VAT 0 %", rate: "0", code: "Z" },
    ],
  },
  {
    country: "ES",
    currency: "EUR",
    locale: "es",
    timeZone: "Europe/Madrid",
    taxNumberKind: "NIF",
    taxIncluded: true,
    cashIncrementMinor: 1,
    taxes: [
      { key: "standard", name: "IVA 21 %", rate: "21", code: "A" },
      { key: "reduced", name: "IVA 10 %", rate: "10", code: "B" },
      { key: "special", name: "IVA 4 %", rate: "4", code: "C" },
      { key: "zero", name: "IVA 0 %", rate: "0", code: "D" },
    ],
  },
  {
    country: "IT",
    currency: "EUR",
    locale: "it",
    timeZone: "Europe/Rome",
    taxNumberKind: "P. IVA",
    taxIncluded: true,
    // Since 2018 cash is rounded to five cents where one- and two-cent coins are refused (DL 50/2017).
    cashIncrementMinor: 5,
    taxes: [
      { key: "standard", name: "IVA 22 %", rate: "22", code: "A" },
      { key: "reduced", name: "IVA 10 %", rate: "10", code: "B" },
      { key: "special", name: "IVA 5 %", rate: "5", code: "C" },
      { key: "minimum", name: "IVA 4 %", rate: "4", code: "D" },
    ],
  },
  {
    country: "US",
    currency: "USD",
    locale: "en-US",
    timeZone: "America/New_York",
    taxNumberKind: "EIN",
    taxIncluded: false,
    cashIncrementMinor: 1,
    taxes: [
      { key: "standard", name: "Sales tax", rate: "0", code: "T" },
      { key: "exempt", name: "Not taxed", rate: "0", code: "N" },
    ],
  },
];

/** The preset of a country; a country without one begins as the first of the list does. */
export function presetOf(country: string): CountryPreset {
  const found = COUNTRY_PRESETS.find((each) => each.country === country) ?? COUNTRY_PRESETS[0];
  return found as CountryPreset;
}
