// A shop of one's own: from nothing to a printed sale by the guide's pages alone, with a file of 500 rows,
// and with the till and the page ended in between. Server, till and browser are the real ones.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDigit } from "#shared/base/gtin.ts";
import { inRoot } from "../../scripts/lib/root.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, journalSales, papers, serverRows } from "./support/outside.ts";
import { type RunningProcess, startProcess } from "./support/process.ts";

const ROWS = 500;
const SEEN_MS = 20_000;

let folder: string;
let server: RunningProcess;
let till: RunningProcess;
let browser: TestBrowser;
let page: Page;

const database = () => join(folder, "server.db");

function startTill(port: number, more: readonly string[]): Promise<RunningProcess> {
  return startProcess("electron/till/process.ts", [
    ...["--data", join(folder, "till"), "--server", String(server.ready["url"])],
    ...["--port", String(port), "--pages", inRoot("build", "renderer"), ...more],
  ]);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-own-"));
  server = await startProcess("scripts/start/server-process.ts", [
    ...["--empty", "--database", database(), "--web", inRoot("build")],
    ...["--store", "store-1", "--codes", "Till 1"],
  ]);
  const codes = server.ready["codes"] as Readonly<Record<string, string>>;
  till = await startTill(0, ["--code", codes["Till 1"] ?? ""]);
  browser = await openBrowser();
  page = await browser.context.newPage();
  page.setDefaultTimeout(SEEN_MS);
  await page.goto(String(till.ready["counter"]));
});
pictureFailures(() => browser);
afterAll(async () => {
  await browser?.close();
  await till?.kill("SIGTERM");
  await server?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const step = (name: string) => page.locator(`[data-step=${name}]`);
const goOn = () => page.getByRole("button", { name: "Save and go on" }).click();

function gtinOf(at: number): string {
  const digits = `20${String(at).padStart(10, "0")}`;
  return `${digits}${checkDigit(digits)}`;
}

/** A list as a German spreadsheet saves it, with three rows that cannot be right. */
function productFile(): Buffer {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const price = `${1 + (at % 90)},${String(at % 100).padStart(2, "0")}`;
    return `A${at};Ware ${at};${price};${at % 10 === 0 ? "7" : "19"};${gtinOf(at)};Gruppe ${at % 5}`;
  });
  rows[10] = "A10;;4,00;19;;Gruppe 0";
  rows[20] = "A20;Ware 20;vier;19;;Gruppe 0";
  rows[30] = "A29;Ware 30;4,00;19;;Gruppe 0";
  return Buffer.from(
    `\ufeffArtikelnummer;Bezeichnung;VK-Preis;MwSt;EAN;Warengruppe\r\n${rows.join("\r\n")}\r\n`,
  );
}

test("the first person becomes the owner, and the business is kept while it is typed", async () => {
  await step("owner").waitFor();
  await page.getByRole("textbox", { name: "Your name" }).fill("Ada Berg");
  await page.getByLabel("PIN, 4 to 8 digits").fill("4711");
  await goOn();
  await step("business").waitFor();
  await page.getByRole("combobox", { name: "Country" }).selectOption("DE");
  await page.getByRole("textbox", { name: "Legal name" }).fill("Blatt & Blüte GmbH");
  await page.getByRole("textbox", { name: "Street and number" }).fill("Am Markt 3");
  await page.getByRole("textbox", { name: "Town" }).fill("Leipzig");
  await page.getByRole("combobox", { name: "Language" }).selectOption("en-GB");
});

