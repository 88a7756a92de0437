/**
 * The names of common units of measure, by language, for paper and screen alike. A unit is data of the
 * product; one that is not listed here stands as the shop wrote it.
 */

interface UnitName {
  readonly one: string;
  readonly other: string;
}

const same = (name: string): UnitName => ({ one: name, other: name });

/** Signs of the SI are the same in every language with Latin letters. */
const SIGNS: Readonly<Record<string, UnitName>> = {
  kg: same("kg"),
  g: same("g"),
  l: same("l"),
  ml: same("ml"),
  m: same("m"),
  cm: same("cm"),
};

const NAMES: Readonly<Record<string, Readonly<Record<string, UnitName>>>> = {
  en: {
    ...SIGNS,
    piece: { one: "piece", other: "pieces" },
    pair: { one: "pair", other: "pairs" },
    pack: { one: "pack", other: "packs" },
    box: { one: "box", other: "boxes" },
    set: { one: "set", other: "sets" },
  },
  de: {
    ...SIGNS,
    piece: same("Stück"),
    pair: { one: "Paar", other: "Paar" },
    pack: { one: "Packung", other: "Packungen" },
    box: { one: "Karton", other: "Kartons" },
    set: { one: "Satz", other: "Sätze" },
  },
  fr: {
    ...SIGNS,
    piece: { one: "pièce", other: "pièces" },
    pair: { one: "paire", other: "paires" },
    pack: { one: "paquet", other: "paquets" },
    box: { one: "carton", other: "cartons" },
    set: { one: "lot", other: "lots" },
  },
  es: {
    ...SIGNS,
    piece: { one: "unidad", other: "unidades" },
    pair: { one: "par", other: "pares" },
    pack: { one: "paquete", other: "paquetes" },
    box: { one: "caja", other: "cajas" },
    set: { one: "juego", other: "juegos" },
  },
  it: {
    ...SIGNS,
    piece: { one: "pezzo", other: "pezzi" },
    pair: { one: "paio", other: "paia" },
    pack: { one: "confezione", other: "confezioni" },
    box: { one: "scatola", other: "scatole" },
    set: same("set"),
  },
  ar: {
    piece: same("قطعة"),
    pair: same("زوج"),
    pack: same("عبوة"),
    box: same("صندوق"),
    set: same("طقم"),
    kg: same("كغ"),
    g: same("غ"),
    l: same("ل"),
    ml: same("مل"),
    m: same("م"),
    cm: same("سم"),
  },
};

const ONE_MILLI = 1000;

/**
 * How a unit is called beside a quantity (thousandths) in the language of a BCP 47 tag such as `de-AT`:
 * `piece` is "pieces" in English when there are two. An unlisted unit or language: the unit itself.
 */
export function unitName(
  unit: string,
  { quantityMilli, language }: { readonly quantityMilli: number; readonly language: string },
): string {
  const [base = language] = language.split("-");
  const names = Object.hasOwn(NAMES, base) ? NAMES[base] : undefined;
  const name = names !== undefined && Object.hasOwn(names, unit) ? names[unit] : undefined;
  if (name === undefined) return unit;
  return Math.abs(quantityMilli) === ONE_MILLI ? name.one : name.other;
}
