// Somebody who never stood at a till and does what the coach says, word by word: reads the step that is
// marked, presses the keys it names in their order, and types what it asks for. Reading and pressing cost
// time as they do a person; the sum is what a first sale and a first return take.
import type { Page } from "playwright-core";

const READ_WORDS_PER_MINUTE = 180;
const MS_PER_PRESS = 4_000;
const MS_PER_SCAN = 6_000;
const MS_PER_MINUTE = 60_000;
/** Slower than a scanner. */
const TYPING_MS = 100;
/** So long nothing moves on a page that has come to rest. */
const STILL_MS = 400;

export interface NewcomerTime {
  readonly words: number;
  readonly presses: number;
  readonly scans: number;
  readonly minutes: number;
}

export interface Newcomer {
  /** Reads all that a part of the page says. */
  readonly read: (part: string) => Promise<void>;
  /** Scans something that lies on the counter. */
  readonly scan: (code: string, wedge: (code: string) => Promise<void>) => Promise<void>;
  /** Presses the keys that the coach's step names; after `/` and F6 comes what is to be typed. */
  readonly follow: (step: string, typed?: string) => Promise<void>;
  readonly time: () => NewcomerTime;
}

/** A newcomer at a page whose coach is shown. */
export function newcomer(page: Page): Newcomer {
  let words = 0;
  let presses = 0;
  let scans = 0;
  const readText = (text: string): void => {
    words += text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length;
  };
  const press = async (key: string): Promise<void> => {
    presses += 1;
    await page.keyboard.press(key);
  };
  return {
    read: async (part) => readText(await page.locator(part).first().innerText()),
    scan: async (code, wedge) => {
      scans += 1;
      await wedge(code);
    },
    follow: async (step, typed = "") => {
      const told = page.locator(`[data-step=${step}][aria-current=step]`);
      await told.waitFor();
      readText(await told.innerText());
      for (const key of await told.locator("kbd").allTextContents()) {
        await settled(page);
        await press(key.length === 1 ? key.toLowerCase() : key);
        if (key !== "/" && key !== "F6") continue;
        presses += typed.length;
        await page.keyboard.type(typed, { delay: TYPING_MS });
      }
      await page.locator(`[data-step=${step}][data-done=true]`).waitFor();
    },
    time: () => ({
      ...{ words, presses, scans },
      minutes:
        words / READ_WORDS_PER_MINUTE +
        (presses * MS_PER_PRESS + scans * MS_PER_SCAN) / MS_PER_MINUTE,
    }),
  };
}

/** A person looks before the next press, until the page stands still. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    ({ stillMs, mostMs }) =>
      new Promise<void>((seen) => {
        let timer = setTimeout(done, stillMs);
        const most = setTimeout(done, mostMs);
        const watch = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, stillMs);
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        function done(): void {
          watch.disconnect();
          clearTimeout(timer);
          clearTimeout(most);
          seen();
        }
      }),
    { stillMs: STILL_MS, mostMs: MS_PER_PRESS },
  );
}
