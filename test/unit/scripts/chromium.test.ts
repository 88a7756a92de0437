import { expect, test } from "vitest";
import { type ChromiumSearch, findChromium } from "../../../scripts/lib/chromium.ts";

function aMachine(
  files: readonly string[],
  with_: Partial<Omit<ChromiumSearch, "isExecutable">> = {},
): ChromiumSearch {
  return {
    platform: "linux",
    env: { PATH: "/usr/bin" },
    isExecutable: (file) => files.includes(file),
    ...with_,
  };
}

test.each([
  ["Debian's chromium", aMachine(["/usr/bin/chromium"]), "/usr/bin/chromium"],
  [
    "Chrome outside PATH",
    aMachine(["/opt/google/chrome/google-chrome"]),
    "/opt/google/chrome/google-chrome",
  ],
  [
    "Edge on a Mac",
    aMachine(["/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"], {
      platform: "darwin",
    }),
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  [
    "Chrome on Windows",
    aMachine(["C:\\Programs\\Google\\Chrome\\Application\\chrome.exe"], {
      platform: "win32",
      env: { PROGRAMFILES: "C:\\Programs" },
    }),
    "C:\\Programs\\Google\\Chrome\\Application\\chrome.exe",
  ],
  [
    "Playwright's own when nothing is installed",
    aMachine(["/cache/chrome"], { playwrightFile: "/cache/chrome" }),
    "/cache/chrome",
  ],
  ["nothing at all", aMachine([]), undefined],
])("finds %s", (_name, machine, expected) => {
  expect(findChromium(machine)).toBe(expected);
});

test("KEEPSHOP_CHROMIUM goes before everything installed", () => {
  const env = { PATH: "/usr/bin", KEEPSHOP_CHROMIUM: "/mine/chrome" };
  const machine = aMachine(["/usr/bin/chromium", "/mine/chrome"], { env });
  expect(findChromium(machine)).toBe("/mine/chrome");
});

test("a KEEPSHOP_CHROMIUM that cannot be run is said, not passed over", () => {
  const machine = aMachine(["/usr/bin/chromium"], { env: { KEEPSHOP_CHROMIUM: "/gone" } });
  expect(() => findChromium(machine)).toThrow("/gone");
});
