/** Pages that say one thing: connecting, not enrolled, filling, a till that could not open. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { RefusalOut } from "#shared/till-api/common.ts";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { openTillAgain } from "../link.ts";
import { useLive } from "../till.tsx";
import { FillProgress } from "./fill-progress.tsx";

/** The button rests so long after a press: the till needs a moment to end and to start. */
const AGAIN_REST_MS = 2_000;

export function MessagePage({ title, text }: { title: string; text: string }) {
  return (
    <main className="page-message" aria-live="polite">
      <Title order={1}>{title}</Title>
      <Text size="lg">{text}</Text>
    </main>
  );
}

/** The till could not open: what happened, what is safe, and the one thing to press. */
export function ClosedPage({ refusal }: { refusal: RefusalOut }) {
  const say = useSay();
  const { happened, act } = useSayRefusal()(refusal);
  const [asked, setAsked] = useState(false);
  const again = () => {
    setAsked(true);
    void openTillAgain().finally(() => setTimeout(() => setAsked(false), AGAIN_REST_MS));
  };
  return (
    <main className="page-message" role="alert" data-refusal={refusal.code}>
      <Title order={1}>{say("till.closed.title")}</Title>
      <Text size="lg">{happened}</Text>
      <Text size="lg">{act}</Text>
      <Button size="lg" loading={asked} onClick={again}>
        {say("till.closed.again")}
      </Button>
    </main>
  );
}

/** Row 22: the first fill says how far each collection is; selling begins as soon as it can. */
export function FillPage() {
  const say = useSay();
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  const filling = lamp?.filling;
  if (lamp?.pushOnlyReason === "revoked")
    return <MessagePage title={say("till.revoked.title")} text={say("lamp.pushOnly.revoked")} />;
  return (
    <main className="page-message" aria-live="polite">
      <Title order={1}>{say("fill.title")}</Title>
      <Text size="lg">{say("fill.text")}</Text>
      <div className="fill-progress">
        <FillProgress filling={filling} />
      </div>
    </main>
  );
}
