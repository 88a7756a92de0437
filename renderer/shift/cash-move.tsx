/** Money into or out of the drawer that is no sale: how much, why, and for a drop in which bag. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { currencyOfKey } from "#shared/engine/tender.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { digitsOf } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { AmountField } from "../ui/keypad.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";

export type CashMoveKind = "pay-in" | "pay-out" | "drop" | "float";

interface CashMoveProps {
  readonly kind: CashMoveKind;
  readonly shift: Pick<ShiftView, "currency" | "countable" | "tenders">;
  readonly onDone: () => void;
}

export function CashMove({ kind, shift, onDone }: CashMoveProps) {
  const say = useSay();
  const [currency, setCurrency] = useState(shift.currency);
  const currencies = cashCurrencies(shift);
  const act = useGatedAct();
  const [typed, setTyped] = useState("");
  const [reasonId, setReasonId] = useState<string | undefined>();
  const [note, setNote] = useState("");
  const [bag, setBag] = useState("");
  const amount = parseAmount(typed, digitsOf(currency));
  const ready = amount !== undefined && amount > 0 && reasonId !== undefined;
  const save = async () => {
    if (amount === undefined || reasonId === undefined) return;
    const saved = await act((client, actId, approved) =>
      client.shift.move({
        actId,
        kind,
        amountMinor: amount,
        ...(currency === shift.currency ? {} : { currency }),
        reasonId,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...(bag.trim() === "" ? {} : { bag: bag.trim() }),
        ...approved,
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <Dialog
      title={say(`cash.${kind}`)}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={() => void save()}
          data-testid="save-move"
        >
          {say("cash.save")}
        </Button>
      }
    >
      <div className="two-columns">
        <AmountField
          label={say("cash.amount")}
          value={typed}
          onValue={setTyped}
          currency={currency}
        />
        <div className="stack">
          {currencies.length > 1 && (
            <ChoiceGroup
              label={say("cash.currency")}
              value={currency}
              choices={currencies.map((value) => ({ value, label: value }))}
              onValue={setCurrency}
            />
          )}
          <ReasonChoice
            label={say("reason.label")}
            purpose={kind === "float" ? "pay-in" : kind}
            value={reasonId}
            onValue={setReasonId}
          />
          {kind === "drop" && (
            <TextInput
              size="lg"
              label={say("cash.bag")}
              value={bag}
              onChange={(event) => setBag(event.currentTarget.value)}
            />
          )}
          <TextInput
            size="lg"
            label={say("note.label")}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      </div>
    </Dialog>
  );
}

/** Own cash, and the notes of other currencies that lie in the drawer. */
function cashCurrencies(shift: CashMoveProps["shift"]): readonly string[] {
  const cash = (shift.countable ?? shift.tenders ?? []).filter(({ kind }) => kind === "cash");
  const found = cash.map(({ key }) => currencyOfKey(key, shift.currency));
  return [...new Set([shift.currency, ...found])];
}
