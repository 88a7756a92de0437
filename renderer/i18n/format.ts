/** Money, quantities, times and ages as the store writes them; figures are tabular in the styles. */
import { useIntl } from "react-intl";
import { unitName } from "#shared/engine/receipt/units.ts";
import { useLocale } from "./locales.ts";

export interface Formats {
  /** Integer minor units as an amount with its currency. */
  readonly money: (minor: number, currency: string) => string;
  /** Integer thousandths: "3", "0.250". */
  readonly quantity: (milli: number) => string;
  /** The same with its unit in the reader's language: "2 pieces", "0.250 kg". */
  readonly quantityOf: (milli: number, unit: string) => string;
  readonly time: (atMs: number) => string;
  readonly day: (atMs: number) => string;
  /** A calendar day such as `2026-11-25`, which lies in no time zone. */
  readonly date: (isoDate: string) => string;
  /** The name of the day of the week, in UTC. */
  readonly weekday: (atMs: number) => string;
  readonly dayTime: (atMs: number) => string;
  readonly percent: (basisPoints: number) => string;
  readonly number: (value: number) => string;
  /** "2 min", "3 h", "5 d" since an instant. */
  readonly age: (sinceMs: number, nowMs: number) => string;
}

/** Formats of the store, read in the language in use. */
export function useFormats(): Formats {
  const intl = useIntl();
  const { store } = useLocale();
  const storeLocale = store.locale ?? intl.locale;
  const key = `${intl.locale} ${storeLocale} ${intl.timeZone}`;
  const known = formats.get(key) ?? formatsFor(intl.locale, storeLocale, intl.timeZone);
  formats.set(key, known);
  return known;
}

/** Those of the few languages and stores of one page: every line of every list asks for them. */
const formats = new Map<string, Formats>();

/**
 * Figures, money and times as the store writes them; names of months and units in the reader's
 * language, in the order that the store's country has for dates.
 */
export function formatsFor(language: string, storeLocale: string, timeZone?: string): Formats {
  const dates = inCountryOf(language, storeLocale);
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    numberFormat(storeLocale, options).format(value);
  const date = (at: number | Date, options: Intl.DateTimeFormatOptions, locale = dates): string =>
    dateFormat(locale, { ...zone, ...options }).format(at);
  const quantity = (milli: number): string =>
    number(milli / 1000, {
      minimumFractionDigits: milli % 1000 === 0 ? 0 : 3,
      maximumFractionDigits: 3,
    });
  const amounts = new Map<string, Intl.NumberFormat>();
  const amountsOf = (currency: string): Intl.NumberFormat => {
    const known = amounts.get(currency);
    if (known !== undefined) return known;
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    const made = new Intl.NumberFormat(storeLocale, style);
    amounts.set(currency, made);
    return made;
  };
  return {
    money: (minor, currency) => amountsOf(currency).format(minor / 10 ** digitsOf(currency)),
    quantity,
    quantityOf: (milli, named) =>
      `${quantity(milli)} ${unitName(named, { quantityMilli: milli, language })}`,
    time: (atMs) => date(atMs, { hour: "2-digit", minute: "2-digit" }, storeLocale),
    day: (atMs) => date(atMs, { day: "numeric", month: "short", year: "numeric" }),
    date: (isoDate) =>
      date(new Date(`${isoDate}T12:00:00Z`), {
        weekday: "short",
        day: "numeric",
        month: "short",
        timeZone: "UTC",
      }),
    weekday: (atMs) => date(atMs, { weekday: "long", timeZone: "UTC" }),
    dayTime: (atMs) =>
      date(atMs, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    percent: (basisPoints) =>
      number(basisPoints / 10_000, { style: "percent", maximumFractionDigits: 1 }),
    number: (value) => number(value),
    age: (sinceMs, nowMs) => {
      const minutes = Math.max(0, Math.round((nowMs - sinceMs) / 60_000));
      if (minutes < 60) return unit(language, minutes, "minute");
      const hours = Math.round(minutes / 60);
      return hours < 48
        ? unit(language, hours, "hour")
        : unit(language, Math.round(hours / 24), "day");
    },
  };
}

const numberFormat = remembered(
  (locale, options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(locale, options),
);
const dateFormat = remembered(
  (locale, options: Intl.DateTimeFormatOptions = {}) => new Intl.DateTimeFormat(locale, options),
);

/** Making a formatter costs far more than using it, and a long list uses the same few. */
function remembered<Options, Format>(
  make: (locale: string, options?: Options) => Format,
): (locale: string, options?: Options) => Format {
  const made = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key) ?? make(locale, options);
    made.set(key, known);
    return known;
  };
}

/** A language as it is written in the country of a locale: `en-US` in the country of `de-AT` is `en-AT`. */
function inCountryOf(language: string, storeLocale: string): string {
  const country = new Intl.Locale(storeLocale).region;
  const spoken = new Intl.Locale(language).language;
  return country === undefined ? language : `${spoken}-${country}`;
}

function unit(locale: string, value: number, name: string): string {
  return numberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
}

/** Decimals of a currency, as the browser's own currency data has them. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const style = new Intl.NumberFormat("en", { style: "currency", currency });
  const found = style.resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

const digits = new Map<string, number>();
