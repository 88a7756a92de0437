/** The open shift as its cashier sees it, from this register's own journal. */
import { currencyOf } from "#shared/base/iso4217.ts";
import { type AnyEntry, isEntryOf } from "#shared/records/entry.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { openShift } from "./shift.ts";

/** Face values of notes and coins in minor units of a currency with two decimals, largest first. */
const DENOMINATIONS = [
  50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
];

/** The shift as it is now. */
export function readShift({ core }: Counter): ShiftView {
  const currency = storeOf(core)?.currency ?? "EUR";
  const policy = policyOf(core);
  const opened = openShift(core);
  const since = opened === undefined ? [] : core.journal.after(opened.sequence - 1);
  const count = (kind: string): number => since.filter((entry) => entry.kind === kind).length;
  const staffName = (id: string): string => core.replica.get("staff", id)?.row.shortName ?? "";
  const [lastClosed] = core.journal.ofKind("shift.closed").slice(-1);
  return {
    open: opened !== undefined,
    ...(opened === undefined
      ? {}
      : {
          shiftId: opened.body.shiftId,
          openedAtMs: opened.at,
          openedBy: staffName(opened.staffId),
        }),
    currency,
    blind: policy?.shift.blind ?? true,
    floatMinor: opened?.body.floatMinor ?? 0,
    saleCount: count("sale.completed"),
    returnCount: count("return.completed"),
    movements: since.flatMap((entry) => movementOf(core, entry, staffName)),
    noSales: since.flatMap((entry) =>
      isEntryOf(entry, "drawer.opened")
        ? [
            {
              at: entry.at,
              staffName: staffName(entry.staffId),
              reason: reasonName(core, entry.body.reasonId),
            },
          ]
        : [],
    ),
    denominations: currencyOf(currency)?.exponent === 2 ? DENOMINATIONS : [],
    unsentEntries: core.sync.status().pending,
    ...lastZ(core, lastClosed),
    differenceLimitMinor: policy?.shift.differenceLimitMinor ?? 0,
  };
}

function movementOf(
  core: TillCore,
  entry: AnyEntry,
  staffName: (id: string) => string,
): ShiftView["movements"] {
  if (!isEntryOf(entry, "cash.moved")) return [];
  const { movementId, kind, amountMinor, reasonId, note } = entry.body;
  return [
    {
      id: movementId,
      kind,
      amountMinor,
      reason: reasonName(core, reasonId),
      staffName: staffName(entry.staffId),
      at: entry.at,
      ...(note === undefined ? {} : { note }),
    },
  ];
}

function reasonName(core: TillCore, reasonId: string): string {
  return core.catalogue.setting("reason", reasonId)?.name ?? reasonId;
}

function lastZ(core: TillCore, entry: AnyEntry | undefined) {
  if (entry === undefined || !isEntryOf(entry, "shift.closed")) return {};
  const complete = core.journal.highestAcknowledged() >= entry.sequence;
  const { zNumber, totals } = entry.body;
  return {
    lastZ: { number: zNumber, at: entry.at, totalMinor: totals.netSalesMinor, complete },
  };
}
