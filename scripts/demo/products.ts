/**
 * The catalogue of the demo chain: real gift-shop products (NOTICE names the source), their names read
 * as names, prices in today's money, codes of our own with valid check digits.
 */
import type { Prng } from "#shared/base/prng.ts";
import { readCsv } from "./csv.ts";
import { CHAIN_BOOK, CURRENCY, type SeedRow, seedRow } from "./rows.ts";

/** "Cosy Hour Giant Tube Matches": goods of the demo that are sold to adults only. */
export const ADULTS_ONLY_SKU = "21587";
export const ADULTS_ONLY_RESTRICTION = "restriction-18";

/** Retail prices rose by about half in Britain between 2011 and 2026 (ONS, CPI). */
const PRICE_FACTOR = 1.55;
const PRICE_MINOR_MIN = 25;

export interface DemoProduct {
  readonly id: string;
  readonly item: number;
  readonly sku: string;
  readonly name: string;
  readonly gtin: string;
  readonly categoryId: string;
  readonly taxCategoryId: "standard" | "zero";
  readonly priceMinor: number;
}

interface DemoCategory {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly words: RegExp;
}

const CATEGORIES: readonly DemoCategory[] = [
  {
    id: "cat-christmas",
    name: "Christmas",
    colour: "#9b2335",
    words: /christmas|xmas|advent|snow|reindeer|santa|noel/,
  },
  {
    id: "cat-books",
    name: "Books & Cards",
    colour: "#5b4a8a",
    words: /\bbook\b|cookbook|card|notebook|diary|journal/,
  },
  {
    id: "cat-kitchen",
    name: "Kitchen & Table",
    colour: "#a0522d",
    words:
      /tea|cake|mug|cup|plate|bowl|jar|kitchen|baking|lunch|bottle|tin|spoon|napkin|tray|coaster|recipe|jug|egg/,
  },
  {
    id: "cat-bags",
    name: "Bags",
    colour: "#2e6f57",
    words: /bag|purse|wallet|shopper|tote|suitcase/,
  },
  {
    id: "cat-light",
    name: "Candles & Lights",
    colour: "#8a6d00",
    words: /candle|t-light|tlight|lantern|light|lamp|holder/,
  },
  {
    id: "cat-garden",
    name: "Garden",
    colour: "#3b7a2a",
    words: /garden|plant|flower|bird|watering|seed|parasol|herb/,
  },
  {
    id: "cat-toys",
    name: "Toys & Children",
    colour: "#1f6f9c",
    words:
      /toy|doll|game|children|kids|baby|puzzle|dolly|playhouse|rabbit|dinosaur|spaceboy|childs/,
  },
  {
    id: "cat-jewellery",
    name: "Jewellery",
    colour: "#7a3b69",
    words: /necklace|bracelet|earring|ring\b|brooch|bangle|hair|charm/,
  },
  {
    id: "cat-paper",
    name: "Paper & Party",
    colour: "#b0413e",
    words: /wrap|ribbon|tissue|party|paper|bunting|gift tape|sticker|garland|balloon/,
  },
  {
    id: "cat-home",
    name: "Home",
    colour: "#41566e",
    words:
      /clock|frame|mirror|cushion|hook|drawer|cabinet|sign|doormat|door|box|basket|storage|rug|heart|wall|hanging/,
  },
];
const OTHER: DemoCategory = {
  id: "cat-other",
  name: "Curiosities",
  colour: "#5c6b7a",
  words: /$^/,
};

/** Categories as settings. */
export function categoryRows(): readonly SeedRow[] {
  return [...CATEGORIES, OTHER].map((one) =>
    seedRow("settings", {
      id: one.id,
      kind: "category",
      body: { name: one.name, colour: one.colour },
    }),
  );
}

/** The real products; beyond them, `count` asks for more made by pairing their words, from the seed. */
export function demoProducts(count: number | undefined, prng: Prng): readonly DemoProduct[] {
  const real = readCsv(new URL("./data/items.csv", import.meta.url)).map((line) =>
    product(
      Number(line["item"]),
      String(line["sku"]),
      nameOf(String(line["name"])),
      priceToday(Number(line["price_minor"])),
    ),
  );
  if (count === undefined || count <= real.length) return real.slice(0, count ?? real.length);
  const first = [...new Set(real.map((one) => one.name.split(" ").slice(0, 2).join(" ")))];
  const last = [...new Set(real.map((one) => one.name.split(" ").slice(-2).join(" ")))];
  const made: DemoProduct[] = [...real];
  for (let item = real.length; item < count; item += 1) {
    const name = `${prng.pick(first)} ${prng.pick(last)}`;
    made.push(product(item, `K${String(item).padStart(6, "0")}`, name, 99 + 50 * prng.int(0, 160)));
  }
  return made;
}

/** Product and price rows of one product. */
export function productRows(
  one: DemoProduct,
  popularity: number,
  validFromMs: number,
): readonly SeedRow[] {
  const category = categoryOf(one.name);
  return [
    seedRow("products", {
      id: one.id,
      sku: one.sku,
      name: one.name,
      gtins: [one.gtin.padStart(14, "0")],
      kind: "goods",
      categoryIds: [category.id],
      tags: [category.name],
      taxCategoryId: one.taxCategoryId,
      unit: "piece",
      units: [],
      weighed: false,
      tracks: "none",
      attributes: {},
      picture: category.id,
      colour: category.colour,
      popularity,
      discontinued: false,
      ...(one.sku === ADULTS_ONLY_SKU ? { restrictionId: ADULTS_ONLY_RESTRICTION } : {}),
    }),
    seedRow("prices", {
      id: `price-${one.id}`,
      bookId: CHAIN_BOOK,
      productId: one.id,
      amountMinor: one.priceMinor,
      currency: CURRENCY,
      minQuantityMilli: 1000,
      validFromMs,
      kind: "regular",
    }),
  ];
}

function product(item: number, sku: string, name: string, priceMinor: number): DemoProduct {
  return {
    id: `p${String(item).padStart(6, "0")}`,
    item,
    sku,
    name,
    gtin: internalGtin(item),
    categoryId: categoryOf(name).id,
    taxCategoryId: /\bbook\b|cookbook/i.test(name) ? "zero" : "standard",
    priceMinor,
  };
}

function categoryOf(name: string): DemoCategory {
  const lower = name.toLowerCase();
  return CATEGORIES.find((one) => one.words.test(lower)) ?? OTHER;
}

/** A GTIN-13 from the range that GS1 leaves to a company's own use (prefix 29). */
export function internalGtin(item: number): string {
  const body = `29${String(item).padStart(10, "0")}`;
  let sum = 0;
  for (let at = 0; at < 12; at += 1) sum += Number(body[at]) * (at % 2 === 0 ? 1 : 3);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const SMALL_WORDS = new Set(["of", "the", "and", "in", "on", "with", "for", "a", "to"]);

/** "DOGGY RUBBER" reads "Doggy Rubber". */
function nameOf(capitals: string): string {
  return capitals
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((word, at) =>
      at > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");
}

/** Today's price as a shop would write it: 35, 65, 1.25, 4.99. */
function priceToday(minor: number): number {
  const raised = minor * PRICE_FACTOR;
  if (raised < 100) return Math.max(PRICE_MINOR_MIN, Math.round(raised / 5) * 5);
  if (raised < 300) return Math.round(raised / 25) * 25;
  return Math.round(raised / 50) * 50 - 1;
}
