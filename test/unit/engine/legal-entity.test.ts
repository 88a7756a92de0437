import { describe, expect, it } from "vitest";
import { scopeOfPerson, tellsAmounts } from "#shared/engine/legal-entity.ts";
import { someSettings } from "#test/builders/settings.ts";

// Four stores of three companies: two of the chain's own, one that tells its takings, one that tells
// nothing of them.
const own = someSettings().setting("store", "store-1");
const company = someSettings().setting("legal-entity", "entity-1");
const settings = someSettings({
  "legal-entity": {
    telling: { ...company, agreement: { takingsToChain: true, purchaseAmounts: true } },
    closed: { ...company, agreement: {} },
  },
  store: {
    "own-2": own,
    telling: { ...own, legalEntityId: "telling" },
    closed: { ...own, legalEntityId: "closed" },
  },
});
const reach = (storeIds: readonly string[], permissions: readonly string[]) => {
  const scope = scopeOfPerson({ storeIds, permissions }, settings);
  return [[...scope.steers].join(" "), [...scope.sees].join(" "), scope.wholeChain];
};
const OWN = "store-1 own-2";
const TOLD = "store-1 own-2 telling";
const ALL = "store-1 own-2 telling closed";
const hq = ["hq"];
const chain = ["hq", "chain"];

describe("legal entities: what a person reaches follows from rows and settings", () => {
  it.each([
    ["of the chain's own company: all of its stores", ["own-2"], hq, [OWN, OWN, false]],
    ["of a franchised company: its stores", ["telling"], hq, ["telling", "telling", false]],
    [
      "of two companies: both",
      ["store-1", "closed"],
      hq,
      [`${OWN} closed`, `${OWN} closed`, false],
    ],
    ["who works for the chain: takings as agreed", ["own-2"], chain, [ALL, TOLD, true]],
    ["for the chain and for that company: its takings too", ["closed"], chain, [ALL, ALL, true]],
    ["of no store: nothing", [], hq, ["", "", false]],
    ["of a store that is not known: nothing", ["gone"], hq, ["", "", false]],
  ])("a person %s", (_title, storeIds, permissions, expected) => {
    expect(reach(storeIds, permissions)).toEqual(expected);
  });

  it("in a chain of one company everybody at HQ reaches every store", () => {
    const scope = scopeOfPerson({ storeIds: ["store-1"], permissions: hq }, someSettings());
    expect(scope).toEqual({
      steers: new Set(["store-1"]),
      sees: new Set(["store-1"]),
      wholeChain: true,
    });
  });

  it("purchases are told with what was paid unless the company keeps that", () => {
    const told = ["store-1", "telling", "closed", "gone"].map((id) => tellsAmounts(id, settings));
    expect(told).toEqual([true, true, false, true]);
  });
});
