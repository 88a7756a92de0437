// Row 90: what a till says when the program under it would be changed, and what it says of the update.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { done } from "#shared/base/result.ts";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import { open } from "#till/acts/shift.ts";
import { momentOf } from "#till/moment.ts";
import { act } from "#till/router-frame.ts";
import { openUpdating } from "#till/updating.ts";
import { readSession } from "#till/views/session.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  at.till.link.cut();
});
afterEach(() => at.close());

it("says whether a shift is open and how many entries the server does not have", () => {
  const { core } = at.till;
  const before = momentOf(core);
  expect(before.isShiftOpen).toBe(false);
  open(at.counter, { actId: "open-press-1", floatMinor: 10_000 });
  sold(at.counter, ["mug"]);
  const after = momentOf(core);
  expect(after.isShiftOpen).toBe(true);
  expect(after.unsentEntries).toBe(core.journal.unsent().count);
  expect(after.unsentEntries).toBeGreaterThan(before.unsentEntries);
});

it("an act at any console is a touch", async () => {
  const touch = vi.spyOn(at.counter.core.updating, "touch");
  const press = act(() => done({}));
  await press({ context: { counter: at.counter, role: "counter" }, input: { actId: "press-1" } });
  expect(touch).toHaveBeenCalledTimes(1);
});

it("counts stillness from the last touch, and from the opening before the first", () => {
  let nowMs = 1_000;
  const updating = openUpdating({ now: () => nowMs, changed: () => undefined });
  nowMs = 61_000;
  expect(updating.idleMs()).toBe(60_000);
  updating.touch();
  nowMs = 62_500;
  expect(updating.idleMs()).toBe(1_500);
  nowMs = 0;
  expect(updating.idleMs()).toBe(0);
});

it("shows the update that waits with what is safe to do, and only tells of a change", () => {
  const told = vi.fn();
  at.till.core.hub.on(["session"], told);
  const { updating } = at.till.core;
  expect(readSession(at.counter)).not.toHaveProperty("update");
  updating.tell({ version: "1.1.0", code: "update-shift-open" });
  updating.tell({ version: "1.1.0", code: "update-shift-open" });
  expect(told).toHaveBeenCalledTimes(1);
  expect(readSession(at.counter).update).toMatchObject({
    version: "1.1.0",
    refusal: { code: "update-shift-open", act: expect.stringContaining("Go on selling") },
  });
  updating.tell(undefined);
  expect(readSession(at.counter)).not.toHaveProperty("update");
});
