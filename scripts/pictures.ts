/**
 * `npm run pictures`: every screen of a running demo, each tab, the dialogs, head office, web shop and the
 * guide to a first shop, in light and dark, on an upright tablet and in Arabic, into build/pictures, to be
 * looked at before a screen is called built. `--docs` also renews the pictures that README and docs show,
 * `--look light,arabic` takes only some looks.
 */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { buildAll } from "./build.ts";
import { ensureChromium } from "./lib/chromium.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";
import { type Camera, camera, LOOKS, type Look } from "./pictures/camera.ts";
import { takeFirstShop } from "./pictures/first-shop.ts";
import { takeAll, withShop } from "./pictures/shop.ts";
import type { Kept } from "./start/keeper.ts";

const OUT = inRoot("build", "pictures");

/** Pictures that the documents show, by where they come from. */
const DOCS: Readonly<Record<string, string>> = {
  "light-counter.png": "counter.png",
  "light-done.png": "done.png",
  "light-hq-prices.png": "head-office.png",
};

const { values: wanted } = readCommand("npm run pictures -- [--docs] [--look NAME,...]", {
  options: { docs: { type: "boolean", default: false }, look: { type: "string" } },
});
const missed: string[] = [];
await run(chosenLooks());
if (missed.length > 0) {
  console.error(`${missed.length} pictures could not be taken: ${missed.join(", ")}`);
  process.exitCode = 1;
}

function chosenLooks(): readonly Look[] {
  const names = wanted.look?.split(",") ?? LOOKS.map(({ name }) => name);
  const unknown = names.filter((name) => LOOKS.every((look) => look.name !== name));
  if (unknown.length === 0) return LOOKS.filter(({ name }) => names.includes(name));
  const known = LOOKS.map(({ name }) => name).join(", ");
  console.error(`There is no look ${unknown.join(", ")}. The looks are: ${known}.`);
  process.exit(1);
}

async function run(looks: readonly Look[]): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await buildAll(["renderer", "web-shop"]);
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"],
  });
  try {
    await withShop({ empty: false }, async (server, till) => {
      await takeDemo(browser, looks, server, till);
    });
    for (const look of looks)
      await withShop({ empty: true }, async (_server, till) => {
        await inLook(browser, look, (at) => takeFirstShop(at, String(till.ready.counter)));
      });
  } finally {
    await browser.close();
  }
  if (wanted.docs) renewDocs();
  console.log(`The pictures are in ${OUT}`);
}

async function takeDemo(
  browser: Browser,
  looks: readonly Look[],
  server: Kept,
  till: Kept,
): Promise<void> {
  let known: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  for (const look of looks) {
    await inLook(
      browser,
      look,
      async (at) => {
        await takeAll(at, { server, till }, async () => {
          known = await at.page.context().storageState();
        });
      },
      known,
    );
  }
}

async function inLook(
  browser: Browser,
  look: Look,
  work: (at: Camera) => Promise<void>,
  known?: Awaited<ReturnType<BrowserContext["storageState"]>>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colorScheme,
    locale: look.language ?? "en-GB",
    timezoneId: "Europe/London",
    ...(known === undefined ? {} : { storageState: known }),
  });
  const page = await context.newPage();
  try {
    await work(camera({ page, look, folder: OUT, missed: (name) => missed.push(name) }));
  } catch (error) {
    console.error(`${look.name}: ${String(error).split("\n")[0]}`);
    missed.push(`the rest of ${look.name}`);
    await page.screenshot({ path: join(OUT, `${look.name}-ended-here.png`) });
  } finally {
    await context.close();
  }
}

function renewDocs(): void {
  mkdirSync(inRoot("docs", "pictures"), { recursive: true });
  for (const [from, to] of Object.entries(DOCS))
    copyFileSync(join(OUT, from), inRoot("docs", "pictures", to));
}
