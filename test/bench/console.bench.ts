// The console in a real Chromium, over a till and a server that are processes of their own, with
// 100,000 products and 200,000 clients: from the key to the frame in which its effect is painted.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { BenchOptions, Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { openBrowser } from "../e2e/support/browser.ts";
import { type CounterPage, openCounterPage } from "../e2e/support/counter-page.ts";
import { figure, percentiles } from "./percentiles.ts";
import { aTill, someCodes } from "./support/bench-till.ts";
import type { ChainSize } from "./support/chain.ts";
import { aPair } from "./support/pair.ts";
import { settled, startTill, statusOf } from "./support/till-process.ts";

const CHAIN: ChainSize = { skus: 100_000, clients: 200_000, stores: 1 };
const PERSON = "Amira";
const KIB = 1_024;
const BYTES_PER_MB = 1_000_000;
const LINES = 5;
const WORDS = ["ru", "wo", "gl", "ca", "pa", "he", "vi"];

export const metrics: Metrics = {
  sign_in_ms: signIn,
  scan_to_paint_ms: scanToPaint,
  search_to_paint_ms: searchToPaint,
  tender_to_change_ms: tenderToChange,
  screen_switch_ms: screenSwitch,
  console_rss_mb: consoleRss,
};

interface Console {
  readonly counter: CounterPage;
  readonly page: Page;
  readonly codes: readonly string[];
}

