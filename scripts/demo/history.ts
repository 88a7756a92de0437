/**
 * A year of purchases: the real baskets (NOTICE names the source), moved so that the last one was
 * yesterday, in household quantities, rung at today's prices. Sales of the return window come whole.
 */
import { readCsv } from "./csv.ts";
import type { DemoClient } from "./people.ts";
import { STORY, staffIdAt } from "./people.ts";
import type { DemoProduct } from "./products.ts";
import {
  CLIENT_GROUP,
  CURRENCY,
  type DemoStore,
  placeOf,
  type SeedRow,
  seedRow,
  WAREHOUSE_PLACE,
  WEB_STORE,
} from "./rows.ts";

const DAY_MS = 86_400_000;
const RETURN_WINDOW_DAYS = 35;
const LINES_MAX = 12;
/** Days from the first basket to the last in the source. */
const SOURCE_LAST_DAY = Date.UTC(2011, 11, 9);
/** The source customer whose year reads like a regular's; hers are Maya's purchases. */
const MAYAS_VISITS_MIN = 9;
const MAYAS_VISITS_MAX = 16;

export interface PastSale {
  readonly saleId: string;
  readonly atMs: number;
  readonly storeId: string;
  readonly channel: "counter" | "web";
  readonly clientId: string | undefined;
  readonly staffId: string;
  readonly tenderKind: "cash" | "card-external";
  readonly lines: readonly { readonly product: DemoProduct; readonly quantity: number }[];
}

export interface HistoryInput {
  readonly products: readonly DemoProduct[];
  readonly clients: readonly DemoClient[];
  readonly stores: readonly DemoStore[];
  readonly staffIds: readonly string[];
  readonly nowMs: number;
}

/** Every past sale, oldest first. */
export function pastSales(input: HistoryInput): readonly PastSale[] {
  const baskets = readCsv(new URL("./data/baskets.csv", import.meta.url));
  const visits = new Map<string, number>();
  for (const line of baskets)
    visits.set(line["customer"] ?? "", (visits.get(line["customer"] ?? "") ?? 0) + 1);
  const buyers = buyersOf([...visits], input.clients);
  const yesterday = Math.floor(input.nowMs / DAY_MS) * DAY_MS - DAY_MS;
  return baskets.map((line, index) => {
    const sourceMs = Date.parse(`${String(line["time"]).replace(" ", "T")}:00Z`);
    const customer = Number(line["customer"]);
    const web = index % 7 === 3;
    const store = input.stores[customer % input.stores.length] as DemoStore;
    return {
      saleId: `past-${line["basket"]}`,
      atMs: sourceMs - SOURCE_LAST_DAY + yesterday,
      storeId: web ? WEB_STORE : store.id,
      channel: web ? "web" : "counter",
      clientId: buyers.get(String(line["customer"])),
      staffId: staffIdAt(
        input.staffIds[index % input.staffIds.length] ?? "",
        web ? WEB_STORE : store.id,
      ),
      tenderKind: !web && index % 3 === 0 ? "cash" : "card-external",
      lines: linesOf(String(line["items"]), input.products),
    };
  });
}

/** Customer of the source -> client of the demo; the rest stay unknown, as in any shop. */
function buyersOf(
  visits: readonly (readonly [string, number])[],
  clients: readonly DemoClient[],
): ReadonlyMap<string, string> {
  const named = visits.filter(([customer]) => customer !== "").map(([customer]) => customer);
  const regular = visits.find(
    ([, count]) => count >= MAYAS_VISITS_MIN && count <= MAYAS_VISITS_MAX,
  )?.[0];
  const others = clients.filter((one) => one.id !== STORY.regular);
  const buyers = new Map<string, string>();
  let at = 0;
  for (const customer of named) {
    if (customer === regular) buyers.set(customer, STORY.regular);
    else if (at < others.length) {
      buyers.set(customer, (others[at] as DemoClient).id);
      at += 1;
    }
  }
  return buyers;
}

/** Wholesale quantities of the source become what a household takes: one to three. */
function linesOf(items: string, products: readonly DemoProduct[]): PastSale["lines"] {
  return items
    .split(" ")
    .slice(0, LINES_MAX)
    .flatMap((pair) => {
      const [item = "", quantity = "1"] = pair.split(":");
      const product = products[Number(item)];
      const count = Number(quantity);
      return product === undefined
        ? []
        : [{ product, quantity: count <= 3 ? count : 1 + (count % 3) }];
    });
}

/** Purchases rows of one past sale: whole for its store within the return window, a summary for its client. */
export function purchaseRows(sale: PastSale, nowMs: number, number: number): readonly SeedRow[] {
  const rows: SeedRow[] = [];
  const summary = summaryOf(sale, number);
  if (nowMs - sale.atMs <= RETURN_WINDOW_DAYS * DAY_MS)
    rows.push(
      seedRow(
        "purchases",
        { ...summary, id: `sale:${sale.saleId}`, sale: wholeSale(sale, summary) },
        { storeId: sale.storeId, clientGroup: CLIENT_GROUP },
      ),
    );
  if (sale.clientId !== undefined)
    rows.push(seedRow("purchases", summary, { clientGroup: CLIENT_GROUP }));
  return rows;
}

