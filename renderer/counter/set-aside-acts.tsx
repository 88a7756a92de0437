/** Setting a basket aside, paying ahead for it, and ending it without a sale. Terms are the store's policy. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import type { HoldItem } from "#shared/till-api/views/lists.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { AmountField } from "../ui/keypad.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";

const KINDS = ["quote", "layaway"] as const;
type Kind = (typeof KINDS)[number];

interface Held {
  readonly holdId: string;
  readonly number: string;
  readonly validTo: string;
  readonly totalMinor: number;
  readonly firstPaymentMinor: number;
}

/** The basket in hand becomes a quote or a layaway; a first payment is taken at once when terms ask. */
export function SetAside({ basket, onDone }: { basket: BasketView; onDone: () => void }) {
  const say = useSay();
  const act = useGatedAct();
  const [kind, setKind] = useState<Kind>(basket.client === undefined ? "quote" : "layaway");
  const [note, setNote] = useState("");
  const [held, setHeld] = useState<Held | undefined>();
  const save = async () => {
    const text = note.trim();
    const made = await act((client, actId, approved) =>
      client.holds.open({ actId, kind, ...(text === "" ? {} : { note: text }), ...approved }),
    );
    if (made !== undefined) setHeld(made);
  };
  if (held !== undefined)
    return <JustHeld held={held} currency={basket.priced.currency} onDone={onDone} />;
  return (
    <div className="stack">
      <ChoiceGroup
        label={say("aside.what")}
        value={kind}
        onValue={setKind}
        choices={KINDS.map((one) => ({ value: one, label: say(`aside.kind.${one}`) }))}
      />
      <Text>{say(`aside.how.${kind}`)}</Text>
      <TextInput
        size="lg"
        label={say("aside.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        size="xl"
        className="primary-act"
        onClick={() => void save()}
        data-testid="set-aside-basket"
      >
        {say("aside.save")}
      </Button>
    </div>
  );
}

interface JustHeldProps {
  readonly held: Held;
  readonly currency: string;
  readonly onDone: () => void;
}

function JustHeld({ held, currency, onDone }: JustHeldProps) {
  const say = useSay();
  const act = useAct();
  const { money, date } = useFormats();
  const { holdId, firstPaymentMinor } = held;
  const payFirst = async () => {
    const added = await act((client, actId) =>
      client.holds.pay({ actId, holdId, amountMinor: firstPaymentMinor }),
    );
    if (added !== undefined) onDone();
  };
  return (
    <div className="stack" data-testid="just-held" data-hold={holdId}>
      <Text size="xl" role="status">
        {say("aside.done", { number: held.number, date: date(held.validTo) })}
      </Text>
      <output className="total">{money(held.totalMinor, currency)}</output>
      {firstPaymentMinor > 0 && (
        <Text>{say("aside.first", { amount: money(firstPaymentMinor, currency) })}</Text>
      )}
      <Button
        size="xl"
        className="primary-act"
        onClick={() => (firstPaymentMinor > 0 ? void payFirst() : onDone())}
        data-testid="hold-go-on"
      >
        {firstPaymentMinor > 0
          ? say("aside.takeFirst", { amount: money(firstPaymentMinor, currency) })
          : say("done.next")}
      </Button>
    </div>
  );
}

interface HoldProps {
  readonly hold: HoldItem;
  readonly onDone: () => void;
}

/** A payment ahead goes into the basket in hand and is paid there like anything else. */
export function PayAhead({ hold, onDone }: HoldProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const [typed, setTyped] = useState("");
  const { holdId, currency, leastMinor } = hold;
  const amountMinor = parseAmount(typed, digitsOf(currency));
  const pay = async (minor: number | undefined) => {
    if (minor === undefined) return;
    const added = await act((client, actId) =>
      client.holds.pay({ actId, holdId, amountMinor: minor }),
    );
    if (added !== undefined) onDone();
  };
  const leftMinor = hold.totalMinor - hold.paidMinor;
  return (
    <div className="stack">
      <Text>
        {say("aside.payHow", {
          least: money(leastMinor, currency),
          most: money(leftMinor, currency),
        })}
      </Text>
      <AmountField
        label={say("cash.amount")}
        value={typed}
        onValue={setTyped}
        currency={currency}
        onEnter={() => void pay(amountMinor)}
      />
      <Button
        size="xl"
        className="primary-act"
        disabled={amountMinor === undefined}
        onClick={() => void pay(amountMinor)}
        data-testid="hold-pay-now"
      >
        {say("aside.pay")}
      </Button>
    </div>
  );
}

/** Ends a hold: what is kept and what goes back is said before anyone presses. */
export function EndHold({ hold, onDone }: HoldProps) {
  const say = useSay();
  const act = useGatedAct();
  const { money } = useFormats();
  const [refundTo, setRefundTo] = useState<"cash" | "credit">("cash");
  const [reasonId, setReasonId] = useState<string | undefined>();
  const { holdId, currency, feeMinor, refundMinor } = hold;
  const end = async () => {
    if (reasonId === undefined) return;
    const ended = await act((client, actId, approved) =>
      client.holds.cancel({ actId, holdId, reasonId, refundTo, ...approved }),
    );
    if (ended !== undefined) onDone();
  };
  return (
    <div className="stack">
      <Text>
        {hold.paidMinor === 0
          ? say("aside.endNothing")
          : say("aside.endTerms", {
              fee: money(feeMinor, currency),
              refund: money(refundMinor, currency),
            })}
      </Text>
      {refundMinor > 0 && hold.clientId !== undefined && (
        <ChoiceGroup
          label={say("aside.refundTo")}
          value={refundTo}
          onValue={setRefundTo}
          choices={(["cash", "credit"] as const).map((one) => ({
            value: one,
            label: say(`tender.kind.${one}`),
          }))}
        />
      )}
      <ReasonChoice
        label={say("reason.label")}
        purpose="void"
        value={reasonId}
        onValue={setReasonId}
      />
      <Button
        size="xl"
        className="primary-act"
        disabled={reasonId === undefined}
        onClick={() => void end()}
        data-testid="hold-end-now"
      >
        {refundMinor > 0
          ? say("aside.endAndRefund", { amount: money(refundMinor, currency) })
          : say("aside.end")}
      </Button>
    </div>
  );
}
