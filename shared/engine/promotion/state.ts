/**
 * A line while offers are worked out: what it came to, what was taken off, and - once an offer took
 * hold of some of its units only - which units. This is the one mutable thing of the engine; it
 * lives and dies inside one call.
 */
import { shareOut } from "../../base/allocate.ts";
import type { Ratio } from "../../base/decimal.ts";
import { roundRatio } from "../../base/rounding.ts";
import type { CompiledOffers, SelectableLine } from "./compile.ts";

/**
 * Which selections a line belongs to, kept from one pricing to the next by whoever keeps the line; a
 * line with other words or another price needs a memory of its own. The quantity does not matter.
 */
export interface LineMemory {
  /** The offers it was held against; against others it is held anew. */
  offers?: CompiledOffers;
  selections?: readonly number[];
}

/** What offers need to know of a line. */
export interface OfferLine extends SelectableLine {
  readonly id: string;
  /** Thousandths, above zero. */
  readonly quantityMilli: number;
  /** No discount may take a unit below it; zero when left out. */
  readonly floorUnitPriceMinor?: number;
  /** Price with tax per price, for offers that count with tax; 1 when left out. */
  readonly grossOfPrice?: Ratio;
  readonly memory?: LineMemory;
}

export interface Adjustment {
  /** The offer, or the manual discount. */
  readonly id: string;
  readonly amountMinor: number;
  /** How many units it was taken from; the whole line when left out. */
  readonly units?: number;
}

/** Units of one line that were treated alike. */
export interface UnitRun {
  units: number;
  amountMinor: number;
  discountMinor: number;
  floorMinor: number;
  /** Set aside or given by a buy-and-get or a bundle: not seen by the next of these. */
  used: boolean;
}

export interface LineState {
  readonly index: number;
  readonly line: OfferLine;
  /** Pieces; a weighed line is one piece. */
  readonly units: number;
  /** The line before any discount. */
  readonly amountMinor: number;
  readonly floorMinor: number;
  discountMinor: number;
  /** What may still be taken off. */
  capacityMinor: number;
  adjustments: Adjustment[] | undefined;
  runs: UnitRun[] | undefined;
}

/** A line before its first offer. `amountMinor` is the extended price, floor included. */
export function openLine(line: OfferLine, index: number, amountMinor: number): LineState {
  const pieces = line.quantityMilli % 1000 === 0 ? line.quantityMilli / 1000 : 1;
  const floorUnit = line.floorUnitPriceMinor ?? 0;
  const floor = floorUnit === 0 ? 0 : roundRatio(floorUnit * line.quantityMilli, 1000, "ceiling");
  const floorMinor = Math.min(floor, amountMinor);
  return {
    index,
    line,
    units: pieces,
    amountMinor,
    floorMinor,
    discountMinor: 0,
    capacityMinor: amountMinor - floorMinor,
    adjustments: undefined,
    runs: undefined,
  };
}

/** Units of a line that a buy-and-get or a bundle may still use. */
export function unusedUnits(state: LineState): number {
  if (state.runs === undefined) return state.units;
  let units = 0;
  for (const run of state.runs) if (!run.used) units += run.units;
  return units;
}

/** What units are chosen from, and how many. */
export interface UnitChoice {
  readonly units: number;
  /** Only units that no buy-and-get or bundle has used. */
  readonly unusedOnly: boolean;
  /** What a percentage sees: what is left, or the original price. */
  readonly original: boolean;
}

/** The value and the room of the chosen units: those with most left, first ones first. */
export function valueOfUnits(
  state: LineState,
  choice: UnitChoice,
): { readonly above: number; readonly below: number; readonly capacityMinor: number } {
  if (state.runs === undefined) {
    const seen = choice.original ? state.amountMinor : state.amountMinor - state.discountMinor;
    const capacityMinor = floorPart(state.capacityMinor, choice.units, state.units);
    return { above: seen * choice.units, below: state.units, capacityMinor };
  }
  let [above, capacityMinor] = [0, 0];
  for (const { run, units } of chosenRuns(state.runs, choice)) {
    const seen = choice.original ? run.amountMinor : run.amountMinor - run.discountMinor;
    above += floorPart(seen, units, run.units);
    const room = run.amountMinor - run.floorMinor - run.discountMinor;
    capacityMinor += floorPart(room, units, run.units);
  }
  return { above, below: 1, capacityMinor };
}

export interface Placement {
  readonly id: string;
  readonly amountMinor: number;
  /** Units it is taken from; the whole line when left out. */
  readonly units?: number;
  readonly unusedOnly?: boolean;
  /** Whether these units, and `boughtUnits` more, are used up. */
  readonly uses?: boolean;
  readonly boughtUnits?: number;
}

