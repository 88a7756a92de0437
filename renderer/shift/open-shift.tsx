/** Opening the drawer: the float counted by denomination, and how the last day ended. */
import { Button, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { type Counted, countedMinor, Denominations } from "../ui/denominations.tsx";

interface OpenShiftProps {
  readonly shift: ShiftView;
  readonly onSafe: () => void;
}

export function OpenShift({ shift, onSafe }: OpenShiftProps) {
  const say = useSay();
  const act = useAct();
  const [counted, setCounted] = useState<Counted>({});
  const [fromSafe, setFromSafe] = useState("");
  const [busy, setBusy] = useState(false);
  const open = async () => {
    if (busy) return;
    setBusy(true);
    const fromSafeMinor = parseAmount(fromSafe, digitsOf(shift.currency)) ?? 0;
    await act((client, actId) =>
      client.shift.open({
        actId,
        floatMinor: countedMinor(counted),
        counted: { ...counted },
        ...(fromSafeMinor === 0 ? {} : { fromSafeMinor }),
      }),
    );
    setBusy(false);
  };
  return (
    <section className="page" aria-labelledby="shift-title">
      <Title order={1} size="h2" id="shift-title">
        {say("shift.closed")}
      </Title>
      <Text size="lg">{say("shift.openHow")}</Text>
      <LastZ shift={shift} />
      <Denominations
        values={shift.denominations}
        counted={counted}
        onCounted={setCounted}
        currency={shift.currency}
      />
      <TextInput
        size="lg"
        inputMode="decimal"
        label={say("shift.fromSafe")}
        description={say("shift.fromSafeHow")}
        value={fromSafe}
        onChange={(event) => setFromSafe(event.currentTarget.value)}
      />
      <footer className="page-foot">
        <Button size="xl" variant="default" onClick={onSafe} data-testid="safe">
          {say("safe.title")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          disabled={busy}
          onClick={() => void open()}
          data-testid="open-shift"
        >
          {say("shift.open")}
        </Button>
      </footer>
    </section>
  );
}

/** Row 45: the last day is complete only when everything of it has arrived. */
function LastZ({ shift }: { shift: ShiftView }) {
  const say = useSay();
  const { dayTime, money } = useFormats();
  const last = shift.lastZ;
  if (last === undefined) return <Text className="quiet">{say("shift.noZ")}</Text>;
  return (
    <Text data-testid="last-z" data-complete={last.complete}>
      {say("shift.lastZ", {
        number: last.number,
        at: dayTime(last.at),
        total: money(last.totalMinor, shift.currency),
      })}{" "}
      {last.keptFloatMinor > 0 &&
        `${say("shift.lastKept", { amount: money(last.keptFloatMinor, shift.currency) })} `}
      <strong>{say(last.complete ? "shift.zComplete" : "shift.zWaiting")}</strong>
    </Text>
  );
}
