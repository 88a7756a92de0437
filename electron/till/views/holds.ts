/** Quotes and layaways that can still become a sale, with what is paid and when their time is over. */
import { isOpenHold } from "#shared/engine/fold/hold.ts";
import { balanceIds } from "#shared/engine/fold/value.ts";
import { cancelTerms } from "#shared/engine/hold.ts";
import type { OrderRow } from "#shared/records/rows/order.ts";
import type { HoldItem } from "#shared/till-api/views/lists.ts";
import { businessDateAt, type TillCore } from "../core.ts";
import { mergedRows } from "./rows.ts";

/** Every hold that can still become a sale, as this till knows it; the one that ends first is first. */
export function readHolds(core: TillCore): HoldItem[] {
  const today = businessDateAt(core, core.clock.now());
  return openHolds(core)
    .map((row) => holdItem(core, row, today))
    .sort((left, right) => (left.validTo < right.validTo ? -1 : 1));
}

/** The open hold with a number as its paper says it, whatever the case. */
export function holdByNumber(core: TillCore, number: string): OrderRow | undefined {
  const wanted = number.trim().toUpperCase();
  return openHolds(core).find((row) => row.number === wanted);
}

/** What lies paid ahead for a hold, as this till knows it, minor units. */
export function paidAheadFor(core: TillCore, holdId: string): number {
  return core.overlay.row("balances", balanceIds.deposit(holdId))?.amount ?? 0;
}

function openHolds(core: TillCore): readonly OrderRow[] {
  return (["quote", "layaway"] as const).flatMap((kind) => {
    const matches = (row: OrderRow): boolean => row.kind === kind && isOpenHold(row);
    const where = { kind, state: "ready" };
    return mergedRows(core, "orders", { where, matches }).filter(matches);
  });
}

function holdItem(core: TillCore, row: OrderRow, today: string): HoldItem {
  const held = row.held;
  const validTo = held?.validTo ?? "";
  const paidMinor = paidAheadFor(core, row.id);
  const client = row.clientId === undefined ? undefined : core.overlay.row("clients", row.clientId);
  const terms = cancelTerms(row, paidMinor);
  const { feeMinor, refundMinor } = terms.ok ? terms.value : { feeMinor: 0, refundMinor: 0 };
  const note = row.history[0]?.note ?? "";
  return {
    holdId: row.id,
    kind: row.kind === "quote" ? "quote" : "layaway",
    number: row.number,
    at: row.at,
    ...(row.clientId === undefined ? {} : { clientId: row.clientId }),
    ...(client === undefined ? {} : { clientName: client.name }),
    ...(note === "" ? {} : { note }),
    validTo,
    isOver: validTo < today,
    lines: (held?.priced.lines ?? []).map(({ id, name, quantityMilli, totalMinor }) => ({
      ...{ id, name, quantityMilli, totalMinor },
    })),
    totalMinor: row.totalMinor,
    paidMinor,
    leastMinor: Math.min(row.totalMinor, paidMinor > 0 ? 1 : (held?.firstPaymentMinor ?? 0)),
    feeMinor,
    refundMinor,
    currency: row.currency ?? "",
  };
}
