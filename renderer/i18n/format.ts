/** Money, quantities, times and ages in the reader's language; figures are tabular in the styles. */
import { useIntl } from "react-intl";

export interface Formats {
  /** Integer minor units as an amount with its currency. */
  readonly money: (minor: number, currency: string) => string;
  /** Integer thousandths: "3", "0.250". */
  readonly quantity: (milli: number) => string;
  readonly time: (atMs: number) => string;
  readonly day: (atMs: number) => string;
  /** A calendar day such as `2026-11-25`, which lies in no time zone. */
  readonly date: (isoDate: string) => string;
  readonly dayTime: (atMs: number) => string;
  readonly percent: (basisPoints: number) => string;
  readonly number: (value: number) => string;
  /** "2 min", "3 h", "5 d" since an instant. */
  readonly age: (sinceMs: number, nowMs: number) => string;
}

/** Formats of the language in use. */
export function useFormats(): Formats {
  const intl = useIntl();
  return {
    money: (minor, currency) =>
      intl.formatNumber(minor / 10 ** digitsOf(currency), {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
      }),
    quantity: (milli) =>
      intl.formatNumber(milli / 1000, {
        minimumFractionDigits: milli % 1000 === 0 ? 0 : 3,
        maximumFractionDigits: 3,
      }),
    time: (atMs) => intl.formatTime(atMs, { hour: "2-digit", minute: "2-digit" }),
    day: (atMs) => intl.formatDate(atMs, { day: "numeric", month: "short", year: "numeric" }),
    date: (isoDate) =>
      intl.formatDate(`${isoDate}T12:00:00Z`, {
        weekday: "short",
        day: "numeric",
        month: "short",
        timeZone: "UTC",
      }),
    dayTime: (atMs) =>
      intl.formatDate(atMs, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    percent: (basisPoints) =>
      intl.formatNumber(basisPoints / 10_000, { style: "percent", maximumFractionDigits: 1 }),
    number: (value) => intl.formatNumber(value),
    age: (sinceMs, nowMs) => {
      const minutes = Math.max(0, Math.round((nowMs - sinceMs) / 60_000));
      if (minutes < 60) return unit(intl.locale, minutes, "minute");
      const hours = Math.round(minutes / 60);
      return hours < 48
        ? unit(intl.locale, hours, "hour")
        : unit(intl.locale, Math.round(hours / 24), "day");
    },
  };
}

function unit(locale: string, value: number, name: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(
    value,
  );
}

/** Decimals of a currency, as the browser's own currency data has them. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}
