/** How one screen leads to another: which screen, and what it should open. */
import { createContext, useContext } from "react";
import type { ScreenKey } from "../screens.ts";

export interface Going {
  readonly go: (screen: ScreenKey, openId?: string) => void;
  /** What the shown screen was asked to open, such as a sale's id. */
  readonly openId: string | undefined;
}

export const GoContext = createContext<Going>({ go: () => undefined, openId: undefined });

/** The way to other screens, and what this one was asked to open. */
export function useGo(): Going {
  return useContext(GoContext);
}
