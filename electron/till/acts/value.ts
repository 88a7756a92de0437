/**
 * Legs paid from what the shop owes its customers: gift cards, credit, points, and accounts that may be
 * owed. How much may be spent is the engine's; without connection the register stays inside its share
 * of the store's daily limit, and every leg quotes the balance that was seen.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { balanceIds } from "#shared/engine/fold/value.ts";
import { cardNumber } from "#shared/engine/gift-card.ts";
import { burnPoints, pointsFor } from "#shared/engine/loyalty.ts";
import { registerShare, spendValue, storedValueSpent } from "#shared/engine/stored-value.ts";
import { type NewTender, tenderState } from "#shared/engine/tender.ts";
import type { BalanceRow } from "#shared/records/rows/balance.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import { businessDateAt, entriesOf, policyOf, type TillCore } from "../core.ts";
import type { Basket, Counter } from "../counter.ts";

const KINDS = ["gift-card", "credit", "points", "account", "deposit"] as const;
type ValueKind = (typeof KINDS)[number];

const NAMES: Readonly<Record<ValueKind, string>> = {
  "gift-card": "Gift card",
  credit: "Store credit",
  points: "Points",
  account: "Account",
  deposit: "Paid ahead",
};

/** Whether a kind of tender is spent from a balance. */
export function isStoredValue(kind: TenderKind): kind is ValueKind {
  return (KINDS as readonly TenderKind[]).includes(kind);
}

/**
 * A leg of stored value: what was asked, or as much of what is due as the balance covers. Refuses
 * `tender-needs-reference` (no card number), `client-needed`, `tender-not-here` (no points here), and
 * as the engine's `spendValue` and `burnPoints`.
 */
export function valueLeg(
  counter: Counter,
  basket: Basket,
  input: {
    readonly kind: ValueKind;
    readonly amountMinor?: number | undefined;
    readonly reference?: string | undefined;
    readonly tenderTypeId?: string | undefined;
  },
): Result<NewTender> {
  const { core } = counter;
  const { kind, reference } = input;
  const found = balanceOf(core, basket, input);
  if (!found.ok) return found;
  const due = dueOf(counter, basket);
  const { row, position } = found.value;
  const seen =
    row === undefined ? undefined : { ...row, amount: row.amount - spentHere(basket, row) };
  const worth = worthOf(counter, kind, {
    balance: seen?.amount ?? 0,
    due,
    asked: input.amountMinor,
  });
  if (!worth.ok) return worth;
  const { amountMinor, points } = worth.value;
  const quote = spendValue({
    row: seen,
    position,
    amount: points ?? amountMinor,
    worthMinor: amountMinor,
    currency: basket.draft.currency,
    businessDate: businessDateAt(core, core.clock.now()),
    // What a customer paid ahead for these very goods is theirs; only what others issued is a risk.
    offline: kind === "deposit" ? undefined : offlineLimit(core, basket.tenders),
  });
  if (!quote.ok) return quote;
  const { tenderTypeId } = input;
  const type =
    tenderTypeId === undefined ? undefined : core.catalogue.setting("tender-type", tenderTypeId);
  return done({
    id: core.ids.next(),
    kind,
    name: type?.name ?? NAMES[kind],
    amountMinor,
    tenderTypeId,
    reference,
    balance: quote.value,
    points,
    atMs: core.clock.now(),
  });
}

/** What this register may still spend without connection today, and has spent; nothing while it is up. */
function offlineLimit(core: TillCore, inHand: readonly Tender[]) {
  if (core.sync.status().link === "up") return undefined;
  const registers = core.catalogue
    .settings("register")
    .filter(({ body }) => body.storeId === core.identity.storeId).length;
  const limitMinor = registerShare(policyOf(core)?.offline.valueLimitPerDayMinor ?? 0, registers);
  const today = businessDateAt(core, core.clock.now());
  const confirmed = core.journal.highestAcknowledged();
  const spent = [
    ...entriesOf(core, "sale.completed", confirmed),
    ...entriesOf(core, "return.completed", confirmed),
  ]
    .filter(({ businessDate }) => businessDate === today)
    .flatMap(({ body }) => body.tenders);
  return { limitMinor, spentMinor: storedValueSpent([...spent, ...inHand]) };
}

function balanceOf(
  core: TillCore,
  { draft }: Basket,
  input: { readonly kind: ValueKind; readonly reference?: string | undefined },
): Result<{ readonly row: BalanceRow | undefined; readonly position: number }> {
  const { kind } = input;
  const reference = input.reference?.trim() ?? "";
  const { clientId } = draft;
  if (kind === "deposit") return paidAhead(core, draft.held?.holdId ?? reference);
  if (kind === "gift-card" && reference === "") return refuse("tender-needs-reference");
  const needsClient = kind === "points" || kind === "account";
  const owner = clientId ?? (needsClient || reference === "" ? undefined : reference);
  if (kind !== "gift-card" && owner === undefined) return refuse("client-needed");
  const id = kind === "gift-card" ? giftCardOf(core, reference) : ownBalance(kind, owner ?? "");
  const position = core.replica.get("balances", id)?.position ?? 0;
  return done({ row: core.overlay.row("balances", id), position });
}

/** The ledger of a card's number; as it was typed where a chain names its cards otherwise. */
function giftCardOf(core: TillCore, typed: string): string {
  const id = balanceIds.giftCard(typed);
  return core.overlay.row("balances", id) === undefined
    ? balanceIds.giftCard(cardNumber(typed))
    : id;
}

/** What lies paid ahead for an order; a held basket names its own. */
function paidAhead(
  core: TillCore,
  orderId: string,
): Result<{ readonly row: BalanceRow | undefined; readonly position: number }> {
  if (orderId === "") return refuse("tender-needs-reference");
  const id = balanceIds.deposit(orderId);
  const position = core.replica.get("balances", id)?.position ?? 0;
  return done({ row: core.overlay.row("balances", id), position });
}

function ownBalance(kind: Exclude<ValueKind, "gift-card" | "deposit">, owner: string): string {
  return balanceIds[kind](owner);
}

/** Legs of this basket that spend the same balance; they are in no entry yet. */
function spentHere({ tenders }: Basket, row: BalanceRow): number {
  const same = tenders.filter(({ balance }) => balance?.id === row.id);
  return same.reduce((sum, leg) => sum + (leg.points ?? leg.amountMinor), 0);
}

function worthOf(
  { core }: Counter,
  kind: ValueKind,
  about: { readonly balance: number; readonly due: number; readonly asked: number | undefined },
): Result<{ readonly amountMinor: number; readonly points?: number }> {
  const { balance, due, asked } = about;
  if (kind === "account") return done({ amountMinor: asked ?? due });
  if (kind !== "points") return done({ amountMinor: asked ?? Math.min(due, Math.max(balance, 0)) });
  const [loyalty] = core.catalogue.settings("loyalty");
  if (loyalty === undefined) return refuse("tender-not-here", { tender: kind });
  const points = Math.min(pointsFor(asked ?? due, loyalty.body), Math.max(balance, 0));
  if (asked !== undefined && points * loyalty.body.minorPerPoint < asked) {
    return refuse("balance-short", { available: balance });
  }
  return burnPoints({ points, balance, loyalty: loyalty.body, dueMinor: due });
}

function dueOf({ core }: Counter, { fixed, tenders }: Basket): number {
  if (fixed === undefined) return 0;
  const rule = policyOf(core)?.cashRounding ?? { incrementMinor: 1, mode: "half_up" };
  return tenderState({ totalMinor: fixed.totalMinor, tenders, rule }).dueMinor;
}
