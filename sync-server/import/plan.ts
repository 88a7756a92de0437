/**
 * What a table of products would do to the shop: each row judged, told in faults with row and column,
 * or turned into the rows that will be written. Nothing is read or written here.
 */
import type { ImportFault, ImportField, ImportMapping } from "#shared/hq-api/import.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { AnyChange } from "../entries/working-set.ts";
import { type Read, readAmount, readBarcode, readQuantity, readText } from "./cells.ts";
import { plainWord } from "./mapping.ts";
import type { Cell, FileTable } from "./table.ts";

/** What the shop has already, as far as the file touches it. */
export interface KnownShop {
  readonly importId: string;
  readonly atMs: number;
  readonly bookId: string;
  readonly placeId: string;
  readonly currency: string;
  readonly exponent: number;
  readonly bySku: ReadonlyMap<string, string>;
  readonly byGtin: ReadonlyMap<string, string>;
  readonly product: (id: string) => Rows["products"] | undefined;
  readonly priceMinor: (productId: string) => number | undefined;
  readonly taxes: readonly {
    readonly key: string;
    readonly name: string;
    readonly rate: string;
    readonly code: string;
  }[];
  /** Category ids by plain name. */
  readonly categories: ReadonlyMap<string, string>;
}

export interface PlannedRow {
  readonly kind: "add" | "change" | "same" | "keep";
  readonly changes: readonly AnyChange[];
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly ImportFault[];
  readonly faulty: number;
  readonly newCategories: readonly { readonly id: string; readonly name: string }[];
}

