/**
 * Arabic for printers that only place one glyph after the other: letters joined by their forms in
 * code page 864, and a line turned into the order in which it is printed from left to right.
 * Unicode Standard 16, section 9.2 (joining) and annex 9 (the plain cases of ordering).
 */

/** The joined forms that code page 864 holds. */
const FORMS_864 = new Set(
  "ﹽﺀﺁﺂﺃﺄﺅﺋﺍﺎﺏﺑﺓﺕﺗﺙﺛﺝﺟﺡﺣﺥﺧﺩﺫﺭﺯﺱﺳﺵﺷﺹﺻﺽﺿﻁﻅﻉﻊﻋﻌﻍﻎﻏﻐﻑﻓﻕﻗﻙﻛﻝﻟﻡﻣﻥﻧﻩﻫﻬﻭﻯﻰﻱﻲﻳﻵﻶﻷﻸﻻﻼ",
);
const FIRST_FORM = 0xfe80;
const LAST_FORM = 0xfefc;
const VOWEL_SIGN = /[\u064b-\u0650\u0652-\u065f\u0670]/g;
const LAM = "ل";
/** Letters the page lacks, by the one that is read in their place. */
const INSTEAD: Readonly<Record<string, string>> = {
  إ: "ا",
  ٱ: "ا",
  گ: "ك",
  پ: "ب",
  چ: "ج",
  ی: "ي",
};
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LEFT_TO_RIGHT = /[0-9A-Za-z\u00c0-\u058f\u0660-\u0669\u20ac]/;
const MIRRORED: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "<": ">",
  ">": "<",
  "«": "»",
  "»": "«",
};

/** Isolated, final, initial and medial form of each letter; two where it never joins to the next. */
const FORMS = readForms();

/** Letters with the form that their neighbours give them; other text as it is. */
export function joinLetters(text: string): string {
  const letters = [...text.replace(VOWEL_SIGN, "")].map((letter) => INSTEAD[letter] ?? letter);
  let joined = "";
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? "";
    const pair = letter === LAM ? `${letter}${letters[at + 1] ?? ""}` : "";
    const isPair = FORMS.has(pair);
    const forms = FORMS.get(isPair ? pair : letter);
    if (forms === undefined) {
      joined += letter;
      continue;
    }
    const before = joinsOn(letters[at - 1]);
    if (isPair) at += 1;
    const after = forms.length > 2 && FORMS.has(letters[at + 1] ?? "") && letters[at + 1] !== "ء";
    joined += formOf(forms, before, after);
  }
  return joined;
}

/** A line in the order in which a printer sets it, from left to right. */
export function visualOrder(line: string, direction: "ltr" | "rtl"): string {
  if (direction === "ltr" && !RIGHT_TO_LEFT.test(line)) return line;
  const runs = runsOf([...line], direction);
  const turned = runs.map(({ text, direction: way }) =>
    way === "rtl" ? text.map((char) => MIRRORED[char] ?? char).reverse() : text,
  );
  if (direction === "rtl") return turned.reverse().flat().join("");
  return turned.flat().join("");
}

interface Run {
  readonly direction: "ltr" | "rtl";
  readonly text: readonly string[];
}

/** Stretches of one direction; what has none of its own goes with equal neighbours, else the line. */
function runsOf(chars: readonly string[], base: "ltr" | "rtl"): Run[] {
  const own = chars.map((char): Run["direction"] | undefined => {
    if (RIGHT_TO_LEFT.test(char)) return "rtl";
    return LEFT_TO_RIGHT.test(char) ? "ltr" : undefined;
  });
  const runs: { direction: Run["direction"]; text: string[] }[] = [];
  chars.forEach((char, at) => {
    const before = own.slice(0, at).findLast((way) => way !== undefined) ?? base;
    const after = own.slice(at).find((way) => way !== undefined) ?? base;
    const direction = own[at] ?? (before === after ? before : base);
    const last = runs.at(-1);
    if (last?.direction === direction) last.text.push(char);
    else runs.push({ direction, text: [char] });
  });
  return runs;
}

function joinsOn(letter: string | undefined): boolean {
  return (FORMS.get(letter ?? "")?.length ?? 0) > 2;
}

/** The wanted form, or the one the page has in its place. */
function formOf(forms: readonly string[], before: boolean, after: boolean): string {
  const [isolated = "", final = "", initial = "", medial = ""] = forms;
  const wanted = before
    ? after
      ? [medial, initial, final, isolated]
      : [final, isolated]
    : after
      ? [initial, medial, isolated]
      : [isolated, final, initial];
  return wanted.find((form) => FORMS_864.has(form)) ?? wanted[0] ?? "";
}

function readForms(): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (let code = FIRST_FORM; code <= LAST_FORM; code += 1) {
    const form = String.fromCharCode(code);
    const letter = form.normalize("NFKC");
    const list = forms.get(letter) ?? [];
    list.push(form);
    forms.set(letter, list);
  }
  return forms;
}
