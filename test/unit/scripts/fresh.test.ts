import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeUnlessFresh } from "../../../scripts/lib/fresh.ts";

let base = "";
let made = 0;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "keepshop-fresh-"));
  made = 0;
  mkdirSync(join(base, "source"));
  writeFileSync(join(base, "source", "a.ts"), "1");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const question = () => ({
  base,
  inputs: ["source", "config.ts"],
  output: join(base, "out"),
  stamp: join(base, "stamps", "out"),
});
const make = async (): Promise<void> => {
  made += 1;
  mkdirSync(join(base, "out"), { recursive: true });
};

test("what was made from the same inputs is not made again", async () => {
  expect(await makeUnlessFresh(question(), make)).toBe("made");
  expect(await makeUnlessFresh(question(), make)).toBe("fresh");
  expect(made).toBe(1);
});

test.each<[string, () => void]>([
  ["a changed file", () => writeFileSync(join(base, "source", "a.ts"), "2")],
  ["a new file", () => writeFileSync(join(base, "config.ts"), "1")],
  ["a deleted output", () => rmSync(join(base, "out"), { recursive: true })],
])("%s makes it again", async (_name, change) => {
  await makeUnlessFresh(question(), make);
  change();
  expect(await makeUnlessFresh(question(), make)).toBe("made");
});

test("a build that failed is tried again, even over an output of before", async () => {
  await makeUnlessFresh(question(), make);
  writeFileSync(join(base, "source", "a.ts"), "broken");
  const fail = (): Promise<void> => Promise.reject(new Error("does not compile"));
  await expect(makeUnlessFresh(question(), fail)).rejects.toThrow("does not compile");
  writeFileSync(join(base, "source", "a.ts"), "1");
  expect(await makeUnlessFresh(question(), make)).toBe("made");
});

test("two that ask at once make it once", async () => {
  const slowly = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await make();
  };
  const answers = await Promise.all([
    makeUnlessFresh(question(), slowly),
    makeUnlessFresh(question(), slowly),
  ]);
  expect(answers.sort()).toEqual(["fresh", "made"]);
  expect(made).toBe(1);
});

test("a lock that a dead process left is taken over", async () => {
  mkdirSync(join(base, "stamps"));
  writeFileSync(join(base, "stamps", "out.lock"), "999999999");
  expect(await makeUnlessFresh(question(), make)).toBe("made");
});
