/**
 * The store's safe and bank bags as ledgers: drops and takings in, floats and bags out. A balance is the
 * sum of its movements; below zero stands and is flagged. What is allowed is safe.ts above.
 */
import type { BagAdvanced } from "../../records/entries/bag-advanced.ts";
import type { BalanceRow } from "../../records/rows/balance.ts";
import { bagMay } from "../safe.ts";
import { currencyOfKey } from "../tender.ts";
import type { RowKey } from "./contract.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";
import { balanceIds, moveBalance } from "./value.ts";

/** What every movement takes from its entry. */
interface Moved {
  readonly id: string;
  readonly storeId: string;
  readonly at: number;
}

export const cashMovedFold: FoldHandler<"cash.moved"> = {
  keys: ({ storeId, body }) =>
    body.kind === "drop" || body.kind === "float" ? [safeKey(storeId, body.currency)] : [],
  fold(entry, draft) {
    const { kind, currency, amountMinor } = entry.body;
    // What leaves the drawer comes to the safe, and the other way round.
    if (kind === "drop" || kind === "float") {
      moveSafe(draft, entry, { currency, amountMinor: -amountMinor, why: kind });
    }
  },
};

export const shiftOpenedFold: FoldHandler<"shift.opened"> = {
  keys: ({ storeId, body }) =>
    (body.fromSafeMinor ?? 0) === 0 ? [] : [safeKey(storeId, body.currency)],
  fold(entry, draft) {
    const { currency, fromSafeMinor } = entry.body;
    moveSafe(draft, entry, { currency, amountMinor: -(fromSafeMinor ?? 0), why: "float" });
  },
};

/** The takings of a day go to the safe where the entry says so; before there was one they did not. */
export const shiftClosedFold: FoldHandler<"shift.closed"> = {
  keys: (entry) => takingsOf(entry.body).map(({ currency }) => safeKey(entry.storeId, currency)),
  fold(entry, draft) {
    for (const { currency, amountMinor } of takingsOf(entry.body)) {
      moveSafe(draft, entry, { currency, amountMinor, why: "takings" });
    }
  },
};

export const safeCountedFold: FoldHandler<"safe.counted"> = {
  keys: ({ storeId, body }) => [safeKey(storeId, body.currency)],
  fold(entry, draft) {
    const { currency, movementMinor } = entry.body;
    // Also a count that agrees: its instant says how old the figure is.
    addToSafe(draft, entry, { currency, amountMinor: movementMinor, why: "counted" });
  },
};

export const bagPackedFold: FoldHandler<"bag.packed"> = {
  keys: ({ storeId, body }) => [safeKey(storeId, body.currency), bagKey(body.bagId)],
  fold(entry, draft) {
    const { bagId, number, currency, amountMinor } = entry.body;
    moveSafe(draft, entry, { currency, amountMinor: -amountMinor, why: "packed" });
    moveBalance(draft, {
      ...{ id: balanceIds.bag(bagId), kind: "bag", code: number, currency, why: "packed" },
      ...{ amount: amountMinor, storeId: entry.storeId, at: entry.at, entryId: entry.id },
    });
    putBag(draft, bagId, {
      ...{ bagId, state: "packed", packedMinor: amountMinor, packedAtMs: entry.at },
      packedByStaffId: entry.staffId,
    });
  },
};

export const bagAdvancedFold: FoldHandler<"bag.advanced"> = {
  keys: ({ storeId, body }) => [
    bagKey(body.bagId),
    ...(body.step === "returned" ? [safeKey(storeId, body.currency)] : []),
  ],
  fold(entry, draft) {
    const { body, at, id: entryId } = entry;
    const row = draft.get("balances", balanceIds.bag(body.bagId));
    // Two tills answered for one bag: the first step stands where the second cannot follow it.
    if (row?.bag === undefined || !bagMay(row.bag.state, body.step)) return;
    const { carrier } = body;
    const { state, outMinor, differenceMinor } = outcomeOf(body, row.amount);
    moveBalance(draft, {
      ...{ id: row.id, kind: "bag", amount: -outMinor, at, why: state, entryId },
    });
    putBag(draft, body.bagId, {
      ...row.bag,
      state,
      ...(carrier === undefined ? {} : { carrier }),
      ...(differenceMinor === undefined
        ? {}
        : { countedMinor: body.countedMinor, differenceMinor }),
    });
    if (state === "returned") {
      const { currency } = body;
      moveSafe(draft, entry, { currency, amountMinor: row.amount, why: "returned" });
    }
    if (state === "differs") {
      draft.except("bag-differs", {
        bagId: body.bagId,
        number: body.number,
        currency: body.currency,
        differenceMinor: differenceMinor ?? 0,
      });
    }
  },
};

/** Where a step leaves a bag, and what is no longer in it for the store. */
function outcomeOf(
  { step, amountMinor, countedMinor }: BagAdvanced,
  leftMinor: number,
): {
  readonly state: NonNullable<BalanceRow["bag"]>["state"];
  readonly outMinor: number;
  readonly differenceMinor?: number;
} {
  if (step === "collected") return { state: "collected", outMinor: 0 };
  if (step === "returned") return { state: "returned", outMinor: leftMinor };
  const differenceMinor = (countedMinor ?? 0) - amountMinor;
  const state = differenceMinor === 0 ? "confirmed" : "differs";
  return { state, outMinor: leftMinor, differenceMinor };
}

/** Own cash that was taken out, and all foreign notes: they do not stay in a drawer over night. */
function takingsOf(body: Parameters<typeof shiftClosedFold.fold>[0]["body"]) {
  if (body.takingsTo !== "safe") return [];
  const own = { currency: body.currency, amountMinor: body.bankedMinor };
  const foreign = list(body.tenders)
    .map(({ key, countedMinor }) => ({
      currency: currencyOfKey(key, body.currency),
      amountMinor: countedMinor,
    }))
    .filter(({ currency }) => currency !== body.currency);
  return [own, ...foreign].filter(({ amountMinor }) => amountMinor !== 0);
}

interface SafeMovement {
  readonly currency: string;
  /** Into the safe above zero. */
  readonly amountMinor: number;
  readonly why: string;
}

function moveSafe(draft: FoldDraft, entry: Moved, movement: SafeMovement): void {
  if (movement.amountMinor !== 0) addToSafe(draft, entry, movement);
}

function addToSafe(draft: FoldDraft, entry: Moved, movement: SafeMovement): void {
  const { storeId, at, id: entryId } = entry;
  const { currency, amountMinor, why } = movement;
  const id = balanceIds.safe(storeId, currency);
  const beforeMinor = draft.get("balances", id)?.amount ?? 0;
  const balanceMinor = moveBalance(draft, {
    ...{ id, kind: "safe", amount: amountMinor, at, why, entryId, currency, storeId },
  });
  if (beforeMinor >= 0 && balanceMinor < 0) {
    draft.except("safe-negative", { storeId, currency, balanceMinor });
  }
}

function putBag(draft: FoldDraft, bagId: string, bag: NonNullable<BalanceRow["bag"]>): void {
  const row = draft.get("balances", balanceIds.bag(bagId));
  if (row !== undefined) draft.put("balances", { ...row, bag });
}

function safeKey(storeId: string, currency: string): RowKey {
  return { table: "balances", id: balanceIds.safe(storeId, currency) };
}

function bagKey(bagId: string): RowKey {
  return { table: "balances", id: balanceIds.bag(bagId) };
}
