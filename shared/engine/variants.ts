/**
 * The variants of a product as a table of sizes by colours: which attributes are its two sides, in which
 * order their values stand, and whether the product itself is only the name that its variants share.
 * Stock and prices are not looked at here.
 */
import type { ProductRow } from "../records/rows/product.ts";

export interface VariantCell {
  readonly row: string;
  readonly column: string;
  readonly productId: string;
}

export interface VariantMatrix {
  readonly rows: readonly string[];
  /** One empty word where the variants differ in one thing only. */
  readonly columns: readonly string[];
  readonly cells: readonly VariantCell[];
}

/** Attributes that stand down the side and across the top; others lie between, by name. */
const DOWN_THE_SIDE = "size";
const ACROSS_THE_TOP = "colour";
const BETWEEN = " · ";
const LETTER_SIZES = ["3XS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL"];

/**
 * Whether a product is never sold itself: it has variants, and what tells them apart is not said of it.
 * A product that has a size of its own is one of the sizes.
 */
export function isSoldByVariants(product: ProductRow, variants: readonly ProductRow[]): boolean {
  if (variants.length === 0) return false;
  const axes = axesOf(variants);
  return axes.length === 0 || !carries(product, axes);
}

/**
 * The table of a product and its variants: sizes as letters from small to large, then figures by size,
 * then words as the SKUs have them. Variants that no attribute tells apart are listed by name in one
 * column. Nothing without variants.
 * @example rows ["S", "M"], columns ["Ecru", "Navy"] of four shirts
 */
export function variantMatrix(
  product: ProductRow,
  variants: readonly ProductRow[],
): VariantMatrix | undefined {
  if (variants.length === 0) return undefined;
  const family = isSoldByVariants(product, variants) ? variants : [product, ...variants];
  const sorted = [...family].sort((left, right) => (left.sku < right.sku ? -1 : 1));
  const axes = axesOf(variants);
  const told = sorted.map((one) => cellOf(one, axes));
  const places = new Set(told.map(({ row, column }) => JSON.stringify([row, column])));
  const cells =
    axes.length > 0 && places.size === told.length
      ? told
      : sorted.map(({ id, name, sku }) => ({ row: `${name} (${sku})`, column: "", productId: id }));
  return {
    rows: inOrder(cells.map(({ row }) => row)),
    columns: inOrder(cells.map(({ column }) => column)),
    cells,
  };
}

/** What every variant says and not all say alike; when all are alike in everything, all of it. */
function axesOf(variants: readonly ProductRow[]): readonly string[] {
  const [first] = variants;
  if (first === undefined) return [];
  const said = Object.keys(first.attributes).filter((name) =>
    variants.every((one) => one.attributes[name] !== undefined),
  );
  const differing = said.filter(
    (name) => new Set(variants.map((one) => one.attributes[name])).size > 1,
  );
  return (differing.length > 0 ? differing : said).sort(
    (left, right) => sideOf(left) - sideOf(right) || (left < right ? -1 : 1),
  );
}

function sideOf(name: string): number {
  if (name === DOWN_THE_SIDE) return 0;
  return name === ACROSS_THE_TOP ? 2 : 1;
}

function carries(product: ProductRow, axes: readonly string[]): boolean {
  return axes.every((name) => product.attributes[name] !== undefined);
}

function cellOf(product: ProductRow, axes: readonly string[]): VariantCell {
  const values = axes.map((name) => product.attributes[name] ?? "");
  const column = values.length > 1 ? (values.at(-1) ?? "") : "";
  const down = values.length > 1 ? values.slice(0, -1) : values;
  return { row: down.join(BETWEEN), column, productId: product.id };
}

/** Each value once. The order of what ranks alike is the one it came in. */
function inOrder(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort((left, right) => {
    const [leftKind, leftRank] = rankOf(left);
    const [rightKind, rightRank] = rankOf(right);
    return leftKind - rightKind || leftRank - rightRank;
  });
}

function rankOf(value: string): readonly [kind: number, rank: number] {
  const letters = LETTER_SIZES.indexOf(value.toUpperCase().split(BETWEEN)[0] ?? "");
  if (letters >= 0) return [0, letters];
  const figure = Number.parseFloat(value.replace(",", "."));
  return Number.isFinite(figure) ? [1, figure] : [2, 0];
}
