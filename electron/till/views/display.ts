/** What a customer may see: lines, offers and totals; nothing private, nothing of the till itself. */
import type { DisplayView } from "#shared/till-api/contract.ts";
import { storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { readBasket } from "./basket.ts";

/** The display as it is now. */
export function readDisplay(counter: Counter): DisplayView {
  const store = storeOf(counter.core);
  const view = readBasket(counter);
  const isIdle = view.phase === "selling" && view.priced.lines.length === 0;
  const priced = {
    ...view.priced,
    hints: [],
    lines: view.priced.lines.map(({ note: _, reference: __, ...line }) => line),
  };
  return {
    phase: isIdle ? "idle" : view.phase,
    storeName: store?.name ?? "",
    locale: store?.locale ?? "en-GB",
    ...(isIdle ? {} : { priced }),
    dueMinor: view.phase === "selling" ? view.priced.totalMinor : view.dueMinor,
    changeMinor: view.done?.changeMinor ?? 0,
    idle: store === undefined ? [] : [{ text: store.name }],
  };
}
