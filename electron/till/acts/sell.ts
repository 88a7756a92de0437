/**
 * Acts on the basket in hand: scan, add, change, remove, promise, client, coupon. Each is one step of
 * the engine's own functions over the draft; nothing here works out a price.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  addCoupon,
  addLine,
  answerCheck,
  changeLine,
  dropCoupon,
  findLine,
  removeLine,
  restoreLine,
  setClient,
  setExemption,
  setQuantity,
  setStaffBuyer,
  setUnit,
} from "#shared/engine/basket-edit.ts";
import type { CardLoad } from "#shared/engine/gift-card.ts";
import { addManual, dropManual } from "#shared/engine/manual.ts";
import { restrictionsOf } from "#shared/engine/restricted.ts";
import { isSoldByVariants } from "#shared/engine/variants.ts";
import type { BasketDraft, Fulfilment, ManualChange } from "#shared/records/basket.ts";
import { append } from "../core.ts";
import type { Basket, Counter, PlannedPromise } from "../counter.ts";
import { approvalsFor } from "./approval.ts";
import { edit, type Revised } from "./edit.ts";
import { cardToLoad } from "./gift-card.ts";
import { isPriceToCome, lookUp, type ScanFound, unknownProduct } from "./lookup.ts";
import { promiseSource, sourceAt } from "./promise.ts";

export interface Scanned extends Revised {
  readonly found: "product" | "variants" | "client" | "receipt" | "coupon" | "hold";
  /** Of `variants`: the product of which one has to be chosen. */
  readonly productId?: string;
  readonly clientId?: string;
  readonly saleId?: string;
  readonly holdId?: string;
}

/**
 * What a scanner sent or a person typed: a product becomes a line, a card finds its client, a receipt
 * is named, and so is a product that is sold by its variants. Refuses what `lookUp` and the basket refuse; the basket is then as it was. `asked`: the
 * server was asked for what is not here.
 */
export function scan(counter: Counter, raw: string, asked = false): Result<Scanned> {
  const looked = lookUp(counter.core, raw, asked);
  if (!looked.ok) {
    counter.setNotice(looked.refusal);
    return looked;
  }
  const found = looked.value;
  if (found.kind === "receipt") {
    return done({ revision: counter.revision(), found: "receipt", saleId: found.saleId });
  }
  if (found.kind === "hold") {
    return done({ revision: counter.revision(), found: "hold", holdId: found.holdId });
  }
  if (found.kind === "variants") {
    const productId = found.product.id;
    return done({ revision: counter.revision(), found: "variants", productId });
  }
  const edited = edit(counter, (basket) => withScanned(counter, basket, found));
  if (!edited.ok) return edited;
  return done({
    ...edited.value,
    found: found.kind,
    ...(found.kind === "client" ? { clientId: found.clientId } : {}),
  });
}

function withScanned(
  { core }: Counter,
  { draft }: Basket,
  found: Exclude<ScanFound, { kind: "receipt" | "hold" | "variants" }>,
) {
  if (found.kind === "client") return done({ draft: setClient(draft, found.clientId) });
  if (found.kind === "coupon") {
    const added = addCoupon(draft, found.code);
    return added.ok ? done({ draft: added.value }) : added;
  }
  const { kind: _, ...line } = found;
  return addLine(draft, { ...line, id: core.ids.next(), atMs: core.clock.now() });
}

export interface AddInput {
  readonly productId: string;
  readonly quantityMilli: number;
  readonly typedPriceMinor?: number | undefined;
  readonly typedName?: string | undefined;
  readonly unitId?: string | undefined;
  readonly reference?: string | undefined;
  /** Of a gift card: sold for the first time, when left out, or filled again. */
  readonly card?: CardLoad | undefined;
}

/**
 * Adds a product that was chosen rather than scanned. Refuses `product-unknown`, `still-filling` while
 * it may yet come, `variant-not-chosen` for one that is sold by its variants, and as `addLine` and, of a
 * gift card, `cardToLoad`.
 */
export function add(counter: Counter, input: AddInput, asked = false): Result<Revised> {
  const { core } = counter;
  const { productId, card: how = "new", ...line } = input;
  const product = core.catalogue.product(productId)?.row;
  return edit(counter, ({ draft }) => {
    const code = productId;
    if (product === undefined)
      return asked ? refuse("product-unknown", { code }) : unknownProduct(core, code);
    if (!asked && isPriceToCome(core, product, line)) return unknownProduct(core, code);
    if (isSoldByVariants(product, core.catalogue.variantsOf(productId)))
      return refuse("variant-not-chosen", { name: product.name });
    const added = { ...line, product, id: core.ids.next(), atMs: core.clock.now() };
    if (product.kind !== "gift-card") return addLine(draft, added);
    const card = cardToLoad(core, draft, { reference: line.reference, how, name: product.name });
    return card.ok ? addLine(draft, { ...added, reference: card.value }) : card;
  });
}

