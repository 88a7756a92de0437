/** The screens of the console: key, name, the F-key that opens it, and who may. One list for all menus. */
import type { MessageId } from "./i18n/locales.ts";

export type ScreenKey = "counter" | "sales" | "clients" | "reports";

export interface ScreenEntry {
  readonly key: ScreenKey;
  readonly name: MessageId;
  readonly hotkey: string;
  /** The permission that opens it; absent means everyone. */
  readonly permission?: string;
}

export const SCREENS: readonly ScreenEntry[] = [
  { key: "counter", name: "nav.counter", hotkey: "F2" },
  { key: "sales", name: "nav.sales", hotkey: "F3" },
  { key: "clients", name: "nav.clients", hotkey: "F4" },
  { key: "reports", name: "nav.reports", hotkey: "F9", permission: "reports" },
];
