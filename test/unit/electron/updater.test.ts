import { expect, test } from "vitest";
import { mayInstall, type UpdateMoment } from "../../../electron/updater.ts";

function aMoment(with_: Partial<UpdateMoment> = {}): UpdateMoment {
  return {
    runningVersion: "1.9.0",
    offeredVersion: "1.10.0",
    isShiftOpen: false,
    unsentEntries: 0,
    idleMs: 600_000,
    ...with_,
  };
}

test.each<[string, Partial<UpdateMoment>, string]>([
  ["a quiet till after the shift", {}, "install"],
  ["the shift is open", { isShiftOpen: true }, "update-shift-open"],
  ["a sale is not sent yet", { unsentEntries: 1 }, "update-unsent"],
  ["somebody used it a minute ago", { idleMs: 60_000 }, "update-busy"],
  ["the same version", { offeredVersion: "1.9.0" }, "update-not-newer"],
  ["an older version", { offeredVersion: "1.8.99" }, "update-not-newer"],
  ["an older major", { offeredVersion: "0.99.99" }, "update-not-newer"],
  ["a version that is none", { offeredVersion: "latest" }, "update-not-newer"],
])("%s", (_name, with_, expected) => {
  const answer = mayInstall(aMoment(with_));
  expect(answer.ok ? answer.value : answer.refusal.code).toBe(expected);
});
