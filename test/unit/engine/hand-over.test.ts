// A drawer handed over by count: what the next person has, what stays with the one before, what the day says.
import { describe, expect, it } from "vitest";
import {
  drawerOwnerOf,
  handOverDrawer,
  mayUseDrawer,
  needsSecondPerson,
} from "#shared/engine/hand-over.ts";
import { closeShift, expectedCash } from "#shared/engine/shift.ts";
import { type ShiftFigures, shiftFigures } from "#shared/engine/shift-figures.ts";
import { drawerHanded } from "#shared/records/entries/drawer-handed.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import { anEntry, anId } from "#test/builders/entry.ts";
import { aSale, aTender } from "#test/builders/sale.ts";
import { someSettings } from "#test/builders/settings.ts";

const found = someSettings().setting("policy", "policy-1");
if (found === undefined) throw new Error("the policy is there");
const policy = { ...found, shift: { ...found.shift, differenceLimitMinor: 200 } };

const opened = anEntry(
  "shift.opened",
  { shiftId: "shift-1", drawerId: "drawer-1", floatMinor: 10_000, currency: "EUR" },
  { staffId: "jo" },
);
const dollars = aTender({
  amountMinor: 1_000,
  changeMinor: 800,
  foreign: { currency: "USD", amountMinor: 2_000, rate: "0.9" },
});

function figuresOf(...entries: readonly Entry[]): ShiftFigures {
  const figures = shiftFigures("shift-1", [opened, ...entries] as unknown as AnyEntry[]);
  if (figures === undefined) throw new Error("the shift was opened");
  return figures;
}

function handed(figures: ShiftFigures, counts: Record<string, number>[], more: object = {}) {
  const others = [{ key: "cash:USD", countedMinor: 2_000 }];
  const fields = { handOverId: anId(), toStaffId: "amira", ...more };
  return handOverDrawer({ figures, policy, counts, others, ...fields });
}

function entryOf(figures: ShiftFigures, counts: Record<string, number>[], more: object = {}) {
  const made = handed(figures, counts, { differenceReasonId: "miscount", ...more });
  if (!made.ok) throw new Error(made.refusal.code);
  return anEntry("drawer.handed", made.value);
}

describe("row 42: a drawer handed over by count", () => {
  const sold = [aSale(), aSale({ tenders: [dollars], changeMinor: 800 })];
  const before = figuresOf(...sold);

  it("holds what was expected, counted and differs, own cash and foreign apart, cards left out", () => {
    const card = aSale({ tenders: [aTender({ kind: "card-external", name: "Card" })] });
    const made = handed(figuresOf(...sold, card), [{ "100": 50 }, { "100": 101 }]);
    if (!made.ok) throw new Error(made.refusal.code);
    expect(drawerHanded.safeParse(made.value).success).toBe(true);
    expect(made.value).toMatchObject({
      fromStaffId: "jo",
      toStaffId: "amira",
      counted: { "100": 101 },
      counts: [{ "100": 50 }, { "100": 101 }],
      tenders: [
        { key: "cash", currency: "EUR", countedMinor: 10_100, differenceMinor: -100 },
        { key: "cash:USD", currency: "USD", countedMinor: 2_000, differenceMinor: 0 },
      ],
    });
  });

  it("what was counted is what the next person has; totals and taxes of the day stay", () => {
    const after = figuresOf(...sold, entryOf(before, [{ "100": 97 }]));
    expect(expectedCash(before)).toBe(10_200);
    expect(expectedCash(after)).toBe(9_700);
    expect(after.holderStaffId).toBe("amira");
    expect([after.totals, after.taxes, after.passedThroughMinor]).toEqual([
      before.totals,
      before.taxes,
      before.passedThroughMinor,
    ]);
  });

  it("the Z lists each hand-over, and only what came after it can still differ", () => {
    const first = entryOf(before, [{ "100": 97 }]);
    const between = figuresOf(...sold, first);
    const second = entryOf(between, [{ "100": 98 }], { toStaffId: "jo" });
    const z = closeShift({
      figures: figuresOf(...sold, first, second),
      counts: [{ "100": 98 }],
      others: [{ key: "cash:USD", countedMinor: 2_000 }],
      policy,
      zNumber: 1,
      unsentEntries: 0,
    });
    expect(z).toMatchObject({
      ok: true,
      value: {
        tenders: [{ key: "cash", differenceMinor: 0 }, { key: "cash:USD" }],
        handOvers: [
          { fromStaffId: "jo", toStaffId: "amira", countedMinor: 9_700, differenceMinor: -500 },
          { fromStaffId: "amira", toStaffId: "jo", countedMinor: 9_800, differenceMinor: 100 },
        ],
      },
    });
  });

  it.each([
    ["difference-needs-reason", [{ "100": 99 }], {}],
    ["count-missing", [], {}],
    ["count-malformed", [{ "100": -1 }], {}],
    ["drawer-same-person", [{ "100": 102 }], { toStaffId: "jo" }],
  ] as const)("refuses %s", (code, counts, more) => {
    expect(handed(before, counts as unknown as Record<string, number>[], more)).toMatchObject({
      refusal: { code },
    });
  });

  it("refuses a drawer whose shift is closed", () => {
    expect(handed({ ...before, closed: true }, [{ "100": 102 }])).toMatchObject({
      refusal: { code: "shift-closed" },
    });
  });

  it.each([
    [undefined, -9_000, false],
    [1_000, -1_000, false],
    [1_000, -1_001, true],
    [1_000, 1_001, true],
  ])("with a limit of %s a difference of %d needs a second person: %s", (limit, minor, needed) => {
    const shift = { ...policy.shift, approvalLimitMinor: limit };
    const tender = { key: "cash", kind: "cash", name: "", currency: "EUR", expectedMinor: 0 };
    const tenders = [{ ...tender, countedMinor: minor, differenceMinor: minor }];
    expect(needsSecondPerson(tenders, { ...policy, shift })).toBe(needed);
  });
});

describe("whose a drawer is", () => {
  it.each([
    [undefined, undefined, "register"],
    [undefined, "person", "person"],
    ["register", "person", "register"],
    ["person", undefined, "person"],
  ] as const)("the register says %s, the store %s: the %s's", (register, store, owner) => {
    const said = (drawerOwner: typeof register) => (drawerOwner ? { drawerOwner } : {});
    expect(drawerOwnerOf(said(register), said(store))).toBe(owner);
  });

  it.each([
    ["register", "jo", "amira", true],
    ["person", "jo", "jo", true],
    ["person", "jo", "amira", false],
  ] as const)("a %s's drawer that %s has may be used by %s: %s", (owner, holder, staffId, may) => {
    expect(mayUseDrawer({ owner, holderStaffId: holder, staffId }).ok).toBe(may);
  });
});

describe("cash moved in another currency", () => {
  it("leaves the notes of that currency and no other", () => {
    const movement = anEntry("cash.moved", {
      movementId: anId(),
      drawerId: "drawer-1",
      kind: "drop",
      amountMinor: -1_500,
      currency: "USD",
      reasonId: "full",
      approvalIds: [],
    });
    const after = figuresOf(aSale({ tenders: [dollars], changeMinor: 800 }), movement);
    expect(after.tenders.map((one) => [one.key, one.expectedMinor])).toEqual([
      ["cash", 9_200],
      ["cash:USD", 500],
    ]);
  });
});
