/**
 * What a person does to a basket before payment, as pure functions: draft in, draft or refusal out.
 * Prices are not worked out here (basket.ts); whether a person may do it alone is.
 */
import { compact } from "../base/compact.ts";
import { isAmount } from "../base/money.ts";
import { isWhole, QUANTITY_MILLI_MAX } from "../base/quantity.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft, BasketLine, Fulfilment } from "../records/basket.ts";
import { LINES_MAX } from "../records/fields.ts";
import type { ProductRow } from "../records/rows/product.ts";

export interface NewBasket {
  readonly id: string;
  readonly storeId: string;
  readonly registerId?: string;
  readonly currency: string;
  readonly channel: BasketDraft["channel"];
  readonly atMs: number;
}

/** An empty basket. Its id becomes part of the sale, so that a second press cannot make a second. */
export function newBasket(basket: NewBasket): BasketDraft {
  return {
    id: basket.id,
    storeId: basket.storeId,
    ...(basket.registerId === undefined ? {} : { registerId: basket.registerId }),
    currency: basket.currency,
    channel: basket.channel,
    lines: [],
    manual: [],
    coupons: [],
    fees: [],
    openedAtMs: basket.atMs,
    checks: [],
  };
}

export interface NewLine {
  /** The id of the line, should this make one. */
  readonly id: string;
  readonly product: ProductRow;
  /** Thousandths; one piece when left out. */
  readonly quantityMilli?: number | undefined;
  readonly unitId?: string | undefined;
  readonly typedPriceMinor?: number | undefined;
  readonly typedName?: string | undefined;
  /** The price of the whole line, from the scanned code. */
  readonly embeddedPriceMinor?: number | undefined;
  readonly serials?: readonly string[] | undefined;
  readonly batch?: string | undefined;
  readonly expiresOn?: string | undefined;
  readonly reference?: string | undefined;
  readonly fulfilment?: Fulfilment | undefined;
  readonly atMs: number;
}

export type AddLineRefusal =
  | "amount-unsafe"
  | "price-needed"
  | "product-blocked"
  | "quantity-invalid"
  | "quantity-not-whole"
  | "quantity-one-only"
  | "quantity-too-large"
  | "reference-needed"
  | "serial-duplicate"
  | "too-many-lines"
  | "unit-unknown";

/** A draft with the line that was touched. */
export interface Edited {
  readonly draft: BasketDraft;
  readonly lineId: string;
}

const ONE_MILLI = 1_000;
/** Kinds whose line is about a card or an order, named by its reference. */
const NEEDS_REFERENCE: ReadonlySet<string> = new Set(["gift-card"]);
/** Kinds whose price is typed each time. */
const NEEDS_PRICE: ReadonlySet<string> = new Set(["department", "gift-card", "tip", "donation"]);

/** What has to be said before a product stands in a basket: its price, the number it is about. */
export function asksOf({ kind }: Pick<ProductRow, "kind">): readonly ("price" | "number")[] {
  return [
    ...(NEEDS_PRICE.has(kind) ? (["price"] as const) : []),
    ...(NEEDS_REFERENCE.has(kind) ? (["number"] as const) : []),
  ];
}

/**
 * Adds a product. The same product once more raises the quantity of its line, unless either has a
 * serial, batch, note, price of its own, reference, hand-made change or other way to the customer;
 * weighed goods always make a line. Refuses what `AddLineRefusal` lists.
 */
export function addLine(draft: BasketDraft, request: NewLine): Result<Edited, AddLineRefusal> {
  const { product } = request;
  const quantityMilli = request.quantityMilli ?? 1000;
  if (product.blocked !== undefined) {
    return refuse("product-blocked", { name: product.name, why: product.blocked });
  }
  if (request.unitId !== undefined && !product.units.some((unit) => unit.id === request.unitId)) {
    return refuse("unit-unknown", { name: product.name });
  }
  const quantity = checkQuantity(quantityMilli, product);
  if (!quantity.ok) return quantity;
  for (const amount of [request.typedPriceMinor, request.embeddedPriceMinor]) {
    if (amount !== undefined && (!isAmount(amount) || amount < 0)) return refuse("amount-unsafe");
  }
  if (NEEDS_PRICE.has(product.kind) && request.typedPriceMinor === undefined) {
    return refuse("price-needed", { name: product.name });
  }
  if (NEEDS_REFERENCE.has(product.kind) && request.reference === undefined) {
    return refuse("reference-needed", { name: product.name });
  }
  if (request.reference !== undefined && quantityMilli !== ONE_MILLI) {
    return refuse("quantity-one-only", { name: product.name });
  }
  const known = new Set(draft.lines.flatMap((line) => line.serials));
  const doubled = request.serials?.find((serial) => known.has(serial));
  if (doubled !== undefined) return refuse("serial-duplicate", { serial: doubled });
  const line = lineOf(request, quantityMilli);
  const index = draft.lines.findIndex((candidate) => merges(candidate, line, product));
  if (index >= 0) {
    const same = draft.lines[index] as BasketLine;
    const sum = same.quantityMilli + quantityMilli;
    if (sum > QUANTITY_MILLI_MAX) return refuse("quantity-too-large");
    return done(edited(draft, { ...same, quantityMilli: sum }));
  }
  if (draft.lines.length >= LINES_MAX) return refuse("too-many-lines", { linesMax: LINES_MAX });
  return done({ draft: { ...draft, lines: [...draft.lines, line] }, lineId: line.id });
}

