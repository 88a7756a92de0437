/**
 * What is missing for an offer, said under a line of the basket in hand: "1 more from Candles". Working
 * it out costs more than the prices, so it is done in a quiet moment after them and holds up no scan.
 */
import type { Result } from "#shared/base/result.ts";
import type { BasketDraft, OfferHint, PricedBasket } from "#shared/records/basket.ts";
import type { TillCore } from "./core.ts";

/** Longer than the keys of a scan take: of a burst, the last basket alone is worked out. */
const QUIET_MS = 150;
/** A longer basket would keep the till from its next scan for too long. */
const LINES_MAX = 40;
const NONE: readonly OfferHint[] = [];

export interface Hints {
  /** What is known of this basket; nothing until it is worked out, and then `changed` is called. */
  readonly of: (draft: BasketDraft) => readonly OfferHint[];
}

interface Known {
  readonly draft: BasketDraft;
  readonly revision: number;
  readonly hints: readonly OfferHint[];
}

/** `explain` prices a basket with its hints. A held basket has its own prices and no hints. */
export function openHints(options: {
  readonly core: TillCore;
  readonly explain: (draft: BasketDraft) => Result<PricedBasket>;
  readonly changed: () => void;
}): Hints {
  const { core, explain, changed } = options;
  let known: Known | undefined;
  let wanted: BasketDraft | undefined;
  let timer: NodeJS.Timeout | undefined;
  const workOut = (draft: BasketDraft): void => {
    timer = undefined;
    if (core.closed()) return;
    const explained = explain(draft);
    const hints = explained.ok ? explained.value.hints.flatMap((hint) => saidOf(core, hint)) : NONE;
    known = { draft, revision: core.catalogue.revision(), hints };
    if (hints.length > 0) changed();
  };
  return {
    of: (draft) => {
      const { lines, held } = draft;
      if (held !== undefined || lines.length === 0 || lines.length > LINES_MAX) return NONE;
      if (known?.draft === draft && known.revision === core.catalogue.revision())
        return known.hints;
      if (timer !== undefined && wanted === draft) return NONE;
      clearTimeout(timer);
      wanted = draft;
      timer = setTimeout(() => workOut(draft), QUIET_MS).unref();
      return NONE;
    },
  };
}

/**
 * The engine's step in the words that a screen has, under the newest line that it touches. Only what one
 * step brings about: half of what is missing would promise an offer that does not come.
 */
function saidOf(core: TillCore, hint: OfferHint): readonly OfferHint[] {
  const { args, lineIds } = hint;
  const under = hint.code === "add-to-line" ? args["lineId"] : lineIds.at(-1);
  const isOneStep = (hint.code === "add-from" || hint.code === "add-to-line") && !args["steps"];
  if (hint.applied || !isOneStep || typeof under !== "string") return NONE;
  const { quantityMilli, amountMinor } = args;
  const said = { ...hint, lineIds: [under] };
  if (typeof quantityMilli !== "number") {
    if (typeof amountMinor !== "number") return NONE;
    return [{ ...said, code: "more-spend", args: { amountMinor } }];
  }
  if (amountMinor !== undefined) return NONE;
  const count = Math.ceil(quantityMilli / 1000);
  const name = nameOf(core, args);
  return name === undefined
    ? [{ ...said, code: "more-units", args: { count } }]
    : [{ ...said, code: "more-from", args: { count, name } }];
}

/** What the goods to add are called; nothing where any goods do. */
function nameOf({ catalogue }: TillCore, args: OfferHint["args"]): string | undefined {
  const named: readonly (readonly [string, (id: string) => string | undefined])[] = [
    ["products", (id) => catalogue.product(id)?.row.name],
    ["categories", (id) => catalogue.setting("category", id)?.name],
    ["tags", (id) => id],
    ["brands", (id) => id],
  ];
  for (const [key, name] of named) {
    const ids = args[key];
    if (typeof ids !== "string") continue;
    return ids
      .split(", ")
      .map((id) => name(id) ?? id)
      .join(", ");
  }
  return undefined;
}
