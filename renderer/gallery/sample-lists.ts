/** Sample rows of the lists: sales, people, products, stock, orders, work, parked baskets. */

import type { ClientCardView } from "#shared/till-api/views/client-card.ts";
import type { LabelItem, LabelsView } from "#shared/till-api/views/labels.ts";
import type {
  OrderItem,
  ParkedItem,
  PersonItem,
  ProductItem,
  SaleItem,
  StockItem,
  WorkItem,
} from "#shared/till-api/views/lists.ts";

export const SAMPLE_AT: number = Date.UTC(2026, 10, 20, 14, 2);
export const AT = SAMPLE_AT;
export const MINUTE = 60_000;

export const sale: SaleItem = {
  saleId: "sale-1",
  entryId: "e-1",
  kind: "sale",
  receiptNumber: "W1-000042",
  at: AT,
  staffName: "Priya Nair",
  clientName: "Maya Okafor",
  channel: "counter",
  registerName: "Till 1",
  totalMinor: 7805,
  currency: "GBP",
  tenders: ["card-external"],
  lines: 3,
  state: "saved-here",
};

export const sales: readonly SaleItem[] = [
  sale,
  { ...sale, saleId: "sale-2", receiptNumber: "W1-000041", at: AT - 9 * MINUTE, state: "sent" },
  {
    ...sale,
    saleId: "sale-3",
    kind: "return",
    receiptNumber: "W1-000040",
    at: AT - 30 * MINUTE,
    totalMinor: -1250,
    state: "confirmed",
  },
  {
    ...sale,
    saleId: "sale-4",
    receiptNumber: "W1-000039",
    at: AT - 45 * MINUTE,
    state: "exception",
  },
];

export const people: readonly PersonItem[] = [
  {
    id: "c-1",
    name: "Maya Okafor",
    phone: "020 7946 0001",
    city: "London",
    lastVisitMs: AT - 20 * 1440 * MINUTE,
    openComplaint: false,
  },
  { id: "c-2", name: "Jonas Berg", email: "jonas@example.org", openComplaint: true },
];

export const clientCard: ClientCardView = {
  allows: [
    { purpose: "marketing", channel: "email", given: true, atMs: Date.UTC(2026, 4, 12) },
    { purpose: "marketing", channel: "sms", given: false, atMs: Date.UTC(2026, 8, 3) },
  ],
  client: {
    id: "c-1",
    name: "Maya Okafor",
    greeting: "Good morning, Maya",
    phone: "020 7946 0001",
    city: "London",
    sizes: { shoe: "38", jacket: "M" },
    tags: [],
    segmentIds: [],
    consents: [],
    interests: [],
    createdAtMs: AT,
    visits: 12,
    stamps: {},
  },
  points: 1240,
  pointsCapReached: false,
  purchases: [
    {
      id: "pu-1",
      kind: "sale",
      at: AT - 20 * 1440 * MINUTE,
      channel: "web",
      storeName: "Willow & Finch online",
      receiptNumber: "WEB-1001",
      currency: "GBP",
      totalMinor: 4900,
      lines: [
        { name: "Lambswool scarf", quantityMilli: 1000, totalMinor: 4900, productId: "p-l-2" },
      ],
      state: "confirmed",
    },
  ],
  purchasesTotal: 1,
  contacts: [],
  promises: [
    {
      orderId: "o-1",
      text: "Beeswax candle",
      state: "promised",
      promisedBy: "24 Nov",
      pending: true,
    },
  ],
  suggestions: [
    {
      productId: "p-9",
      name: "Wool mittens",
      priceMinor: 2400,
      reason: { code: "bought-together", args: { name: "Lambswool scarf" } },
    },
  ],
};

export const products: readonly ProductItem[] = [
  {
    id: "p-l-1",
    sku: "MUG-GRN",
    name: "Enamel mug, forest green",
    colour: "#2f6b4f",
    priceMinor: 1250,
    hereMilli: 14_000,
    nearMilli: 32_000,
    warehouseMilli: 240_000,
    asOfMs: AT - 70 * MINUTE,
    hasVariants: false,
  },
  {
    id: "p-5",
    sku: "TEE",
    name: "Organic T-shirt",
    colour: "#39518c",
    priceMinor: 2900,
    hereMilli: 9000,
    nearMilli: 12_000,
    warehouseMilli: 90_000,
    hasVariants: true,
  },
];

export const stock: readonly StockItem[] = products.map((one) => ({
  productId: one.id,
  name: one.name,
  sku: one.sku,
  placeId: "place-1",
  placeName: "Covent Garden",
  onHandMilli: one.hereMilli ?? 0,
  reservedMilli: 1000,
  lowMilli: 15_000,
  asOfMs: AT - 3 * MINUTE,
}));

export const labels: readonly LabelItem[] = products.map((one, index) => ({
  productId: one.id,
  sku: one.sku,
  text: {
    name: one.name,
    price: ["£39.00", "£12.50", "£4.99"][index % 3] ?? "",
    notes: index % 3 === 0 ? ["was £49.00", "lowest in 30 days: £45.00"] : ["£7.11 / kg"],
    code: ["2900000000018", "2900000000025", "2900000000032"][index % 3] ?? "",
  },
  priceMinor: 3_900,
  areaId: "cat-1",
  fromMs: AT,
  state: (["due", "printed", "hung"] as const)[index % 3] ?? "due",
  printedTimes: index % 3,
  pending: false,
}));

