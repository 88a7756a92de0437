// Products and people to search in, made from a seed. The words and how often each occurs come from
// the catalogue cases where they lie beside the repository, else from syllables of the same spread.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPrng, type Prng } from "#shared/base/prng.ts";
import type { PersonDocument, ProductDocument } from "#till/replica/search/search.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { parseCsv } from "../../scripts/search-evaluate.ts";

const CATALOGUES = [
  { file: "food_products.csv", column: "name" },
  { file: "gift_shop_products.csv", column: "name" },
];
const FOLDERS = ["../shared/cases/catalog", "../../shared/cases/catalog"];
const SYNTHETIC_WORDS = 8_000;
const CONSONANTS = "bcdfghjklmnprstvz".split("");
const VOWELS = ["a", "e", "i", "o", "u", "ai", "ou", "ea"];
const FIRST_NAMES =
  "Anna Marie Sofia Emma Léa Chloé Julia Laura Fatima Aïcha Ingrid Olga Maria Lucia Elena Paul Jean Luc Thomas Mehmet Ali Omar Pierre Hans Jürgen Stefan Marco Luigi José Miguel Pedro Sean Liam Noah Oliver George Harry Søren Björn Jan Piet".split(
    " ",
  );
const FAMILY_NAMES =
  "Martin Bernard Dubois Moreau Lefebvre Schmidt Müller Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Rossi Russo Ferrari Esposito García Fernández González Rodríguez López Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Jensen Nielsen Hansen Andersson Johansson Kowalski Nowak Novák Horvat Yılmaz Kaya Demir Haddad Khoury Nguyen".split(
    " ",
  );
const TOWNS =
  "Paris Lyon Lille Nantes Berlin Hamburg München Köln Wien Zürich Milano Roma Torino Madrid Sevilla London Leeds Bristol Dublin Kraków".split(
    " ",
  );

/** So many products; names of two to six words, each word as likely as in real names. */
export function someProducts(count: number, seed: number): ProductDocument[] {
  const prng = createPrng(seed);
  const words = knownWords() ?? syntheticWords(prng.fork("words"));
  return Array.from({ length: count }, (_, index) => {
    const name = Array.from({ length: prng.int(2, 6) }, () => prng.pick(words)).join(" ");
    return {
      id: uuid(prng),
      sku: `S${String(index).padStart(6, "0")}`,
      gtins: [`0${4_000_000_000_000 + prng.int(0, 999_999_999_999)}`],
      name,
      popularity: prng.int(0, 200),
    };
  });
}

/** So many people with a phone, an address for e-mail and a card each. */
export function somePeople(count: number, seed: number): PersonDocument[] {
  const prng = createPrng(seed);
  const rare = Array.from({ length: 20_000 }, () => capital(syntheticWord(prng)));
  return Array.from({ length: count }, (_, index) => {
    const first = prng.pick(FIRST_NAMES);
    const family = prng.chance(1, 2) ? prng.pick(rare) : prng.pick(FAMILY_NAMES);
    return {
      id: uuid(prng),
      name: `${first} ${family}`,
      phones: [`+33 6 ${String(prng.int(10_000_000, 99_999_999))}`],
      emails: [`${first}.${family}${index}@example.com`],
      cardCodes: [`C${String(prng.int(0, 99_999_999)).padStart(8, "0")}`],
      city: prng.pick(TOWNS),
    };
  });
}

/** The word with one typing error after its first letter. */
export function withTypo(word: string, prng: Prng): string {
  const at = prng.int(1, word.length - 2);
  const other = String.fromCharCode(prng.int(97, 122));
  switch (prng.int(0, 3)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + other + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + word.charAt(at) + word.slice(at);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}

function knownWords(): string[] | undefined {
  const folder = FOLDERS.map((path) => inRoot(path)).find((path) => existsSync(path));
  if (folder === undefined) return undefined;
  const words = CATALOGUES.flatMap(({ file, column }) => {
    const [header, ...rows] = parseCsv(readFileSync(join(folder, file), "utf8"));
    const at = header?.indexOf(column) ?? -1;
    return rows.flatMap((row) => (row[at] ?? "").split(/\s+/));
  });
  return words.filter((word) => word !== "");
}

/** Each word as often as its rank in a real catalogue makes it (Zipf). */
function syntheticWords(prng: Prng): string[] {
  const words: string[] = [];
  for (let rank = 1; rank <= SYNTHETIC_WORDS; rank += 1) {
    const word = syntheticWord(prng);
    for (let copy = 0; copy < Math.max(1, 1_200 / rank); copy += 1) words.push(word);
  }
  return words;
}

function syntheticWord(prng: Prng): string {
  return Array.from(
    { length: prng.int(2, 4) },
    () =>
      prng.pick(CONSONANTS) + prng.pick(VOWELS) + (prng.chance(1, 3) ? prng.pick(CONSONANTS) : ""),
  ).join("");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function uuid(prng: Prng): string {
  const hex = Array.from({ length: 4 }, () => prng.uint32().toString(16).padStart(8, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
