import { describe, expect, test } from "vitest";
import {
  clampHlc,
  compareHlc,
  formatHlc,
  HLC_AHEAD_MS_MAX,
  parseHlc,
  receiveHlc,
  startHlc,
  tickHlc,
} from "#shared/base/hlc.ts";

const NOW_MS = 1_795_377_600_000;
const till = startHlc("till-1");

describe("hybrid logical clock", () => {
  test("ticks within a millisecond, over the counter's end and when the wall clock falls back", () => {
    const first = tickHlc(till, NOW_MS);
    expect(first).toEqual({ atMs: NOW_MS, counter: 0, node: "till-1" });
    expect(tickHlc(first, NOW_MS)).toEqual({ ...first, counter: 1 });
    expect(tickHlc(first, NOW_MS - 1)).toEqual({ ...first, counter: 1 });
    expect(tickHlc({ ...first, counter: 0xffff }, NOW_MS)).toEqual({ ...first, atMs: NOW_MS + 1 });
  });

  test("F: a till whose clock is behind raises itself to the server's", () => {
    const server = { atMs: NOW_MS + 3_600_000, counter: 4, node: "server" };
    const raised = receiveHlc(till, server, { nowMs: NOW_MS });
    expect(raised).toEqual({ atMs: server.atMs, counter: 5, node: "till-1" });
    expect(tickHlc(raised, NOW_MS + 1)).toEqual({ ...raised, counter: 6 });
  });

  test("is later than both sides in each of the four cases of receiving", () => {
    const own = { atMs: 100, counter: 3, node: "a" };
    const heard = (atMs: number, counter: number) => ({ atMs, counter, node: "b" });
    expect(receiveHlc(own, heard(100, 7), { nowMs: 50 })).toEqual({ ...own, counter: 8 });
    expect(receiveHlc(own, heard(90, 7), { nowMs: 50 })).toEqual({ ...own, counter: 4 });
    expect(receiveHlc(own, heard(110, 7), { nowMs: 50 })).toEqual({
      ...own,
      atMs: 110,
      counter: 8,
    });
    expect(receiveHlc(own, heard(90, 7), { nowMs: 120 })).toEqual({
      ...own,
      atMs: 120,
      counter: 0,
    });
  });

  test("the server believes nobody more than five minutes ahead", () => {
    const ahead = { atMs: NOW_MS + 86_400_000, counter: 0, node: "till-9" };
    expect(clampHlc(ahead, NOW_MS).atMs).toBe(NOW_MS + 300_000);
    const server = startHlc("server");
    const when = { nowMs: NOW_MS, aheadMsMax: HLC_AHEAD_MS_MAX };
    expect(receiveHlc(server, ahead, when).atMs).toBeLessThanOrEqual(NOW_MS + 300_001);
    expect(clampHlc({ ...ahead, atMs: NOW_MS }, NOW_MS).atMs).toBe(NOW_MS);
  });

  test("has a text that sorts as the clock", () => {
    const clocks = [0, 1, 255, NOW_MS].flatMap((atMs) =>
      [0, 9, 16, 65_535].flatMap((counter) => ["a", "b"].map((node) => ({ atMs, counter, node }))),
    );
    const byText = [...clocks].sort((x, y) => (formatHlc(x) < formatHlc(y) ? -1 : 1));
    expect(byText).toEqual([...clocks].sort(compareHlc));
    for (const clock of clocks) {
      expect(parseHlc(formatHlc(clock))).toEqual({ ok: true, value: clock });
    }
  });

  test.each(["", "x", "0190a1b2c3d4-0007-", "0190a1b2c3d4-0007-a b", "0".repeat(10_000_000)])(
    "refuses malformed text %#",
    (text) => {
      expect(parseHlc(text)).toEqual({ ok: false, refusal: { code: "clock-malformed" } });
    },
  );
});
