/** One key handler for the page; the newest mounted one is asked first, and a handled key goes no further. */
import { useEffect, useRef } from "react";

type Handler = (event: KeyboardEvent) => boolean;

/** Calls `handle` for each key press; it answers whether it took the key. */
export function useHotkey(handle: Handler): void {
  const current = useRef(handle);
  current.current = handle;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (current.current(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, []);
}

/** Whether the key went into a field where a person is typing. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}
