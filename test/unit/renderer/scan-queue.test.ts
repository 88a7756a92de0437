// Codes on their way to the page that takes them: none lost, none twice, none to a page that has gone.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  enterScanPage,
  type ScanPage,
  scanPageChanged,
  type TakeScan,
  takeScan,
  takeUnusedScans,
} from "../../../renderer/ui/scan-queue.ts";

/** Longer than the queue waits for anything. */
const LONG_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Takes codes into a list. */
function into(got: string[]): TakeScan {
  return async (raw) => got.push(raw);
}

describe("row 25: scans while pages change", () => {
  test("a code waits for the page that comes, and while one asks to wait", async () => {
    const got: string[] = [];
    takeScan("before any page");
    await vi.advanceTimersByTimeAsync(500);
    const page: ScanPage = { take: undefined };
    const leave = enterScanPage(page);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(got).toEqual([]);
    page.take = into(got);
    scanPageChanged();
    await vi.runAllTimersAsync();
    leave();
    expect(got).toEqual(["before any page"]);
  });

  test("the second code goes to the page that the first one opened", async () => {
    const first: string[] = [];
    const second: string[] = [];
    const leave: (() => void)[] = [];
    const open = async (raw: string): Promise<void> => {
      first.push(raw);
      // A screen is painted in a task of its own after the act was answered.
      setTimeout(() => leave.push(enterScanPage({ take: into(second) })));
    };
    leave.push(enterScanPage({ take: open }));
    takeScan("receipt");
    takeScan("goods");
    await vi.runAllTimersAsync();
    for (const each of leave.toReversed()) each();
    expect([first, second]).toEqual([["receipt"], ["goods"]]);
  });

  test("a code that no page takes is told, once a page had the time to come up", async () => {
    const unused: string[] = [];
    const stop = takeUnusedScans(into(unused));
    takeScan("nobody's");
    await vi.advanceTimersByTimeAsync(100);
    expect(unused).toEqual([]);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    stop();
    expect(unused).toEqual(["nobody's"]);
  });

  test("a code that was scanned with no page at all does not turn up long after", async () => {
    const got: string[] = [];
    takeScan("old");
    await vi.advanceTimersByTimeAsync(LONG_MS);
    const leave = enterScanPage({ take: into(got) });
    takeScan("new");
    await vi.runAllTimersAsync();
    leave();
    expect(got).toEqual(["new"]);
  });

  test("a page that fails at one code gets the next", async () => {
    const got: string[] = [];
    const leave = enterScanPage({
      take: (raw) => {
        got.push(raw);
        return Promise.reject(new Error("no answer"));
      },
    });
    takeScan("first");
    takeScan("second");
    await vi.runAllTimersAsync();
    leave();
    expect(got).toEqual(["first", "second"]);
  });

  test("however pages come and go, each code arrives once, in order, at a page that is there", async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant("scan" as const) },
      { weight: 2, arbitrary: fc.constantFrom("enter", "leave", "wait", "task") },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { arrived, strays, enter, leave } = aStack();
        let scanned = 0;
        for (const each of steps) {
          if (each === "scan") takeScan(`code ${scanned++}`);
          else if (each === "leave") leave();
          else if (each === "task") await vi.advanceTimersByTimeAsync(0);
          else enter(each === "wait");
        }
        while (leave());
        enter(false);
        await vi.runAllTimersAsync();
        leave();
        expect(strays).toEqual([]);
        expect(arrived).toEqual(Array.from({ length: scanned }, (_, index) => `code ${index}`));
      }),
    );
  });
});

/** Pages one over the other that know whether they are still there. */
function aStack() {
  const arrived: string[] = [];
  const strays: string[] = [];
  const leaves: (() => void)[] = [];
  return {
    arrived,
    strays,
    enter: (asksToWait: boolean) => {
      let isThere = true;
      const take: TakeScan = async (raw) => (isThere ? arrived : strays).push(raw);
      const leave = enterScanPage({ take: asksToWait ? undefined : take });
      leaves.push(() => {
        isThere = false;
        leave();
      });
    },
    /** Takes the page on top away; false when there is none. */
    leave: () => {
      const last = leaves.pop();
      last?.();
      return last !== undefined;
    },
  };
}
