// What a cashier does with a line beyond scanning it: sizes and colours, units, notes, codes, checks.
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { SIZED_GOODS, variantsOf } from "../../scripts/demo/sizes.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, papers, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import { acted, connectTill, newActId } from "./support/till-client.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let onHand: ReadonlyMap<string, number>;

beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  onHand = serverStock(shop.database, STORE_PLACE);
  till = await shop.openTill("Till 1");
  counter = await openCounterPage(browser.context, till.address());
  await counter.signIn("Amira");
  const connection = await connectTill(browser.context, till.port);
  await acted(connection.client.shift.open({ actId: newActId(), floatMinor: 10_000 }));
  connection.close();
  await counter.cutConnection();
});
pictureFailures(() => browser);
afterEach(() => {
  expect(counter.faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const entries = (kind: string) => journalEntries(till.folder).filter((each) => each.kind === kind);
const dialog = (name: string | RegExp) => counter.page.getByRole("dialog", { name });

describe("a size by colour matrix, with the network cut", () => {
  const [tee, apron] = SIZED_GOODS;
  const cell = (id: string) => counter.page.locator(`dialog [data-product="${id}"]`);
  const skuOf = (id: string) =>
    SIZED_GOODS.flatMap(variantsOf).find((one) => one.id === id)?.sku ?? "";

  test("is opened by the product's name and chosen from by arrows and Enter", async () => {
    await (await counter.search(tee?.name ?? "")).first().waitFor();
    await counter.page.keyboard.press("Enter");
    await dialog(tee?.name ?? "").waitFor();
    expect(await complaints("dialog[open]")).toEqual([]);
    await cell("p-tee-s-navy").focus();
    await counter.page.keyboard.press("ArrowDown");
    await counter.page.keyboard.press("ArrowLeft");
    const chosen = await counter.page.evaluate(() =>
      document.activeElement?.getAttribute("data-product"),
    );
    expect(chosen).toBe("p-tee-m-moss");
    await counter.page.keyboard.press("Enter");
    await counter.line(skuOf("p-tee-m-moss")).waitFor();
    expect(await dialog(tee?.name ?? "").count()).toBe(0);
  });

  test("says in each cell what is here, and of one that is not, where it is", async () => {
    const out = variantsOf(tee as (typeof SIZED_GOODS)[number]).find(
      ({ id }) => onHand.get(id) === 0,
    );
    const outId = out?.id ?? "";
    // A touch on one size of the results shows all of them, with this one marked.
    await (await counter.search(out?.name ?? "")).first().click();
    await cell(outId).waitFor();
    expect(await cell(outId).getAttribute("aria-pressed")).toBe("true");
    expect(await cell(outId).innerText()).toMatch(/[A-Za-z]+ \d/);
    for (const { id } of variantsOf(tee as (typeof SIZED_GOODS)[number])) {
      const here = (onHand.get(id) ?? 0) / 1000;
      if (here > 0 && id !== "p-tee-m-moss")
        expect(await cell(id).locator("strong").innerText()).toBe(String(here));
      const box = await cell(id).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
    }
    await cell(outId).click();
    const line = counter.line(out?.sku ?? "");
    await line.getByRole("button", { name: /Ship/ }).click();
    await line.getByTestId("line-promise").waitFor();
  });

  test("has one column for goods in sizes alone, opened by their code", async () => {
    await counter.scan(apron?.gtin ?? "");
    await dialog(apron?.name ?? "").waitFor();
    await cell("p-apron-adult").click();
    await counter.line("APRON-ADULT").waitFor();
    await counter.payCash();
    await counter.nextCustomer();
  });
});

describe("what a cashier asks or says of a line, with the network cut", () => {
  const plain = () =>
    shop.chain.products.filter(
      ({ id, priceMinor }) => (onHand.get(id) ?? 0) >= 5_000 && priceMinor >= 800,
    );
  const openLine = async (tab: string): Promise<void> => {
    await counter.page.keyboard.press("Control+e");
    await counter.page.getByRole("tab", { name: tab }).click();
  };

  test("a price is checked with Ctrl and I, and nothing is sold", async () => {
    const [one] = plain();
    await counter.page.keyboard.press("Control+i");
    await counter.scan(one?.gtin ?? "");
    const said = counter.page.getByTestId("price-check");
    await said.getByText(one?.name ?? "").waitFor();
    expect(await said.innerText()).toContain(`£${((one?.priceMinor ?? 0) / 100).toFixed(2)}`);
    expect(await said.innerText()).toContain(`here ${(onHand.get(one?.id ?? "") ?? 0) / 1000}`);
    await counter.page.keyboard.press("Escape");
    await counter.page.getByText("The basket is empty").waitFor();
  });

  test("a note of a line and of the basket stand on the paper", async () => {
    await counter.scanProduct(plain()[1] as DemoProduct);
    await openLine("Note and gift");
    await counter.page.getByRole("textbox", { name: "Note for this line" }).fill("Engraved: Ada");
    await dialogAct("Save");
    await counter.page.keyboard.press("Control+b");
    await counter.page.getByRole("tab", { name: "Note and gift" }).click();
    await counter.page.getByRole("textbox", { name: "Note for the receipt" }).fill("Collect at 5");
    await dialogAct("Save");
    await counter.payCash();
    await counter.nextCustomer();
    await expect.poll(() => papers(till.folder).at(-1)).toContain("Engraved: Ada");
    expect(papers(till.folder).at(-1)).toContain("Collect at 5");
  });

  test("row 26: serial numbers and a batch are typed in the line's dialog", async () => {
    await counter.scanProduct(plain()[2] as DemoProduct);
    await openLine("Serial numbers");
    await counter.page.getByRole("textbox", { name: "Serial numbers, one a row" }).fill("SN-4711");
    await counter.page.getByRole("textbox", { name: "Batch" }).fill("LOT-9");
    await dialogAct("Save");
    await counter.payCash();
    await counter.nextCustomer();
    const sale = entries("sale.completed").at(-1)?.body as {
      readonly priced: { readonly lines: readonly object[] };
    };
    expect(sale.priced.lines[0]).toMatchObject({ serials: ["SN-4711"], batch: "LOT-9" });
  });
});

async function dialogAct(name: string): Promise<void> {
  const open = counter.page.locator("dialog[open]");
  await open.getByRole("button", { name, exact: true }).click();
  await open.waitFor({ state: "hidden" });
}

/** What axe finds wrong in a part of the page as it stands: rule and place. */
async function complaints(within: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: counter.page })
    .include(within)
    .withTags(WCAG)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}
