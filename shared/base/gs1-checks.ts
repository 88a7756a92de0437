/**
 * What must hold inside an identifier's value beyond length and alphabet, by the names that the
 * format column of gs1-identifiers.ts uses. Each answers the refusal's code, or nothing.
 */
import { isCountryAlpha2, isCountryNumeric } from "./gs1-countries.ts";
import { isCoupon, isPositiveOffer } from "./gs1-coupon.ts";
import { isHour, isSixtieth, readGs1Date, readGs1LongDate } from "./gs1-date.ts";
import { hasCheckDigit, isDigits } from "./gtin.ts";
import { currencies } from "./iso4217.ts";

export type Gs1CheckRefusal =
  | "gs1-character"
  | "gs1-check-digit"
  | "gs1-date"
  | "gs1-time"
  | "gs1-country"
  | "gs1-currency"
  | "gs1-iban"
  | "gs1-content";

type Check = (text: string, today: string) => Gs1CheckRefusal | undefined;

/** The 82 signs of ISO/IEC 646 that values may hold (General Specifications section 7.11). */
const SIGNS_82 =
  "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const SIGNS_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/** ISO 4217 codes that are not money a till takes: bond units, metals, testing, none. */
const CURRENCY_OTHERS = "955 956 957 958 959 960 961 962 963 964 965 994 999".split(" ");
const CURRENCIES = new Set([...currencies().map((row) => row.numeric), ...CURRENCY_OTHERS]);
const ALPHABETS = {
  N: new Set("0123456789"),
  X: new Set(SIGNS_82),
  Y: new Set("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  Z: new Set("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"),
} as const;

const CHECKS: Readonly<Record<string, Check>> = {
  mod10: (text) => (hasCheckDigit(text) ? undefined : "gs1-check-digit"),
  pair: (text) => (hasCheckPair(text) ? undefined : "gs1-check-digit"),
  // A company prefix has at least four digits and every key that is not all digits begins with one.
  prefix: (text) => content(text.length >= 4 && isDigits(text.slice(0, 4))),
  nondigit: (text) => content(!isDigits(text)),
  date: (text, today) => code(readGs1Date(text, { today, dayZero: false })),
  date0: (text, today) => code(readGs1Date(text, { today, dayZero: true })),
  longdate: (text) => code(readGs1LongDate(text)),
  hour: (text) => (isHour(text) ? undefined : "gs1-time"),
  minute: (text) => (isSixtieth(text) ? undefined : "gs1-time"),
  clock: (text) => (isHour(text.slice(0, 2)) && isSixtieth(text.slice(2)) ? undefined : "gs1-time"),
  country: (text) => (isCountryNumeric(text) ? undefined : "gs1-country"),
  country999: (text) => (text === "999" || isCountryNumeric(text) ? undefined : "gs1-country"),
  country2: (text) => (isCountryAlpha2(text) ? undefined : "gs1-country"),
  currency: (text) => (CURRENCIES.has(text) ? undefined : "gs1-currency"),
  iban: (text) => (isIban(text) ? undefined : "gs1-iban"),
  percent: (text) => content(!/%(?![0-9A-Fa-f]{2})/.test(text)),
  latitude: (text) => content(text <= "1800000000"),
  longitude: (text) => content(text <= "3600000000"),
  yesno: (text) => content(text <= "1"),
  sex: (text) => content("0129".includes(text)),
  winding: (text) => content("019".includes(text)),
  hyphen: (text) => content(text === "-"),
  zero: (text) => content(text === "0"),
  nozero: (text) => content(!text.startsWith("0")),
  nonzero: (text) => content(/[1-9]/.test(text)),
  piece: (text) => content(isPieceOfTotal(text.slice(0, 2), text.slice(2))),
  sequence: (text) => content(/^[1-9]\/[1-9]$/.test(text) && text.charAt(0) <= text.charAt(2)),
  importer: (text) => content(/^[-0-9A-Z_a-z]$/.test(text)),
  // UNECE Recommendation 21 codes; the list grows, so only their form is held against them.
  unit: (text) => content(/^[0-9A-Z]{1,3}$/.test(text)),
  media: (text) => content((text >= "01" && text <= "10") || text >= "80"),
  coupon: (text, today) => content(isCoupon(text, today)),
  offer: (text) => content(isPositiveOffer(text)),
};

/** The refusal of one component's text by one named check, if any. */
export function failedCheck(
  name: string,
  text: string,
  today: string,
): Gs1CheckRefusal | undefined {
  return CHECKS[name]?.(text, today);
}

/** Whether the name is a check's; every name in the table is, and a test says so. */
export function isCheckName(name: string): boolean {
  return Object.hasOwn(CHECKS, name);
}

/** Whether every sign of a text is of the alphabet. Base64url text may end in `=` padding. */
export function fitsAlphabet(text: string, alphabet: keyof typeof ALPHABETS): boolean {
  const signs: ReadonlySet<string> = ALPHABETS[alphabet];
  const body = alphabet === "Z" ? text.replace(/={1,2}$/, "") : text;
  for (const sign of body) if (!signs.has(sign)) return false;
  return true;
}

/** IBAN by ISO 13616: country, two check digits, at most 34 signs, 1 modulo 97. */
export function isIban(text: string): boolean {
  if (text.length <= 10 || text.length > 34 || !/^[A-Z]{2}[0-9]{2}[0-9A-Z]+$/.test(text)) {
    return false;
  }
  if (!isCountryAlpha2(text.slice(0, 2)) && !text.startsWith("XK")) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest === 1;
}

/** The two check characters of a GMN: primes as weights, modulo 1021 (section 7.9.5). */
export function checkPair(body: string): string | undefined {
  let sum = 0;
  let prime = 1;
  for (let index = body.length - 1; index >= 0; index -= 1) {
    const value = SIGNS_82.indexOf(body.charAt(index));
    if (value < 0) return undefined;
    prime = nextPrime(prime);
    sum += value * prime;
  }
  sum %= 1021;
  return SIGNS_32.charAt(sum >> 5) + SIGNS_32.charAt(sum & 31);
}

function hasCheckPair(text: string): boolean {
  return text.length >= 2 && checkPair(text.slice(0, -2)) === text.slice(-2);
}

function nextPrime(after: number): number {
  for (let candidate = after + 1; ; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      if (candidate % divisor === 0) prime = false;
    }
    if (prime) return candidate;
  }
}

function isPieceOfTotal(piece: string, total: string): boolean {
  return piece !== "00" && total !== "00" && piece <= total;
}

function content(holds: boolean): "gs1-content" | undefined {
  return holds ? undefined : "gs1-content";
}

function code(result: {
  readonly ok: boolean;
  readonly refusal?: { readonly code: "gs1-date" };
}): "gs1-date" | undefined {
  return result.refusal?.code;
}
