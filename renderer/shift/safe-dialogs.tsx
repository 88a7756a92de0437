/** Counting the safe, and counting money out of it into a bank bag: both piece by piece. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SafeView } from "#shared/till-api/views/safe.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { type Counted, countedMinor, Denominations } from "../ui/denominations.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";

interface SafeDialogProps {
  readonly safe: SafeView;
  readonly own: string;
  readonly onDone: () => void;
}

/** Row 44: what went into the bag, counted, with the number that is printed on it. */
export function PackBag({ safe, own, onDone }: SafeDialogProps) {
  const say = useSay();
  const act = useGatedAct();
  const [currency, setCurrency] = useState(own);
  const [counted, setCounted] = useState<Counted>({});
  const [number, setNumber] = useState("");
  const ready = number.trim() !== "" && countedMinor(counted) > 0;
  const pack = async () => {
    const packed = await act((client, actId, approved) =>
      client.safe.pack({
        actId,
        number: number.trim(),
        currency,
        counted: { ...counted },
        ...approved,
      }),
    );
    if (packed !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("safe.pack")}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={() => void pack()}
          data-testid="pack-now"
        >
          {say("cash.save")}
        </Button>
      }
    >
      <Text size="lg">{say("safe.packHow")}</Text>
      <TextInput
        size="lg"
        label={say("cash.bag")}
        value={number}
        data-autofocus=""
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <CountedCash
        safe={safe}
        currency={currency}
        onCurrency={setCurrency}
        counted={counted}
        onCounted={setCounted}
      />
    </Dialog>
  );
}

export function CountSafe({ safe, own, onDone }: SafeDialogProps) {
  const say = useSay();
  const act = useGatedAct();
  const { money } = useFormats();
  const [currency, setCurrency] = useState(own);
  const [counted, setCounted] = useState<Counted>({});
  const [reasonId, setReasonId] = useState<string | undefined>();
  const expected = safe.cash.find((one) => one.currency === currency)?.balanceMinor ?? 0;
  const difference = countedMinor(counted) - expected;
  const needsReason = Math.abs(difference) > safe.differenceLimitMinor;
  const save = async () => {
    const saved = await act((client, actId, approved) =>
      client.safe.count({
        actId,
        currency,
        counted: { ...counted },
        ...(reasonId === undefined ? {} : { reasonId }),
        ...approved,
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("safe.count")}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={needsReason && reasonId === undefined}
          onClick={() => void save()}
          data-testid="count-safe-now"
        >
          {say("shift.confirmCount")}
        </Button>
      }
    >
      <Text size="lg">{say("safe.countHow")}</Text>
      <CountedCash
        safe={safe}
        currency={currency}
        onCurrency={setCurrency}
        counted={counted}
        onCounted={setCounted}
      />
      <Text size="lg" role="status">
        {difference === 0
          ? say("safe.countAgrees", { amount: money(expected, currency) })
          : say(difference > 0 ? "shift.over" : "shift.short", {
              amount: money(Math.abs(difference), currency),
            })}
      </Text>
      {needsReason && (
        <ReasonChoice
          label={say("shift.differenceReason")}
          purpose="difference"
          value={reasonId}
          onValue={setReasonId}
        />
      )}
    </Dialog>
  );
}

interface CountedCashProps {
  readonly safe: SafeView;
  readonly currency: string;
  readonly onCurrency: (currency: string) => void;
  readonly counted: Counted;
  readonly onCounted: (counted: Counted) => void;
}

/** Notes and coins of one currency; with more than one in the safe, of which. */
function CountedCash({ safe, currency, onCurrency, counted, onCounted }: CountedCashProps) {
  const say = useSay();
  const currencies = Object.keys(safe.denominations);
  return (
    <>
      {currencies.length > 1 && (
        <ChoiceGroup
          label={say("cash.currency")}
          value={currency}
          choices={currencies.map((value) => ({ value, label: value }))}
          onValue={(value) => {
            onCurrency(value);
            onCounted({});
          }}
        />
      )}
      <Denominations
        values={safe.denominations[currency] ?? []}
        counted={counted}
        onCounted={onCounted}
        currency={currency}
      />
    </>
  );
}
