import { describe, expect, it } from "vitest";
import type { PageRow } from "#till/sync/contract.ts";
import { openStage, type StagedPage } from "#till/sync/stage.ts";

const MORE = { begins: false, more: true };

describe("F19: a reset is written when it is whole", () => {
  it("lets an ordinary page pass", () => {
    const page = aPage("place:p1", { position: 3 });
    expect(openStage().take(page, MORE)).toBe(page);
  });

  it("holds pages from the reset on to the last, and gives them as one", () => {
    const stage = openStage();
    const first = aPage("place:p1", { position: 2, drop: ["place:p1", "store:s1"] });
    expect(stage.take(first, { begins: true, more: true })).toBeUndefined();
    expect(stage.take(aPage("place:p1", { position: 4 }), MORE)).toBeUndefined();
    const whole = stage.take(aPage("store:s1", { position: 1 }), { begins: false, more: false });
    expect(whole?.drop).toEqual(["place:p1", "store:s1"]);
    expect(whole?.rows.map(({ id }) => id)).toEqual(["place:p1 2", "place:p1 4", "store:s1 1"]);
    expect(whole?.seen).toEqual({ "place:p1": { r2: 2, r4: 4 }, "store:s1": { r1: 1 } });
    const later = aPage("place:p1", { position: 9 });
    expect(stage.take(later, MORE)).toBe(later);
  });

  it("asks on from what is held, and for a dropped stream from its beginning", () => {
    const stage = openStage();
    const known = { "place:p1": at(90), "store:s1": at(70), "book:b": at(5) };
    expect(stage.from(known)).toEqual(known);
    const first = aPage("place:p1", { position: 2, drop: ["place:p1", "store:s1"] });
    stage.take(first, { begins: true, more: true });
    expect(stage.from(known)).toEqual({ "place:p1": at(2), "book:b": at(5) });
  });

  it("forgets what it holds of a stream that begins again meanwhile", () => {
    const stage = openStage();
    stage.take(aPage("place:p1", { position: 2, drop: ["place:p1"] }), {
      begins: true,
      more: true,
    });
    const again = aPage("place:p1", { position: 1, drop: ["place:p1"] });
    const whole = stage.take(again, { begins: true, more: false });
    expect(whole).toEqual(again);
  });

  it("gives way when too much would have to be held", () => {
    const stage = openStage();
    const rows = Array.from({ length: 50_001 }, (_, index) => aRow("place:p1", index + 1));
    const big = { ...aPage("place:p1", { position: 1, drop: ["place:p1"] }), rows };
    expect(stage.take(big, { begins: true, more: true })).toBe(big);
    const next = aPage("place:p1", { position: 60_000 });
    expect(stage.take(next, MORE)).toBe(next);
  });
});

function at(position: number): { readonly epoch: string; readonly position: number } {
  return { epoch: "two", position };
}

function aRow(stream: string, position: number): PageRow {
  return { stream, table: "stock", id: `${stream} ${position}`, position, body: null };
}

function aPage(
  stream: string,
  { position, drop = [] }: { readonly position: number; readonly drop?: readonly string[] },
): StagedPage {
  return {
    rows: [aRow(stream, position)],
    checkpoints: { [stream]: at(position) },
    seen: { [stream]: { [`r${position}`]: position } },
    drop,
    floors: {},
  };
}