/** Sets a line's quantity in thousandths. A smaller one is recorded with who and how much. */
export function quantity(
  counter: Counter,
  input: { readonly lineId: string; readonly quantityMilli: number },
): Result<Revised> {
  return edit(counter, (basket) => {
    const line = findLine(basket.draft, input.lineId);
    if (line === undefined) return refuse("line-unknown");
    const product = counter.core.catalogue.product(line.productId)?.row;
    if (product === undefined) return refuse("product-unknown", { code: line.productId });
    const less = line.quantityMilli - input.quantityMilli;
    const set = setQuantity(basket.draft, { ...input, product });
    if (set.ok && less > 0) trimmed(counter, "quantity-lowered", [[input.lineId, less]]);
    return set;
  });
}

/** Sells a line in another unit of its product. Refuses as the engine's `setUnit`, `price-missing`. */
export function unit(
  counter: Counter,
  input: { readonly lineId: string; readonly unitId?: string | undefined },
): Result<Revised> {
  return edit(counter, ({ draft }) => {
    const { lineId, unitId } = input;
    const line = findLine(draft, lineId);
    if (line === undefined) return refuse("line-unknown");
    const product = counter.core.catalogue.product(line.productId)?.row;
    if (product === undefined) return refuse("product-unknown", { code: line.productId });
    return setUnit(draft, { lineId, unitId, product });
  });
}

/** Takes a line out; recorded, and `undo` brings it back. */
export function remove(counter: Counter, lineId: string): Result<Revised> {
  return edit(counter, (basket) => {
    const out = removeLine(basket.draft, lineId);
    if (!out.ok) return out;
    const { draft, ...removed } = out.value;
    trimmed(counter, "line-removed", [[lineId, removed.removed.quantityMilli]]);
    const promises = basket.promises.filter((each) => each.lineId !== lineId);
    const also = { removed: [...basket.removed, removed], promises };
    return done({ draft, also, mayStayUnpriced: true });
  });
}

/** Brings back what was removed last. Refuses `nothing-to-undo`. */
export function undo(counter: Counter): Result<Revised> {
  return edit(counter, (basket) => {
    const last = basket.removed.at(-1);
    if (last === undefined) return refuse("nothing-to-undo");
    const back = restoreLine(basket.draft, last);
    if (!back.ok) return back;
    return done({ ...back.value, also: { removed: basket.removed.slice(0, -1) } });
  });
}

/** A price or discount by hand, within the role's limit or with an approval. */
export function change(
  counter: Counter,
  input: {
    readonly lineId?: string | undefined;
    readonly manual: Omit<ManualChange, "id" | "staffId">;
  },
): Result<Revised> {
  return edit(counter, ({ draft }, who) => {
    const priced = counter.priced();
    if (!priced.ok) return priced;
    const { role } = who.session;
    if (role === undefined) return refuse("not-allowed");
    const act = input.manual.kind === "price" ? "price-change" : "discount";
    const approved = approvalsFor(counter, { act, input, allowed: true });
    if (!approved.ok) return approved;
    const manual = { ...input.manual, id: counter.core.ids.next(), staffId: who.staffId };
    const { lineId } = input;
    const changed = addManual(draft, { lineId, manual, role, priced: priced.value });
    return changed.ok ? done({ draft: changed.value, lineId }) : changed;
  });
}

/** Takes a hand-made change back. */
export function dropChange(
  counter: Counter,
  input: { readonly lineId?: string | undefined; readonly manualId: string },
): Result<Revised> {
  return edit(counter, ({ draft }) => done({ draft: dropManual(draft, input) }));
}

/** Note, gift mark, serials, batch, way to the customer: facts of a line, or of the whole basket. */
export function setFacts(
  counter: Counter,
  lineId: string | undefined,
  facts: {
    readonly note?: string;
    readonly gift?: boolean;
    readonly serials?: readonly string[];
    readonly batch?: string | undefined;
    readonly fulfilment?: Fulfilment;
  },
): Result<Revised> {
  return edit(counter, ({ draft }) => {
    if (lineId !== undefined) return changeLine(draft, lineId, facts);
    const { note, gift } = facts;
    if (note !== undefined) {
      const { note: _, ...rest } = draft;
      return done({ draft: note === "" ? rest : { ...draft, note } });
    }
    let all: BasketDraft = draft;
    for (const line of draft.lines) {
      const changed = changeLine(all, line.id, gift === undefined ? {} : { gift });
      if (!changed.ok) return changed;
      all = changed.value.draft;
    }
    return done({ draft: all });
  });
}

/**
 * Promises a line from a warehouse, shipped free or to be collected here; the order is made with the
 * sale. Refuses `promise-not-possible` when the place has not enough as far as this till knows.
 */
