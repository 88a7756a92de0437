/** Notes of another currency: what is due in it at the shop's rate, and how much was handed over. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { parseAmount } from "../ui/amount.ts";

type Foreign = NonNullable<BasketView["foreignDue"]>[number];

interface ForeignCashProps {
  readonly basket: BasketView;
  readonly disabled: boolean;
  readonly onForeign: (given: { readonly currency: string; readonly amountMinor: number }) => void;
}

/** One row a currency that the shop takes; change is given in the shop's own. */
export function ForeignCash({ basket, disabled, onForeign }: ForeignCashProps) {
  const say = useSay();
  const { money } = useFormats();
  const [open, setOpen] = useState<string | undefined>();
  const { foreignDue = [] } = basket;
  const due = foreignDue.find(({ currency }) => currency === open);
  if (foreignDue.length === 0) return null;
  return (
    <div className="tender-rows">
      {foreignDue.map(({ currency, dueMinor }) => (
        <Button
          key={currency}
          size="xl"
          variant="default"
          fullWidth
          disabled={disabled}
          aria-expanded={currency === open}
          onClick={() => setOpen(currency === open ? undefined : currency)}
          data-tender={`cash:${currency}`}
        >
          {say("foreign.cash", { currency, amount: money(dueMinor, currency) })}
        </Button>
      ))}
      {due !== undefined && (
        <GivenNotes
          key={due.currency}
          due={due}
          ownCurrency={basket.priced.currency}
          disabled={disabled}
          onGiven={(amountMinor) => {
            setOpen(undefined);
            onForeign({ currency: due.currency, amountMinor });
          }}
        />
      )}
    </div>
  );
}

interface GivenNotesProps {
  readonly due: Foreign;
  readonly ownCurrency: string;
  readonly disabled: boolean;
  readonly onGiven: (amountMinor: number) => void;
}

/** How much was handed over, by a key or typed. */
function GivenNotes({ due, ownCurrency, disabled, onGiven }: GivenNotesProps) {
  const say = useSay();
  const { money } = useFormats();
  const { currency, rate, quickMinor } = due;
  const [typed, setTyped] = useState("");
  const amountMinor = parseAmount(typed, digitsOf(currency));
  const isWrong = typed !== "" && amountMinor === undefined;
  return (
    <div className="stack">
      <Text size="sm">{say("foreign.how", { currency, rate, own: ownCurrency })}</Text>
      <div className="quick-cash">
        {quickMinor.map((minor) => (
          <Button
            key={minor}
            size="xl"
            variant="light"
            disabled={disabled}
            onClick={() => onGiven(minor)}
            data-foreign={minor}
          >
            {money(minor, currency)}
          </Button>
        ))}
      </div>
      <form
        className="act-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (amountMinor !== undefined && amountMinor > 0) onGiven(amountMinor);
        }}
      >
        <TextInput
          size="lg"
          autoFocus
          inputMode="decimal"
          autoComplete="off"
          label={say("foreign.given", { currency })}
          value={typed}
          error={isWrong ? say("tender.amountWrong") : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-own-enter=""
        />
        <Button
          size="lg"
          type="submit"
          disabled={disabled || amountMinor === undefined || amountMinor === 0}
          data-testid="take-foreign"
        >
          {say("tender.take", { name: currency })}
        </Button>
      </form>
    </div>
  );
}
