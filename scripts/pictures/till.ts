/**
 * The pictures of a till of the demo: sign-in, a sale from the empty basket to the change, each screen with
 * each of its tabs, the dialogs that open from them. Everything is found by marks that no language changes.
 */
import { DEMO_STAFF } from "../demo/people.ts";
import { type Camera, takeTabs } from "./camera.ts";

/** Codes of the demo's own shop, so that each is on its shelf. */
export interface TillPictures {
  readonly url: string;
  readonly displayUrl: string;
  readonly codes: readonly { readonly gtin: string; readonly sku: string }[];
}

const UNKNOWN_CODE = "5000000000009";

/** All pictures of one till in one look; signs in at its begin and out at its end. */
export async function takeTill(at: Camera, till: TillPictures): Promise<void> {
  await at.page.goto(till.url);
  await chooseLanguage(at);
  await at.take("sign-in", () => at.page.locator(".sign-in").waitFor());
  await signIn(at);
  await takeSale(at, till);
  for (const key of await screenKeys(at)) await takeScreen(at, key);
  await takeDialogs(at);
  await at.page.getByTestId("staff-menu").click();
  await at.page.getByRole("menuitem").last().click();
  await at.page.locator(".sign-in").waitFor();
}

async function chooseLanguage({ page, look }: Camera): Promise<void> {
  if (look.language === undefined) return;
  await page.locator(".top-end button[aria-haspopup=menu]").first().click();
  await page.locator(`[role=menuitem][lang=${look.language}]`).click();
}

async function signIn({ page, scan }: Camera): Promise<void> {
  await scan(DEMO_STAFF.find((one) => one.roleId === "role-manager")?.badge ?? "");
  await page.locator(".nav-rail").waitFor();
}

async function takeSale(at: Camera, { codes, displayUrl }: TillPictures): Promise<void> {
  const { page, take, scan } = at;
  await page.locator("[data-screen=counter]").click();
  await take("empty", () => page.getByTestId("tender").waitFor());
  await take("search", async () => {
    await page.getByRole("combobox").fill("tea");
    await page.getByRole("option").first().waitFor();
  });
  await page.getByRole("combobox").fill("");
  for (const { gtin, sku } of codes) {
    await take("lines", async () => {
      await scan(gtin);
      await page.locator(`[data-testid=basket-lines] [data-sku="${sku}"]`).first().waitFor();
    });
  }
  await take("people", async () => {
    await page.keyboard.press("F6");
    await page.keyboard.type("maya", { delay: 120 });
    await page.locator("[data-client]").first().waitFor();
  });
  await take("counter", async () => {
    await page.keyboard.press("Enter");
    await page.locator(".client-card").waitFor();
  });
  await takeDisplay(at, displayUrl);
  await take("line", async () => {
    await page.locator("[data-testid=basket-lines] [data-sku] button").first().click();
    await page.getByRole("dialog").waitFor();
  });
  await takeDialogTabs(at, "line");
  await page.keyboard.press("Escape");
  await take("unknown-code", async () => {
    await scan(UNKNOWN_CODE);
    await page.getByRole("alert").waitFor();
  });
  await page.getByRole("alert").getByRole("button").last().click();
  await take("tender", async () => {
    await page.keyboard.press("F12");
    await page.getByTestId("due").waitFor();
  });
  await take("done", async () => {
    await page.locator("[data-cash]").last().click();
    await page.locator(".done").waitFor();
    await page.getByTestId("receipt").waitFor();
  });
  await page.getByTestId("next").click();
}

/** What the customer sees meanwhile, on a page of its own. */
async function takeDisplay(at: Camera, url: string): Promise<void> {
  const page = await at.page.context().newPage();
  await at.on(page).take("display", async () => {
    await page.goto(url);
    await page.locator("[data-phase]").waitFor();
    await page.waitForLoadState("networkidle");
  });
  await page.close();
}

/** The keys of the screens that who is signed in may open. */
async function screenKeys({ page }: Camera): Promise<readonly string[]> {
  const entries = page.locator(".nav-rail [data-screen]");
  return entries.evaluateAll((all) => all.map((one) => one.getAttribute("data-screen") ?? ""));
}

async function takeScreen(at: Camera, key: string): Promise<void> {
  const { page, take } = at;
  await take(`screen-${key}`, async () => {
    await page.locator(`[data-screen=${key}]`).click();
    await page.locator(`[data-screen=${key}][aria-current=page]`).waitFor();
    await page.waitForLoadState("networkidle");
  });
  await takeTabs(at, `screen-${key}`);
}

async function takeDialogTabs({ page, take }: Camera, name: string): Promise<void> {
  const tabs = page.getByRole("dialog").getByRole("tab");
  for (let at = 1; at < (await tabs.count()); at += 1)
    await take(`${name}-${at + 1}`, () => tabs.nth(at).click());
}

async function takeDialogs({ page, take }: Camera): Promise<void> {
  const open = (screen: string) => page.locator(`[data-screen=${screen}]`).click();
  const shut = () => page.keyboard.press("Escape");
  await take("sale", async () => {
    await open("sales");
    await page.getByTestId("sales-list").getByRole("button").first().click();
    await page.getByTestId("receipt").waitFor();
  });
  await take("client", async () => {
    await open("clients");
    await page.getByTestId("clients-list").getByRole("button").first().click();
    await page.locator(".client-card").waitFor();
  });
  await take("drawer", async () => {
    await open("shift");
    await page.getByTestId("open-shift").or(page.getByTestId("close-shift")).waitFor();
    if (await page.getByTestId("open-shift").isVisible()) await openDrawer(page);
    await page.getByTestId("close-shift").waitFor();
  });
  await take("x-report", async () => {
    await page.getByTestId("x-report").click();
    await page.getByRole("dialog").waitFor();
  });
  await shut();
  await take("close-shift", async () => {
    await page.getByTestId("close-shift").click();
    await page.getByTestId("confirm-count").waitFor();
  });
  await open("counter");
  await take("more", async () => {
    await page.getByTestId("more").click();
    await page.getByRole("dialog").waitFor();
  });
  await shut();
  await take("palette", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
  });
  await shut();
  await take("help", async () => {
    await page.keyboard.press("F1");
    await page.getByRole("dialog").waitFor();
  });
  await shut();
}

/** Ten of the first note, so that the drawer has a float. */
async function openDrawer(page: Camera["page"]): Promise<void> {
  await page.locator(".page input").first().fill("10");
  await page.getByTestId("open-shift").click();
}
