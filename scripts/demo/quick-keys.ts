/** Goods of the demo that carry no code, and the pages of quick keys that sell them at each shop. */
import { type QuickTile, quickKeysId } from "#shared/records/settings/quick-keys.ts";
import { CHAIN_BOOK, CURRENCY, type DemoStore, type SeedRow, seedRow } from "./rows.ts";

/** What is paid ahead for a basket that is set aside: a line that is neither revenue nor taxed. */
export const AHEAD_PRODUCT = "u-ahead";

/** What a total is rounded up for. */
export const CAUSE_PRODUCT = "u-cause";

interface Uncoded {
  readonly id: string;
  readonly name: string;
  readonly kind: "goods" | "service" | "bag" | "department" | "deposit" | "gift-card" | "donation";
  readonly categoryId: string;
  readonly colour: string;
  /** Absent for a department, a gift card and what is paid ahead: the price is typed. */
  readonly priceMinor?: number;
}

/** Kinds that are no revenue of the shop's. */
const OUTSIDE: readonly Uncoded["kind"][] = ["gift-card", "deposit", "donation"];

const UNCODED: readonly Uncoded[] = [
  {
    id: "u-carrier",
    name: "Carrier bag",
    kind: "bag",
    categoryId: "cat-bags",
    colour: "#2e6f57",
    priceMinor: 30,
  },
  {
    id: "u-wrapping",
    name: "Gift wrapping",
    kind: "service",
    categoryId: "cat-paper",
    colour: "#b0413e",
    priceMinor: 350,
  },
  {
    id: "u-card",
    name: "Greetings card",
    kind: "goods",
    categoryId: "cat-books",
    colour: "#5b4a8a",
    priceMinor: 295,
  },
  {
    id: "u-sundries",
    name: "Sundries",
    kind: "department",
    categoryId: "cat-other",
    colour: "#5c6b7a",
  },
  {
    id: "u-gift-card",
    name: "Gift card",
    kind: "gift-card",
    categoryId: "cat-other",
    colour: "#1f6f9c",
  },
  {
    id: AHEAD_PRODUCT,
    name: "Paid ahead",
    kind: "deposit",
    categoryId: "cat-other",
    colour: "#41566e",
  },
  {
    id: CAUSE_PRODUCT,
    name: "Children's hospice",
    kind: "donation",
    categoryId: "cat-other",
    colour: "#8a4a5b",
  },
];

/** Products without a code, their prices, and two pages for every shop. */
export function quickKeyRows(
  stores: readonly DemoStore[],
  validFromMs: number,
): readonly SeedRow[] {
  return [...UNCODED.flatMap((one) => uncodedRows(one, validFromMs)), ...stores.map(pagesRow)];
}

function uncodedRows(one: Uncoded, validFromMs: number): readonly SeedRow[] {
  const { id, name, kind, categoryId, colour, priceMinor } = one;
  const product = seedRow("products", {
    id,
    sku: id.slice(2).toUpperCase(),
    name,
    gtins: [],
    kind,
    categoryIds: [categoryId],
    tags: [],
    // What is owed back or passed on is neither revenue nor taxed.
    taxCategoryId: OUTSIDE.includes(kind) ? "outside" : "standard",
    unit: "piece",
    units: [],
    weighed: false,
    tracks: "none",
    attributes: {},
    colour,
    popularity: 0,
    discontinued: false,
  });
  if (priceMinor === undefined) return [product];
  return [
    product,
    seedRow("prices", {
      id: `price-${id}`,
      bookId: CHAIN_BOOK,
      productId: id,
      amountMinor: priceMinor,
      currency: CURRENCY,
      minQuantityMilli: 1000,
      validFromMs,
      kind: "regular",
    }),
  ];
}

function pagesRow(store: DemoStore): SeedRow {
  const always = { registerIds: [], fromHour: 0, toHour: 24 };
  const pages = [
    { id: "counter", name: "At the counter", ...always, tiles: COUNTER_TILES },
    { id: "shelves", name: "Shelves", ...always, tiles: SHELF_TILES },
  ];
  const body = { storeId: store.id, pages };
  return seedRow("settings", { id: quickKeysId(store.id), kind: "quick-keys", body });
}

const COUNTER_TILES: readonly QuickTile[] = [
  {
    kind: "product",
    name: "Carrier bag",
    colour: "#2e6f57",
    picture: "bag",
    productId: "u-carrier",
  },
  {
    kind: "product",
    name: "Gift wrapping",
    colour: "#b0413e",
    picture: "gift",
    productId: "u-wrapping",
  },
  {
    kind: "product",
    name: "Greetings card",
    colour: "#5b4a8a",
    picture: "card",
    productId: "u-card",
  },
  { kind: "amount", name: "Sundries", colour: "#5c6b7a", picture: "star", productId: "u-sundries" },
  {
    kind: "amount",
    name: "Sample",
    colour: "#41566e",
    productId: "u-sundries",
    amountMinor: 100,
  },
  {
    kind: "product",
    name: "Gift card",
    colour: "#1f6f9c",
    picture: "gift",
    productId: "u-gift-card",
  },
  { kind: "act", name: "Price check", colour: "#8a6d00", act: "price-check" },
  { kind: "act", name: "Find the customer", colour: "#1f6f9c", act: "client" },
];

const SHELF_TILES: readonly QuickTile[] = [
  {
    kind: "category",
    name: "Books & Cards",
    colour: "#5b4a8a",
    picture: "book",
    categoryId: "cat-books",
  },
  {
    kind: "category",
    name: "Kitchen & Table",
    colour: "#a0522d",
    picture: "cup",
    categoryId: "cat-kitchen",
  },
  {
    kind: "category",
    name: "Candles & Lights",
    colour: "#8a6d00",
    picture: "candle",
    categoryId: "cat-light",
  },
  {
    kind: "category",
    name: "Garden",
    colour: "#3b7a2a",
    picture: "flower",
    categoryId: "cat-garden",
  },
  { kind: "category", name: "Jewellery", colour: "#7a3b69", categoryId: "cat-jewellery" },
];
