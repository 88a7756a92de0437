/** Offers that count single units: buy some and get others, and a fixed price for a set. */

import type { BundleAction, BuyGetAction } from "./offer.ts";
import { type ApplyInput, type Cell, NOTHING, offUnits, type Proposal } from "./proposal.ts";
import { shareCapped } from "./share.ts";
import { type LineState, unusedUnits, valueOfUnits } from "./state.ts";

/** Units of lines not yet spoken for, shared by everyone who takes from them. */
interface Pool {
  readonly free: Map<LineState, number>;
}

/** One ordered view of the pool. */
interface Queue {
  readonly states: readonly LineState[];
  head: number;
}

/** Percent (or an amount) off the units got, once the units to buy are set aside. */
export function proposeBuyGet(input: ApplyInput, action: BuyGetAction): Proposal {
  const { compiled, policy } = input;
  const buyLines = input.membersOf(compiled.buy);
  const pool = poolOf([...buyLines, ...input.lines]);
  const buy: Queue = { states: dearestFirst(buyLines), head: 0 };
  const got = dearestFirst(input.lines);
  const get: Queue = { states: action.pick === "cheapest" ? got.reverse() : got, head: 0 };
  const bought = new Map<LineState, number>();
  const given = new Map<LineState, number>();
  for (let round = roundsOf(action); round > 0; round -= 1) {
    const aside = take(pool, buy, action.buy.quantity);
    if (aside === undefined) break;
    const taken = take(pool, get, action.get.quantity);
    if (taken === undefined) {
      putBack(pool, aside);
      break;
    }
    count(bought, aside);
    count(given, taken);
  }
  if (given.size === 0) return NOTHING;
  const cells: Cell[] = [];
  let totalMinor = 0;
  const { id } = compiled.offer;
  for (const state of new Set([...given.keys(), ...bought.keys()])) {
    const units = given.get(state) ?? 0;
    const amountMinor = units === 0 ? 0 : offUnits(state, units, { value: compiled, policy });
    const boughtUnits = bought.get(state) ?? 0;
    const placement = { id, amountMinor, units, unusedOnly: true, uses: true, boughtUnits };
    cells.push({ state, placement });
    totalMinor += amountMinor;
  }
  return { cells, totalMinor };
}

/** The set for its price: what the dearest matching units come to beyond it, shared by value. */
export function proposeBundle(input: ApplyInput, action: BundleAction): Proposal {
  const { compiled, membersOf } = input;
  const items = compiled.items.map((item) => ({
    queue: { states: dearestFirst(membersOf(item.selection)), head: 0 },
    quantity: item.quantity,
  }));
  const pool = poolOf(items.flatMap((item) => item.queue.states));
  const used = new Map<LineState, number>();
  let sets = 0;
  for (let round = roundsOf(action); round > 0; round -= 1) {
    const set = new Map<LineState, number>();
    const full = items.every(({ queue, quantity }) => {
      const taken = take(pool, queue, quantity);
      if (taken !== undefined) count(set, taken);
      return taken !== undefined;
    });
    // A set that would cost more than its parts is no offer; dearer sets came first.
    if (!full || worth(set) <= action.priceMinor) break;
    count(used, set);
    sets += 1;
  }
  const states = [...used.keys()].sort((left, right) => left.index - right.index);
  const values = states.map((state) => {
    const units = used.get(state) as number;
    return valueOfUnits(state, { units, unusedOnly: true, original: false });
  });
  const whole = values.map(({ above, below }) => Math.floor(above / below));
  const sum = whole.reduce((total, value) => total + value, 0);
  const wanted = Math.max(0, sum - sets * action.priceMinor);
  const rooms = values.map((one) => one.capacityMinor);
  const { remainder } = input.policy;
  const amounts = shareCapped(wanted, { weights: whole, rooms, remainder });
  const { id } = compiled.offer;
  const cells = states.map((state, index): Cell => {
    const units = used.get(state) as number;
    const amountMinor = amounts[index] as number;
    return { state, placement: { id, amountMinor, units, unusedOnly: true, uses: true } };
  });
  return { cells, totalMinor: amounts.reduce((total, amount) => total + amount, 0) };
}

/** Highest unit price first; among equal prices the line later in the cart comes first. */
function dearestFirst(lines: readonly LineState[]): LineState[] {
  return [...lines].sort(
    (left, right) =>
      right.line.unitPriceMinor - left.line.unitPriceMinor || right.index - left.index,
  );
}

function poolOf(lines: readonly LineState[]): Pool {
  const free = new Map<LineState, number>();
  for (const state of lines) if (!free.has(state)) free.set(state, unusedUnits(state));
  return { free };
}

/** So many units from the head of the queue, or nothing taken when there are not enough. */
function take(pool: Pool, queue: Queue, quantity: number): Map<LineState, number> | undefined {
  const taken = new Map<LineState, number>();
  let wanted = quantity;
  for (let index = queue.head; index < queue.states.length && wanted > 0; index += 1) {
    const state = queue.states[index] as LineState;
    const free = pool.free.get(state) ?? 0;
    if (free === 0) {
      if (index === queue.head) queue.head += 1;
      continue;
    }
    const units = free < wanted ? free : wanted;
    taken.set(state, units);
    pool.free.set(state, free - units);
    wanted -= units;
  }
  if (wanted === 0) return taken;
  putBack(pool, taken);
  return undefined;
}

function putBack(pool: Pool, taken: ReadonlyMap<LineState, number>): void {
  for (const [state, units] of taken) pool.free.set(state, (pool.free.get(state) ?? 0) + units);
}

function count(total: Map<LineState, number>, taken: ReadonlyMap<LineState, number>): void {
  for (const [state, units] of taken) total.set(state, (total.get(state) ?? 0) + units);
}

function roundsOf(action: { readonly repeat?: boolean; readonly maxRepeats?: number }): number {
  return action.repeat === true ? (action.maxRepeats ?? Infinity) : 1;
}

function worth(units: ReadonlyMap<LineState, number>): number {
  let sum = 0;
  for (const [state, taken] of units) {
    const left = state.amountMinor - state.discountMinor;
    sum += (left * taken) / state.units;
  }
  return sum;
}
