/**
 * A basket paid becomes a sale, and a sale is worked out again. Nothing here writes or prints: the
 * body goes to the journal first, and only then does anyone say thank you.
 */
import { isSameCanonically } from "../base/canonical.ts";
import { compact } from "../base/compact.ts";
import type { RefusalArgs } from "../base/result.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft, PricedBasket, PricedLine } from "../records/basket.ts";
import type { SaleCompleted } from "../records/entries/sale-completed.ts";
import type { ExceptionCode } from "../records/exceptions.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { CreditShare, Tender } from "../records/tender.ts";
import { priceBasket } from "./basket.ts";
import type { CatalogueView } from "./catalogue.ts";
import { earnPoints, type Loyalty } from "./loyalty.ts";
import { checkRestrictions, type RestrictionRefusal, restrictionsOf } from "./restricted.ts";
import { tenderState } from "./tender.ts";
import { isKnownEngineVersion } from "./versions.ts";

export interface SaleRequest {
  /** The sale's id; the basket's own by habit, so that a second press cannot make a second sale. */
  readonly saleId: string;
  readonly draft: BasketDraft;
  /** The prices shown when payment was opened: they count, whatever HQ changed since. */
  readonly priced: PricedBasket;
  readonly tenders: readonly Tender[];
  readonly receipt: {
    readonly number: string;
    readonly series: string;
    readonly profileId?: string | undefined;
  };
  readonly policy: SettingBody<"policy">;
  readonly catalogue: CatalogueView;
  readonly segmentIds: readonly string[];
  readonly cashier: { readonly staffId: string; readonly maySellRestricted: boolean };
  /** The store's own clock, 0 to 1439, for goods with hours. */
  readonly minuteOfDay: number;
  /** Whether a shift is open; a web sale has none and passes true. */
  readonly shiftIsOpen: boolean;
  /** Payments whose outcome is not known yet. */
  readonly openPayments: number;
  readonly credit?: readonly CreditShare[];
  readonly approvalIds?: readonly string[];
  readonly promiseIds?: readonly string[];
  readonly points?: {
    readonly loyalty: Loyalty;
    readonly balance: number;
    readonly tier?: string | undefined;
  };
  /** Points for a birthday or a friend that fall to this sale (engine/loyalty.ts); none when left out. */
  readonly rewards?: readonly NonNullable<SaleCompleted["rewards"]>[number][];
  /** What the buyer of a staff purchase has bought this year so far. */
  readonly staffSpentMinor?: number;
  /** The sale that this one corrects; a held basket names its hold by itself. */
  readonly follows?: {
    readonly saleId: string;
    readonly reason: NonNullable<SaleCompleted["followsReason"]>;
  };
  readonly webBasketId?: string;
  readonly note?: string;
}

export type SaleRefusal =
  | "credit-shares-invalid"
  | "empty-basket"
  | "payment-open"
  | "price-changed"
  | "serial-needed"
  | "shift-closed"
  | "short-tender"
  | "staff-buyer-is-cashier"
  | "staff-limit-reached"
  | RestrictionRefusal;

/** What of a sale is known before any money is taken. */
export type GoodsRequest = Pick<
  SaleRequest,
  | "cashier"
  | "catalogue"
  | "draft"
  | "minuteOfDay"
  | "policy"
  | "priced"
  | "shiftIsOpen"
  | "staffSpentMinor"
>;

/**
 * The body of `sale.completed`, or why not. The basket must be the one that was priced
 * (`price-changed`), its goods sellable, and the legs must cover the total to the cent: less is
 * `short-tender` with `missingMinor`; more than the total can only be change in cash.
 */
