/** Row 28: baskets parked at this store; resuming takes one over, so that it has one owner at a time. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface ParkedProps {
  readonly currency: string;
  readonly onAside: () => void;
  readonly onDone: () => void;
}

export function ParkedDialog({ currency, onAside, onDone }: ParkedProps) {
  const say = useSay();
  const act = useAct();
  const { money, dayTime, number } = useFormats();
  const parked = useLive((client, signal) => client.views.parked(undefined, { signal }));
  const resume = async (basketId: string) => {
    const taken = await act((client, actId) => client.sell.resume({ actId, basketId }));
    if (taken !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("parked.title")}
      onClose={onDone}
      primary={
        <Button size="lg" variant="default" onClick={onAside} data-testid="open-set-aside">
          {say("aside.title")} <kbd className="key-hint">Ctrl H</kbd>
        </Button>
      }
    >
      {parked?.length === 0 && <Text>{say("parked.empty")}</Text>}
      <ul className="rows" data-testid="parked">
        {(parked ?? []).map((one) => (
          <li key={one.basketId} className="row-card" data-basket={one.basketId}>
            <span>
              <strong>{one.label === "" ? say("parked.noName") : one.label}</strong>
              <small>
                {dayTime(one.at)} · {one.staffName} ·{" "}
                {one.mine ? say("parked.here") : one.registerName} ·{" "}
                {say("parked.lines", { count: one.lines, number: number(one.lines) })}
              </small>
            </span>
            <strong className="figure">{money(one.totalMinor, currency)}</strong>
            <Button size="md" onClick={() => void resume(one.basketId)}>
              {say("parked.resume")}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

export function ParkDialog({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const [label, setLabel] = useState("");
  const park = async () => {
    const parked = await act((client, actId) => client.sell.park({ actId, label: label.trim() }));
    if (parked !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("basket.park")}
      onClose={onDone}
      primary={
        <Button size="xl" className="primary-act" onClick={() => void park()} data-testid="park">
          {say("basket.park")}
        </Button>
      }
    >
      <Text>{say("parked.how")}</Text>
      <TextInput
        size="lg"
        label={say("parked.name")}
        value={label}
        autoFocus
        data-autofocus=""
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") void park();
        }}
      />
    </Dialog>
  );
}
