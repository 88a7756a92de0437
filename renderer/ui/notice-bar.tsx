/**
 * What was refused: what happened, what is safe, what to press. Never a code alone. The page has one
 * such bar, and so has each sheet and dialog over it: the one on top speaks, so that no notice is
 * covered by what was pressed.
 */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { useNotice } from "../till.tsx";
import { useGo } from "./go.ts";

/** Codes that end at the drawer, which is one press away: opening it, or taking it over. */
const NEEDS_DRAWER: readonly string[] = ["shift-closed", "no-shift", "drawer-of-another"];

/** Codes that open a dialog of their own, which says and asks all there is. */
const ASKED_ELSEWHERE: readonly string[] = ["restriction-open"];

export function NoticeBar() {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const { go } = useGo();
  const { notice, dismiss } = useNotice();
  const isOnTop = useIsOnTop();
  const bar = useRef<HTMLDivElement>(null);
  // What was pressed may lie far below the bar, in a sheet that scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each notice is brought into view
  useEffect(() => {
    bar.current?.scrollIntoView({ block: "nearest" });
  }, [notice, isOnTop]);
  if (notice === undefined || !isOnTop || ASKED_ELSEWHERE.includes(notice.code)) return null;
  const { happened, act } = sayRefusal(notice);
  const openDrawer = () => {
    dismiss();
    go("shift");
  };
  return (
    <Alert
      ref={bar}
      color="orange"
      role="alert"
      className="notice"
      data-refusal={notice.code}
      title={happened}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text>{act}</Text>
        {NEEDS_DRAWER.includes(notice.code) && (
          <Button size="md" onClick={openDrawer}>
            {say(notice.code === "drawer-of-another" ? "shift.handOver" : "shift.open")}
          </Button>
        )}
        <Button variant="default" size="md" onClick={dismiss}>
          {say("notice.dismiss")}
        </Button>
      </Group>
    </Alert>
  );
}

let bars: readonly string[] = [];
const listeners = new Set<() => void>();

function setBars(next: readonly string[]): void {
  bars = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this bar is the one that was opened last. */
function useIsOnTop(): boolean {
  const id = useId();
  useEffect(() => {
    setBars([...bars, id]);
    return () => setBars(bars.filter((one) => one !== id));
  }, [id]);
  return useSyncExternalStore(subscribe, () => bars.at(-1)) === id;
}
