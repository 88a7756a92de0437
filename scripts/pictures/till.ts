/**
 * The pictures of a till of the demo: sign-in, a sale from the empty basket to the change, each screen with
 * each of its tabs, the dialogs that open from them. Everything is found by marks that no language changes.
 */
import { DEMO_STAFF } from "../demo/people.ts";
import { type Camera, takeTabs } from "./camera.ts";
import { OVER_BASKET, OVER_SCREENS, tab, takeOver } from "./dialogs.ts";

/** Codes of the demo's own shop, so that each is on its shelf. */
export interface TillPictures {
  readonly url: string;
  readonly displayUrl: string;
  readonly codes: readonly Code[];
  /** Goods with an age limit, where the demo has them. */
  readonly adultsOnly?: Code | undefined;
}

interface Code {
  readonly gtin: string;
  readonly sku: string;
}

const UNKNOWN_CODE = "5000000000009";

/**
 * All pictures of one till in one look; signs in at its begin and out at its end. Answers the number of the
 * receipt of the sale that it made.
 */
export async function takeTill(at: Camera, till: TillPictures): Promise<string> {
  await at.page.goto(till.url);
  await chooseLanguage(at);
  await at.take("sign-in", () => at.page.locator(".sign-in").waitFor());
  await signIn(at);
  const receiptNumber = await takeSale(at, till);
  for (const key of await screenKeys(at)) await takeScreen(at, key);
  await takeDrawer(at);
  await takeOver(at, OVER_SCREENS);
  await takeStates(at);
  await signOut(at);
  await takeCashier(at, till);
  await signOut(at);
  return receiptNumber;
}

async function signOut({ page }: Camera): Promise<void> {
  await page.getByTestId("staff-menu").click();
  await page.getByRole("menuitem").last().click();
  await page.locator(".sign-in").waitFor();
}

async function chooseLanguage({ page, look }: Camera): Promise<void> {
  if (look.language === undefined) return;
  await page.locator(".top-end button[aria-haspopup=menu]").first().click();
  await page.locator(`[role=menuitem][lang=${look.language}]`).click();
}

/** Signs somebody of this role in by the badge, once the till knows its people. */
async function signIn({ page, scan }: Camera, roleId = "role-manager"): Promise<void> {
  await page.locator(".sign-in .person").first().waitFor();
  await scan(DEMO_STAFF.find((one) => one.roleId === roleId)?.badge ?? "");
  await page.locator(".nav-rail").waitFor();
}