test("what was typed is there again after the till was killed and the page was loaded anew", async () => {
  await expect
    .poll(() => draft().then((found) => (found as { locale?: string } | undefined)?.locale))
    .toBe("en-GB");
  const port = Number(till.ready["port"]);
  await till.kill("SIGKILL");
  till = await startTill(port, []);
  await page.reload();
  // The sign-in was the old process's: the owner shows the PIN again and is where they were.
  await step("owner").waitFor();
  await page.getByLabel("PIN, 4 to 8 digits").fill("4711");
  await goOn();
  await step("business").waitFor();
  expect(await page.getByRole("textbox", { name: "Legal name" }).inputValue()).toBe(
    "Blatt & Blüte GmbH",
  );
  await page.getByRole("textbox", { name: "Postcode" }).fill("04109");
  await page.getByRole("textbox", { name: /Tax number/ }).fill("DE123456789");
  await goOn();
});

test("taxes are a proposal, logo and hours are kept, a person is added", async () => {
  await step("taxes").waitFor();
  await page
    .locator("[data-rate=zero]")
    .getByRole("button", { name: /Remove/ })
    .click();
  await goOn();
  await step("looks").waitFor();
  await page.locator("input[type=file]").setInputFiles({
    name: "logo.png",
    mimeType: "image/png",
    buffer: logoFile(),
  });
  await page.getByRole("img", { name: "Logo" }).waitFor();
  await page.getByRole("checkbox", { name: "Monday" }).check();
  await goOn();
  await step("people").waitFor();
  await page.getByRole("textbox", { name: "Name" }).fill("Ben Koch");
  await page.getByLabel("PIN, 4 to 8 digits").fill("1234");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByTestId("setup-people").getByText("Ben Koch").waitFor();
  await goOn();
});

test("a file of 500 rows: faults by row and column, brought in, taken back, brought in again", async () => {
  await step("products").waitFor();
  await chooseFile();
  const faults = page.getByTestId("import-faults");
  expect(
    await faults
      .locator("[data-row]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row"))),
  ).toEqual(["12", "22", "32"]);
  expect(await faults.locator("[data-row='22']").textContent()).toContain("VK-Preis");
  const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByTestId("import-run").click();
  await page.getByTestId("import-done").waitFor();
  expect(brought()).toHaveLength(ROWS - 3);
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByText("All is as it was before.").waitFor();
  expect(brought()).toHaveLength(0);
  await chooseFile();
  await page.getByTestId("import-run").click();
  await page.getByTestId("import-done").waitFor();
  await goOn();
});

test("the printer prints its test, and the shop sells what the file brought", async () => {
  await step("printer").waitFor();
  await page.getByRole("button", { name: "Test" }).first().click();
  await page.getByText("The test was printed.").waitFor();
  await page.getByTestId("setup-finish").click();
  await page.getByRole("button", { name: /Ben Koch/ }).click();
  for (const digit of "1234") await page.keyboard.press(digit);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Basket" }).waitFor();
  await page.getByRole("combobox", { name: "Scan or search" }).fill(gtinOf(5));
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=basket-lines] [data-sku=A5]").waitFor();
  await page.keyboard.press("F12");
  await page.getByRole("dialog", { name: "How is it paid?" }).waitFor();
  await page.keyboard.press("F12");
  await page.locator(".done[data-sale]").waitFor();
  const sales = journalSales(join(folder, "till"));
  expect(sales.map(({ totalMinor }) => totalMinor)).toEqual([605]);
  await expect.poll(() => papers(join(folder, "till")).length).toBe(2);
  const paper = papers(join(folder, "till")).at(-1) ?? "";
  expect(paper).toContain("DE123456789");
  expect(paper).toContain("Ware 5");
  // GS v 0 with twenty bytes a row: the logo of 160 dots.
  expect(paper).toContain("\x1dv0\x00\x14\x00");
});