export const labelsView: LabelsView = {
  date: "2026-11-26",
  items: [...labels],
  total: labels.length,
  areas: [{ areaId: "cat-1", name: "Clothing", due: 2, printed: 2, hung: 1 }],
  printers: [{ id: "d-3", name: "Labels", label: { widthMm: 50, heightMm: 30 } }],
};

export const orders: readonly OrderItem[] = [
  {
    id: "o-1",
    number: "WEB-1042",
    kind: "collect",
    state: "confirmed",
    clientName: "Maya Okafor",
    fulfilment: "collect",
    promisedBy: "24 Nov",
    minimumAge: 18,
    at: AT - 50 * MINUTE,
    totalMinor: 4900,
    lines: [
      {
        lineId: "ol-1",
        name: "Lambswool scarf",
        quantityMilli: 1000,
        doneMilli: 0,
        productId: "p-l-2",
      },
      {
        lineId: "ol-2",
        name: "Beeswax candle",
        quantityMilli: 2000,
        doneMilli: 0,
        productId: "p-3",
      },
    ],
    next: ["picking", "declined"],
    history: [{ at: AT - 50 * MINUTE, state: "confirmed", note: "" }],
    pending: false,
  },
];

export const work: readonly WorkItem[] = [
  {
    id: "w-1",
    kind: "exception",
    state: "open",
    title: "coupon-used-twice",
    text: "WINTER10 · W1-000039",
    at: AT - 40 * MINUTE,
    ownerName: "Priya Nair",
    clientName: "Jonas Berg",
    exceptionCode: "coupon-used-twice",
    choices: ["accept", "call-client"],
    meanwhile: "The sale stands as paid.",
    pending: false,
    undoable: false,
  },
  {
    id: "w-2",
    kind: "task",
    state: "done",
    title: "Call Maya about her order",
    at: AT - 200 * MINUTE,
    dueAtMs: AT + 60 * MINUTE,
    choices: ["done", "later"],
    pending: true,
    undoable: true,
  },
];

export const parked: readonly ParkedItem[] = [
  {
    basketId: "pb-1",
    label: "Lady with the pram",
    registerName: "Till 1",
    staffName: "Tom Ashby",
    at: AT - 12 * MINUTE,
    totalMinor: 6420,
    lines: 4,
    mine: true,
  },
  {
    basketId: "pb-2",
    label: "",
    registerName: "Till 2",
    staffName: "Lina Weiss",
    at: AT - 3 * MINUTE,
    totalMinor: 1250,
    lines: 1,
    mine: false,
  },
];

export const refundable = [
  {
    lineId: "l-1",
    productId: "p-l-1",
    name: "Enamel mug, forest green",
    sku: "MUG-GRN",
    soldMilli: 2000,
    returnableMilli: 2000,
    refundMinor: 2500,
  },
  {
    lineId: "l-2",
    productId: "p-l-2",
    name: "Lambswool scarf, long, undyed",
    sku: "SCF-UND",
    soldMilli: 1000,
    returnableMilli: 0,
    refundMinor: 0,
  },
];

export const returnSource = {
  key: "sale-1",
  saleId: "sale-1",
  receiptNumber: "W1-000042",
  atMs: AT,
  clientName: "Maya Okafor",
  refundable,
};

export const creditNote = {
  invoiceNumber: "W1-I-000007",
  buyer: { name: "Harbour Lane Catering Ltd", address: "4 Quay Street, Bristol", taxNumber: "GB1" },
};

export const returnDone = {
  kind: "return",
  saleId: "sale-9",
  receiptNumber: "W1-000043",
  totalMinor: -2500,
  changeMinor: 0,
  receipt: "printed",
} as const;

export const idle = {
  phase: "idle",
  storeName: "Willow & Finch Covent Garden",
  locale: "en-GB",
  dueMinor: 0,
  changeMinor: 0,
  idle: [{ text: "Wrapping is free this week" }],
};

export const devices = [
  {
    id: "d-1",
    kind: "printer",
    name: "Receipt printer",
    address: "tcp://192.168.1.50:9100",
    columns: 42,
    state: "ready",
  },
  { id: "d-2", kind: "drawer", name: "Drawer", address: "virtual", state: "unknown" },
  { id: "d-3", kind: "label-printer", name: "Labels", address: "os:Zebra", state: "paper-out" },
];

export const drill = {
  scorePercent: 75,
  checks: [
    { key: "sale", passed: true, detail: "T-000001" },
    { key: "printer", passed: false, detail: "Receipt printer: off" },
    { key: "badges", passed: true, detail: "3" },
    { key: "clients", passed: true, detail: "3" },
  ],
};

export const log = [
  {
    at: AT,
    what: "discount",
    askedBy: "Tom Ashby",
    approvedBy: "Priya Nair",
    why: "Box damaged",
    outcome: "approved",
    method: "code",
  },
];
