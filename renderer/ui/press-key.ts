/** Presses keys for acts that a screen owns: what a key does is said in one place only. */

/** The key as if a hand had pressed it; the screen that is shown takes it. */
export function pressKey(key: string, ctrlKey: boolean): void {
  dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
}
