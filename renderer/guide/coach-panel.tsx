/** A first shift in ten minutes: a sale and a return in training, each step ticked when it really happened. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { Told } from "../ui/told.tsx";

export function CoachPanel() {
  const say = useSay();
  const [open, setOpen] = useState(() => !matchMedia("(max-width: 900px)").matches);
  const coach = useLive((client, signal) => client.views.coach(undefined, { signal }));
  if (coach === undefined || !coach.on) return null;
  if (!open)
    return (
      <Button className="guide-opener" variant="default" onClick={() => setOpen(true)}>
        {say("coach.open")}
      </Button>
    );
  const next = coach.steps.find((step) => !step.done);
  return (
    <aside className="guide" aria-label={say("coach.title")}>
      <header className="sheet-head">
        <Title order={2}>{say("coach.title")}</Title>
        <Button variant="subtle" size="sm" onClick={() => setOpen(false)}>
          {say("guide.close")}
        </Button>
      </header>
      <Text>{say("coach.how")}</Text>
      <ol className="guide-steps" data-testid="coach-steps">
        {coach.steps.map((step) => (
          <li
            key={step.key}
            data-step={step.key}
            data-done={step.done}
            {...(step === next ? { "aria-current": "step" as const } : {})}
          >
            <span aria-hidden="true">{step.done ? "✓" : "○"}</span>
            <span>
              <Told text={say(`coach.step.${step.key}`)} />
              {step.done && <span className="visually-hidden"> {say("guide.done")}</span>}
            </span>
          </li>
        ))}
      </ol>
      {next === undefined && <Text role="status">{say("coach.done")}</Text>}
    </aside>
  );
}
