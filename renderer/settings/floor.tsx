/** Tablets and phones of the shop: let in with a code to scan, seen here, taken out with one press. */
import { Button, Text, TextInput, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { FloorState } from "#shared/till-api/acts/floor.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLink } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Mark } from "../ui/mark.tsx";
import { QrCode } from "../ui/qr-code.tsx";

const ASK_EVERY_MS = 2_000;

export function Floor() {
  const say = useSay();
  const act = useAct();
  const { day } = useFormats();
  const { state, setState } = useFloor();
  const [pairing, setPairing] = useState(false);
  if (state === undefined) return null;
  const turn = async (open: boolean) => {
    const now = await act((client, actId) => client.floor.setOpen({ actId, open }));
    if (now !== undefined) setState(now);
  };
  const revoke = async (deviceId: string) => {
    const now = await act((client, actId) => client.floor.revoke({ actId, deviceId }));
    if (now !== undefined) setState(now);
  };
  return (
    <section className="page" aria-labelledby="floor-title">
      <Title order={1} size="h2" id="floor-title">
        {say(state.open ? "floor.isOpen" : "floor.isClosed")}
      </Title>
      <Text size="lg">{say("floor.how")}</Text>
      {state.fingerprint !== undefined && (
        <Text className="floor-print">
          {say("floor.fingerprint", { print: state.fingerprint })}
        </Text>
      )}
      <ul className="rows" data-testid="floor-devices">
        {state.devices.map((device) => (
          <li key={device.id} className="row-card" data-device={device.id}>
            <span>
              <strong>{device.name}</strong>
              <small>
                {say("floor.number", { series: device.series, day: day(device.pairedAtMs) })}
              </small>
            </span>
            <Mark
              tone={device.connected ? "done" : "waiting"}
              text={say(device.connected ? "floor.here" : "floor.away")}
            />
            <Button size="md" variant="default" onClick={() => void revoke(device.id)}>
              {say("floor.revoke")}
            </Button>
          </li>
        ))}
      </ul>
      <footer className="page-foot">
        <Button
          size="lg"
          variant="default"
          onClick={() => void turn(!state.open)}
          data-testid="floor-open"
        >
          {say(state.open ? "floor.close" : "floor.open")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          disabled={!state.open}
          onClick={() => setPairing(true)}
          data-testid="floor-pair"
        >
          {say("floor.pair")}
        </Button>
      </footer>
      {pairing && <PairDialog onDone={() => setPairing(false)} />}
    </section>
  );
}

function PairDialog({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const { time } = useFormats();
  const [name, setName] = useState("");
  const [code, setCode] = useState<
    { url: string; fingerprint: string; expiresAtMs: number } | undefined
  >();
  const pair = async () => {
    setCode(await act((client, actId) => client.floor.pair({ actId, name: name.trim() })));
  };
  return (
    <Dialog
      title={say("floor.pair")}
      onClose={onDone}
      primary={
        code === undefined && (
          <Button
            size="xl"
            className="primary-act"
            disabled={name.trim() === ""}
            onClick={() => void pair()}
          >
            {say("floor.showCode")}
          </Button>
        )
      }
    >
      {code === undefined ? (
        <TextInput
          size="lg"
          data-autofocus
          label={say("floor.name")}
          placeholder={say("floor.nameExample")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : (
        <>
          <Text>{say("floor.scanIt", { time: time(code.expiresAtMs) })}</Text>
          <div data-testid="floor-code" data-url={code.url}>
            <QrCode text={code.url} label={say("floor.pair")} />
          </div>
          <Text>{say("floor.compare")}</Text>
          <Text className="floor-print">{code.fingerprint}</Text>
        </>
      )}
    </Dialog>
  );
}

/** How the floor stands, asked again while it is looked at: devices come and go. */
function useFloor() {
  const { client } = useLink();
  const [state, setState] = useState<FloorState | undefined>();
  const ask = useCallback(() => {
    client?.floor
      .state()
      .then(setState)
      .catch(() => undefined);
  }, [client]);
  useEffect(() => {
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  return { state, setState };
}