type Summary = Extract<SeedRow, { table: "purchases" }>["row"];

function summaryOf(sale: PastSale, number: number): Summary {
  const lines = sale.lines.map((line, index) => ({
    id: `l${index + 1}`,
    productId: line.product.id,
    name: line.product.name,
    quantityMilli: line.quantity * 1000,
    totalMinor: line.product.priceMinor * line.quantity,
    returnedMilli: 0,
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  return {
    id: sale.saleId,
    kind: "sale",
    ...(sale.clientId === undefined ? {} : { clientId: sale.clientId }),
    at: sale.atMs,
    businessDate: new Date(sale.atMs).toISOString().slice(0, 10),
    channel: sale.channel,
    storeId: sale.storeId,
    staffId: sale.staffId,
    receiptNumber: `H${String(number).padStart(6, "0")}`,
    currency: CURRENCY,
    totalMinor,
    taxMinor: sale.lines.reduce((sum, line) => sum + includedTax(line.product, line.quantity), 0),
    discountMinor: 0,
    tenders: [
      {
        kind: sale.tenderKind,
        name: sale.tenderKind === "cash" ? "Cash" : "Card",
        amountMinor: totalMinor,
      },
    ],
    lines,
  };
}

/** Included VAT of a line, rounded half up per line: the demo policy's own rule. */
function includedTax(product: DemoProduct, quantity: number): number {
  return product.taxCategoryId === "zero"
    ? 0
    : Math.floor((product.priceMinor * quantity * 20 * 2 + 120) / 240);
}

/** The body of `sale.completed`, as the register would have written it. */
function wholeSale(sale: PastSale, summary: Summary): Record<string, unknown> {
  const placeId = sale.channel === "web" ? WAREHOUSE_PLACE : placeOf(sale.storeId);
  const lines = sale.lines.map((line, index) => {
    const gross = line.product.priceMinor * line.quantity;
    const tax = includedTax(line.product, line.quantity);
    return {
      id: `l${index + 1}`,
      productId: line.product.id,
      sku: line.product.sku,
      name: line.product.name,
      productKind: "goods",
      quantityMilli: line.quantity * 1000,
      unit: "piece",
      unitPriceMinor: line.product.priceMinor,
      price: { id: `price-${line.product.id}`, position: 0 },
      priceSource: "book",
      grossMinor: gross,
      adjustments: [],
      discountMinor: 0,
      netMinor: gross,
      taxes: [taxPart(line.product, gross, tax)],
      totalMinor: gross,
      taxCategoryId: line.product.taxCategoryId,
      categoryIds: [line.product.categoryId],
      serials: [],
      fulfilment: { kind: sale.channel === "web" ? "ship" : "carry", placeId },
    };
  });
  return {
    saleId: sale.saleId,
    receiptNumber: summary.receiptNumber,
    series: "H",
    channel: sale.channel,
    ...(sale.clientId === undefined ? {} : { clientId: sale.clientId }),
    priced: {
      basketId: sale.saleId,
      currency: CURRENCY,
      pricedAtMs: sale.atMs,
      engineVersion: 1,
      lines,
      fees: [],
      taxes: taxSummary(lines.map((line) => line.taxes[0] as TaxLine)),
      goodsMinor: summary.totalMinor,
      discountMinor: 0,
      feesMinor: 0,
      taxMinor: summary.taxMinor,
      totalMinor: summary.totalMinor,
      quantityMilli: lines.reduce((sum, line) => sum + line.quantityMilli, 0),
      couponsUsed: [],
      hints: [],
    },
    tenders: [
      {
        id: "t1",
        kind: sale.tenderKind,
        name: sale.tenderKind === "cash" ? "Cash" : "Card",
        amountMinor: summary.totalMinor,
        atMs: sale.atMs,
      },
    ],
    roundingMinor: 0,
    changeMinor: 0,
    credit: [{ staffId: sale.staffId, shareBasisPoints: 10_000 }],
    approvalIds: [],
    promiseIds: [],
    pointsEarned: 0,
    startedAtMs: sale.atMs - 60_000,
  };
}

interface TaxLine {
  readonly taxId: string;
  readonly name: string;
  readonly kind: "percent";
  readonly rate: string;
  readonly included: true;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

function taxPart(product: DemoProduct, gross: number, tax: number): TaxLine {
  const zero = product.taxCategoryId === "zero";
  return {
    taxId: zero ? "vat-0" : "vat-20",
    name: zero ? "VAT 0 %" : "VAT 20 %",
    kind: "percent",
    rate: zero ? "0" : "20",
    included: true,
    baseMinor: gross - tax,
    taxMinor: tax,
  };
}

function taxSummary(parts: readonly TaxLine[]): readonly TaxLine[] {
  const byId = new Map<string, TaxLine>();
  for (const part of parts) {
    const held = byId.get(part.taxId);
    byId.set(
      part.taxId,
      held === undefined
        ? part
        : {
            ...held,
            baseMinor: held.baseMinor + part.baseMinor,
            taxMinor: held.taxMinor + part.taxMinor,
          },
    );
  }
  return [...byId.values()];
}
