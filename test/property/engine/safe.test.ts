// Laws of the safe: its balance is the sum of what moved, whatever the order of two tills' acts, and no
// money is in two places at once.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { anEntry, anId } from "#test/builders/entry.ts";
import { aRowStore, strictReader } from "#test/builders/rows.ts";
import { someSettings } from "#test/builders/settings.ts";

const settings = someSettings();
const minor = fc.integer({ min: 1, max: 90_000 });
const act = fc.oneof(
  fc.record({ does: fc.constant("drop" as const), minor }),
  fc.record({ does: fc.constant("float" as const), minor }),
  fc.record({ does: fc.constant("pay-out" as const), minor }),
  fc.record({ does: fc.constant("open" as const), minor }),
  fc.record({ does: fc.constant("count" as const), minor: fc.integer({ min: -900, max: 900 }) }),
  fc.record({
    does: fc.constant("bag" as const),
    minor,
    ends: fc.constantFrom("packed" as const, "collected", "answered", "returned"),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

const common = { drawerId: "drawer-1", currency: "EUR", approvalIds: [] as string[] };

function entriesOf(one: Act): AnyEntry[] {
  const made = (): unknown => {
    const { does } = one;
    if (does === "drop" || does === "float" || does === "pay-out") {
      const amountMinor = does === "float" ? one.minor : -one.minor;
      const body = { ...common, movementId: anId(), kind: does, amountMinor, reasonId: "r" };
      return [anEntry("cash.moved", body)];
    }
    if (does === "open") {
      const { drawerId, currency } = common;
      const shift = { shiftId: anId(), floatMinor: one.minor, fromSafeMinor: one.minor };
      return [anEntry("shift.opened", { drawerId, currency, ...shift })];
    }
    if (does === "count") {
      const body = { countId: anId(), currency: "EUR", expectedMinor: 0, countedMinor: one.minor };
      const more = { movementMinor: one.minor, counted: {}, approvalIds: [] };
      return [anEntry("safe.counted", { ...body, ...more })];
    }
    const bag = { bagId: anId(), number: anId(), currency: "EUR", amountMinor: one.minor };
    const packed = anEntry("bag.packed", { ...bag, counted: {}, approvalIds: [] });
    if (one.ends === "packed") return [packed];
    const step = { step: one.ends, countedMinor: one.minor, approvalIds: [] };
    return [packed, anEntry("bag.advanced", { ...bag, ...step })];
  };
  return made() as AnyEntry[];
}

/** What lies in the safe and in its bags after these entries, through the fold. */
function folded(entries: readonly AnyEntry[]): { safeMinor: number; bagsMinor: number } {
  const store = aRowStore();
  for (const entry of entries) {
    const keys = keysOf(entry, settings);
    store.apply(foldEntry(entry, strictReader(store.read, keys), settings).changes);
  }
  const bags = entries.filter(({ kind }) => kind === "bag.packed");
  const amountOf = (id: string) => store.read("balances", id)?.amount ?? 0;
  return {
    safeMinor: amountOf("safe:store-1:EUR"),
    bagsMinor: bags
      .map(({ body }) => amountOf(`bag:${(body as { bagId: string }).bagId}`))
      .reduce((sum, each) => sum + each, 0),
  };
}

/** The same by hand, without the fold. */
function worth(acts: readonly Act[]): { safeMinor: number; bagsMinor: number } {
  let [safeMinor, bagsMinor] = [0, 0];
  for (const one of acts) {
    if (one.does === "drop" || one.does === "count") safeMinor += one.minor;
    if (one.does === "float" || one.does === "open") safeMinor -= one.minor;
    if (one.does !== "bag" || one.ends === "returned") continue;
    safeMinor -= one.minor;
    if (one.ends !== "answered") bagsMinor += one.minor;
  }
  return { safeMinor, bagsMinor };
}

describe("row 44: the safe and its bags", () => {
  it("hold the sum of what moved", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        expect(folded(acts.flatMap(entriesOf))).toEqual(worth(acts));
      }),
    );
  });

  it("hold the same whichever of two tills is heard first", () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 12 }),
        fc.array(act, { maxLength: 12 }),
        (one, two) => {
          const [left, right] = [one.flatMap(entriesOf), two.flatMap(entriesOf)];
          expect(folded([...left, ...right])).toEqual(folded([...right, ...left]));
        },
      ),
    );
  });
});
