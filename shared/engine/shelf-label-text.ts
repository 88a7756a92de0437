/** A shelf label in words: its figures with their currency, in the language of the store. */
import type { LabelText } from "../records/label.ts";
import type { ProductRow } from "../records/rows/product.ts";
import { amountText, type ReceiptLanguage } from "./receipt/words.ts";
import type { ShelfLabel } from "./shelf-label.ts";

/** `{amount}` and `{unit}` stand where the figures go. */
interface LabelWords {
  readonly before: string;
  readonly lowest: string;
  readonly per: string;
  readonly signLast: boolean;
}

const WORDS: Readonly<Record<string, LabelWords>> = {
  en: {
    before: "was {amount}",
    lowest: "lowest in {days} days: {amount}",
    per: "{amount} / {unit}",
    signLast: false,
  },
  de: {
    before: "bisher {amount}",
    lowest: "Tiefstpreis {days} Tage: {amount}",
    per: "{amount} / {unit}",
    signLast: true,
  },
  fr: {
    before: "au lieu de {amount}",
    lowest: "plus bas en {days} j : {amount}",
    per: "{amount} / {unit}",
    signLast: true,
  },
  es: {
    before: "antes {amount}",
    lowest: "mínimo {days} días: {amount}",
    per: "{amount} / {unit}",
    signLast: true,
  },
  it: {
    before: "prima {amount}",
    lowest: "minimo {days} giorni: {amount}",
    per: "{amount} / {unit}",
    signLast: true,
  },
  ar: {
    before: "كان {amount}",
    lowest: "الأدنى خلال {days} يومًا: {amount}",
    per: "{amount} / {unit}",
    signLast: true,
  },
};
const SIGNS: Readonly<Record<string, string>> = { EUR: "€", GBP: "£", USD: "$", CHF: "CHF" };
const NOTES_MAX = 4;
const NOTE_CHARS_MAX = 60;
/** As products keep them: 14 figures, filled with zeros in front. */
const GTIN_DIGITS = 14;
const ENGLISH = WORDS.en as LabelWords;

/** The label as it is printed. `days` are those of the lowest price. */
export function shelfLabelText(
  label: ShelfLabel,
  product: ProductRow,
  about: {
    readonly currency: string;
    readonly language: ReceiptLanguage;
    readonly days: number;
    readonly locale: string;
  },
): LabelText {
  const { language, currency, locale } = about;
  const words = WORDS[language.language.split("-")[0] ?? "en"] ?? ENGLISH;
  const sign = SIGNS[currency] ?? currency;
  const amount = (minor: number): string => {
    const text = amountText(minor, currency, language);
    return words.signLast || sign.length > 1 ? `${text} ${sign}` : `${sign}${text}`;
  };
  const say = (pattern: string, minor: number, unit = ""): string =>
    pattern
      .replace("{amount}", amount(minor))
      .replace("{unit}", unit)
      .replace("{days}", String(about.days));
  const { regularMinor, lowestMinor, perUnit } = label;
  const price = amount(label.priceMinor);
  return {
    name: product.names?.[locale] ?? product.names?.[language.language] ?? product.name,
    price: product.weighed ? say(words.per, label.priceMinor, product.unit) : price,
    notes: [
      ...(perUnit === undefined ? [] : [say(words.per, perUnit.amountMinor, perUnit.unit)]),
      ...(regularMinor === undefined ? [] : [say(words.before, regularMinor)]),
      ...(lowestMinor === undefined ? [] : [say(words.lowest, lowestMinor)]),
      ...label.offers,
    ]
      .map((note) => note.slice(0, NOTE_CHARS_MAX))
      .slice(0, NOTES_MAX),
    code: codeOf(product),
  };
}

/** The code that the till scans: the product's first GTIN, else its own number. */
function codeOf({ gtins, sku }: ProductRow): string {
  const [gtin] = gtins;
  if (gtin === undefined) return sku;
  return gtin.length === GTIN_DIGITS && gtin.startsWith("0") ? gtin.slice(1) : gtin;
}
