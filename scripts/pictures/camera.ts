/**
 * A page that pictures are taken of, in one look after the other. What cannot be reached is said, kept as a
 * picture of what stood there instead, and counted; the others go on.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";

export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
  /** The language chosen in the console's own menu; absent means as the store has it. */
  readonly language?: string;
}

/** Every screen is looked at in these. */
export const LOOKS: readonly Look[] = [
  { name: "light", width: 1280, height: 800, colorScheme: "light" },
  { name: "dark", width: 1280, height: 800, colorScheme: "dark" },
  { name: "tablet", width: 768, height: 1024, colorScheme: "light" },
  { name: "arabic", width: 1280, height: 800, colorScheme: "light", language: "ar" },
];

const WAIT_MS = 20_000;
/** Below what a wedge scanner takes, so that also a busy machine's keys count as one burst. */
const KEY_MS = 1;

export interface Camera {
  readonly page: Page;
  readonly look: Look;
  /** Keeps the page as it stands after `get`. */
  readonly take: (name: string, get?: () => Promise<unknown>) => Promise<void>;
  /** Types a code as a scanner does, whatever has the focus. */
  readonly scan: (code: string) => Promise<void>;
  /** The same look and folder on another page. */
  readonly on: (page: Page) => Camera;
}

/** A camera on a page; `missed` is told each picture that could not be taken. */
export function camera(options: {
  readonly page: Page;
  readonly look: Look;
  readonly folder: string;
  readonly missed: (name: string) => void;
}): Camera {
  const { page, look, folder, missed } = options;
  page.setDefaultTimeout(WAIT_MS);
  const keep = (name: string) =>
    page.screenshot({ path: join(folder, `${look.name}-${name}.png`) });
  return {
    page,
    look,
    take: async (name, get) => {
      try {
        await get?.();
        await keep(name);
      } catch (error) {
        console.error(`${look.name}-${name}: ${String(error).split("\n")[0]}`);
        missed(`${look.name}-${name}`);
        await keep(`${name}-missed`);
      }
    },
    scan: async (code) => {
      await page.keyboard.type(code, { delay: KEY_MS });
      await page.keyboard.press("Enter");
    },
    on: (other) => camera({ ...options, page: other }),
  };
}

/** One picture for each tab of a row of tabs, named after the screen and the tab's value. */
export async function takeTabs({ page, take }: Camera, screen: string): Promise<void> {
  const tabs = page.getByRole("tablist").first().getByRole("tab");
  const count = await tabs.count();
  for (let at = 0; at < count; at += 1) {
    const tab = tabs.nth(at);
    const key = (await tab.getAttribute("id"))?.split("-tab-")[1] ?? String(at + 1);
    await take(`${screen}-${key}`, async () => {
      await tab.click();
      await page.waitForLoadState("networkidle");
    });
  }
}
