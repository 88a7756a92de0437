/** The focus of what lies over a screen: it has it while it is open, and gives it back. */
import { type RefObject, useLayoutEffect } from "react";

/**
 * Moves the focus to `field` when it appears, and back to where it was when it goes. By touch nothing
 * is focused: a keyboard on the glass would cover what is to be pressed.
 */
export function useFocusWhileOpen(field: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (matchMedia("(pointer: coarse)").matches) return;
    const before = document.activeElement;
    field.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [field]);
}
