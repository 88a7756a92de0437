/**
 * What somebody has scanned for a delivery, a count or a move and not confirmed yet: it lies on the desk,
 * so that a customer in between, another screen or a power cut costs no scan.
 */
import type { z } from "zod";
import { done, type Result } from "#shared/base/result.ts";
import type { keptStockList, stockListName } from "#shared/till-api/acts/stock.ts";
import type { Counter } from "../counter.ts";

export type StockListName = z.infer<typeof stockListName>;
type KeptStockList = Readonly<z.infer<typeof keptStockList>>;

const KIND = "stock-list";

/** Keeps a list as it is now, in place of what was kept. */
export function keep(
  counter: Counter,
  input: { readonly list: StockListName; readonly kept: KeptStockList },
): Result<Record<never, never>, "not-signed-in"> {
  const who = counter.actor();
  if (!who.ok) return who;
  counter.core.journal.desk.put(KIND, keyOf(counter, input.list), input.kept);
  return done({});
}

/** A list as it was left; none when nothing waits. */
export function kept(
  counter: Counter,
  input: { readonly list: StockListName },
): KeptStockList | undefined {
  if (!counter.actor().ok) return undefined;
  return counter.core.journal.desk.get<KeptStockList>(KIND, keyOf(counter, input.list));
}

/** What was confirmed is not waiting any more. */
export function letGo(counter: Counter, list: StockListName): void {
  counter.core.journal.desk.delete(KIND, keyOf(counter, list));
}

/** Each device on the floor has lists of its own. */
function keyOf({ deskKey }: Counter, list: StockListName): string {
  return `${deskKey}:${list}`;
}
