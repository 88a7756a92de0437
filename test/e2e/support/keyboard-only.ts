// A person without a mouse, and with a screen reader: presses that are counted, controls reached by Tab and
// known by the name that is read out, and what the page's accessibility tree would make one stumble over.
import type { Page } from "playwright-core";

const TABS_MAX = 120;
/** Slower than a scanner, as a hand types. */
const TYPING_MS = 100;

/** Roles that can be operated: each must be called something. */
const CONTROLS: readonly string[] = [
  ...["button", "checkbox", "combobox", "link", "menuitem", "option", "radio", "searchbox"],
  ...["slider", "spinbutton", "switch", "tab", "textbox"],
];
/** Roles that are read out when one comes into them. */
const PLACES: readonly string[] = ["alertdialog", "dialog", "navigation", "tablist"];
/** The browser's own part of a date field, which has the words of the browser. */
const BROWSERS_OWN = /^Show date picker/;
const MESSAGE_KEY = /^[a-z][A-Za-z-]*(\.[a-z][\w-]*)+$/;
const SAYS_SOMETHING = /\p{L}|\p{N}/u;

export interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  /** What is read out after the name. */
  readonly description: string;
}

/** What the browser tells a screen reader of the page: every control and place with its name. */
export async function accessibleNodes(page: Page): Promise<readonly AccessibleNode[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      role: String(role?.value ?? ""),
      name: String(name?.value ?? "").trim(),
      description: String(description?.value ?? "").trim(),
    }))
    .filter(({ role }) => CONTROLS.includes(role) || PLACES.includes(role));
}

/**
 * Controls and places that a screen reader has no sensible words for: nameless, a sign alone, the key of a
 * message, or a button that is called the same as another one which does something else.
 */
export async function misnamed(page: Page): Promise<readonly string[]> {
  const nodes = (await accessibleNodes(page)).filter(({ name }) => !BROWSERS_OWN.test(name));
  const wrong = nodes.filter(({ name }) => !SAYS_SOMETHING.test(name) || MESSAGE_KEY.test(name));
  const buttons = nodes.filter(({ role }) => role === "button").map(({ name }) => name);
  const twice = buttons.filter((name, at) => buttons.indexOf(name) !== at);
  return [
    ...wrong.map(({ role, name }) => `a ${role} called "${name}"`),
    ...twice.map((name) => `two buttons called "${name}"`),
  ];
}

export interface Hand {
  /** Presses a key once and counts it. */
  readonly press: (key: string) => Promise<void>;
  /** Types as a hand does; not counted as presses. */
  readonly type: (text: string) => Promise<void>;
  /** Goes on by Tab until the control with this name has the focus. */
  readonly tabTo: (name: RegExp) => Promise<void>;
  /** Presses counted since the last call. */
  readonly presses: () => number;
  /** What has the focus: its role or tag and its words; undefined when nothing has. */
  readonly focused: () => Promise<string | undefined>;
  /** Whether what has the focus looks different from what has not. */
  readonly showsFocus: () => Promise<boolean>;
  /** Presses of a mouse or finger that the page has seen. */
  readonly pointerPresses: () => Promise<number>;
}

/** Begins to watch a page for a pointer, and hands out a keyboard. */
export async function takeKeyboard(page: Page): Promise<Hand> {
  await page.evaluate(() => {
    document.documentElement.dataset["pointerPresses"] = "0";
    const count = (): void => {
      const { dataset } = document.documentElement;
      dataset["pointerPresses"] = String(Number(dataset["pointerPresses"]) + 1);
    };
    addEventListener("pointerdown", count, { capture: true });
  });
  let counted = 0;
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return undefined;
      const role = element.getAttribute("role") ?? element.tagName.toLowerCase();
      // A place that only holds the focus is not called after all that stands in it.
      if (element.tabIndex < 0) return role;
      return `${role} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`;
    });
  return {
    focused,
    press: async (key) => {
      counted += 1;
      await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text, { delay: TYPING_MS }),
    tabTo: async (name) => {
      for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
        if (name.test((await focused()) ?? "")) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${TABS_MAX} times Tab did not come to ${name}.`);
    },
    presses: () => {
      const sinceLast = counted;
      counted = 0;
      return sinceLast;
    },
    showsFocus: () => page.evaluate(looksFocused),
    pointerPresses: () =>
      page.evaluate(() => Number(document.documentElement.dataset["pointerPresses"])),
  };
}

/** In the page: whether the focused control, or what it stands in, looks the same without the focus. */
function looksFocused(): boolean {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return false;
  const around = [element, element.parentElement, element.closest("label")];
  const look = () =>
    around.map((each) => {
      if (each === null) return "";
      const style = getComputedStyle(each);
      const outline = style.outlineStyle === "none" ? "" : `${style.outline}`;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
    });
  const withFocus = look();
  element.blur();
  const without = look();
  element.focus();
  return withFocus.join() !== without.join();
}
