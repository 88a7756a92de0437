/**
 * Selling while the till fills: what is scanned, tapped or asked for and is not here yet is fetched from
 * the server alone, in the order of the scans. On a full till, or without a connection, nothing here
 * waits. How rows are fetched is sync/look.ts.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import type { TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { productItem } from "../views/product-item.ts";
import { isPriceToCome, lookUp, missingCode } from "./lookup.ts";
import { scan } from "./sell.ts";

/** Whether the server was asked: then what is still not here is not a product of the chain. */
export type Asked = boolean;

/** The last act of each counter that waits for an answer. */
const waiting = new WeakMap<Counter, Promise<unknown>>();

/** Does an act on what was scanned, once it is here or the server has said that it is not there. */
function onceScanned<Value>(
  counter: Counter,
  raw: string,
  run: (asked: Asked) => Result<Value>,
): Result<Value> | Promise<Result<Value>> {
  return inTurn(counter, fetchScanned(counter.core, raw), run);
}

/** `scan`, once what was scanned is here. */
export function scanAhead(counter: Counter, raw: string) {
  return onceScanned(counter, raw, (asked) => scan(counter, raw, asked));
}

/** Price and stock of what was scanned or typed, without selling it. Refuses as `lookUp`. */
export function priceCheck(counter: Counter, raw: string) {
  const { core } = counter;
  return onceScanned(counter, raw, (asked): Result<ProductItem> => {
    const found = lookUp(core, raw, asked);
    if (!found.ok) return found;
    return found.value.kind === "product" || found.value.kind === "variants"
      ? done(productItem(core, found.value.product))
      : refuse("product-unknown", { code: raw.slice(0, 80) });
  });
}

/** The same for a product that is named by its id. */
export function onceNamed<Value>(
  counter: Counter,
  productId: string,
  run: (asked: Asked) => Result<Value>,
): Result<Value> | Promise<Result<Value>> {
  const { core } = counter;
  const product = core.catalogue.product(productId)?.row;
  const isMissing = isFilling(core) && (product === undefined || isPriceToCome(core, product));
  return inTurn(counter, isMissing ? core.sync.look({ ids: [productId] }) : undefined, run);
}

function fetchScanned(core: TillCore, raw: string): Promise<Asked> | undefined {
  if (!isFilling(core)) return undefined;
  const code = missingCode(core, raw);
  return code === undefined ? undefined : core.sync.look({ codes: [code] });
}

function isFilling({ sync }: TillCore): boolean {
  return sync.status().filling !== undefined;
}

/** At once when there is nothing to wait for; else after the acts that came before and wait. */
function inTurn<Value>(
  counter: Counter,
  fetching: Promise<Asked> | undefined,
  run: (asked: Asked) => Result<Value>,
): Result<Value> | Promise<Result<Value>> {
  const before = waiting.get(counter);
  if (before === undefined && fetching === undefined) return run(false);
  const turn = Promise.all([fetching ?? false, before]).then(([asked]) => run(asked));
  const ended = turn.catch(() => undefined);
  waiting.set(counter, ended);
  void ended.then(() => {
    if (waiting.get(counter) === ended) waiting.delete(counter);
  });
  return turn;
}
