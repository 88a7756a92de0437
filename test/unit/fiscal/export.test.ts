import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EVER } from "#test/builders/archive.ts";
import { aCounter, approvedBy, sold, type TestCounter } from "#test/builders/counter.ts";
import { exportArchive, readFiscal } from "#till/acts/fiscal.ts";
import { withTraining } from "#till/training.ts";
import { checkArchive } from "../../../scripts/fiscal-check/check.ts";

let at: TestCounter;
beforeEach(async () => {
  at = await aCounter();
  at.till.link.cut();
});
afterEach(() => at.close());

describe("the archive a manager asks for at the till", () => {
  it("row 51: needs who closes days, goes beside the selling, and says what became of it", async () => {
    sold(at.counter, ["tee"]);
    const input = { actId: "archive-1", ...EVER };
    expect(exportArchive(at.counter, input)).toMatchObject({
      refusal: { code: "needs-approval", args: { act: "z" } },
    });
    const allowed = { ...input, approvalId: await approvedBy(at.counter, "z", input) };
    expect(exportArchive(at.counter, allowed).ok).toBe(true);
    expect(readFiscal(at.counter).state).toBe("running");
    expect(at.counter.fiscal.start(EVER)).toMatchObject({ refusal: { code: "fiscal-running" } });
    // Sold while it is being made: in the next archive.
    sold(at.counter, ["mug"]);
    await at.counter.fiscal.idle();
    const { state, made, done, of } = readFiscal(at.counter);
    expect([state, made?.receipts, done]).toEqual(["done", 1, of]);
    expect((await checkArchive(made?.file ?? "")).findings).toEqual([]);
    expect(readdirSync(dirname(made?.file ?? ""))).toHaveLength(1);
  });

  it("row 51: says that there is nothing, that days are wrong, and that training is no record", async () => {
    const wrong = { from: "2026-02-01", to: "2026-01-01" };
    expect(at.counter.fiscal.start(wrong)).toMatchObject({
      refusal: { code: "fiscal-span-invalid" },
    });
    at.counter.fiscal.start({ from: "2031-01-01", to: "2031-01-01" });
    await at.counter.fiscal.idle();
    expect(readFiscal(at.counter)).toMatchObject({ state: "failed", code: "fiscal-nothing" });
    const trial = withTraining(at.counter);
    trial.training?.set(true);
    expect(trial.fiscal.start(EVER)).toMatchObject({ refusal: { code: "fiscal-in-training" } });
    trial.training?.set(false);
  });

  it("row 51: a till that is closed meanwhile leaves nothing half made behind", async () => {
    sold(at.counter, ["tee"]);
    at.counter.fiscal.start(EVER);
    const { folder } = readFiscal(at.counter);
    const { counter } = at;
    at = await at.restart();
    await counter.fiscal.idle();
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });
});
