/** One line that may come back: how many, why, and where the goods go. */
import { ActionIcon, NativeSelect } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import type { Reason } from "../ui/reasons.tsx";
import { DISPOSITIONS, type Disposition, type ReturnChoice } from "./return-source.ts";

const ONE_MILLI = 1000;

interface ReturnLineProps {
  readonly choice: ReturnChoice;
  readonly refundMinor: number | undefined;
  readonly currency: string;
  readonly reasons: readonly Reason[];
  readonly onChange: (to: Partial<ReturnChoice>) => void;
}

export function ReturnLine({ choice, refundMinor, currency, reasons, onChange }: ReturnLineProps) {
  const say = useSay();
  const { quantity, money } = useFormats();
  const step = (by: number) =>
    onChange({
      quantityMilli: Math.min(choice.mostMilli, Math.max(0, choice.quantityMilli + by)),
    });
  return (
    <li className="row-card return-line" data-line={choice.key}>
      <span>
        <strong>{choice.name}</strong>
        <small>
          {choice.mostMilli === 0
            ? say("returns.nothingLeft")
            : say("returns.left", { quantity: quantity(choice.mostMilli) })}
          {refundMinor !== undefined && ` · ${money(refundMinor, currency)}`}
        </small>
      </span>
      <div className="stepper">
        <ActionIcon
          size={48}
          variant="default"
          aria-label={say("line.less", { name: choice.name })}
          disabled={choice.quantityMilli <= 0}
          onClick={() => step(-ONE_MILLI)}
        >
          −
        </ActionIcon>
        <output className="figure" aria-label={say("line.quantity", { name: choice.name })}>
          {quantity(choice.quantityMilli)}
        </output>
        <ActionIcon
          size={48}
          variant="default"
          aria-label={say("line.more", { name: choice.name })}
          disabled={choice.quantityMilli >= choice.mostMilli}
          onClick={() => step(ONE_MILLI)}
        >
          +
        </ActionIcon>
      </div>
      {choice.quantityMilli > 0 && (
        <div className="return-why">
          <NativeSelect
            size="md"
            aria-label={say("returns.reasonOf", { name: choice.name })}
            value={choice.reasonId ?? ""}
            onChange={(event) => {
              const chosen = reasons.find((one) => one.id === event.currentTarget.value);
              onChange({
                reasonId: chosen?.id,
                disposition: chosen?.disposition as Disposition | undefined,
              });
            }}
            data={[
              { value: "", label: say("reason.label") },
              ...reasons.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
          <NativeSelect
            size="md"
            aria-label={say("returns.goodsOf", { name: choice.name })}
            value={choice.disposition ?? "resell"}
            onChange={(event) =>
              onChange({ disposition: event.currentTarget.value as Disposition })
            }
            data={DISPOSITIONS.map((one) => ({ value: one, label: say(`disposition.${one}`) }))}
          />
        </div>
      )}
    </li>
  );
}
