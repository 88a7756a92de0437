// What a cashier does with a line beyond scanning it: sizes and colours, units, notes, codes, checks.
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { DemoProduct } from "../../scripts/demo/products.ts";
import { SIZED_GOODS, variantsOf } from "../../scripts/demo/sizes.ts";
import { BOXED_TEA } from "../../scripts/demo/units.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { COUNTER_GOODS, GTIN } from "./support/counter-goods.ts";
import { type CounterPage, openCounterPage } from "./support/counter-page.ts";
import { demoPerson, STORE_PLACE } from "./support/demo-chain.ts";
import { pictureFailures } from "./support/failures.ts";
import { journalEntries, papers, serverStock } from "./support/outside.ts";
import { openShop, type TestShop, type TestTill } from "./support/shop.ts";
import { acted, connectTill, newActId } from "./support/till-client.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What the demo's "5 off 40" takes off. */
const FORTY_OFF_MINOR = 500;
const COUPON = {
  table: "offers",
  id: "offer-welcome",
  row: {
    kind: "offer",
    id: "offer-welcome",
    name: "Welcome: 2 off",
    state: "live",
    validFromMs: 0,
    priority: 0,
    exclusive: false,
    couponCodes: ["WELCOME2"],
    definition: { action: { kind: "fixed", target: "order", amountMinor: 200 } },
  },
} as unknown as AnyChange;

let shop: TestShop;
let browser: TestBrowser;
let till: TestTill;
let counter: CounterPage;
let onHand: ReadonlyMap<string, number>;