/** From the last key of the PIN to the basket. */
async function signIn(options: BenchOptions): Promise<Measurement> {
  const { counter, page } = await aConsole(options);
  const samples: number[] = [];
  for (let round = 0; round < (options.quick ? 2 : 15); round += 1) {
    await counter.signOut();
    await forgetPresses(page);
    const seen = painted(page, "[data-testid=basket-lines], .done, [data-testid=total]", "Enter");
    await counter.signIn(PERSON);
    samples.push(await seen);
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** From a scanner's Enter to the line. */
async function scanToPaint(options: BenchOptions): Promise<Measurement> {
  const { counter, page, codes } = await aConsole(options);
  const samples: number[] = [];
  for (let sale = 0; sale < (options.quick ? 1 : 20); sale += 1) {
    for (let line = 0; line < LINES; line += 1) {
      const code = codes[(sale * LINES + line) % codes.length] ?? "";
      const lines = "[data-testid=basket-lines] [data-sku]";
      await forgetPresses(page);
      const seen = painted(page, lines, "Enter", line + 1);
      await counter.scan(code);
      samples.push(await seen);
    }
    await counter.payCash();
    await counter.nextCustomer();
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** From the first of two letters to the products found. */
async function searchToPaint(options: BenchOptions): Promise<Measurement> {
  const { page } = await aConsole(options);
  const field = page.getByRole("combobox", { name: "Scan or search" });
  const samples: number[] = [];
  for (let round = 0; round < (options.quick ? 3 : 60); round += 1) {
    const word = WORDS[round % WORDS.length] ?? "";
    await field.fill("");
    await page.locator("[role=option]").first().waitFor({ state: "detached" });
    await field.focus();
    await forgetPresses(page);
    const seen = painted(page, "[role=option]", word.at(0) ?? "");
    await page.keyboard.type(word);
    samples.push(await seen);
  }
  await field.fill("");
  return { ...percentiles(samples), unit: "ms" };
}

/** From the key that takes the exact amount in cash to the page with the change. */
async function tenderToChange(options: BenchOptions): Promise<Measurement> {
  const { counter, page, codes } = await aConsole(options);
  const samples: number[] = [];
  for (let sale = 0; sale < (options.quick ? 2 : 30); sale += 1) {
    await counter.scan(codes[sale % codes.length] ?? "");
    await page.locator("[data-testid=basket-lines] [data-sku]").first().waitFor();
    await page.keyboard.press("F12");
    await page.getByRole("dialog", { name: "How is it paid?" }).waitFor();
    await forgetPresses(page);
    const seen = painted(page, ".done[data-sale]", "F12");
    await page.keyboard.press("F12");
    samples.push(await seen);
    await counter.nextCustomer();
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** From the key of a screen to its content, both ways between the counter and the sales. */
async function screenSwitch(options: BenchOptions): Promise<Measurement> {
  const { page } = await aConsole(options);
  const samples: number[] = [];
  for (let round = 0; round < (options.quick ? 2 : 30); round += 1) {
    for (const [key, content] of [
      ["F3", "[data-testid=sales-list]"],
      ["F2", "[data-testid=total]"],
    ] as const) {
      await forgetPresses(page);
      const seen = painted(page, content, key);
      await page.keyboard.press(key);
      samples.push(await seen);
    }
  }
  return { ...percentiles(samples), unit: "ms" };
}

/** The page's own process after some sales, when it has come to rest. */
async function consoleRss(options: BenchOptions): Promise<Measurement> {
  const { counter, codes } = await aConsole(options);
  for (let sale = 0; sale < (options.quick ? 1 : 20); sale += 1) {
    await counter.scan(codes[sale % codes.length] ?? "");
    await counter.page.locator("[data-testid=basket-lines] [data-sku]").first().waitFor();
    await counter.payCash();
    await counter.nextCustomer();
  }
  const pages = renderersOf(process.pid);
  for (const pid of pages) await settled(pid, options.quick);
  const rss = Math.max(...pages.map((pid) => statusOf(pid, "VmRSS")));
  return figure((rss * KIB) / BYTES_PER_MB, "mb");
}

let consoleOfThisProcess: Promise<Console> | undefined;

/** A console with somebody signed in, opened once a process; all of it ends with the process group. */
function aConsole(options: BenchOptions): Promise<Console> {
  consoleOfThisProcess ??= openConsole(options);
  return consoleOfThisProcess;
}

async function openConsole(options: BenchOptions): Promise<Console> {
  execFileSync(process.execPath, [inRoot("scripts", "build.ts")], { stdio: ["ignore", 2, 2] });
  const pair = await aPair(options, options.quick ? undefined : CHAIN);
  const folder = join(pair.folder, "console");
  const [enrolmentCode = ""] = await pair.server.codes(1);
  const filling = await aTill(folder, { url: pair.server.url, enrolmentCode });
  await filling.filled();
  while (filling.core.journal.desk.get("search", "filled") === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const codes = someCodes(filling, 200);
  await filling.close();
  const pages = ["--pages", inRoot("build", "renderer")];
  const till = await startTill(folder, pair.server.url, pages);
  const browser = await openBrowser();
  await browser.context.addInitScript(notePresses);
  const counter = await openCounterPage(browser.context, till.counter);
  await counter.signIn(PERSON);
  return { counter, page: counter.page, codes };
}

interface Pressed {
  /** When each key was first pressed; noted before the console's own listeners hear of it. */
  benchPressed?: Map<string, number> | undefined;
}

function notePresses(): void {
  const noted = window as Window & Pressed;
  const note = (event: KeyboardEvent): void => {
    // On a busy machine two keys come within one frame: neither may hide the other.
    noted.benchPressed ??= new Map();
    if (!noted.benchPressed.has(event.key)) noted.benchPressed.set(event.key, performance.now());
  };
  window.addEventListener("keydown", note, true);
}

function forgetPresses(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as Window & Pressed).benchPressed = undefined;
  });
}

/**
 * Milliseconds in the page from the next press of a key to the end of the frame in which so many
 * elements match. Presses before are forgotten first: this call itself may arrive after the key.
 */
function painted(page: Page, selector: string, key: string, atLeast = 1): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const noted = window as Window & Pressed;
        let begun: number | undefined;
        const look = (): void => {
          begun ??= noted.benchPressed?.get(wanted.key);
          const found = document.querySelectorAll(wanted.selector).length;
          if (begun === undefined || found < wanted.atLeast) {
            requestAnimationFrame(look);
            return;
          }
          const from = begun;
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve(performance.now() - from);
          after.port2.postMessage(0);
        };
        requestAnimationFrame(look);
      }),
    { selector, key, atLeast },
  );
}

/** Chromium's page processes below a process. */
function renderersOf(ancestor: number): readonly number[] {
  const parents = new Map<number, number>();
  const pages: number[] = [];
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      parents.set(pid, Number(fields[1]));
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) pages.push(pid);
    } catch {
      // A process that ended meanwhile is none of ours.
    }
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === ancestor || isBelow(parents.get(pid)));
  return pages.filter(isBelow);
}
