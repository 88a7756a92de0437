/** The pictures of what the server shows: head office with each of its pages, and the web shop. */
import { DEMO_STAFF } from "../demo/people.ts";
import { type Camera, takeTabs } from "./camera.ts";
import { tab } from "./dialogs.ts";

/** A client of the demo who may sign in. */
const DEMO_PHONE = "020 7946 0001";

export interface HeadOfficePictures {
  readonly url: string;
  /** Finds the product that the price page shows. */
  readonly findText: string;
  /** A receipt of today, for the page that explains a sale. */
  readonly receiptNumber: string;
}

/** Head office, signed in, with each of its pages. */
export async function takeHeadOffice(at: Camera, shown: HeadOfficePictures): Promise<void> {
  const { page, take } = at;
  const person = DEMO_STAFF.find((one) => one.roleId === "role-hq");
  await page.goto(`${shown.url}/hq`);
  await take("hq-sign-in", () => page.locator("[autocomplete=current-password]").waitFor());
  await take("hq-prices", async () => {
    await page.locator("[autocomplete=username]").fill(person?.name ?? "");
    await page.locator("[autocomplete=current-password]").fill(person?.pin ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("tabpanel").getByRole("textbox").first().fill(shown.findText);
    await page.getByTestId("hq-products").getByRole("button").first().click();
    await page.getByTestId("hq-price").waitFor();
  });
  await takeTabs(at, "hq");
  await take("hq-sale-explained", async () => {
    await tab(page, "sale");
    await page.getByRole("tabpanel").getByRole("textbox").first().fill(shown.receiptNumber);
    await page.keyboard.press("Enter");
    await page.getByTestId("hq-sale").waitFor();
  });
  await take("hq-keys-tile", async () => {
    await tab(page, "keys");
    await page.getByTestId("keys-add-page").click();
    await page.getByTestId("keys-add-tile").click();
    await page.getByRole("dialog").waitFor();
  });
}

/** The page of an approver's phone, before it is paired. */
export async function takeApprove({ page, take }: Camera, url: string): Promise<void> {
  await page.goto(`${url}/approve/`);
  await take("approve", () => page.getByRole("heading").first().waitFor());
}

/** The web shop from its first page to the order, and goods that have an age limit. */
export async function takeWebShop({ page, take }: Camera, shown: WebShopPictures): Promise<void> {
  const go = (hash: string) => page.goto(`${shown.url}/shop${hash}`);
  await page.goto(`${shown.url}/shop`);
  const products = page.getByRole("main").getByRole("link");
  await take("shop", () => products.first().waitFor());
  await take("shop-product", async () => {
    await products.first().click();
    await page.getByRole("button", { name: "Add to basket" }).waitFor();
  });
  await take("shop-basket", async () => {
    await page.getByRole("button", { name: "Add to basket" }).click();
    await page.getByTestId("shop-basket").click();
    await page.getByTestId("shop-total").waitFor();
  });
  if (shown.adultsOnly !== undefined)
    await take("shop-restricted", async () => {
      await go(`#/product/${shown.adultsOnly?.id}`);
      await page.getByTestId("shop-restriction").waitFor();
    });
  await page.getByRole("button", { name: "Add to basket" }).click();
  await take("shop-sign-in", async () => {
    await go("#/checkout");
    await page.getByLabel("Telephone number or e-mail address").fill(DEMO_PHONE);
    await page.getByRole("button", { name: "Get a sign-in link" }).click();
    await page.getByRole("link", { name: "Sign in now" }).waitFor();
  });
  await take("shop-checkout", async () => {
    await page.getByRole("link", { name: "Sign in now" }).click();
    await page.getByRole("button", { name: /Order and pay/ }).waitFor();
  });
  await take("shop-account", async () => {
    await go("#/account");
    await page.getByRole("main").getByRole("heading").first().waitFor();
  });
}

export interface WebShopPictures {
  readonly url: string;
  readonly adultsOnly?: { readonly id: string } | undefined;
}
