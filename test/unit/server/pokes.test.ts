// When a moved stream is told of, and whether what moved it goes along from whoever wrote it (SPEC P17).
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPokes, type Moved } from "#server/streams/pokes.ts";
import { POKE_EVERY_MS } from "#shared/protocol/messages.ts";

const STREAM = "book:b";

/** A move of one stream by one row. */
function aMove(position: number, fields: Partial<Moved> = {}): Moved {
  const revision = { table: "prices" as const, id: `p${position}`, position, body: "{}" };
  const change = { revisions: [revision], seen: {} };
  return { stream: STREAM, epoch: "e", position, from: position - 1, change, ...fields };
}

describe("P17: pokes", () => {
  let sent: Moved[] = [];
  let pokes = createPokes((moved) => sent.push(moved));

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    pokes = createPokes((moved) => sent.push(moved));
  });
  afterEach(() => {
    pokes.close();
    vi.useRealTimers();
  });

  test("the first is told at once, with what it was", () => {
    pokes.publish([aMove(5)]);
    expect(sent).toEqual([aMove(5)]);
  });

  test("one that follows what was told brings what it was", () => {
    pokes.publish([aMove(5)]);
    vi.advanceTimersByTime(POKE_EVERY_MS);
    pokes.publish([aMove(6)]);
    expect(sent.at(-1)).toEqual(aMove(6));
  });

  test("several at once are told as one, from the last one told, to be looked up", () => {
    pokes.publish([aMove(5)]);
    pokes.publish([aMove(6)]);
    pokes.publish([aMove(7)]);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(POKE_EVERY_MS);
    const { change: _, ...looked } = aMove(7, { from: 5 });
    expect(sent).toEqual([aMove(5), looked]);
  });

  test("one that came while the stream rested is told with what it was, when it was alone", () => {
    pokes.publish([aMove(5)]);
    pokes.publish([aMove(6)]);
    vi.advanceTimersByTime(POKE_EVERY_MS);
    expect(sent).toEqual([aMove(5), aMove(6)]);
  });

  test("another history begins where it says it does", () => {
    pokes.publish([aMove(5)]);
    vi.advanceTimersByTime(POKE_EVERY_MS);
    pokes.publish([aMove(3, { epoch: "f" })]);
    expect(sent.at(-1)).toEqual(aMove(3, { epoch: "f" }));
  });

  test("what is known already is not told again", () => {
    pokes.publish([aMove(5)]);
    vi.advanceTimersByTime(POKE_EVERY_MS);
    pokes.publish([{ stream: STREAM, epoch: "e", position: 5 }]);
    expect(sent).toHaveLength(1);
  });
});
