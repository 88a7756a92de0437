/** One key handler for the page; the newest mounted one is asked first, and a handled key goes no further. */
import { useLayoutEffect, useRef } from "react";

type Handler = (event: KeyboardEvent) => boolean;

const handlers: { readonly current: Handler }[] = [];

/** Calls `handle` for each key press; it answers whether it took the key. */
export function useHotkey(handle: Handler): void {
  const current = useRef(handle);
  current.current = handle;
  // In the commit that paints the screen: who sees a key's name can press it.
  useLayoutEffect(() => {
    if (handlers.length === 0) addEventListener("keydown", ask, { capture: true });
    handlers.push(current);
    return () => {
      handlers.splice(handlers.indexOf(current), 1);
      if (handlers.length === 0) removeEventListener("keydown", ask, { capture: true });
    };
  }, []);
}

function ask(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  for (const handler of handlers.toReversed()) {
    if (!handler.current(event)) continue;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
}

/** Whether the key went into a field where a person is typing. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** Whether Enter would press a button or link that has the focus, other than the one with this id. */
export function pressesAnother(event: KeyboardEvent, primaryTestId: string): boolean {
  const target = event.target;
  if (event.key !== "Enter" || !(target instanceof HTMLElement)) return false;
  const button = target.closest<HTMLElement>("button, a");
  return button !== null && button.dataset["testid"] !== primaryTestId;
}
