// Launching the real Chromium for end-to-end tests: one fresh profile a browser, no calls home.
// Finding or installing the program is scripts/lib/chromium.ts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "../../../scripts/lib/chromium.ts";

export interface TestBrowser {
  readonly context: BrowserContext;
  /** Closes the browser and deletes its profile. */
  readonly close: () => Promise<void>;
}

/** A headless Chromium with a fresh profile; several may run beside each other. */
export async function openBrowser(
  options: {
    readonly width?: number;
    readonly height?: number;
    readonly dark?: boolean /** For a till's own certificate, which a person would compare and accept. */;
    readonly anyCertificate?: boolean;
  } = {},
): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("No Chromium was found. Run the tests with `npm test`, which installs one.");
  }
  const profile = mkdtempSync(join(tmpdir(), "keepshop-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: launchSwitches(process.getuid?.() === 0),
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark === true ? "dark" : "light",
    ignoreHTTPSErrors: options.anyCertificate === true,
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function launchSwitches(isRoot: boolean): string[] {
  const switches = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  // Chromium refuses its own sandbox for root; a test box is the only place where we run as root.
  return isRoot ? ["--no-sandbox", ...switches] : switches;
}
