// Every screen, tab and dialog that `npm run pictures` goes to, and every component of the gallery in every
// state, judged in light and in dark: row 89 with nothing left out. What it came to is written down in
// build/reports/accessibility.json, from where docs/evidence has it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { inRoot } from "../../scripts/lib/root.ts";
import { LOOKS, type Look } from "../../scripts/pictures/camera.ts";
import { takeFirstShop } from "../../scripts/pictures/first-shop.ts";
import { takeAll, withShop } from "../../scripts/pictures/shop.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { pictureFailures } from "./support/failures.ts";
import { judge, type Verdict } from "./support/judge.ts";

const WAIT_MS = 20_000;
/** Fewer than this would mean that the list of places was not gone through. */
const PLACES_MIN = { demo: 90, setup: 7, gallery: 80 } as const;
const [LIGHT] = LOOKS as readonly [Look];

let browser: TestBrowser;
let verdict: Verdict;
const came: Record<string, { readonly places: number; readonly wrong: number }> = {};

beforeEach(async () => {
  browser = await openBrowser();
  verdict = { seen: new Set(), wrong: [] };
});
pictureFailures(() => browser);
afterEach(async () => browser?.close());
afterAll(() => {
  const folder = inRoot("build", "reports");
  mkdirSync(folder, { recursive: true });
  const themes = ["light", "dark"];
  writeFileSync(join(folder, "accessibility.json"), JSON.stringify({ themes, came }, null, 2));
});

test("row 89: the till, head office, an approver's phone and the web shop: nothing in light, nothing in dark", async () => {
  await withShop({ empty: false }, async (server, till) => {
    await takeAll(await judging(), { server, till });
  });
  passed("demo");
});

test("row 89: the guide to a first shop, from the owner's name to the printer", async () => {
  await withShop({ empty: true }, async (_server, till) => {
    await takeFirstShop(await judging(), String(till.ready.counter));
  });
  passed("setup");
});

test("row 89: every component of the gallery in every state", async () => {
  const server = await gallery();
  const at = await judging();
  const address = `${server.resolvedUrls?.local[0] ?? ""}gallery/`;
  await at.page.goto(address);
  const links = at.page.locator("a[href^='?story=']");
  await links.first().waitFor();
  for (const name of await links.allTextContents())
    await at.take(name, async () => {
      await at.page.goto(`${address}?story=${name}`);
      await at.page.locator("#root > *").first().waitFor();
      await at.page.waitForLoadState("networkidle");
    });
  await server.close();
  passed("gallery");
});

async function judging() {
  const page = await browser.context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  return judge(page, LIGHT, verdict);
}

function passed(way: keyof typeof PLACES_MIN): void {
  came[way] = { places: verdict.seen.size, wrong: verdict.wrong.length };
  expect(verdict.wrong).toEqual([]);
  expect(verdict.seen.size).toBeGreaterThanOrEqual(PLACES_MIN[way]);
}

async function gallery(): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: false,
    root: inRoot("renderer"),
    plugins: [react()],
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0 },
  });
  return server.listen();
}
