/** Sample values of every view and act, typed by the contract, with fixed times so that pictures compare. */
import type { PricedLine } from "#shared/records/basket.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { DisplayView } from "#shared/till-api/contract.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import type { LampView } from "#shared/till-api/views/lamp.ts";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import type { SessionView } from "#shared/till-api/views/session.ts";
import { safe, shift } from "./sample-drawer.ts";
import { holds, REMOVED } from "./sample-holds.ts";
import * as lists from "./sample-lists.ts";
import { PHONE_ACTS } from "./sample-phone.ts";
import { SAMPLE_SETTINGS } from "./sample-settings.ts";
import * as stock from "./sample-stock.ts";
import * as stored from "./sample-stored.ts";

const AT = lists.SAMPLE_AT;
const MINUTE = 60_000;

export const waitingUpdate: SessionView["update"] = {
  version: "0.2.0",
  refusal: { code: "update-shift-open", args: {}, happened: "", act: "" },
};

export const session: SessionView = {
  store: {
    id: "store-1",
    name: "Willow & Finch Covent Garden",
    locale: "en-GB",
    currency: "GBP",
    timeZone: "Europe/London",
  },
  register: { id: "r-1", name: "Till 1" },
  staff: {
    id: "s-1",
    name: "Priya Nair",
    shortName: "Priya",
    roleId: "role-manager",
    roleName: "Manager",
    permissions: ["sell", "return", "reports", "settings", "stock", "shift"],
  },
  locked: false,
  training: false,
  demo: false,
  state: "ready",
  idleLockSeconds: 600,
  words: {},
  version: "0.1.0",
  people: [
    { id: "s-1", name: "Priya Nair", roleName: "Manager", pin: "1111" },
    { id: "s-2", name: "Tom Ashby", roleName: "Cashier", pin: "2222" },
    { id: "s-3", name: "Lina Weiss", roleName: "Stylist", pin: "3333" },
  ],
  links: {},
};

export const lamp: LampView = {
  link: "cut",
  cutByHand: false,
  pending: 3,
  oldestPendingAtMs: AT - 2 * MINUTE,
  lastConfirmedAtMs: AT - 5 * MINUTE,
  checkFaults: 0,
  setAside: 0,
  copyDamaged: false,
  clockOffsetMs: 0,
  exceptions: 2,
};

function line(id: string, name: string, sku: string, unitMinor: number, count: number): PricedLine {
  const total = unitMinor * count;
  return {
    id,
    productId: `p-${id}`,
    sku,
    name,
    productKind: "goods",
    quantityMilli: count * 1000,
    unit: "pcs",
    unitPriceMinor: unitMinor,
    priceSource: "book",
    grossMinor: total,
    adjustments: [],
    discountMinor: 0,
    netMinor: total,
    taxes: [],
    totalMinor: total,
    taxCategoryId: "standard",
    categoryIds: [],
    serials: [],
    fulfilment: { kind: "carry", placeId: "place-1" },
  };
}

const lines: readonly PricedLine[] = [
  line("l-1", "Enamel mug, forest green", "MUG-GRN", 1250, 2),
  {
    ...line("l-2", "Lambswool scarf, long, undyed, with fringe", "SCF-UND", 4900, 1),
    adjustments: [{ kind: "offer", name: "Autumn scarves 10 %", amountMinor: 490 }],
    discountMinor: 490,
    netMinor: 4410,
    totalMinor: 4410,
    gift: true,
    note: "Wrap in blue",
  },
  line("l-3", "Beeswax candle", "CND-BEE", 895, 1),
];
const totalMinor = lines.reduce((sum, one) => sum + one.totalMinor, 0);

export const basket: BasketView = {
  phase: "selling",
  draft: {
    id: "b-1",
    storeId: "store-1",
    currency: "GBP",
    channel: "counter",
    lines: lines.map((one) => ({
      id: one.id,
      productId: one.productId,
      quantityMilli: one.quantityMilli,
      manual: [],
      serials: [],
      addedAtMs: AT,
    })),
    manual: [],
    coupons: [],
    fees: [],
    openedAtMs: AT,
    checks: [],
  },
  priced: {
    basketId: "b-1",
    currency: "GBP",
    pricedAtMs: AT,
    engineVersion: 1,
    lines: [...lines],
    fees: [],
    taxes: [
      {
        taxId: "vat-20",
        name: "VAT 20 %",
        kind: "percent",
        rate: "20",
        included: true,
        baseMinor: 6504,
        taxMinor: 1301,
      },
    ],
    goodsMinor: 8295,
    discountMinor: 490,
    feesMinor: 0,
    taxMinor: 1301,
    totalMinor,
    quantityMilli: 4000,
    couponsUsed: [],
    hints: [
      {
        offerId: "o-1",
        name: "3 candles for 2",
        lineIds: ["l-3"],
        applied: false,
        amountMinor: 0,
        code: "more-units",
        args: { count: 2 },
      },
    ],
  },
  facts: [
    { lineId: "l-1", colour: "#2f6b4f", soldOutHere: false },
    { lineId: "l-2", colour: "#8a6d3b", soldOutHere: false },
    {
      lineId: "l-3",
      colour: "#a85a2f",
      soldOutHere: true,
      canPromise: {
        placeId: "wh",
        placeName: "Reading warehouse",
        confidencePercent: 94,
        promisedBy: "24 Nov",
        availableMilli: 12_000,
      },
    },
  ],
  tenders: [],
  paidMinor: 0,
  dueMinor: totalMinor,
  cashDueMinor: totalMinor,
  quickCashMinor: [7805, 8000, 10_000],
  lastLineId: "l-3",
  parkedCount: 2,
  revision: 7,
};