export function completeSale(request: SaleRequest): Result<SaleCompleted, SaleRefusal> {
  const { draft, priced, tenders, policy } = request;
  const goods = checkGoods(request);
  if (!goods.ok) return goods;
  if (request.openPayments > 0) return refuse("payment-open");
  const { totalMinor } = priced;
  const state = tenderState({ totalMinor, tenders, rule: policy.cashRounding });
  if (!state.covered) return refuse("short-tender", { missingMinor: state.dueMinor });
  const credit = request.credit ?? [];
  const shares = credit.reduce((sum, share) => sum + share.shareBasisPoints, 0);
  if (credit.length > 0 && shares !== 10_000) return refuse("credit-shares-invalid");
  const { points } = request;
  const pointsEarned =
    points === undefined || draft.clientId === undefined
      ? 0
      : earnPoints({ priced, tenders, ...points });
  const { exemption } = draft;
  const { rewards = [] } = request;
  return done({
    saleId: request.saleId,
    receiptNumber: request.receipt.number,
    series: request.receipt.series,
    channel: draft.channel,
    ...compact({ clientId: draft.clientId }),
    priced: priced.hints.length === 0 ? priced : { ...priced, hints: [] },
    draft,
    segmentIds: [...request.segmentIds],
    tenders: [...tenders],
    roundingMinor: state.roundingMinor,
    changeMinor: state.changeMinor,
    credit: [...credit],
    approvalIds: [...(request.approvalIds ?? [])],
    promiseIds: [...(request.promiseIds ?? [])],
    pointsEarned,
    ...(rewards.length === 0 ? {} : { rewards: [...rewards] }),
    ...(exemption === undefined
      ? {}
      : { exemption: { certificate: exemption.certificate, reasonId: exemption.reasonId } }),
    ...compact({
      staffBuyerId: draft.staffBuyerId,
      followsSaleId: draft.held?.holdId ?? request.follows?.saleId,
      followsReason: draft.held?.kind ?? request.follows?.reason,
      webBasketId: request.webBasketId,
    }),
    startedAtMs: draft.openedAtMs,
    ...compact({ receiptProfileId: request.receipt.profileId, note: request.note ?? draft.note }),
  });
}

export interface SaleDifference {
  readonly code: ExceptionCode;
  readonly args: RefusalArgs;
}

/**
 * What differs when a sale is worked out again with the catalogue as it was at the entry's `basis`,
 * by the engine version it was made with. Nothing differs: an empty list. A difference never undoes
 * the sale; each becomes an exception. An engine version this build does not know is not judged.
 */
export function verifySale(
  body: SaleCompleted,
  catalogueAtBasis: CatalogueView,
): readonly SaleDifference[] {
  const { priced, draft } = body;
  const sums = checkSums(body, catalogueAtBasis);
  // Held prices are not today's: the fold compares them with the hold itself.
  if (draft?.held !== undefined) return sums;
  if (draft === undefined || !isKnownEngineVersion(priced.engineVersion)) return sums;
  const again = repriceSale(body, catalogueAtBasis);
  if (!again.ok) {
    const { code, args, position } = again.refusal;
    if (code === "product-unknown") {
      return [...sums, { code: "product-unknown", args: { productId: args?.productId ?? "" } }];
    }
    return [...sums, { code: "price-differs", args: { why: code, position: position ?? "" } }];
  }
  if (isSame(priced, again.value)) return sums;
  return [...sums, ...differencesOf(priced, again.value)];
}

/** A sale priced again from what was entered. Byte-equal to what it carries when nothing differs. */
export function repriceSale(
  body: SaleCompleted,
  catalogueAtBasis: CatalogueView,
): ReturnType<typeof priceBasket> | Result<never, "sale-unreadable"> {
  const { priced, draft } = body;
  if (draft === undefined) return refuse("sale-unreadable");
  return priceBasket(draft, catalogueAtBasis, {
    atMs: priced.pricedAtMs,
    engineVersion: priced.engineVersion,
    segmentIds: body.segmentIds ?? [],
    ...compact({ utcOffsetMinutes: priced.utcOffsetMinutes }),
  });
}

/**
 * Whether the goods may be sold as they are: to be asked before any money is taken, and asked again when
 * the sale is completed. Refuses what `SaleRefusal` lists, except what is about payment.
 */
