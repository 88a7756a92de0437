/**
 * How text becomes the words that search compares: one folding for documents and queries alike, so
 * that case, accents, ligatures, apostrophes and the forms of Arabic letters never matter. Nothing
 * here knows products, people, tables or ranking.
 */

/** Longest query looked at, in UTF-16 units; the rest of a pasted novel is not read. */
export const QUERY_UNITS_MAX = 256;
/** Longest text of a document looked at, in UTF-16 units. */
const TEXT_UNITS_MAX = 2000;
/** Longest word kept; what follows is cut in documents and queries alike. */
const WORD_UNITS_MAX = 40;

const ASCII_ONLY = /^[\x20-\x7e]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
/** Marks that scripts with optional accents or vowels put over a letter; Indic vowels are kept. */
const OPTIONAL_MARKS =
  /[\p{Mn}&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}]]|\u0640/gv;
/** Letters that Unicode does not decompose, as people type them on another keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ŋ: "n",
  ı: "i",
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ة: "ه",
  ک: "ك",
};
const LETTERS_TO_REPLACE = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const KATAKANA = /[\u30a1-\u30f6]/g;
const KATAKANA_TO_HIRAGANA = 0x60;
const FOREIGN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
/** Scripts written without spaces: their words are pairs of neighbouring characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/**
 * The text as it is compared: lower case, without optional accents and vowel marks, ligatures and
 * sharp s spelt out, Arabic letter forms and foreign digits made one, katakana as hiragana.
 */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(OPTIONAL_MARKS, "")
    .toLowerCase()
    .replace(LETTERS_TO_REPLACE, (letter) => LETTERS[letter] ?? letter)
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_TO_HIRAGANA))
    .replace(FOREIGN_DIGITS, (digit) => String(digitValue(digit)))
    .normalize("NFC");
}

/**
 * The words of a text in their order, folded. Text without spaces (Chinese, Japanese, Thai) gives
 * pairs of neighbouring characters and the last character by itself.
 */
export function wordsOf(text: string, unitsMax: number = TEXT_UNITS_MAX): string[] {
  const folded = foldText(text.length > unitsMax ? text.slice(0, unitsMax) : text);
  if (ASCII_ONLY.test(folded)) return (folded.match(ASCII_WORDS) ?? []).map(cut);
  const words: string[] = [];
  for (const run of folded.match(WORDS) ?? []) {
    let from = 0;
    for (const match of run.matchAll(UNSPACED)) {
      if (match.index > from) words.push(cut(run.slice(from, match.index)));
      words.push(...pairs(match[0]));
      from = match.index + match[0].length;
    }
    if (from < run.length) words.push(cut(run.slice(from)));
  }
  return words;
}

/** Letters and digits only, folded: how a SKU or a card number is compared. */
export function compactCode(text: string): string {
  return foldText(text.slice(0, QUERY_UNITS_MAX)).replace(/[^\p{L}\p{N}]+/gu, "");
}

function cut(word: string): string {
  return word.length > WORD_UNITS_MAX ? word.slice(0, WORD_UNITS_MAX) : word;
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => `${character}${characters[index + 1] ?? ""}`);
}

function digitValue(digit: string): number {
  const code = digit.charCodeAt(0);
  if (code >= 0x966) return code - 0x966;
  return code >= 0x6f0 ? code - 0x6f0 : code - 0x660;
}
