/** Cash counted by denomination: how many of each, and what that makes. */
import { NumberInput } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";

/** Denomination in minor units, as text, to how many of it. */
export type Counted = Readonly<Record<string, number>>;

/** What counted cash makes, in minor units. */
export function countedMinor(counted: Counted): number {
  return Object.entries(counted).reduce((sum, [value, count]) => sum + Number(value) * count, 0);
}

interface DenominationsProps {
  readonly values: readonly number[];
  readonly counted: Counted;
  readonly onCounted: (counted: Counted) => void;
  readonly currency: string;
}

export function Denominations({ values, counted, onCounted, currency }: DenominationsProps) {
  const say = useSay();
  const { money } = useFormats();
  return (
    <div className="denominations">
      {values.map((value, index) => (
        <div key={value} className="denomination">
          <span className="figure">{money(value, currency)}</span>
          <NumberInput
            size="md"
            hideControls
            min={0}
            max={99_999}
            allowNegative={false}
            allowDecimal={false}
            autoFocus={index === 0}
            data-autofocus={index === 0 ? "" : undefined}
            value={counted[String(value)] ?? ""}
            aria-label={say("cash.countOf", { value: money(value, currency) })}
            onChange={(count) => onCounted({ ...counted, [String(value)]: Number(count) || 0 })}
          />
          <span className="figure quiet">
            {money(value * (counted[String(value)] ?? 0), currency)}
          </span>
        </div>
      ))}
      <output className="denominations-sum figure" data-testid="counted">
        {say("cash.counted", { amount: money(countedMinor(counted), currency) })}
      </output>
    </div>
  );
}
