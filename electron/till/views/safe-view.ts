/** The store's safe and bank bags: the server's rows with this till's own acts over them, offline too. */
import { isOpenBag } from "#shared/engine/safe.ts";
import type { BalanceRow } from "#shared/records/rows/balance.ts";
import type { SafeView } from "#shared/till-api/views/safe.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { denominationsOf } from "./denominations.ts";
import { mergedRows } from "./rows.ts";

const MINUTE_MS = 60_000;
/** Bags that the bank has answered for, for looking back. */
const ANSWERED_MAX = 20;

/** The safe as it is now. */
export function readSafe({ core }: Counter): SafeView {
  const own = storeOf(core)?.currency ?? "EUR";
  const policy = policyOf(core);
  const bags = bagsOf(core);
  const safes = rowsOf(core, "safe");
  const staleMs = (policy?.stock.staleAfterMinutes ?? 60) * MINUTE_MS;
  const contactMs = core.sync.status().lastPulledAtMs ?? 0;
  const currencies = [...new Set([own, ...safes.map(({ currency }) => currency ?? own)])];
  const known = safes.length > 0 || bags.length > 0;
  return {
    cash: (known ? currencies : []).map((currency) => ({
      currency,
      balanceMinor: safes.find((row) => row.currency === currency)?.amount ?? 0,
      inBagsMinor: sum(bags.filter((row) => row.currency === currency && isOpenBag(row))),
    })),
    bags: bags.map((row) => bagOf(core, row)),
    denominations: Object.fromEntries(
      currencies.map((currency) => [currency, [...denominationsOf(currency)]]),
    ),
    differenceLimitMinor: policy?.shift.differenceLimitMinor ?? 0,
    asOfMs: contactMs,
    stale: core.clock.now() - contactMs > staleMs,
  };
}

/** This store's bags: open ones first, then by when they were made, newest first. */
export function bagsOf(core: TillCore): readonly BalanceRow[] {
  const rows = [...rowsOf(core, "bag")].sort((left, right) => right.at - left.at);
  const open = rows.filter(isOpenBag);
  return [...open, ...rows.filter((row) => !isOpenBag(row)).slice(0, ANSWERED_MAX)];
}

/** A store's cash is no customer's data: it is shown also when those are locked. */
function rowsOf(core: TillCore, kind: "safe" | "bag"): readonly BalanceRow[] {
  const { storeId } = core.identity;
  const isOurs = (row: BalanceRow): boolean => row.kind === kind && row.storeId === storeId;
  const { replica, overlay } = core;
  return mergedRows({ replica, overlay }, "balances", { where: { kind }, matches: isOurs }).filter(
    isOurs,
  );
}

function bagOf(core: TillCore, row: BalanceRow): SafeView["bags"][number] {
  const { bag } = row;
  const packedBy = bag === undefined ? undefined : core.replica.get("staff", bag.packedByStaffId);
  return {
    bagId: bag?.bagId ?? row.id,
    number: row.code ?? "",
    currency: row.currency ?? "EUR",
    packedMinor: bag?.packedMinor ?? row.amount,
    state: bag?.state ?? "packed",
    packedAtMs: bag?.packedAtMs ?? row.at,
    packedBy: packedBy?.row.shortName ?? "",
    ...(bag?.carrier === undefined ? {} : { carrier: bag.carrier }),
    ...(bag?.differenceMinor === undefined ? {} : { differenceMinor: bag.differenceMinor }),
  };
}

function sum(rows: readonly BalanceRow[]): number {
  return rows.reduce((total, { amount }) => total + amount, 0);
}
