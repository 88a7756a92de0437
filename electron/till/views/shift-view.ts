/** The open shift as its cashier sees it, from this register's own journal. */
import { expectedCash } from "#shared/engine/shift.ts";
import type { ShiftFigures } from "#shared/engine/shift-figures.ts";
import { type AnyEntry, type Entry, isEntryOf } from "#shared/records/entry.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { policyOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { denominationsOf } from "./denominations.ts";
import { countsOf, figuresOf, openShift } from "./shift.ts";

/** The shift as it is now. */
export function readShift({ core }: Counter): ShiftView {
  const currency = storeOf(core)?.currency ?? "EUR";
  const policy = policyOf(core);
  const blind = policy?.shift.blind ?? true;
  const opened = openShift(core);
  const figures = figuresOf(core);
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
    ...(figures === undefined
      ? {}
      : {
          holderStaffId: figures.holderStaffId,
          holderName: staffName(figures.holderStaffId),
        }),
    currency,
    blind,
    floatMinor: opened?.body.floatMinor ?? 0,
    saleCount: figures?.totals.saleCount ?? 0,
    returnCount: figures?.totals.returnCount ?? 0,
    ...(figures === undefined ? {} : tendersOf(core, figures, blind)),
    movements: (figures?.movements ?? []).map((entry) => movementOf(core, entry, staffName)),
    handOvers: (figures === undefined ? [] : figures.handOvers).map((entry) => {
      const own = entry.body.tenders.find(({ key }) => key === "cash");
      return {
        id: entry.body.handOverId,
        at: entry.at,
        fromName: staffName(entry.body.fromStaffId),
        toName: staffName(entry.body.toStaffId),
        countedMinor: own?.countedMinor ?? 0,
        differenceMinor: own?.differenceMinor ?? 0,
      };
    }),
    noSales: (figures?.noSales ?? []).map((entry) => ({
      at: entry.at,
      staffName: staffName(entry.staffId),
      reason: reasonName(core, entry.body.reasonId),
    })),
    denominations: [...denominationsOf(currency)],
    unsentEntries: core.sync.status().pending,
    ...lastZ(core, lastClosed),
    ...tooFullOf(figures, policy?.shift.drawerLimitMinor),
    differenceLimitMinor: policy?.shift.differenceLimitMinor ?? 0,
  };
}

/** What is expected stays hidden from a blind count until one was made. */
function tendersOf(core: TillCore, figures: ShiftFigures, blind: boolean) {
  const countable = figures.tenders.map(({ key, kind, name }) => ({ key, kind, name }));
  const isCounted = countsOf(core, figures.shiftId).counts.length > 0;
  if (blind && !isCounted) return { countable };
  return { countable, tenders: figures.tenders.map((tender) => ({ ...tender })) };
}

/** A drawer that holds more than the shop lets lie there: said without saying how much it is. */
function tooFullOf(figures: ShiftFigures | undefined, limitMinor: number | undefined) {
  if (figures === undefined || limitMinor === undefined) return {};
  return expectedCash(figures) > limitMinor ? { fullAtMinor: limitMinor } : {};
}

function movementOf(
  core: TillCore,
  entry: Entry<"cash.moved">,
  staffName: (id: string) => string,
): ShiftView["movements"][number] {
  const { movementId, kind, amountMinor, currency, reasonId, note } = entry.body;
  return {
    id: movementId,
    kind,
    amountMinor,
    currency,
    reason: reasonName(core, reasonId),
    staffName: staffName(entry.staffId),
    at: entry.at,
    ...(note === undefined ? {} : { note }),
  };
}

function reasonName(core: TillCore, reasonId: string): string {
  return core.catalogue.setting("reason", reasonId)?.name ?? reasonId;
}

function lastZ(core: TillCore, entry: AnyEntry | undefined) {
  if (entry === undefined || !isEntryOf(entry, "shift.closed")) return {};
  const complete = core.journal.highestAcknowledged() >= entry.sequence;
  const { zNumber, totals, keptFloatMinor } = entry.body;
  const totalMinor = totals.netSalesMinor;
  return {
    lastZ: { number: zNumber, at: entry.at, totalMinor, complete, keptFloatMinor },
  };
}
