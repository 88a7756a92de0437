// A camera that judges instead of taking pictures: what axe finds on a page in light and in dark by the
// rules of the Web Content Accessibility Guidelines 2.2, levels A and AA, and what has no sensible name.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { Camera, Look } from "../../../scripts/pictures/camera.ts";
import { misnamed } from "./keyboard-only.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const SCHEMES = ["light", "dark"] as const;
const KEY_MS = 1;
/** The sizes that every place must fit: 1280 wide at 200 %, the smallest screen, a tablet upright, 4K. */
const SIZES = {
  "200 %": { width: 640, height: 400 },
  "1024x768": { width: 1024, height: 768 },
  "a tablet upright": { width: 768, height: 1024 },
  "4K": { width: 3840, height: 2160 },
} as const;

/** What axe finds wrong on a page as it stands: rule and place. */
export async function complaints(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(WCAG)
    .setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

export interface Verdict {
  /** The screens, tabs and dialogs that were come to. */
  readonly seen: Set<string>;
  /** What is wrong, each with where; also what could not be come to. */
  readonly wrong: string[];
}

/** Goes where the pictures are taken, and judges each place in light and in dark. */
export function judge(page: Page, look: Look, verdict: Verdict): Camera {
  return {
    page,
    look,
    take: async (name, get) => {
      try {
        await get?.();
      } catch (error) {
        verdict.wrong.push(`${name} was not come to: ${String(error).split("\n")[0]}`);
        return;
      }
      verdict.seen.add(name);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const one of await complaints(page))
          verdict.wrong.push(`${name}, ${colorScheme}: ${one}`);
      }
      for (const one of await misnamed(page)) verdict.wrong.push(`${name}: ${one}`);
      for (const one of await moving(page)) verdict.wrong.push(`${name}, without motion: ${one}`);
      for (const one of await tooWide(page, look)) verdict.wrong.push(`${name}: ${one}`);
    },
    scan: async (code) => {
      await page.keyboard.type(code, { delay: KEY_MS });
      await page.keyboard.press("Enter");
    },
    on: (other) => judge(other, look, verdict),
  };
}

/** What still moves although the person asked for none. */
function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === "running" && Number(effect?.getComputedTiming().duration) > 1,
      )
      .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.outerHTML : ""))
      .map((html) => `moves: ${html?.slice(0, 120)}`),
  );
}

/** The sizes at which one would have to scroll sideways to see all; the page is left as it was. */
async function tooWide(page: Page, look: Look): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const byPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (byPx > 0) wrong.push(`at ${size} it is ${byPx} px too wide`);
  }
  await page.setViewportSize({ width: look.width, height: look.height });
  return wrong;
}