export function promise(
  counter: Counter,
  input: {
    readonly lineId: string;
    readonly placeId: string;
    readonly how: "ship" | "collect";
    readonly fallback: PlannedPromise["fallback"];
  },
): Result<Revised> {
  const { core } = counter;
  return edit(counter, (basket) => {
    const line = findLine(basket.draft, input.lineId);
    if (line === undefined) return refuse("line-unknown");
    const source =
      sourceAt(core, input.placeId, line) ??
      promiseSource(core, line.productId, line.quantityMilli);
    if (source === undefined) return refuse("promise-not-possible");
    const { placeId, promisedBy, confidencePercent, asOfMs } = source;
    const collect = input.how === "collect" ? { collectStoreId: core.identity.storeId } : {};
    const fulfilment = { kind: input.how, placeId, promisedBy, ...collect };
    const changed = changeLine(basket.draft, line.id, { fulfilment });
    if (!changed.ok) return changed;
    const planned: PlannedPromise = {
      lineId: line.id,
      orderId: core.ids.next(),
      fallback: input.fallback,
      confidencePercent,
      stockAsOfMs: asOfMs,
    };
    const others = basket.promises.filter((each) => each.lineId !== line.id);
    return done({ ...changed.value, also: { promises: [...others, planned] } });
  });
}

/** Puts a client to the basket, or takes them off. Refuses `client-unknown`. */
export function client(counter: Counter, clientId: string | undefined): Result<Revised> {
  return edit(counter, ({ draft }) => {
    if (clientId !== undefined && counter.core.overlay.row("clients", clientId) === undefined) {
      return refuse("client-unknown");
    }
    return done({ draft: setClient(draft, clientId) });
  });
}

/** Adds a coupon code. Refuses as the engine's `addCoupon`. */
export function coupon(counter: Counter, code: string): Result<Revised> {
  return edit(counter, ({ draft }) => asDraft(addCoupon(draft, code)));
}

/** Takes a coupon code out again. */
export function dropCouponCode(counter: Counter, code: string): Result<Revised> {
  return edit(counter, ({ draft }) => done({ draft: dropCoupon(draft, code) }));
}

/** Frees the buyer of tax by a certificate, or takes that back. */
export function exemption(counter: Counter, value: BasketDraft["exemption"]): Result<Revised> {
  return edit(counter, ({ draft }) => asDraft(setExemption(draft, value)));
}

/** Marks a purchase by staff. Refuses `staff-buyer-is-cashier`. */
export function staffBuyer(counter: Counter, buyerId: string | undefined): Result<Revised> {
  return edit(counter, ({ draft }, who) =>
    asDraft(setStaffBuyer(draft, { buyerId, cashierId: who.staffId })),
  );
}

/**
 * The answer to a restricted-goods question, once a sale. What is not sold leaves the basket, recorded
 * with who and how much; the answer stays with the sale of the rest.
 */
export function restriction(
  counter: Counter,
  input: { readonly restrictionId: string; readonly outcome: "checked" | "refused" },
): Result<Revised> {
  return edit(counter, (basket, { staffId }) => {
    const draft = answerCheck(basket.draft, { ...input, staffId });
    if (input.outcome === "checked") return done({ draft });
    const asks = restrictionsOf(draft, counter.core.catalogue);
    const out = asks.find((ask) => ask.restrictionId === input.restrictionId)?.lineIds ?? [];
    const gone = draft.lines.filter(({ id }) => out.includes(id));
    if (gone.length > 0)
      trimmed(
        counter,
        "line-removed",
        gone.map(({ id, quantityMilli }) => [id, quantityMilli]),
      );
    const lines = draft.lines.filter(({ id }) => !out.includes(id));
    const promises = basket.promises.filter(({ lineId }) => !out.includes(lineId));
    return done({ draft: { ...draft, lines }, also: { promises }, mayStayUnpriced: true });
  });
}

/** Throws the basket away; recorded with who and how much. */
export function abandon(counter: Counter): Result<Revised> {
  return edit(counter, (basket) => {
    const lines = basket.draft.lines.map(({ id, quantityMilli }) => [id, quantityMilli] as const);
    if (lines.length > 0) trimmed(counter, "basket-abandoned", lines);
    const fresh = counter.freshBasket();
    return done({ draft: fresh.draft, also: { ...fresh, lastLineId: undefined } });
  });
}

function asDraft<Code extends string>(result: Result<BasketDraft, Code>) {
  return result.ok ? done({ draft: result.value }) : result;
}

/** Records what left the basket before payment. On a full disk the sale in hand matters more. */
function trimmed(
  counter: Counter,
  what: "line-removed" | "quantity-lowered" | "basket-abandoned",
  lines: readonly (readonly [lineId: string, quantityMilli: number])[],
): void {
  const who = counter.actor();
  const priced = counter.priced();
  if (!who.ok || !priced.ok) return;
  const parts = lines.flatMap(([lineId, quantityMilli]) => {
    const line = priced.value.lines.find(({ id }) => id === lineId);
    if (line === undefined) return [];
    const share = line.quantityMilli === 0 ? 0 : quantityMilli / line.quantityMilli;
    const amountMinor = Math.round(line.totalMinor * share);
    return [{ productId: line.productId, name: line.name, quantityMilli, amountMinor }];
  });
  const { draft } = counter.basket();
  append(counter.core, who.value, {
    kind: "basket.trimmed",
    body: {
      basketId: draft.id,
      what,
      lines: parts,
      amountMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      ...(draft.clientId === undefined ? {} : { clientId: draft.clientId }),
    },
  });
}
