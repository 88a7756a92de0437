/** A device set up step by step: what it is, how it is connected, what it is called; kept with this till. */
import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { LABEL_ROLLS, type LabelSize } from "#shared/records/label.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import {
  addressOf,
  type Device,
  type DeviceKind,
  SET_UP_KINDS,
  speechOf,
  TERMINAL_SPEECHES,
  type TerminalSpeech,
  wayOf,
  waysOf,
  withSpeech,
} from "./device-kinds.ts";

const COLUMNS = [32, 42, 48] as const;
const FIRST_ROLL: LabelSize = { widthMm: 50, heightMm: 30 };

export function DeviceDialog({ device, onDone }: { device?: Device; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const before = wayOf(device?.address ?? "tcp://");
  const [kind, setKind] = useState<DeviceKind>(device?.kind ?? "printer");
  const [wanted, setWay] = useState(before.way);
  const way = waysOf(kind).includes(wanted) ? wanted : "tcp";
  const [typed, setTyped] = useState(withSpeech(before.typed, "zvt"));
  const [speech, setSpeech] = useState(speechOf(before.typed));
  const [name, setName] = useState(device?.name ?? "");
  const [columns, setColumns] = useState(device?.columns ?? 42);
  const [roll, setRoll] = useState(device?.label ?? FIRST_ROLL);
  const shownName = name.trim() === "" ? say(`device.${kind}`) : name.trim();
  const ready = way === "virtual" || typed.trim() !== "";
  const save = async () => {
    const id = device?.id ?? crypto.randomUUID();
    const saved = await act((client, actId) =>
      client.devices.save({
        actId,
        device: {
          id,
          kind,
          name: shownName,
          address: addressOf(way, kind === "terminal" ? withSpeech(typed, speech) : typed),
          ...(kind === "printer" ? { columns } : {}),
          ...(kind === "label-printer" ? { label: roll } : {}),
          ...(device?.codePage === undefined ? {} : { codePage: device.codePage }),
          state: "unknown",
        },
      }),
    );
    if (saved === undefined) return;
    await act((client, actId) => client.devices.test({ actId, deviceId: id }));
    onDone();
  };
  return (
    <Dialog
      title={say(device === undefined ? "devices.add" : "devices.change")}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={() => void save()}
          data-testid="save-device"
        >
          {say("devices.saveAndTest")}
        </Button>
      }
    >
      <ChoiceGroup
        label={say("devices.what")}
        value={kind}
        onValue={setKind}
        choices={SET_UP_KINDS.map((one) => ({ value: one, label: say(`device.${one}`) }))}
      />
      <ChoiceGroup
        label={say("devices.how")}
        value={way}
        onValue={setWay}
        choices={waysOf(kind).map((one) => ({ value: one, label: say(`devices.way.${one}`) }))}
      />
      {way !== "virtual" && (
        <TextInput
          size="lg"
          label={say(`devices.address.${way}`)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {kind === "terminal" && <Speech speech={speech} onSpeech={setSpeech} />}
      {kind === "printer" && <PaperWidth columns={columns} onColumns={setColumns} />}
      {kind === "label-printer" && <Roll roll={roll} onRoll={setRoll} />}
      <TextInput
        size="lg"
        label={say("devices.name")}
        placeholder={say(`device.${kind}`)}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text className="quiet">
        {say("devices.drawerHow")} {say("devices.kept")}
      </Text>
    </Dialog>
  );
}

interface SpeechProps {
  readonly speech: TerminalSpeech;
  readonly onSpeech: (speech: TerminalSpeech) => void;
}

function Speech({ speech, onSpeech }: SpeechProps) {
  const say = useSay();
  return (
    <ChoiceGroup
      label={say("devices.speaks")}
      value={speech}
      onValue={onSpeech}
      choices={TERMINAL_SPEECHES.map((one) => ({
        value: one,
        label: say(`devices.speaks.${one}`),
      }))}
    />
  );
}

function Roll({ roll, onRoll }: { roll: LabelSize; onRoll: (roll: LabelSize) => void }) {
  const say = useSay();
  const nameOf = ({ widthMm, heightMm }: LabelSize) => `${widthMm} × ${heightMm} mm`;
  const known = LABEL_ROLLS.some((one) => nameOf(one) === nameOf(roll));
  const rolls = known ? LABEL_ROLLS : [roll, ...LABEL_ROLLS];
  return (
    <NativeSelect
      size="lg"
      label={say("devices.roll")}
      value={nameOf(roll)}
      onChange={(event) =>
        onRoll(rolls.find((one) => nameOf(one) === event.currentTarget.value) ?? roll)
      }
      data={rolls.map(nameOf)}
    />
  );
}

function PaperWidth(props: { columns: number; onColumns: (columns: number) => void }) {
  const say = useSay();
  return (
    <NativeSelect
      size="lg"
      label={say("devices.columns")}
      value={String(props.columns)}
      onChange={(event) => props.onColumns(Number(event.currentTarget.value))}
      data={COLUMNS.map((count) => String(count))}
    />
  );
}
