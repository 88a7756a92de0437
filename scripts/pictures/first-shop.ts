/** The pictures of the guide to a first shop, step by step; each step is passed with the least it asks for. */
import type { Camera } from "./camera.ts";

const OWNER = { name: "Ada Berg", pin: "4711" };
const STEPS_MAX = 12;

/** From the owner's name to the printer, on a till whose chain has nothing in it. */
export async function takeFirstShop({ page, take }: Camera, url: string): Promise<void> {
  await page.goto(url);
  const step = page.locator("[data-step]");
  await take("setup-owner", () => step.waitFor());
  await page.getByRole("textbox").first().fill(OWNER.name);
  await page.locator("input[type=password]").fill(OWNER.pin);
  await page.keyboard.press("Enter");
  await take("setup-business", () => page.locator("[data-step=business]").waitFor());
  for (const field of await page.locator("[data-step=business] input[required]").all())
    if ((await field.inputValue()) === "") await field.fill("Leipzig");
  await page.locator("[data-step=business] button[type=submit]").click();
  for (let at = 0; at < STEPS_MAX; at += 1) {
    await page.locator("[data-step]:not([data-step=business])").waitFor();
    const name = await step.getAttribute("data-step");
    await take(`setup-${name}`, () => page.waitForLoadState("networkidle"));
    if (name === "printer") return;
    await page.getByTestId("setup-skip").click();
    await page.locator(`[data-step]:not([data-step=${name}])`).waitFor();
  }
}