test("row 34: a basket is kept back against a first payment that carries no tax", async () => {
  await page.getByTestId("next").click();
  await page.getByText("The basket is empty").waitFor();
  await page.getByRole("combobox", { name: "Scan or search" }).fill(gtinOf(5));
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=basket-lines] [data-sku=A5]").waitFor();
  await page.keyboard.press("F6");
  await page.keyboard.type("Lena Sommer");
  await page.getByRole("button", { name: "New customer" }).click();
  await page.getByRole("form", { name: "New customer" }).getByRole("button").first().click();
  await page.locator(".client-card").waitFor();
  await page.getByTestId("more").click();
  await page.getByRole("tab", { name: "Set aside" }).click();
  await page.getByText("Keep back, paid in parts", { exact: true }).click();
  await page.getByTestId("set-aside-basket").click();
  await page.getByTestId("hold-go-on").click();
  await page.locator("[data-testid=total][data-minor='121']").waitFor();
  await pay();
  const sale = lastSale();
  expect(sale).toMatchObject({
    priced: { totalMinor: 121, taxMinor: 0, lines: [{ productKind: "deposit" }] },
  });
});

test("row 52: a gift card is sold under a number that the till makes, which its paper carries", async () => {
  await page.getByTestId("next").click();
  await page.getByText("The basket is empty").waitFor();
  await page.getByRole("combobox", { name: "Scan or search" }).fill("GIFT-CARD");
  await page.getByRole("option").filter({ hasText: "GIFT-CARD" }).first().click();
  const asked = page.getByRole("dialog", { name: "Gift card" });
  await asked.getByRole("textbox", { name: "Amount" }).fill("30");
  await page.getByTestId("add-asked").click();
  await asked.waitFor({ state: "hidden" });
  await pay();
  const { priced } = lastSale() as { readonly priced: { readonly lines: readonly SoldCard[] } };
  const number = priced.lines[0]?.reference ?? "";
  expect(number).toMatch(/^GC-/);
  await expect.poll(() => papers(join(folder, "till")).at(-1)).toMatch(/Balance GC-\S+ +30\.00/);
});

interface SoldCard {
  readonly reference?: string;
}

async function pay(): Promise<void> {
  await page.keyboard.press("F12");
  await page.getByRole("dialog", { name: "How is it paid?" }).waitFor();
  await page.keyboard.press("F12");
  await page.locator(".done[data-sale]").waitFor();
}

function lastSale(): object {
  const sales = journalEntries(join(folder, "till")).filter(
    ({ kind }) => kind === "sale.completed",
  );
  return sales.at(-1)?.body ?? {};
}

/** The products of the shop's own lists: what it was given on its first day is not among them. */
function brought(): readonly object[] {
  const given = ["deposit", "gift-card"];
  return serverRows(database(), "products").filter(({ kind }) => !given.includes(String(kind)));
}

/** A picture of 160 by 80 dots, black on its left half. */
function logoFile(): Buffer {
  const picture = new PNG({ width: 160, height: 80 });
  picture.data.fill(255);
  for (let at = 0; at < 160 * 80; at += 1)
    if (at % 160 < 80) picture.data.fill(0, at * 4, at * 4 + 3);
  return PNG.sync.write(picture);
}

async function chooseFile(): Promise<void> {
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "artikel.csv", mimeType: "text/csv", buffer: productFile() });
  await page.getByTestId("import-plan").waitFor();
}

/** What the till keeps of the business step, read from outside. */
async function draft(): Promise<unknown> {
  const { DatabaseSync } = await import("node:sqlite");
  const { copyFileSync, existsSync } = await import("node:fs");
  const copy = join(folder, "desk.db");
  for (const end of ["", "-wal"]) {
    const file = join(folder, "till", "journal.db") + end;
    if (existsSync(file)) copyFileSync(file, copy + end);
  }
  const db = new DatabaseSync(copy);
  const row = db
    .prepare("SELECT * FROM desk WHERE kind = 'hq-draft' AND key = 'setup-business'")
    .get();
  db.close();
  if (row === undefined) return undefined;
  const text = Object.values(row).find(
    (value) => typeof value === "string" && value.startsWith("{"),
  );
  return text === undefined ? undefined : (JSON.parse(String(text)) as { draft: unknown }).draft;
}