interface Judged {
  readonly name: string;
  readonly sku: string;
  readonly gtin: string | undefined;
  readonly priceMinor: number;
  readonly costMinor: number | undefined;
  readonly stockMilli: number | undefined;
  readonly taxKey: string;
  readonly category: string;
  readonly brand: string;
  readonly unit: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Judges every row of the table under a mapping. */
export function planImport(table: FileTable, mapping: ImportMapping, shop: KnownShop): Plan {
  const faults: ImportFault[] = [];
  const rows: PlannedRow[] = [];
  const made = new Map<string, { readonly id: string; readonly name: string }>();
  const first = { sku: new Map<string, number>(), gtin: new Map<string, number>() };
  let faulty = 0;
  for (const [index, cells] of table.rows.entries()) {
    if (cells.every((cell) => cell === "")) continue;
    const row = index + 2;
    const before = faults.length;
    const say = (
      field: ImportField,
      code: string,
      args: Readonly<Record<string, string | number>> = {},
    ) => {
      const at = mapping.columns[field];
      const column = at === undefined ? "" : (table.headings[at] ?? "");
      faults.push({ row, column, field, code, args });
    };
    const judged = judge(cells, { mapping, shop, say, row });
    if (judged !== undefined) noteTwice(judged, { first, row, say });
    const owner = judged === undefined ? undefined : ownerOf(judged, shop, say);
    if (judged === undefined || faults.length > before) {
      faulty += 1;
      continue;
    }
    const categoryId = categoryOf(judged.category, shop, made);
    rows.push(plannedRow(judged, { row, shop, mapping, categoryId, productId: owner }));
  }
  return { rows, faults, faulty, newCategories: [...made.values()] };
}

type Say = (
  field: ImportField,
  code: string,
  args?: Readonly<Record<string, string | number>>,
) => void;

function judge(
  cells: readonly Cell[],
  by: { mapping: ImportMapping; shop: KnownShop; say: Say; row: number },
): Judged | undefined {
  const { mapping, shop, say, row } = by;
  const { columns, decimalMark: mark } = mapping;
  const cellOf = (field: ImportField): Cell | undefined =>
    columns[field] === undefined ? undefined : cells[columns[field]];
  const take = <Value>(field: ImportField, read: Read<Value>): Value | undefined => {
    if ("value" in read) return read.value;
    say(field, read.code, read.args);
    return undefined;
  };
  const text = (field: ImportField): string => take(field, readText(cellOf(field))) ?? "";
  const money = { mark, exponent: shop.exponent };
  const name = text("name");
  if (name === "" && String(cellOf("name") ?? "").trim() === "") say("name", "name-missing");
  const price = take("price", readAmount(cellOf("price"), money));
  if (price === undefined && String(cellOf("price") ?? "").trim() === "") {
    say("price", "price-missing");
  }
  const gtin = take("barcode", readBarcode(cellOf("barcode")));
  const sku = text("sku");
  const taxKey = taxOf(cellOf("tax"), mapping, shop);
  if (taxKey === undefined) {
    say("tax", "tax-unknown", { known: shop.taxes.map(({ rate }) => `${rate} %`).join(", ") });
  }
  const attributes: Record<string, string> = {};
  for (const field of ["colour", "size"] as const) {
    const value = text(field);
    if (value !== "") attributes[field] = value;
  }
  const judged = {
    name,
    sku: sku === "" ? (gtin?.replace(/^0+/, "") ?? `P${String(row).padStart(5, "0")}`) : sku,
    gtin,
    costMinor: take("cost", readAmount(cellOf("cost"), money)),
    stockMilli: take("stock", readQuantity(cellOf("stock"), mark)),
    category: text("category"),
    brand: text("brand"),
    unit: text("unit"),
    attributes,
  };
  if (name === "" || price === undefined || taxKey === undefined) return undefined;
  return { ...judged, priceMinor: price, taxKey };
}

/** A tax as a file may name it: rate, name, letter or key; nothing where the file names one we lack. */
function taxOf(
  cell: Cell | undefined,
  mapping: ImportMapping,
  shop: KnownShop,
): string | undefined {
  const text = String(cell ?? "").trim();
  if (text === "") return mapping.taxKey;
  const number = Number(text.replace("%", "").replace(",", ".").trim());
  const plain = plainWord(text);
  const found = shop.taxes.find(
    ({ key, name, rate, code }) =>
      plainWord(name) === plain ||
      key === text.toLowerCase() ||
      code === text.toUpperCase() ||
      (Number.isFinite(number) &&
        (Number(rate) === number ||
          (number > 0 && number < 1 && Number(rate) === Math.round(number * 10_000) / 100))),
  );
  return found?.key;
}

function noteTwice(
  judged: Judged,
  by: { first: { sku: Map<string, number>; gtin: Map<string, number> }; row: number; say: Say },
): void {
  const { first, row, say } = by;
  const skuRow = first.sku.get(judged.sku.toLowerCase());
  if (skuRow !== undefined) say("sku", "sku-twice", { first: skuRow });
  else first.sku.set(judged.sku.toLowerCase(), row);
  if (judged.gtin === undefined) return;
  const gtinRow = first.gtin.get(judged.gtin);
  if (gtinRow !== undefined) say("barcode", "barcode-twice", { first: gtinRow });
  else first.gtin.set(judged.gtin, row);
}

/** The product of the shop that the row is about, when there is one. */
function ownerOf(judged: Judged, shop: KnownShop, say: Say): string | undefined {
  const bySku = shop.bySku.get(judged.sku.toLowerCase());
  const byGtin = judged.gtin === undefined ? undefined : shop.byGtin.get(judged.gtin);
  if (bySku !== undefined && byGtin !== undefined && bySku !== byGtin) {
    say("barcode", "barcode-of-another", { name: shop.product(byGtin)?.name ?? "" });
  }
  return bySku ?? byGtin;
}

function categoryOf(
  name: string,
  shop: KnownShop,
  made: Map<string, { readonly id: string; readonly name: string }>,
): string | undefined {
  const plain = plainWord(name);
  if (plain === "") return undefined;
  const known = shop.categories.get(plain) ?? made.get(plain)?.id;
  if (known !== undefined) return known;
  const fresh = { id: `category:${shop.importId}:${made.size + 1}`, name };
  made.set(plain, fresh);
  return fresh.id;
}

function plannedRow(
  judged: Judged,
  by: {
    readonly row: number;
    readonly shop: KnownShop;
    readonly mapping: ImportMapping;
    readonly categoryId: string | undefined;
    readonly productId: string | undefined;
  },
): PlannedRow {
  const { row, shop, mapping, categoryId } = by;
  const before = by.productId === undefined ? undefined : shop.product(by.productId);
  if (before !== undefined && mapping.existing === "keep") return { kind: "keep", changes: [] };
  const product = productRow(judged, { before, categoryId, id: `product:${shop.importId}:${row}` });
  const changes: AnyChange[] = [];
  if (before === undefined || JSON.stringify(before) !== JSON.stringify(product)) {
    changes.push({ table: "products", id: product.id, row: product });
  }
  if (before === undefined || shop.priceMinor(product.id) !== judged.priceMinor) {
    changes.push(priceChange(judged.priceMinor, { row, shop, productId: product.id }));
  }
  if (before === undefined && judged.stockMilli !== undefined) {
    changes.push(stockChange(judged.stockMilli, shop, product.id));
  }
  const kind = before === undefined ? "add" : changes.length === 0 ? "same" : "change";
  return { kind, changes };
}

function productRow(
  judged: Judged,
  by: { before: Rows["products"] | undefined; categoryId: string | undefined; id: string },
): Rows["products"] {
  const { before, categoryId } = by;
  const gtins = new Set([
    ...(before?.gtins ?? []),
    ...(judged.gtin === undefined ? [] : [judged.gtin]),
  ]);
  const base = before ?? {
    id: by.id,
    sku: judged.sku,
    kind: "goods" as const,
    categoryIds: [],
    tags: [],
    unit: "each",
    units: [],
    weighed: false,
    tracks: "none" as const,
    popularity: 0,
    discontinued: false,
  };
  return {
    ...base,
    name: judged.name,
    gtins: [...gtins],
    taxCategoryId: judged.taxKey,
    attributes: { ...before?.attributes, ...judged.attributes },
    ...(categoryId === undefined ? {} : { categoryIds: [categoryId] }),
    ...(judged.brand === "" ? {} : { brand: judged.brand }),
    ...(judged.unit === "" ? {} : { unit: judged.unit }),
    ...(judged.costMinor === undefined ? {} : { costMinor: judged.costMinor }),
  };
}

interface ProductOf {
  readonly row: number;
  readonly shop: KnownShop;
  readonly productId: string;
}

function priceChange(amountMinor: number, { row, shop, productId }: ProductOf): AnyChange {
  const id = `price:${shop.importId}:${row}`;
  const price: Rows["prices"] = {
    id,
    bookId: shop.bookId,
    productId,
    amountMinor,
    currency: shop.currency,
    minQuantityMilli: 1000,
    validFromMs: shop.atMs,
    kind: "regular",
  };
  return { table: "prices", id, row: price };
}

function stockChange(
  onHandMilli: number,
  { placeId, atMs }: KnownShop,
  productId: string,
): AnyChange {
  const id = `${placeId}:${productId}`;
  const row = {
    id,
    placeId,
    productId,
    onHandMilli,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 0,
    asOfMs: atMs,
  };
  return { table: "stock", id, row };
}
