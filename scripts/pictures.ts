/**
 * `npm run pictures`: every screen of a running demo, each tab, the dialogs, head office, web shop and the
 * guide to a first shop, in light and dark, on an upright tablet and in Arabic, into build/pictures, to be
 * looked at before a screen is called built. `--docs` also renews the pictures that README and docs show,
 * `--look light,arabic` takes only some looks.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { createPrng } from "#shared/base/prng.ts";
import { buildAll } from "./build.ts";
import { demoProducts } from "./demo/products.ts";
import { ensureChromium } from "./lib/chromium.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";
import { type Camera, camera, LOOKS, type Look } from "./pictures/camera.ts";
import { takeFirstShop } from "./pictures/first-shop.ts";
import { takeHeadOffice, takeWebShop } from "./pictures/server.ts";
import { takeTill } from "./pictures/till.ts";
import type { StartOptions } from "./start/arguments.ts";
import type { Kept } from "./start/keeper.ts";
import { startServerProcess, startTill } from "./start/shop.ts";

const OUT = inRoot("build", "pictures");
/** Products of the demo that lie in the basket of the pictures. */
const IN_BASKET = { from: 12, to: 17 } as const;

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

/** A server and a till in a folder of their own, for as long as `work` takes. */
async function withShop(
  { empty }: { readonly empty: boolean },
  work: (server: Kept, till: Kept) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "keepshop-pictures-"));
  const options: StartOptions = {
    ...{ data, port: 0, tills: 1, reset: false, open: false, empty, kiosk: true },
  };
  const onGone = (why: string): void => console.error(why);
  const kept: Kept[] = [];
  try {
    const server = await startServerProcess(options, { onGone });
    kept.push(server);
    const till = await startTill(options, 1, server, { onGone });
    kept.push(till);
    await work(server, till);
  } finally {
    await Promise.all(kept.toReversed().map((one) => one.stop()));
    rmSync(data, { recursive: true, force: true });
  }
}

async function takeDemo(
  browser: Browser,
  looks: readonly Look[],
  server: Kept,
  till: Kept,
): Promise<void> {
  const products = demoProducts(IN_BASKET.to, createPrng("42").fork("products"));
  const shown = { codes: products.slice(IN_BASKET.from), displayUrl: String(till.ready.display) };
  const serverUrl = String(server.ready.url);
  let known: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  for (const look of looks) {
    await inLook(
      browser,
      look,
      async (at) => {
        await takeTill(at, { ...shown, url: String(till.ready.counter) });
        known = await at.page.context().storageState();
        await takeHeadOffice(at, serverUrl, "doggy");
        await takeWebShop(at, serverUrl);
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
