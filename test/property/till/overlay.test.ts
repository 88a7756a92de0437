import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OverlayWorld, STORES, type Target } from "#test/builders/overlay-model.ts";

type Step = (world: OverlayWorld) => void;

const store = fc.constantFrom(...STORES);
const target: fc.Arbitrary<Target> = fc.record({ store, row: fc.constantFrom("1", "2") });
const targets = fc.uniqueArray(target, {
  minLength: 1,
  maxLength: 4,
  selector: ({ store: at, row }) => `${at}-${row}`,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: targets.map((at) => (world: OverlayWorld) => world.act(at)) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((n) => (world: OverlayWorld) => world.accept(n)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.uniqueArray(store, { minLength: 1 }), fc.integer({ min: 1, max: 5 }))
      .map(
        ([stores, revisions]) =>
          (world: OverlayWorld) =>
            world.page(stores, revisions),
      ),
  },
  { weight: 1, arbitrary: target.map((at) => (world: OverlayWorld) => world.elsewhere(at)) },
  { weight: 1, arbitrary: store.map((at) => (world: OverlayWorld) => world.reset(at)) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(store)
      .map((stores) => (world: OverlayWorld) => world.setScope(stores)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ pagesLost: fc.integer({ min: 0, max: 3 }), keepMark: fc.boolean() })
      .map((choice) => (world: OverlayWorld) => world.restart(choice)),
  },
);

describe("overlay by seen", () => {
  it("shows each own entry exactly once in any order of answers, pages, resets and restarts", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new OverlayWorld();
        for (const [index, run] of steps.entries()) {
          run(world);
          expect(world.faults(), `after step ${index}`).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("has nothing left to add once everything was folded in and pulled", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const world = new OverlayWorld();
        for (const run of steps) run(world);
        world.catchUp();
        expect(world.overlay.pendingCount()).toBe(0);
        expect(world.overlay.overlaid("work")).toEqual([]);
        expect(world.overlay.mark().sequence).toBe(world.journal.length);
      }),
      { numRuns: 500 },
    );
  });
});
