// Finding a real Chromium for the end-to-end tests and the kiosk, and getting one where there is none.
// How a test launches it is said in test/e2e/support/browser.ts.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { runTool } from "./tool.ts";

export interface ChromiumSearch {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isExecutable: (file: string) => boolean;
  /** The browser that Playwright itself installs, whether or not it is there. */
  readonly playwrightFile?: string;
}

const LINUX_NAMES = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
];

/**
 * The Chromium to use: KEEPSHOP_CHROMIUM, else an installed Chrome, Chromium or Edge, else the one
 * Playwright installed earlier; undefined when there is none. A KEEPSHOP_CHROMIUM that cannot be run
 * throws: whoever set it wants that browser and no other.
 */
export function findChromium(search: ChromiumSearch = thisMachine()): string | undefined {
  const wanted = search.env.KEEPSHOP_CHROMIUM;
  if (wanted !== undefined && wanted !== "") {
    if (search.isExecutable(wanted)) return wanted;
    throw new Error(
      `KEEPSHOP_CHROMIUM names ${wanted}, which cannot be run. Nothing was changed. ` +
        "Correct the path or unset the variable.",
    );
  }
  const candidates = usualPlaces(search);
  if (search.playwrightFile !== undefined) candidates.push(search.playwrightFile);
  return candidates.find(search.isExecutable);
}

/**
 * Finds a Chromium or installs one: Playwright's own, else Debian's package when root. Throws with
 * what to do when neither can be had.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  console.log("No Chromium, Chrome or Edge is installed here; asking Playwright for its own.");
  await runTool("playwright-core", ["install", "chromium"]);
  const installed = findChromium();
  if (installed !== undefined) return installed;
  if (isDebianRoot()) {
    console.log("Playwright could not bring one; installing Debian's chromium.");
    spawnSync("sh", ["-c", "apt-get update && apt-get install -y chromium"], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const last = findChromium();
  if (last !== undefined) return last;
  throw new Error(
    "The end-to-end tests need a real Chromium, and none is installed or could be downloaded. " +
      "Nothing was changed. Install Chrome, Chromium or Edge, or set KEEPSHOP_CHROMIUM to the " +
      "program's path; `npm run check` runs everything that needs no browser.",
  );
}

function usualPlaces(search: ChromiumSearch): string[] {
  const { env } = search;
  if (search.platform === "darwin") {
    const folders = ["/Applications", join(env.HOME ?? "/", "Applications")];
    const names = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return folders.flatMap((folder) =>
      names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (search.platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA];
    const files = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : files.map((file) => `${folder}\\${file}`),
    );
  }
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  folders.push("/opt/google/chrome", "/snap/bin");
  return folders
    .filter((folder) => folder !== "")
    .flatMap((folder) => LINUX_NAMES.map((name) => `${folder}/${name}`));
}

function thisMachine(): ChromiumSearch {
  return {
    platform: process.platform,
    env: process.env,
    isExecutable,
    playwrightFile: chromium.executablePath(),
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebianRoot(): boolean {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version");
}
