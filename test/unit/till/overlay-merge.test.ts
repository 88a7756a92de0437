import { describe, expect, it } from "vitest";
import type { Rows } from "#shared/records/rows/index.ts";
import { mergeRows, rowsToAsk } from "#till/overlay/merge.ts";
import type { Overlay } from "#till/overlay/overlay.ts";

type Stock = Rows["stock"];

function stock(id: string, onHandMilli: number): Stock {
  return {
    id,
    placeId: "p",
    productId: id,
    onHandMilli,
    reservedMilli: 0,
    inTransitMilli: 0,
    safetyMilli: 0,
    lowMilli: 0,
    asOfMs: 0,
  };
}

/** An overlay that stands for the given stock rows; `undefined` takes the row away. */
function overlayOf(rows: Readonly<Record<string, Stock | undefined>>) {
  return {
    overlaid: () => Object.entries(rows).map(([id, row]) => ({ id, row })) as never,
    has: (_table: string, id: string) => Object.hasOwn(rows, id),
  } satisfies Pick<Overlay, "overlaid" | "has">;
}

const replica = ["a", "b", "c", "d", "e", "f"].map((id, index) => stock(id, (index + 1) * 1000));
const compare = (left: Stock, right: Stock) => left.onHandMilli - right.onHandMilli;

describe("lists of replica and overlay together", () => {
  it("moves a row to its new place in the order, and keeps the page full", () => {
    const overlay = overlayOf({ a: stock("a", 9000), b: undefined });
    const query = { matches: () => true, compare, limit: 3 };
    const ask = rowsToAsk(overlay, "stock", query);
    const merged = mergeRows(overlay, "stock", replica.slice(0, ask), query);
    expect(merged.map((row) => row.id)).toEqual(["c", "d", "e"]);
  });

  it("takes in a row that the replica does not have, and leaves out one that fits no longer", () => {
    const overlay = overlayOf({ new: stock("new", 3500), d: stock("d", -1000) });
    const query = { matches: (row: Stock) => row.onHandMilli > 0, compare, limit: 4 };
    const ask = rowsToAsk(overlay, "stock", query);
    const merged = mergeRows(overlay, "stock", replica.slice(0, ask), query);
    expect(merged.map((row) => row.id)).toEqual(["a", "b", "c", "new"]);
  });

  it("skips after the merge, so that pages of a list neither repeat nor lose a row", () => {
    const overlay = overlayOf({ f: stock("f", 500) });
    const pages = [0, 2, 4].flatMap((skip) => {
      const query = { matches: () => true, compare, skip, limit: 2 };
      const ask = rowsToAsk(overlay, "stock", query);
      return mergeRows(overlay, "stock", replica.slice(0, ask), query).map((row) => row.id);
    });
    expect(pages).toEqual(["f", "a", "b", "c", "d", "e"]);
  });
});
