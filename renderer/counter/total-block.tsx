/** The total and the one primary act, bottom right, the same place for ever. */
import { Button } from "@mantine/core";
import { memo } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";

export type BasketAct = "park" | "parked" | "basket" | "tiles" | "check" | "aside" | "correct";

interface TotalBlockProps {
  readonly basket: BasketView;
  readonly onTender: () => void;
  readonly onAct: (act: BasketAct) => void;
}

export function TotalBlock({ basket, onTender, onAct }: TotalBlockProps) {
  const say = useSay();
  const { money, quantity } = useFormats();
  const { priced, parkedCount } = basket;
  const empty = priced.lines.length === 0;
  return (
    <div className="total-block">
      <dl className="sums">
        <Sum name={say("total.articles")} value={quantity(priced.quantityMilli)} />
        {priced.discountMinor !== 0 && (
          <Sum
            name={say("total.discount")}
            value={`−${money(priced.discountMinor, priced.currency)}`}
          />
        )}
        {priced.feesMinor !== 0 && (
          <Sum name={say("total.fees")} value={money(priced.feesMinor, priced.currency)} />
        )}
        {priced.taxes.map((tax) => (
          <Sum
            key={tax.taxId}
            name={say("total.tax", { name: tax.name })}
            value={money(tax.taxMinor, priced.currency)}
          />
        ))}
      </dl>
      <output
        className="total"
        // Said with the line that changed it (spoken-basket.ts), not a second time.
        aria-live="off"
        aria-label={say("total.label")}
        data-testid="total"
        data-minor={priced.totalMinor}
      >
        {money(priced.totalMinor, priced.currency)}
      </output>
      <TotalActs empty={empty} parkedCount={parkedCount} onTender={onTender} onAct={onAct} />
    </div>
  );
}

interface TotalActsProps {
  readonly empty: boolean;
  readonly parkedCount: number;
  readonly onTender: () => void;
  readonly onAct: (act: BasketAct) => void;
}

/** The buttons under the total: the same for every scan of a basket. */
const TotalActs = memo(function TotalActs(props: TotalActsProps) {
  const { empty, parkedCount, onTender, onAct } = props;
  const say = useSay();
  return (
    <div className="total-acts">
      <Button
        variant="default"
        size="lg"
        onClick={() => onAct(empty ? "parked" : "park")}
        data-testid="park-or-resume"
      >
        {empty ? say("parked.open", { count: parkedCount }) : say("basket.park")}
      </Button>
      <Button
        variant="default"
        size="lg"
        onClick={() => onAct(empty ? "tiles" : "basket")}
        data-testid="more"
      >
        {say(empty ? "tiles.title" : "basket.more")}
      </Button>
      <Button
        size="xl"
        className="primary-act"
        disabled={empty}
        onClick={onTender}
        data-testid="tender"
      >
        {say("tender.open")} <kbd className="key-hint">F12</kbd>
      </Button>
    </div>
  );
});

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}