async function takeSale(at: Camera, { codes, displayUrl }: TillPictures): Promise<string> {
  const { page, take, scan } = at;
  await page.locator("[data-screen=counter]").click();
  await take("empty", () => page.getByTestId("tender").waitFor());
  await take("search", async () => {
    await page.getByRole("combobox").fill("tea");
    await page.getByRole("option").first().waitFor();
  });
  await page.getByRole("combobox").fill("");
  await take("lines", async () => {
    for (const { gtin, sku } of codes) {
      await scan(gtin);
      await page.locator(`[data-testid=basket-lines] [data-sku="${sku}"]`).first().waitFor();
    }
  });
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
  await takeOver(at, OVER_BASKET);
  await take("unknown-code", async () => {
    await scan(UNKNOWN_CODE);
    await page.getByRole("alert").waitFor();
  });
  await page.getByRole("alert").getByRole("button").last().click();
  await take("tender", async () => {
    await page.keyboard.press("F12");
    await page.getByTestId("due").waitFor();
  });
  await take("tender-number", async () => {
    await page.locator("[data-tender][aria-expanded]").first().click();
    await page.getByTestId("pay-by-number").waitFor();
  });
  await take("done", async () => {
    await page.locator("[data-cash]").last().click();
    await page.locator(".done").waitFor();
    await page.getByTestId("receipt").waitFor();
  });
  const receiptNumber = await page.locator(".done").getAttribute("data-receipt");
  await page.getByTestId("next").click();
  return receiptNumber ?? "";
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

/** Opens the drawer when it is not, with a float counted into it. */
async function takeDrawer({ page, take }: Camera): Promise<void> {
  await take("drawer", async () => {
    await page.locator("[data-screen=shift]").click();
    await page.getByTestId("open-shift").or(page.getByTestId("close-shift")).waitFor();
    if (await page.getByTestId("open-shift").isVisible()) await openDrawer(page);
    await page.getByTestId("close-shift").waitFor();
  });
}

/** A till that is cut off, one that is practised on, and one that is locked. */
async function takeStates(at: Camera): Promise<void> {
  const { page, take } = at;
  const lamp = (state: string) => page.locator(`[data-testid=lamp]${state}`).waitFor();
  await page.locator("[data-screen=counter]").click();
  await take("offline", async () => {
    await inGuide(page, "cut-link");
    await lamp("[data-tone=cut]");
  });
  await inGuide(page, "cut-link");
  await lamp(":not([data-tone=cut])");
  await take("where-is-my-sale", async () => {
    await inGuide(page, "where");
    await page.getByTestId("where-answer").first().waitFor();
  });
  await inGuide(page, "where");
  await practise(page, true);
  await take("coach", async () => {
    await page.locator("[data-screen=counter]").click();
    await page.getByTestId("coach-steps").or(page.locator(".guide-opener")).first().waitFor();
  });
  await practise(page, false);
  await take("locked", async () => {
    await page.getByTestId("staff-menu").click();
    await page.getByRole("menuitem").first().click();
    await page.locator(".sign-in").waitFor();
  });
  await signIn(at);
}

/** Presses a switch of the tour, which on an upright tablet opens by its button first. */
async function inGuide(page: Camera["page"], testId: string): Promise<void> {
  const opener = page.locator(".guide-opener");
  if (await opener.isVisible()) await opener.click();
  await page.getByTestId(testId).click();
}

async function practise(page: Camera["page"], on: boolean): Promise<void> {
  await page.locator("[data-screen=settings]").click();
  await tab(page, "training");
  await page.getByTestId("training").click();
  await page.locator(".badge-training").waitFor({ state: on ? "visible" : "hidden" });
}

/** What a cashier may not do alone, and goods that are asked about. */
async function takeCashier(at: Camera, { codes, adultsOnly }: TillPictures): Promise<void> {
  const { page, take, scan } = at;
  await signIn(at, "role-cashier");
  const [first] = codes;
  await page.locator("[data-screen=counter]").click();
  await take("approval", async () => {
    await scan(first?.gtin ?? "");
    await page.getByTestId("basket-lines").waitFor();
    await page.keyboard.press("Control+b");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill("60");
    await dialog.getByRole("radio").last().check();
    await page.getByTestId("save-change").click();
    await page.getByTestId("approve").waitFor();
  });
  await take("approval-by-code", () =>
    page.getByRole("dialog").last().locator(".whole-height label").last().click(),
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  if (adultsOnly !== undefined)
    await take("restriction", async () => {
      await scan(adultsOnly.gtin);
      await page.locator(`[data-sku="${adultsOnly.sku}"]`).first().waitFor();
      await page.keyboard.press("F12");
      await page.getByRole("dialog").last().locator(".primary-act").waitFor();
    });
  await page.keyboard.press("Escape");
  await emptyBasket(page);
}

/** Takes out line after line, so that the next look begins with nothing. */
async function emptyBasket(page: Camera["page"]): Promise<void> {
  const lines = page.locator("[data-testid=basket-lines] [data-line]");
  for (let left = await lines.count(); left > 0; left -= 1) {
    await lines.first().getByRole("button").last().click();
    await lines.nth(left - 1).waitFor({ state: "detached" });
  }
}

/** Ten of the first note, so that the drawer has a float. */
async function openDrawer(page: Camera["page"]): Promise<void> {
  await page.locator(".page input").first().fill("10");
  await page.getByTestId("open-shift").click();
}
