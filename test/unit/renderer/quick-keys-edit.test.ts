// Making quick keys: tiles change places, and every change can be taken back.
import { expect, test } from "vitest";
import type { QuickPage, QuickTile } from "#shared/records/settings/quick-keys.ts";
import {
  changed,
  moved,
  undone,
  withPage,
  withTile,
} from "../../../renderer/ui/quick-keys/edit.ts";

const tile = (name: string): QuickTile => ({ kind: "product", name, productId: `p-${name}` });
const page: QuickPage = {
  id: "a",
  name: "A",
  registerIds: [],
  fromHour: 0,
  toHour: 24,
  tiles: [tile("bag")],
};

test.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [0, -1, "abc"],
  [2, 3, "abc"],
  [7, 0, "abc"],
])("from place %i to place %i: %s", (from, to, expected) => {
  expect(moved([..."abc"], { from, to }).join("")).toBe(expected);
});

test("changes are taken back one by one, the newest first, and the first pages stay", () => {
  const first = { pages: [page], before: [] };
  const named = changed(first, withPage([page], "a", { name: "B" }));
  const emptied = changed(named, []);
  expect(undone(emptied).pages[0]?.name).toBe("B");
  expect(undone(undone(emptied)).pages).toEqual([page]);
  expect(undone(undone(undone(emptied))).pages).toEqual([page]);
});

test("a change of one page leaves the others", () => {
  const other = { ...page, id: "b" };
  expect(withPage([page, other], "b", { fromHour: 8 })).toEqual([page, { ...other, fromHour: 8 }]);
});

test("a tile takes its place, or the end", () => {
  const names = (at: number) =>
    withTile([tile("bag"), tile("card")], { at, tile: tile("wrap") }).map(({ name }) => name);
  expect([names(0), names(1), names(2)]).toEqual([
    ["wrap", "card"],
    ["bag", "wrap"],
    ["bag", "card", "wrap"],
  ]);
});