/** A card whose amount and number are asked. */
export const GIFT_CARD: ProductItem = {
  id: "u-gift-card",
  sku: "GIFT-CARD",
  name: "Gift card",
  hasVariants: false,
  asks: ["price", "number"],
};

export const emptyBasket: BasketView = {
  ...basket,
  draft: { ...basket.draft, lines: [] },
  priced: {
    ...basket.priced,
    lines: [],
    taxes: [],
    hints: [],
    discountMinor: 0,
    totalMinor: 0,
    quantityMilli: 0,
  },
};

export const display: DisplayView = {
  phase: "selling",
  storeName: "Willow & Finch Covent Garden",
  locale: "en-GB",
  priced: basket.priced,
  dueMinor: totalMinor,
  changeMinor: 0,
  idle: [],
};

export const receipt: ReceiptDocument = {
  kind: "sale",
  number: "W1-000042",
  language: "en-GB",
  direction: "ltr",
  opensDrawer: false,
  blocks: [
    { kind: "text", text: "Willow & Finch", align: "centre", bold: true, size: "large" },
    { kind: "text", text: "Covent Garden", align: "centre", bold: false, size: "normal" },
    { kind: "rule", heavy: false },
    {
      kind: "columns",
      cells: [
        { text: "2 x Enamel mug", share: 9, align: "start", bold: false },
        { text: "25.00", share: 3, align: "end", bold: false },
      ],
    },
    { kind: "rule", heavy: true },
    {
      kind: "columns",
      cells: [
        { text: "Total GBP", share: 8, align: "start", bold: true },
        { text: "25.00", share: 4, align: "end", bold: true },
      ],
    },
  ],
};

const pageOf = <Item>(items: readonly Item[]) => ({ items, total: items.length });

export const SAMPLE_VIEWS: Readonly<Record<string, unknown>> = {
  session,
  lamp,
  basket,
  shift,
  safe,
  display,
  parked: lists.parked,
  holds,
  clientCard: lists.clientCard,
  productStock: stock.productStock,
  suggestions: [],
  recentSales: pageOf(lists.sales),
  products: pageOf(lists.products),
  clients: pageOf(lists.people),
  stock: pageOf(lists.stock),
  labels: lists.labelsView,
  orders: pageOf(lists.orders),
  work: pageOf([stored.debt, ...lists.work]),
  storedPayments: stored.storedPayments,
  settings: SAMPLE_SETTINGS,
  paper: { documents: [], printer: { name: "Receipt printer", state: "paper-out" } },
};

export const SAMPLE_ACTS: Readonly<Record<string, unknown>> = {
  "staff.people": session.people,
  ...PHONE_ACTS,
  "sell.searchProducts": { items: lists.products, tookMs: 1 },
  "sell.searchPeople": { items: lists.people, tookMs: 1 },
  "sales.find": lists.sales,
  "sales.removed": REMOVED,
  "sales.receipt": { ok: true, value: receipt },
  "devices.list": lists.devices,
  "labels.look": lists.labels,
  "stock.kept": { lines: [] },
  "devices.drill": { ok: true, value: lists.drill },
  "staff.auditLog": lists.log,
  "sell.priceCheck": { ok: true, value: lists.products[0] },
  "sales.get": {
    ok: true,
    value: {
      sale: lists.sale,
      tenders: [
        {
          id: "t-1",
          kind: "card-external",
          name: "Card",
          amountMinor: 7805,
          card: { brand: "visa", lastFour: "4242", authorisation: "A1" },
          atMs: AT,
        },
      ],
      refundable: lists.refundable,
      joinable: [{ lineId: "l-9", name: "Old mug", quantityMilli: 1_000, totalMinor: 450 }],
      state: "saved-here",
      invoiceNumber: lists.creditNote.invoiceNumber,
      creditNote: lists.creditNote,
      explanation: [
        {
          lineId: "l-2",
          code: "price-book",
          args: { name: "Lambswool scarf", unitPriceMinor: 4900 },
        },
        {
          lineId: "l-2",
          code: "discount",
          args: { name: "Autumn scarves 10 %", amountMinor: -490 },
        },
        { lineId: "l-2", code: "line-total", args: { totalMinor: 4410 } },
      ],
    },
  },
  "sales.previewReturn": {
    ok: true,
    value: {
      refundMinor: 2500,
      balanceMinor: -2500,
      needsApproval: true,
      lines: [],
      legs: [{ kind: "card-external", name: "Card", amountMinor: 2500 }],
    },
  },
  "shift.x": { ok: true, value: { ...receipt, kind: "x" } },
};

export const roundUp = { amountMinor: 41, name: "Trees for the town", on: false } as const;

export const filling: NonNullable<LampView["filling"]> = {
  percent: 62,
  collections: [
    { name: "products", rows: 100_000, expected: 100_000 },
    { name: "prices", rows: 81_240, expected: 120_000 },
    { name: "clients", rows: 0, expected: 200_000 },
  ],
};

export const coach = {
  on: true,
  steps: ["sign-in", "scan", "client", "pay", "next", "return"].map((key, at) => ({
    key,
    done: at < 2,
  })),
} as const;