export function checkGoods(request: GoodsRequest): Result<undefined, SaleRefusal> {
  const { draft, priced, catalogue, cashier } = request;
  if (draft.lines.length === 0) return refuse("empty-basket");
  if (!request.shiftIsOpen) return refuse("shift-closed");
  if (!isPricedFrom(priced, draft)) return refuse("price-changed");
  if (draft.staffBuyerId === cashier.staffId) return refuse("staff-buyer-is-cashier");
  const limit = request.policy.staffDiscount?.yearlyLimitMinor;
  if (draft.staffBuyerId !== undefined && limit !== undefined) {
    const leftMinor = limit - (request.staffSpentMinor ?? 0);
    if (priced.totalMinor > leftMinor) return refuse("staff-limit-reached", { leftMinor });
  }
  for (const [index, line] of draft.lines.entries()) {
    const product = catalogue.product(line.productId)?.row;
    const wanted = product?.tracks === "serial" ? Math.ceil(line.quantityMilli / 1000) : 0;
    if (line.serials.length < wanted) {
      return refuse("serial-needed", { name: product?.name ?? "" }, `lines[${index}].serials`);
    }
  }
  const { minuteOfDay } = request;
  const { maySellRestricted } = cashier;
  const asks = restrictionsOf(draft, catalogue);
  return checkRestrictions(asks, catalogue, { minuteOfDay, maySellRestricted });
}

/** Whether the priced basket is this draft's: the same lines in the same quantities, in order. */
function isPricedFrom(priced: PricedBasket, draft: BasketDraft): boolean {
  return (
    priced.basketId === draft.id &&
    priced.currency === draft.currency &&
    priced.lines.length === draft.lines.length &&
    priced.fees.length === draft.fees.length &&
    draft.lines.every((line, index) => {
      const other = priced.lines[index];
      return (
        other?.id === line.id &&
        other.productId === line.productId &&
        other.quantityMilli === line.quantityMilli
      );
    })
  );
}

/** The sums that must hold whatever the catalogue says. */
function checkSums(body: SaleCompleted, catalogue: CatalogueView): readonly SaleDifference[] {
  const { priced } = body;
  let linesMinor = 0;
  for (const line of priced.lines) linesMinor += line.totalMinor;
  for (const fee of priced.fees) linesMinor += fee.totalMinor;
  let paidMinor = 0;
  for (const tender of body.tenders) paidMinor += tender.amountMinor;
  const dueMinor = priced.totalMinor + body.roundingMinor;
  const found: SaleDifference[] = [];
  // Where tax is worked out once for the document, lines may sum to a cent more or less.
  const slackMinor = body.draft === undefined ? priced.lines.length : slackOf(body, catalogue);
  if (Math.abs(linesMinor - priced.totalMinor) > slackMinor) {
    found.push({
      code: "total-differs",
      args: { totalMinor: priced.totalMinor, expectedMinor: linesMinor },
    });
  }
  if (paidMinor !== dueMinor) {
    found.push({ code: "total-differs", args: { paidMinor, expectedMinor: dueMinor } });
  }
  return found;
}

function slackOf(body: SaleCompleted, catalogue: CatalogueView): number {
  const store = catalogue.setting("store", body.draft?.storeId ?? "");
  const policy = store === undefined ? undefined : catalogue.setting("policy", store.policyId);
  return policy?.tax.scope === "document" ? body.priced.lines.length : 0;
}

function isSame(told: PricedBasket, again: PricedBasket): boolean {
  return isSameCanonically({ ...told, hints: [] }, { ...again, hints: [] });
}

/** Lines first: a wrong unit price is named by its line; else it is the offers, the taxes or the sum. */
function differencesOf(told: PricedBasket, again: PricedBasket): readonly SaleDifference[] {
  const found: SaleDifference[] = [];
  for (const [index, line] of told.lines.entries()) {
    const other = again.lines[index] as PricedLine | undefined;
    if (other === undefined || other.unitPriceMinor === line.unitPriceMinor) continue;
    found.push({
      code: "price-differs",
      args: {
        lineId: line.id,
        productId: line.productId,
        unitPriceMinor: line.unitPriceMinor,
        expectedMinor: other.unitPriceMinor,
      },
    });
  }
  if (found.length > 0) return found;
  if (told.totalMinor === again.totalMinor && told.taxMinor === again.taxMinor) return [];
  return [
    {
      code: "total-differs",
      args: {
        totalMinor: told.totalMinor,
        expectedMinor: again.totalMinor,
        taxMinor: told.taxMinor,
        expectedTaxMinor: again.taxMinor,
      },
    },
  ];
}
