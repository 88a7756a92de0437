/**
 * The focus is never nowhere. When what had it is gone (a dialog's button, a line, a screen), the dialog on
 * top takes it, or the page's main part: a keyboard and a screen reader go on from there.
 */
const HOLDERS = "dialog[open], [role=dialog]";

/** Watches the page of this window for as long as it lives. */
export function keepFocus(page: Document): void {
  let hadFocus = false;
  let asked = false;
  page.addEventListener("focusin", () => {
    hadFocus = true;
  });
  const look = (): void => {
    asked = false;
    const focused = page.activeElement;
    if (!hadFocus || (focused !== null && focused !== page.body)) return;
    const holder = [...page.querySelectorAll<HTMLElement>(HOLDERS)].at(-1);
    const taker = holder ?? page.querySelector<HTMLElement>("main");
    if (taker === null) return;
    if (!taker.hasAttribute("tabindex")) taker.tabIndex = -1;
    taker.focus({ preventScroll: true });
  };
  // A button that was switched off loses the focus only when the frame is drawn: looked at after it.
  const ask = (): void => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => setTimeout(look));
  };
  new MutationObserver(ask).observe(page.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden", "open"],
  });
}