/** Sets the quantity of a line. Refuses zero and below: removing is an act of its own. */
export function setQuantity(
  draft: BasketDraft,
  change: {
    readonly lineId: string;
    readonly quantityMilli: number;
    readonly product: ProductRow;
  },
): Result<
  Edited,
  | "line-unknown"
  | "quantity-invalid"
  | "quantity-not-whole"
  | "quantity-one-only"
  | "quantity-too-large"
> {
  const line = findLine(draft, change.lineId);
  if (line === undefined) return refuse("line-unknown");
  const quantity = checkQuantity(change.quantityMilli, change.product);
  if (!quantity.ok) return quantity;
  // Twice a card's amount on one card, or twice a payment ahead, is never what was meant.
  if (line.reference !== undefined && change.quantityMilli !== ONE_MILLI) {
    return refuse("quantity-one-only", { name: change.product.name });
  }
  return done(edited(draft, { ...line, quantityMilli: change.quantityMilli }));
}

/**
 * Sells a line in another unit of its product: a box instead of pieces; left out, in the product's own.
 * The number stays. A price set by hand was that of the unit before and is taken back.
 */
export function setUnit(
  draft: BasketDraft,
  change: {
    readonly lineId: string;
    readonly unitId: string | undefined;
    readonly product: ProductRow;
  },
): Result<Edited, "line-unknown" | "unit-unknown"> {
  const line = findLine(draft, change.lineId);
  if (line === undefined) return refuse("line-unknown");
  const { unitId, product } = change;
  if (unitId !== undefined && !product.units.some(({ id }) => id === unitId)) {
    return refuse("unit-unknown", { name: product.name });
  }
  if (unitId === line.unitId) return done(edited(draft, line));
  const { unitId: _before, ...rest } = line;
  const manual = line.manual.filter(({ kind }) => kind !== "price");
  return done(edited(draft, { ...rest, manual, ...compact({ unitId }) }));
}

/** Takes a line out, and says what and where it was, so that it can be brought back. */
export function removeLine(
  draft: BasketDraft,
  lineId: string,
): Result<
  { readonly draft: BasketDraft; readonly removed: BasketLine; readonly index: number },
  "line-unknown"
> {
  const index = draft.lines.findIndex((line) => line.id === lineId);
  const removed = draft.lines[index];
  if (removed === undefined) return refuse("line-unknown");
  return done({
    draft: { ...draft, lines: draft.lines.filter((line) => line.id !== lineId) },
    removed,
    index,
  });
}

/** Brings back a line that was taken out, where it was. */
export function restoreLine(
  draft: BasketDraft,
  removed: { readonly removed: BasketLine; readonly index: number },
): Result<Edited, "too-many-lines"> {
  if (draft.lines.length >= LINES_MAX) return refuse("too-many-lines", { linesMax: LINES_MAX });
  const lines = [...draft.lines];
  lines.splice(Math.min(removed.index, lines.length), 0, removed.removed);
  return done({ draft: { ...draft, lines }, lineId: removed.removed.id });
}

/** Small facts of a line: note, gift, serials, batch, and how it reaches the customer. */
export function changeLine(
  draft: BasketDraft,
  lineId: string,
  change: {
    readonly note?: string;
    readonly gift?: boolean;
    readonly serials?: readonly string[];
    readonly batch?: string | undefined;
    readonly fulfilment?: Fulfilment;
    readonly reference?: string;
  },
): Result<Edited, "line-unknown" | "serial-duplicate"> {
  const line = findLine(draft, lineId);
  if (line === undefined) return refuse("line-unknown");
  const others = draft.lines.filter((other) => other.id !== lineId);
  const known = new Set(others.flatMap((other) => other.serials));
  const serials = change.serials ?? [];
  const doubled = serials.find(
    (serial, index) => known.has(serial) || serials.indexOf(serial) !== index,
  );
  if (doubled !== undefined) return refuse("serial-duplicate", { serial: doubled });
  const { note, gift, batch, fulfilment, reference } = change;
  const next = { ...line, ...compact({ note, gift, batch, fulfilment, reference }) };
  if (note === "") delete next.note;
  if (gift === false) delete next.gift;
  if (change.serials !== undefined) next.serials = [...change.serials];
  return done(edited(draft, next));
}

