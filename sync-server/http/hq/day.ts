/** A day's or a span's sales as the entries say, for comparison with what a till or a manager shows. */
import { compact } from "#shared/base/compact.ts";
import { addDays, DAY_MS, msOfDate, parseDate } from "#shared/base/time.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Core } from "../../core.ts";
import { listRegisters } from "../../database/registers.ts";
import { readEntriesOfKind, readLastContacts } from "../../database/reports.ts";
import { cardsOf } from "./cards.ts";
import { safesOf } from "./safes.ts";

/** For so long a drill says how ready a till is. */
const DRILL_DAYS = 30;

export interface DayAsked {
  readonly storeId?: string | undefined;
  readonly fromDate: string;
  readonly toDate: string;
  /** Who asks: a store whose takings they do not see has nothing in it, like one that is not there. */
  readonly scope: PersonScope;
}

/** Figures in minor units; both dates count. A span that cannot be read has nothing in it. */
export async function dayOf(core: Core, asked: DayAsked) {
  const sales = await entriesOf(core, asked, "sale.completed");
  const returns = await entriesOf(core, asked, "return.completed");
  const opened = await entriesOf(core, asked, "shift.opened");
  const closed = await entriesOf(core, asked, "shift.closed");
  const priced = sales.map(({ body }) => body.priced as PricedFigures);
  const rounding = sales.map(({ body }) => Number(body.roundingMinor ?? 0));
  const tx = core.database.now;
  const contacts = await readLastContacts(tx, core.chain);
  const registers = await listRegisters(tx, core.chain);
  const readiness = await lastDrills(core);
  return {
    saleCount: sales.length,
    returnCount: returns.length,
    totalMinor: sum(priced.map((each) => each.totalMinor)) + sum(rounding),
    taxMinor: sum(priced.map((each) => each.taxMinor)),
    refundMinor: sum(returns.map(({ body }) => Number(body.refundMinor ?? 0))),
    complete: isComplete(opened, closed),
    withheld: isWithheld(asked),
    safes: await safesOf(core, asked),
    cards: await cardsOf(core, asked),
    registers: registers
      .filter((each) => isAsked(asked, each.storeId))
      .map(({ id, name, lastSequence }) => {
        const facts = { lastContactMs: contacts.get(id), readiness: readiness.get(id) };
        return { registerId: id, name, lastSequence, ...compact(facts) };
      }),
  };
}

/** What each register's newest outage drill came to, in percent; an old one says nothing any more. */
async function lastDrills(core: Core): Promise<ReadonlyMap<string, number>> {
  const toMs = core.now();
  const span = { kind: "drill.completed", fromMs: toMs - DRILL_DAYS * DAY_MS, toMs: toMs + DAY_MS };
  const found = await readEntriesOfKind(core.database.now, core.chain, span);
  return new Map(
    found.map(({ body }) => {
      const { registerId, body: drill } = JSON.parse(body) as AnyEntry;
      return [registerId, Number(drill.scorePercent)];
    }),
  );
}

interface PricedFigures {
  readonly totalMinor: number;
  readonly taxMinor: number;
}

async function entriesOf(core: Core, asked: DayAsked, kind: string): Promise<readonly AnyEntry[]> {
  const { fromDate, toDate } = asked;
  if (parseDate(fromDate) === undefined || parseDate(toDate) === undefined) return [];
  // A business date may begin a day before and end a day after its date in UTC.
  const fromMs = msOfDate(fromDate) - DAY_MS;
  const toMs = msOfDate(addDays(toDate, 1)) + DAY_MS;
  const found = await readEntriesOfKind(core.database.now, core.chain, { kind, fromMs, toMs });
  return found
    .map(({ body }) => JSON.parse(body) as AnyEntry)
    .filter(
      (entry) =>
        entry.businessDate >= fromDate &&
        entry.businessDate <= toDate &&
        isAsked(asked, entry.storeId),
    );
}

function isAsked({ storeId, scope }: DayAsked, ofStore: string): boolean {
  return scope.sees.has(ofStore) && (storeId === undefined || ofStore === storeId);
}

/** Whether a store that the asker steers keeps its takings to itself, so that figures lack them. */
function isWithheld({ storeId, scope }: DayAsked): boolean {
  const asked = storeId === undefined ? [...scope.steers] : [storeId];
  return asked.some((each) => scope.steers.has(each) && !scope.sees.has(each));
}

/** A register's chain has no gaps here, so a shift that is closed has arrived whole. */
function isComplete(opened: readonly AnyEntry[], closed: readonly AnyEntry[]): boolean {
  return opened.every((start) =>
    closed.some((end) => end.registerId === start.registerId && end.sequence > start.sequence),
  );
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, each) => total + each, 0);
}
