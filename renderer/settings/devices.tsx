/** Row 86: the till's devices, how each is now, and what waits for a printer. */
import { Button, Text } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { Mark } from "../ui/mark.tsx";
import { DeviceDialog } from "./device-dialog.tsx";
import type { Device } from "./device-kinds.ts";

export function Devices() {
  const say = useSay();
  const act = useAct();
  const { devices, again } = useDevices();
  const [editing, setEditing] = useState<Device | "new" | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  const paper = useLive((client, signal) => client.views.paper(undefined, { signal }));
  const waiting = (paper?.documents ?? []).filter((one) => one.state !== "printed").length;
  const test = async (deviceId: string) => {
    const tested = await act((client, actId) => client.devices.test({ actId, deviceId }));
    if (tested !== undefined) setSaid(say("devices.tested"));
    again();
  };
  const remove = async (deviceId: string) => {
    await act((client, actId) => client.devices.remove({ actId, deviceId }));
    again();
  };
  const print = async (deviceId?: string) => {
    const on = deviceId === undefined ? {} : { deviceId };
    const printed = await act((client, actId) => client.devices.printWaiting({ actId, ...on }));
    if (printed !== undefined) setSaid(say("devices.printed", printed));
    again();
  };
  return (
    <section className="page" aria-label={say("settings.tab.devices")}>
      {said !== undefined && <Text role="status">{said}</Text>}
      {devices?.length === 0 && <Text>{say("devices.empty")}</Text>}
      {waiting > 0 && (
        <div className="row-card">
          <span>{say("devices.waiting", { count: waiting })}</span>
          <Button size="md" onClick={() => void print()}>
            {say("devices.printWaiting")}
          </Button>
        </div>
      )}
      <ul className="rows" data-testid="devices">
        {(devices ?? []).map((device) => (
          <li key={device.id} className="row-card" data-device={device.id}>
            <DeviceRow
              device={device}
              onPrint={waiting > 0 ? () => void print(device.id) : undefined}
              onTest={() => void test(device.id)}
              onEdit={() => setEditing(device)}
              onRemove={() => void remove(device.id)}
            />
          </li>
        ))}
      </ul>
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          onClick={() => setEditing("new")}
          data-testid="add-device"
        >
          {say("devices.add")}
        </Button>
      </footer>
      {editing !== undefined && (
        <DeviceDialog
          {...(editing === "new" ? {} : { device: editing })}
          onDone={() => {
            setEditing(undefined);
            again();
          }}
        />
      )}
    </section>
  );
}

interface DeviceRowProps {
  readonly device: Device;
  /** Prints what waits on this one; nothing when nothing waits. */
  readonly onPrint: (() => void) | undefined;
  readonly onTest: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function DeviceRow({ device, onPrint, onTest, onEdit, onRemove }: DeviceRowProps) {
  const say = useSay();
  const sayCode = useSayCode();
  return (
    <>
      <span>
        <strong>{device.name}</strong>
        <small>
          {sayCode("device", device.kind)} · {device.address}
        </small>
      </span>
      <Mark
        tone={device.state === "ready" ? "done" : "waiting"}
        text={sayCode("device.state", device.state) ?? device.state}
      />
      {device.kind === "printer" && onPrint !== undefined && (
        <Button size="md" variant="light" onClick={onPrint}>
          {say("devices.printHere")}
        </Button>
      )}
      <Button size="md" variant="light" onClick={onTest}>
        {say("devices.test")}
      </Button>
      <Button size="md" variant="default" onClick={onEdit}>
        {say("devices.change")}
      </Button>
      <Button
        size="md"
        variant="default"
        onClick={onRemove}
        aria-label={say("line.remove", { name: device.name })}
      >
        ✕
      </Button>
    </>
  );
}

/** The devices as they are now, asked again when something was done. */
function useDevices(): {
  readonly devices: readonly Device[] | undefined;
  readonly again: () => void;
} {
  const { client } = useLink();
  const [devices, setDevices] = useState<readonly Device[] | undefined>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again each round
  useEffect(() => {
    let stale = false;
    client?.devices
      .list()
      .then((list) => {
        if (!stale) setDevices(list);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, round]);
  return { devices, again: useCallback(() => setRound((count) => count + 1), []) };
}
