/**
 * A key that is held down, or stuck, presses once: what acts (Enter, the F-keys, a key with Ctrl,
 * Escape) is not pressed again until it was let go. Letters and arrows repeat as always.
 */

const ACTS = /^(Enter|Escape|F\d{1,2})$/;

/** Starts listening; called once, before any screen is painted and before any other listener. */
export function listenForHeldKeys(): void {
  addEventListener("keydown", letThroughOnce, { capture: true });
}

function letThroughOnce(event: KeyboardEvent): void {
  if (!event.repeat) return;
  const isText = event.key === "Enter" && event.target instanceof HTMLTextAreaElement;
  const isAct = ACTS.test(event.key) || (event.ctrlKey && /^[a-z]$/i.test(event.key));
  if (isText || !isAct) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
