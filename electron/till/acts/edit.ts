/**
 * The frame of every act on the basket: someone is signed in, the basket may change, the changed one
 * can be priced; then it is shown and kept. What changes is in sell.ts and its neighbours.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { Actor } from "../core.ts";
import { type Basket, type Counter, price, type Session } from "../counter.ts";

export interface Revised {
  readonly revision: number;
  readonly lineId?: string;
}

export interface Change {
  readonly draft?: BasketDraft;
  /** Other facts of the basket that change with it. */
  readonly also?: Partial<Basket>;
  readonly lineId?: string | undefined;
  /** What is left may be shown unpriced: a line goes, and another one that cannot be sold remains. */
  readonly mayStayUnpriced?: boolean;
}

export type Editor = Actor & { readonly session: Session };

/**
 * Changes the basket in hand. After a finished sale the next customer's basket begins by itself.
 * Refuses `not-signed-in`, `basket-being-paid`, and whatever `run` or the pricing refuses; then the
 * basket stays as it was and the refusal stays on the screen.
 */
export function edit(
  counter: Counter,
  run: (basket: Basket, who: Editor) => Result<Change>,
): Result<Revised> {
  const edited = tryEdit(counter, run);
  if (!edited.ok) counter.setNotice(edited.refusal);
  return edited;
}

function tryEdit(
  counter: Counter,
  run: (basket: Basket, who: Editor) => Result<Change>,
): Result<Revised> {
  const who = counter.actor();
  if (!who.ok) return who;
  const now = counter.basket();
  if (now.phase === "tendering") return refuse("basket-being-paid");
  const basket = now.phase === "done" ? counter.freshBasket() : now;
  const change = run(basket, who.value);
  if (!change.ok) return change;
  const { draft = basket.draft, also, lineId, mayStayUnpriced = false } = change.value;
  if (draft !== basket.draft && !mayStayUnpriced) {
    const priced = price(counter.core, draft);
    if (!priced.ok) return priced;
  }
  counter.setBasket({ ...basket, lastLineId: lineId ?? basket.lastLineId, ...also, draft });
  return done({ revision: counter.revision(), ...(lineId === undefined ? {} : { lineId }) });
}
