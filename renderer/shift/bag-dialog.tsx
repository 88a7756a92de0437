/** One step of a bank bag: who takes it, what the bank counted, or that it was opened and put back. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SafeView } from "#shared/till-api/views/safe.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { Dialog } from "../ui/dialog.tsx";
import { AmountField } from "../ui/keypad.tsx";

export type BagStep = "collected" | "answered" | "returned";

interface BagDialogProps {
  readonly bag: SafeView["bags"][number];
  readonly step: BagStep;
  readonly onDone: () => void;
}

export function BagDialog({ bag, step, onDone }: BagDialogProps) {
  const say = useSay();
  const act = useGatedAct();
  const { money } = useFormats();
  const [carrier, setCarrier] = useState("");
  const [typed, setTyped] = useState("");
  const counted = parseAmount(typed, digitsOf(bag.currency));
  const ready = step === "answered" ? counted !== undefined && counted >= 0 : true;
  const amount = money(bag.packedMinor, bag.currency);
  const save = async () => {
    const saved = await act((client, actId, approved) =>
      client.safe.advance({
        actId,
        bagId: bag.bagId,
        step,
        ...(step === "answered" && counted !== undefined ? { countedMinor: counted } : {}),
        ...(carrier.trim() === "" ? {} : { carrier: carrier.trim() }),
        ...approved,
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <Dialog
      title={`${say("safe.bag", { number: bag.number })}: ${amount}`}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={() => void save()}
          data-testid="save-bag"
        >
          {step === "returned"
            ? say("safe.return")
            : step === "collected"
              ? say("safe.collect")
              : say("cash.save")}
        </Button>
      }
    >
      {step === "returned" && <Text size="lg">{say("safe.returnHow", { amount })}</Text>}
      {step === "collected" && (
        <TextInput
          size="lg"
          label={say("safe.carrier")}
          value={carrier}
          data-autofocus=""
          onChange={(event) => setCarrier(event.currentTarget.value)}
        />
      )}
      {step === "answered" && (
        <>
          <Text size="lg">{say("safe.answerHow", { amount })}</Text>
          <AmountField
            label={say("safe.counted")}
            value={typed}
            onValue={setTyped}
            currency={bag.currency}
          />
        </>
      )}
    </Dialog>
  );
}
