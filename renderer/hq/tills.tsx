/** The tills of the chain: when each was heard of last, and how ready it is to go on without a connection. */
import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { Mark } from "../ui/mark.tsx";
import type { HqClient } from "./hq-app.tsx";

type Register = Awaited<ReturnType<HqClient["day"]>>["registers"][number];
/** A hundred basis points are one percent. */
const BASIS_POINTS = 100;
const ALL_READY = 100;

export function Tills({ client }: { client: HqClient }) {
  const say = useSay();
  const { dayTime, percent } = useFormats();
  const registers = useRegisters(client);
  if (registers === undefined) return null;
  if (registers.length === 0) return <Text>{say("hq.noTills")}</Text>;
  return (
    <ul className="rows" data-testid="hq-tills">
      {registers.map(({ registerId, name, lastContactMs, readiness }) => (
        <li key={registerId} className="row-card" data-register={registerId}>
          <span>
            <strong>{name}</strong>
            <small>
              {lastContactMs === undefined
                ? say("hq.neverHeard")
                : say("hq.heardOf", { time: dayTime(lastContactMs) })}
            </small>
          </span>
          {readiness === undefined ? (
            <Mark tone="plain" text={say("hq.noDrill")} />
          ) : (
            <Mark
              tone={readiness === ALL_READY ? "done" : "waiting"}
              text={say("hq.readiness", { percent: percent(readiness * BASIS_POINTS) })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function useRegisters(client: HqClient): readonly Register[] | undefined {
  const [registers, setRegisters] = useState<readonly Register[] | undefined>();
  useEffect(() => {
    let stale = false;
    const today = new Date().toISOString().slice(0, 10);
    client
      .day({ fromDate: today, toDate: today })
      .then((day) => {
        if (!stale) setRegisters(day.registers);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client]);
  return registers;
}
