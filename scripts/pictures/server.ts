/** The pictures of what the server shows: head office with each of its pages, and the web shop. */
import { DEMO_STAFF } from "../demo/people.ts";
import { type Camera, takeTabs } from "./camera.ts";

/** Head office, signed in; `findText` finds the product that its price page shows. */
export async function takeHeadOffice(at: Camera, url: string, findText: string): Promise<void> {
  const { page, take } = at;
  const person = DEMO_STAFF.find((one) => one.roleId === "role-hq");
  await page.goto(`${url}/hq`);
  await take("hq-sign-in", () => page.locator("[autocomplete=current-password]").waitFor());
  await take("hq-prices", async () => {
    await page.locator("[autocomplete=username]").fill(person?.name ?? "");
    await page.locator("[autocomplete=current-password]").fill(person?.pin ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("tabpanel").getByRole("textbox").first().fill(findText);
    await page.getByTestId("hq-products").getByRole("button").first().click();
    await page.getByTestId("hq-price").waitFor();
  });
  await takeTabs(at, "hq");
}

/** The web shop's first page, and a product. */
export async function takeWebShop({ page, take }: Camera, url: string): Promise<void> {
  await page.goto(`${url}/shop`);
  const products = page.getByRole("main").getByRole("link");
  await take("shop", () => products.first().waitFor());
  await take("shop-product", async () => {
    await products.first().click();
    await page.waitForLoadState("networkidle");
  });
}
