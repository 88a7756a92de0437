/** What a customer may see: lines, offers and totals; nothing private, nothing of the till itself. */
import { isEntryOf } from "#shared/records/entry.ts";
import type { DisplayView } from "#shared/till-api/contract.ts";
import { signedCodeOf } from "../acts/receipt.ts";
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
    ...receiptQr(counter, view.done?.entryId),
    idle: store === undefined ? [] : [{ text: store.name }],
  };
}

/** The signed code of the sale just made, for the customer's own camera; never of anything else. */
function receiptQr({ core }: Counter, entryId: string | undefined) {
  const entry = entryId === undefined ? undefined : core.journal.byId(entryId);
  if (entry === undefined || !isEntryOf(entry, "sale.completed") || core.real !== undefined)
    return {};
  const code = signedCodeOf(core, entry.body, entry.at);
  return code === undefined ? {} : { receiptQr: code };
}