beforeAll(async () => {
  shop = await openShop(["Till 1"], { rows: [...COUNTER_GOODS, COUPON] });
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

describe("units by hand, with the network cut", () => {
  test("row 26: a line is sold by the box: its price, and twelve from the shelf", async () => {
    const { id, box, priceMinor } = BOXED_TEA;
    await counter.scanProduct(BOXED_TEA);
    expect(await counter.totalMinor()).toBe(priceMinor);
    await counter.page.keyboard.press("Control+e");
    const units = counter.page.getByRole("group", { name: "Sold in" });
    await units
      .getByRole("radio", { name: "piece" })
      .and(counter.page.locator(":checked"))
      .waitFor();
    expect(await complaints("dialog[open]")).toEqual([]);
    await units.getByText("box (12)").click();
    await units
      .getByRole("radio", { name: "box (12)" })
      .and(counter.page.locator(":checked"))
      .waitFor();
    await counter.page.keyboard.press("Escape");
    const line = counter.line(BOXED_TEA.sku);
    await line.getByText("box (12)").waitFor();
    expect(await counter.totalMinor()).toBe(box.priceMinor);
    // A scanned tin is no box, and a box of its own code is one more of the line.
    await counter.scan(BOXED_TEA.gtin);
    await expect.poll(() => line.count()).toBe(2);
    await counter.scan(box.gtin);
    await expect
      .poll(() => counter.totalMinor())
      .toBe(2 * box.priceMinor + priceMinor - FORTY_OFF_MINOR);
    await counter.payCash();
    await counter.nextCustomer();
    expect(lastSale().priced.lines).toMatchObject([
      { productId: id, unit: "box", quantityMilli: 2_000, stockQuantityMilli: 24_000 },
      { productId: id, unit: "piece", quantityMilli: 1_000 },
    ]);
    await counter.page.keyboard.press("Control+i");
    await counter.scan(BOXED_TEA.gtin);
    const left = (onHand.get(id) ?? 0) / 1000 - 25;
    await counter.page.getByTestId("price-check").getByText(`here ${left}`).waitFor();
    await counter.page.keyboard.press("Escape");
    await counter.page.getByText("The basket is empty").waitFor();
  });
});

describe("row 26: what is asked before money is taken, with the network cut", () => {
  const question = () => dialog("From 18 years: check the age");

  test("an age is asked about once for two such goods; the check is kept, no date", async () => {
    await counter.scan(GTIN.cider);
    await counter.line("CIDER").waitFor();
    await counter.page.keyboard.press("F12");
    await question().waitFor();
    expect(await complaints("dialog[open]")).toEqual([]);
    expect(await question().getByRole("textbox").count()).toBe(0);
    await question().getByRole("button", { name: "Old enough" }).click();
    await question().waitFor({ state: "hidden" });
    await counter.scan(GTIN.knife);
    await counter.line("KNIFE").waitFor();
    await counter.payCash();
    await counter.nextCustomer();
    const { draft } = lastSale();
    expect(draft.checks).toEqual([
      { restrictionId: "restriction-18", outcome: "checked", staffId: demoPerson("Amira").staffId },
    ]);
  });

  test("what is not sold leaves the basket and the rest is sold", async () => {
    await counter.scan(GTIN.cider);
    await counter.line("CIDER").waitFor();
    await counter.scan(GTIN.knife);
    await counter.line("KNIFE").waitFor();
    await counter.scan(GTIN.bread);
    await counter.line("BREAD").waitFor();
    await counter.page.keyboard.press("F12");
    await question().getByRole("button", { name: "Not sold" }).click();
    await counter.line("CIDER").waitFor({ state: "hidden" });
    expect(await counter.totalMinor()).toBe(300);
    await counter.payCash();
    await counter.nextCustomer();
    const sale = lastSale();
    expect(sale.priced.lines).toMatchObject([{ productId: "goods-bread" }]);
    expect(sale.draft.checks).toMatchObject([{ outcome: "refused" }]);
    expect(entries("basket.trimmed").at(-1)?.body).toMatchObject({ amountMinor: 1_700 });
  });

  test("a missing serial number is said before the pay sheet opens", async () => {
    await counter.scan(GTIN.phone);
    await counter.line("PHONE").waitFor();
    await counter.page.keyboard.press("F12");
    await counter.page.locator("[data-refusal=serial-needed]").waitFor();
    await counter.page.keyboard.press("Control+e");
    await counter.page.getByRole("tab", { name: "Serial numbers" }).click();
    await counter.page.getByRole("textbox", { name: "Serial numbers, one a row" }).fill("PH-1");
    await dialogAct("Save");
    await counter.payCash();
    await counter.nextCustomer();
    expect(lastSale().priced.lines).toMatchObject([{ serials: ["PH-1"] }]);
  });
});

describe("papers, codes and buyers, with the network cut", () => {
  const openBasket = async (tab: string): Promise<void> => {
    await counter.page.keyboard.press("Control+b");
    await counter.page.getByRole("tab", { name: tab }).click();
  };

  test("a gift receipt names the goods and no price", async () => {
    await counter.scanProduct({ gtin: GTIN.bread, sku: "BREAD" });
    await counter.payCash();
    const before = papers(till.folder).length;
    await counter.page.getByRole("button", { name: "Gift receipt" }).click();
    await expect.poll(() => papers(till.folder).length).toBe(before + 1);
    await counter.page.getByTestId("next").click();
    await counter.page.getByText("The basket is empty").waitFor();
    const [sold, gift] = papers(till.folder).slice(-2);
    expect(sold).toContain("3.00");
    expect(gift).toContain("Country loaf");
    expect(gift).not.toMatch(/\d[.,]\d\d(?!\d)/);
  });

  test("a certificate frees of tax and is kept with the sale", async () => {
    const taxed = shop.chain.products.find(
      ({ id, taxCategoryId }) => (onHand.get(id) ?? 0) >= 5_000 && taxCategoryId === "standard",
    );
    await counter.scanProduct(taxed as DemoProduct);
    const tax = counter.page.locator(".sums", { hasText: "VAT 20 %" });
    await tax.waitFor();
    const fullMinor = await counter.totalMinor();
    await openBasket("Tax exemption");
    await counter.page.getByRole("textbox", { name: "Number of the certificate" }).fill("CH-77");
    await counter.page.getByText("Registered charity").click();
    await dialogAct("Save");
    await expect.poll(() => counter.totalMinor()).toBeLessThanOrEqual(fullMinor);
    await counter.payCash();
    await counter.nextCustomer();
    const sale = lastSale();
    expect(sale).toMatchObject({
      exemption: { certificate: "CH-77", reasonId: "reason-charity" },
      priced: { taxMinor: 0 },
    });
  });

  test("a staff purchase: not one's own, the staff price, and the year's limit before money", async () => {
    await counter.scanProduct(BOXED_TEA);
    await openBasket("Staff purchase");
    const buyer = (name: string) => counter.page.locator("dialog[open]").getByText(name);
    await buyer("Amira Khan").click();
    await counter.page.locator("dialog[open] [data-refusal=staff-buyer-is-cashier]").waitFor();
    await buyer("Tom Ellery").click();
    await counter.page.locator("dialog[open]").waitFor({ state: "hidden" });
    await counter.line(BOXED_TEA.sku).getByText("Staff purchase").waitFor();
    expect(await counter.totalMinor()).toBe(260);
    await counter.page.keyboard.press("Control+e");
    await counter.page.getByRole("textbox", { name: "New quantity" }).fill("400");
    await counter.page.getByRole("button", { name: "Set the quantity" }).click();
    await expect.poll(() => counter.totalMinor()).toBe(103_500);
    await counter.page.keyboard.press("F12");
    const refused = counter.page.locator("[data-refusal=staff-limit-reached]");
    await refused.waitFor();
    expect(await refused.innerText()).toContain("£1,000.00");
    await counter.page.keyboard.press("Control+e");
    await counter.page.getByRole("textbox", { name: "New quantity" }).fill("1");
    await counter.page.getByRole("button", { name: "Set the quantity" }).click();
    await expect.poll(() => counter.totalMinor()).toBe(260);
    await counter.payCash();
    await counter.nextCustomer();
    expect(lastSale()).toMatchObject({ staffBuyerId: demoPerson("Tom").staffId });
  });

  test("an offer says under the line what is missing, and then what it took off", async () => {
    const candle = shop.chain.products.find(
      ({ id, categoryId, priceMinor }) =>
        categoryId === "cat-light" && priceMinor < 1_000 && (onHand.get(id) ?? 0) >= 5_000,
    ) as DemoProduct;
    await counter.scanProduct(candle);
    await counter.scan(candle.gtin);
    const line = counter.line(candle.sku);
    const offer = "3 for 2 on Candles & Lights";
    await line.getByText(`${offer}: 1 more from Candles & Lights`).waitFor();
    await counter.scan(candle.gtin);
    await line.locator(".line-offer", { hasText: offer }).waitFor();
    await expect.poll(() => line.getByText("more from").count()).toBe(0);
    expect(await counter.totalMinor()).toBe(2 * candle.priceMinor);
    await counter.payCash();
    await counter.nextCustomer();
  });

  test("a code is typed and counts, with the offer's words under the line", async () => {
    await counter.scanProduct({ gtin: GTIN.bread, sku: "BREAD" });
    await openBasket("Code");
    await counter.page.getByRole("textbox", { name: "Scan or type the code" }).fill("welcome2");
    await counter.page.keyboard.press("Enter");
    await counter.page.locator("dialog[open]").getByText("counts", { exact: true }).waitFor();
    await counter.page.keyboard.press("Escape");
    await counter.line("BREAD").getByText("Welcome: 2 off").waitFor();
    expect(await counter.totalMinor()).toBe(100);
    await counter.payCash();
    await counter.nextCustomer();
    expect(lastSale().priced).toMatchObject({ couponsUsed: ["WELCOME2"], totalMinor: 100 });
  });
});

interface SaleBody {
  readonly priced: { readonly lines: readonly object[]; readonly taxMinor: number };
  readonly draft: { readonly checks: readonly object[] };
}

const lastSale = () => entries("sale.completed").at(-1)?.body as unknown as SaleBody;

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
