// `--smoke` under plain Node: the same till as in the package, without Electron.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { buildAll } from "../../../scripts/build.ts";

test("the till's bundle sells one item with nothing else installed, and exits 0", async () => {
  await buildAll(["electron"]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "build/electron/till-host.js", "--smoke"],
    { encoding: "utf8", timeout: 20_000 },
  );
  expect(stderr).toBe("");
  expect(stdout).toContain("one sale written and found again");
  expect(status).toBe(0);
});
