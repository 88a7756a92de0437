/**
 * What a name sounds like, roughly and across languages, so that Meyer, Maier and Mayer or Philip and
 * Filipe meet. Only for names of people; ranking treats it as weaker than a typing error.
 */

/** Applied in this order to a folded word; what differs between spellings of one name goes. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|sch|sh|tj/g, "c"],
  [/ph|pf/g, "f"],
  [/th|dt|d/g, "t"],
  [/qu|q|ck|ch|kh|k|x|g(?![ie])/g, "c"],
  [/gh|h/g, ""],
  [/tz|z|ts/g, "s"],
  [/w/g, "v"],
  [/b/g, "p"],
  [/j|y/g, "i"],
  [/(?:ai|ei|ay|ey)/g, "i"],
  [/(?:ou|oo|ue|uo)/g, "u"],
  [/(?:au|eau|oe)/g, "o"],
  [/(?:ie|ae|ea|ee)/g, "e"],
  [/(.)\1+/g, "$1"],
];

/** The sound of a folded word; words of other scripts than Latin sound like themselves. */
export function soundOf(word: string): string {
  let sound = word;
  for (const [pattern, by] of RULES) sound = sound.replace(pattern, by);
  // A vowel at the end is spoken weakly: Schmitte, Schmitt.
  return sound.length > 3 ? sound.replace(/[aeiou]+$/, "") : sound;
}
