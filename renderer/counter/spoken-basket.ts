/** What a screen reader says of the basket: the line that came, changed or went, and the total after it. */
import { useRef } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useSpoken } from "../ui/spoken.tsx";

type Priced = BasketView["priced"];

/** Says what is different since the basket was shown last; nothing of what it began with. */
export function useSpokenBasket({ priced, lastLineId, revision }: BasketView): void {
  const say = useSay();
  const { money, quantity } = useFormats();
  const before = useRef<Priced>(priced);
  const said = useRef<{ readonly revision: number; readonly text: string | undefined }>({
    revision,
    text: undefined,
  });
  if (said.current.revision !== revision) {
    said.current = { revision, text: inWords() };
    before.current = priced;
  }
  useSpoken(said.current.text);

  function inWords(): string | undefined {
    const total = money(priced.totalMinor, priced.currency);
    const gone = before.current.lines.find((line) =>
      priced.lines.every(({ id }) => id !== line.id),
    );
    if (gone !== undefined) return say("spoken.removed", { name: gone.name, total });
    const line = changedLine(before.current, priced, lastLineId);
    if (line !== undefined)
      return say("spoken.line", {
        ...{ name: line.name, quantity: quantity(line.quantityMilli), total },
        amount: money(line.totalMinor, priced.currency),
      });
    return priced.totalMinor === before.current.totalMinor
      ? said.current.text
      : say("spoken.total", { total });
  }
}

/** The line that is new or has another quantity or amount; of several, the one touched last. */
function changedLine(before: Priced, now: Priced, lastLineId: string | undefined) {
  const changed = now.lines.filter((line) => {
    const old = before.lines.find(({ id }) => id === line.id);
    return (
      old === undefined ||
      old.quantityMilli !== line.quantityMilli ||
      old.unitPriceMinor !== line.unitPriceMinor
    );
  });
  return changed.find(({ id }) => id === lastLineId) ?? changed[0];
}