/** Puts a client to the basket, or takes them off. */
export function setClient(draft: BasketDraft, clientId: string | undefined): BasketDraft {
  const { clientId: _before, ...rest } = draft;
  return clientId === undefined ? rest : { ...rest, clientId };
}

/** A purchase by staff. Refuses when the buyer would ring up their own. */
export function setStaffBuyer(
  draft: BasketDraft,
  staff: { readonly buyerId: string | undefined; readonly cashierId: string },
): Result<BasketDraft, "staff-buyer-is-cashier"> {
  const { staffBuyerId: _before, ...rest } = draft;
  if (staff.buyerId === undefined) return done(rest);
  if (staff.buyerId === staff.cashierId) return refuse("staff-buyer-is-cashier");
  return done({ ...rest, staffBuyerId: staff.buyerId });
}

/** Adds a coupon code, as printed and without spaces around it; codes compare in capitals. */
export function addCoupon(
  draft: BasketDraft,
  text: string,
): Result<BasketDraft, "coupon-malformed" | "coupon-there"> {
  const code = text.trim().toUpperCase();
  if (code === "" || code.length > 80) return refuse("coupon-malformed");
  if (draft.coupons.includes(code)) return refuse("coupon-there", { couponCode: code });
  if (draft.coupons.length >= 50) return refuse("coupon-malformed");
  return done({ ...draft, coupons: [...draft.coupons, code] });
}

/** Takes a coupon code out again. */
export function dropCoupon(draft: BasketDraft, code: string): BasketDraft {
  return { ...draft, coupons: draft.coupons.filter((other) => other !== code) };
}

/** Frees the buyer of taxes, all or the named ones, by a certificate; `undefined` takes it back. */
export function setExemption(
  draft: BasketDraft,
  exemption: BasketDraft["exemption"],
): Result<BasketDraft, "exemption-needs-certificate"> {
  const { exemption: _before, ...rest } = draft;
  if (exemption === undefined) return done(rest);
  if (exemption.certificate.trim() === "") return refuse("exemption-needs-certificate");
  return done({ ...rest, exemption });
}

/** The answer to a restricted-goods check; the newest answer of each restriction stands. */
export function answerCheck(draft: BasketDraft, check: BasketDraft["checks"][number]): BasketDraft {
  const others = draft.checks.filter((other) => other.restrictionId !== check.restrictionId);
  return { ...draft, checks: [...others, check] };
}

/** The line of an id. */
export function findLine(draft: BasketDraft, lineId: string): BasketLine | undefined {
  return draft.lines.find((line) => line.id === lineId);
}

function checkQuantity(
  quantityMilli: number,
  product: ProductRow,
): Result<number, "quantity-invalid" | "quantity-not-whole" | "quantity-too-large"> {
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0) return refuse("quantity-invalid");
  if (quantityMilli > QUANTITY_MILLI_MAX) return refuse("quantity-too-large");
  if (!product.weighed && !isWhole(quantityMilli)) {
    return refuse("quantity-not-whole", { name: product.name });
  }
  return done(quantityMilli);
}

function lineOf(request: NewLine, quantityMilli: number): BasketLine {
  const { unitId, typedPriceMinor, typedName, embeddedPriceMinor } = request;
  const { batch, expiresOn, reference, fulfilment } = request;
  return {
    id: request.id,
    productId: request.product.id,
    quantityMilli,
    manual: [],
    serials: [...(request.serials ?? [])],
    addedAtMs: request.atMs,
    ...compact({
      unitId,
      typedPriceMinor,
      typedName,
      embeddedPriceMinor,
      batch,
      expiresOn,
      fulfilment,
      reference,
    }),
  };
}

function merges(line: BasketLine, added: BasketLine, product: ProductRow): boolean {
  return (
    line.productId === added.productId &&
    line.unitId === added.unitId &&
    !product.weighed &&
    isPlain(line) &&
    isPlain(added)
  );
}

/** Whether nothing sets the line apart from another of the same product. */
function isPlain(line: BasketLine): boolean {
  return (
    line.manual.length === 0 &&
    line.serials.length === 0 &&
    line.batch === undefined &&
    line.expiresOn === undefined &&
    line.typedName === undefined &&
    line.note === undefined &&
    line.gift === undefined &&
    line.fulfilment === undefined &&
    line.reference === undefined &&
    line.typedPriceMinor === undefined &&
    line.embeddedPriceMinor === undefined
  );
}

function edited(draft: BasketDraft, line: BasketLine): Edited {
  const lines = draft.lines.map((other) => (other.id === line.id ? line : other));
  return { draft: { ...draft, lines }, lineId: line.id };
}
