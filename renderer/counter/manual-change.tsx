/** Row 27: a price or a discount by hand, on one line or on the whole basket, with its reason. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { digitsOf } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";

type ChangeKind = "percent" | "amount" | "price";

interface ManualChangeProps {
  /** Absent: the whole basket, which has no price of its own. */
  readonly lineId?: string;
  readonly currency: string;
  readonly onDone: () => void;
}

/** Percent has two decimals at most, so it is an amount of hundredths: basis points. */
const PERCENT_DIGITS = 2;

export function ManualChange({ lineId, currency, onDone }: ManualChangeProps) {
  const say = useSay();
  const act = useGatedAct();
  const [kind, setKind] = useState<ChangeKind>("percent");
  const [typed, setTyped] = useState("");
  const [reasonId, setReasonId] = useState<string | undefined>();
  const value = parseAmount(typed, kind === "percent" ? PERCENT_DIGITS : digitsOf(currency));
  const kinds: readonly ChangeKind[] =
    lineId === undefined ? ["percent", "amount"] : ["percent", "amount", "price"];
  const save = async () => {
    if (value === undefined || reasonId === undefined) return;
    const saved = await act((client, actId, approved) =>
      client.sell.change({
        actId,
        ...(lineId === undefined ? {} : { lineId }),
        manual: { kind, value, reasonId, ...approved },
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="two-columns">
      <KeypadField
        label={say(kind === "percent" ? "change.percentLabel" : "cash.amount")}
        value={typed}
        onValue={setTyped}
        error={typed !== "" && value === undefined ? say("tender.amountWrong") : undefined}
        onEnter={() => void save()}
      />
      <div className="stack">
        <ChoiceGroup
          label={say("change.kind")}
          value={kind}
          onValue={(next) => {
            setKind(next);
            setReasonId(undefined);
          }}
          choices={kinds.map((one) => ({ value: one, label: say(`change.${one}`) }))}
        />
        <ReasonChoice
          key={kind}
          label={say("reason.label")}
          purpose={kind === "price" ? "price" : "discount"}
          value={reasonId}
          onValue={setReasonId}
        />
        <Button
          size="xl"
          className="primary-act"
          disabled={value === undefined || reasonId === undefined}
          onClick={() => void save()}
          data-testid="save-change"
        >
          {say("change.save")}
        </Button>
      </div>
    </div>
  );
}