/** Takes an amount off a line and remembers from which units. */
export function place(state: LineState, placement: Placement): void {
  const { amountMinor, units } = placement;
  const partial = units !== undefined && (units < state.units || placement.uses === true);
  if (partial || state.runs !== undefined) placeOnRuns(state, placement);
  state.discountMinor += amountMinor;
  state.capacityMinor -= amountMinor;
  if (amountMinor === 0) return;
  const { id } = placement;
  const entry: Adjustment = partial ? { id, amountMinor, units } : { id, amountMinor };
  if (state.adjustments === undefined) state.adjustments = [entry];
  else state.adjustments.push(entry);
}

/** What was taken off each unit, larger first, as groups of equal units. */
export function unitDiscounts(
  state: LineState,
): readonly { readonly units: number; readonly discountMinor: number }[] {
  const runs = state.runs ?? [{ units: state.units, discountMinor: state.discountMinor }];
  const byAmount = new Map<number, number>();
  for (const run of runs) {
    if (run.units === 0) continue;
    const rest = run.discountMinor % run.units;
    const low = (run.discountMinor - rest) / run.units;
    if (rest > 0) byAmount.set(low + 1, (byAmount.get(low + 1) ?? 0) + rest);
    byAmount.set(low, (byAmount.get(low) ?? 0) + run.units - rest);
  }
  return [...byAmount]
    .sort(([left], [right]) => right - left)
    .map(([discountMinor, units]) => ({ units, discountMinor }));
}

function floorPart(amount: number, units: number, of: number): number {
  return units === of ? amount : roundRatio(amount * units, of, "floor");
}

function chosenRuns(
  runs: readonly UnitRun[],
  choice: { readonly units: number; readonly unusedOnly: boolean },
): readonly { readonly run: UnitRun; readonly units: number }[] {
  const open = choice.unusedOnly ? runs.filter((run) => !run.used) : [...runs];
  const left = (run: UnitRun) => (run.amountMinor - run.discountMinor) / run.units;
  open.sort((a, b) => left(b) - left(a));
  const chosen: { run: UnitRun; units: number }[] = [];
  let wanted = choice.units;
  for (const run of open) {
    if (wanted <= 0) break;
    const units = Math.min(wanted, run.units);
    chosen.push({ run, units });
    wanted -= units;
  }
  return chosen;
}

function placeOnRuns(state: LineState, placement: Placement): void {
  const runs = state.runs ?? [wholeRun(state)];
  state.runs = runs;
  const units = placement.units ?? state.units;
  const unusedOnly = placement.unusedOnly === true;
  const taken = chosenRuns(runs, { units, unusedOnly }).map(({ run, units: take }) =>
    splitRun(runs, run, take),
  );
  spreadOverRuns(taken, placement.amountMinor);
  if (placement.uses !== true) return;
  for (const run of taken) run.used = true;
  const bought = chosenRuns(runs, { units: placement.boughtUnits ?? 0, unusedOnly: true });
  for (const { run, units: take } of bought) splitRun(runs, run, take).used = true;
}

function wholeRun(state: LineState): UnitRun {
  const { units, amountMinor, discountMinor, floorMinor } = state;
  return { units, amountMinor, discountMinor, floorMinor, used: false };
}

/** The run itself, or so many of its units as a run of their own. */
function splitRun(runs: UnitRun[], run: UnitRun, units: number): UnitRun {
  if (units === run.units) return run;
  const part: UnitRun = {
    units,
    amountMinor: floorPart(run.amountMinor, units, run.units),
    discountMinor: floorPart(run.discountMinor, units, run.units),
    floorMinor: floorPart(run.floorMinor, units, run.units),
    used: run.used,
  };
  run.units -= units;
  run.amountMinor -= part.amountMinor;
  run.discountMinor -= part.discountMinor;
  run.floorMinor -= part.floorMinor;
  runs.push(part);
  return part;
}

/** Lays an amount over runs by what is left of them, none below its floor while others have room. */
function spreadOverRuns(runs: readonly UnitRun[], amountMinor: number): void {
  let left = amountMinor;
  const room = (run: UnitRun) => Math.max(0, run.amountMinor - run.floorMinor - run.discountMinor);
  while (left > 0) {
    const open = runs.filter((run) => room(run) > 0);
    if (open.length === 0) break;
    const shares = shareOut(left, open.map(room), "largest_remainder");
    for (const [index, run] of open.entries()) {
      const share = Math.min(shares[index] as number, room(run));
      run.discountMinor += share;
      left -= share;
    }
  }
  const last = runs[0];
  if (left > 0 && last !== undefined) last.discountMinor += left;
}
