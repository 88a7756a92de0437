/** Putting a basket aside and taking it up again, at any till of the store, by one owner at a time. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { append } from "../core.ts";
import { type Counter, price } from "../counter.ts";
import { parkedBaskets, parkedDraft } from "../views/parked.ts";
import type { Revised } from "./edit.ts";

/** Parks the basket in hand; the next one begins. Refuses `empty-basket` and `basket-being-paid`. */
export function park(counter: Counter, label: string): Result<{ readonly basketId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const basket = counter.basket();
  if (basket.phase === "tendering") return refuse("basket-being-paid");
  if (basket.phase === "done" || basket.draft.lines.length === 0) return refuse("empty-basket");
  const priced = counter.priced();
  if (!priced.ok) return priced;
  const fresh = counter.freshBasket();
  const written = append(counter.core, who.value, (tools) => {
    counter.putBasket(tools.desk, fresh);
    return {
      kind: "basket.parked",
      body: {
        basketId: basket.draft.id,
        draft: basket.draft,
        label: label === "" ? labelOf(counter) : label,
        totalMinor: priced.value.totalMinor,
      },
    };
  });
  if (!written.ok) return written;
  counter.showBasket(fresh);
  return done({ basketId: basket.draft.id });
}

/** Takes a parked basket up. Refuses `basket-unknown`, and `basket-not-empty` over one in hand. */
export function resume(counter: Counter, basketId: string): Result<Revised> {
  const who = counter.actor();
  if (!who.ok) return who;
  const now = counter.basket();
  if (now.phase === "tendering") return refuse("basket-being-paid");
  if (now.phase === "selling" && now.draft.lines.length > 0) return refuse("basket-not-empty");
  const row = parkedBaskets(counter.core).find(({ id }) => id === basketId);
  const parked = row === undefined ? undefined : parkedDraft(row);
  if (parked === undefined) return refuse("basket-unknown");
  const draft = { ...parked, registerId: counter.core.identity.registerId };
  const priced = price(counter.core, draft);
  if (!priced.ok) return priced;
  const next = { ...counter.freshBasket(), draft };
  const written = append(counter.core, who.value, (tools) => {
    counter.putBasket(tools.desk, next);
    return { kind: "basket.claimed", body: { basketId, outcome: "resumed" } };
  });
  if (!written.ok) return written;
  counter.showBasket(next);
  return done({ revision: counter.revision() });
}

function labelOf({ core, basket }: Counter): string {
  const { draft } = basket();
  const client =
    draft.clientId === undefined ? undefined : core.overlay.row("clients", draft.clientId);
  const first = core.catalogue.product(draft.lines[0]?.productId ?? "")?.row.name ?? "";
  return client?.name ?? first;
}
