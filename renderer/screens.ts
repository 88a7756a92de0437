/** The screens of the console: key, name, the F-key that opens it, and who may. One list for all menus. */
import type { MessageId } from "./i18n/locales.ts";

export type ScreenKey =
  | "counter"
  | "sales"
  | "clients"
  | "shift"
  | "returns"
  | "stock"
  | "orders"
  | "work"
  | "reports"
  | "settings";

export interface ScreenEntry {
  readonly key: ScreenKey;
  readonly name: MessageId;
  /** The F-key; with `shift` it is pressed together with Shift. */
  readonly hotkey: string;
  readonly shift?: boolean;
  /** The permission that opens it; absent means everyone. */
  readonly permission?: string;
}

export const SCREENS: readonly ScreenEntry[] = [
  { key: "counter", name: "nav.counter", hotkey: "F2" },
  { key: "sales", name: "nav.sales", hotkey: "F3" },
  { key: "clients", name: "nav.clients", hotkey: "F4" },
  { key: "shift", name: "nav.shift", hotkey: "F5" },
  { key: "returns", name: "nav.returns", hotkey: "F7", permission: "return" },
  { key: "stock", name: "nav.stock", hotkey: "F8" },
  { key: "orders", name: "nav.orders", hotkey: "F8", shift: true },
  { key: "work", name: "nav.work", hotkey: "F10" },
  { key: "reports", name: "nav.reports", hotkey: "F9", permission: "reports" },
  { key: "settings", name: "nav.settings", hotkey: "F10", shift: true },
];

/** What belongs to the till itself and its drawer, and not to a tablet on the floor. */
const AT_TILL_ONLY: readonly ScreenKey[] = ["shift", "returns", "reports", "settings"];

/** The screens that somebody with these permissions may open, at the till or on the floor. */
export function screensFor(
  permissions: readonly string[],
  where: "till" | "floor" = "till",
): readonly ScreenEntry[] {
  return SCREENS.filter((one) => where === "till" || !AT_TILL_ONLY.includes(one.key)).filter(
    (one) => one.permission === undefined || permissions.includes(one.permission),
  );
}

/** The key of a screen as a person reads it: "F8", "⇧F8". */
export function keyName(screen: ScreenEntry): string {
  return screen.shift === true ? `⇧${screen.hotkey}` : screen.hotkey;
}
