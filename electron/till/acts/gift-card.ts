/** The number of the gift card that a line sells or fills: scanned, typed, or made here. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { balanceIds } from "#shared/engine/fold/value.ts";
import {
  CARD_NUMBER_BYTES,
  type CardLoad,
  cardNumber,
  madeCardNumber,
  mayLoadCard,
} from "#shared/engine/gift-card.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { businessDateAt, policyOf, type TillCore } from "../core.ts";

/**
 * The number under which the card's ledger stands. A new card without one gets it from the till where
 * the policy says so. Refuses `reference-needed`, and as the engine's `mayLoadCard`.
 */
export function cardToLoad(
  core: TillCore,
  draft: BasketDraft,
  input: { readonly reference?: string | undefined; readonly how: CardLoad; readonly name: string },
): Result<string> {
  const { how, name } = input;
  const given = cardNumber(input.reference ?? "");
  if (given === "") {
    const makes = how === "new" && policyOf(core)?.giftCards?.makesNumbers === true;
    return makes
      ? done(madeCardNumber(core.random(CARD_NUMBER_BYTES)))
      : refuse("reference-needed", { name });
  }
  const mayLoad = mayLoadCard({
    how,
    row: core.overlay.row("balances", balanceIds.giftCard(given)),
    inBasket: draft.lines.some(({ reference }) => reference === given),
    currency: draft.currency,
    businessDate: businessDateAt(core, core.clock.now()),
  });
  return mayLoad.ok ? done(given) : mayLoad;
}

/**
 * What is on each gift card that a sale sells or fills, once it is done: for its paper, before the sale
 * is on the disk. What the same sale pays with the card is off it.
 */
export function loadedCards(core: TillCore, sale: SaleCompleted): ReadonlyMap<string, number> {
  const loaded = new Map<string, number>();
  const move = (code: string, minor: number): void => {
    const before = core.overlay.row("balances", balanceIds.giftCard(code))?.amount ?? 0;
    loaded.set(code, (loaded.get(code) ?? before) + minor);
  };
  for (const { productKind, reference, grossMinor } of sale.priced.lines)
    if (productKind === "gift-card" && reference !== undefined) move(reference, grossMinor);
  for (const { kind, reference, amountMinor } of sale.tenders) {
    const code = cardNumber(reference ?? "");
    if (kind === "gift-card" && loaded.has(code)) move(code, -amountMinor);
  }
  return loaded;
}
