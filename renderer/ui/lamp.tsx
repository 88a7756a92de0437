/** The lamp: the truth about the connection, always in the same place, never green with one pending. */
import { Popover, UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import type { LampView } from "#shared/till-api/views/lamp.ts";
import { useFormats } from "../i18n/format.ts";
import { type Say, useSay, useSayCode } from "../i18n/locales.ts";
import { useLink, useLive } from "../till.tsx";
import { FillProgress } from "./fill-progress.tsx";

const TICK_MS = 15_000;

export function Lamp() {
  const say = useSay();
  const sayCode = useSayCode();
  const { time, age } = useFormats();
  const { status } = useLink();
  const now = useNow();
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  const tone = toneOf(lamp, status === "open");
  return (
    <Popover position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={`lamp lamp-${tone}`}
          data-testid="lamp"
          data-tone={tone}
          data-pending={lamp?.pending ?? 0}
        >
          <span className="lamp-light" aria-hidden="true" />
          <span aria-live="polite">
            {sentence(say, lamp, status === "open", { now, time, age })}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown maw="22rem">
        <p>{say(lamp?.link === "up" ? "lamp.explain.up" : "lamp.explain.cut")}</p>
        {lamp?.filling !== undefined && (
          <>
            <p>{say("lamp.explain.filling")}</p>
            <FillProgress filling={lamp.filling} />
          </>
        )}
        {lamp?.pushOnlyReason !== undefined && (
          <p>{sayCode("lamp.pushOnly", lamp.pushOnlyReason)}</p>
        )}
        {lamp?.lastConfirmedAtMs !== undefined && (
          <p>{say("lamp.confirmed", { time: time(lamp.lastConfirmedAtMs) })}</p>
        )}
        {lamp?.checkedAtMs !== undefined && (
          <p>{say("lamp.checked", { time: time(lamp.checkedAtMs) })}</p>
        )}
        {lamp !== undefined && lamp.checkFaults > 0 && (
          <p>{say("lamp.checkFaults", { count: lamp.checkFaults })}</p>
        )}
        {lamp?.copyDamaged === true && <p>{say("lamp.copyDamaged")}</p>}
        {lamp !== undefined && lamp.setAside > 0 && (
          <p>{say("lamp.setAside", { count: lamp.setAside })}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

type Tone = "done" | "waiting" | "cut" | "lost";

function toneOf(lamp: LampView | undefined, linked: boolean): Tone {
  if (!linked || lamp === undefined) return "lost";
  if (lamp.link !== "up") return "cut";
  if (lamp.filling !== undefined) return "waiting";
  return lamp.pending > 0 || lamp.pushOnlyReason !== undefined ? "waiting" : "done";
}

interface Said {
  readonly now: number;
  readonly time: (atMs: number) => string;
  readonly age: (sinceMs: number, nowMs: number) => string;
}

function sentence(say: Say, lamp: LampView | undefined, linked: boolean, said: Said): string {
  if (!linked || lamp === undefined) return say("lamp.noTill");
  const parts: string[] = [];
  if (lamp.link !== "up") parts.push(say(lamp.link === "cut" ? "lamp.offline" : "lamp.connecting"));
  if (lamp.filling !== undefined)
    parts.push(say("lamp.filling", { percent: lamp.filling.percent }));
  if (lamp.pending > 0) {
    parts.push(say("lamp.saved", { count: lamp.pending }));
    if (lamp.oldestPendingAtMs !== undefined)
      parts.push(say("lamp.oldest", { age: said.age(lamp.oldestPendingAtMs, said.now) }));
  }
  if (lamp.lastConfirmedAtMs !== undefined)
    parts.push(say("lamp.confirmed", { time: said.time(lamp.lastConfirmedAtMs) }));
  return parts.length === 0 ? say("lamp.allConfirmed") : parts.join(" · ");
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
