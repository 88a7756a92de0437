/** A shop of one's own, from nothing: one step at a time, each kept, each to be gone back to. */
import { Button, Text, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { SetupState } from "#shared/hq-api/setup.ts";
import { type Say, useSay } from "../i18n/locales.ts";
import { Devices } from "../settings/devices.tsx";
import { NoticeBar } from "../ui/notice-bar.tsx";
import { ViewMenu } from "../ui/view-menu.tsx";
import { BusinessStep } from "./business-step.tsx";
import { LooksStep } from "./looks-step.tsx";
import { OwnerStep } from "./owner-step.tsx";
import { PeopleStep } from "./people-step.tsx";
import { ProductsStep } from "./products-step.tsx";
import { TaxesStep } from "./taxes-step.tsx";
import { useDraft, useHqAct, useHqView } from "./use-hq.ts";

const STEPS = ["owner", "business", "taxes", "looks", "people", "products", "printer"] as const;
type Step = (typeof STEPS)[number];

/** What every step is given: how the shop stands, and what to do when the step is done. */
export interface StepProps {
  readonly state: SetupState;
  readonly onDone: () => Promise<void>;
}

export function FirstShop() {
  const say = useSay();
  const view = useHqView();
  const act = useHqAct();
  const [state, setState] = useState<SetupState | undefined>();
  const kept = useDraft<{ step: Step }>("setup-step", { step: "owner" });
  const load = useCallback(async () => {
    const answer = await view<SetupState>("setupState");
    if (answer !== undefined) setState(answer);
  }, [view]);
  useEffect(() => {
    void load();
  }, [load]);
  if (state === undefined || !kept.ready)
    return (
      <main className="page-message" aria-live="polite">
        <NoticeBar />
        <Title order={1}>{say("setup.waiting")}</Title>
        <Text>{say("setup.waitingHow")}</Text>
        <Button size="lg" onClick={() => void load()}>
          {say("hq.again")}
        </Button>
      </main>
    );
  const step = stepNow(state, kept.value.step);
  const at = STEPS.indexOf(step);
  const go = (next: Step) => kept.change({ step: next });
  const next = async () => {
    await load();
    const following = STEPS[at + 1];
    if (following !== undefined) go(following);
    else await act("setupFinish");
  };
  return (
    <div className="setup">
      <StepList say={say} step={step} state={state} onStep={go} />
      <main className="setup-main" data-step={step}>
        <NoticeBar />
        <Title order={1}>{say(`setup.${step}.title`)}</Title>
        <Text className="quiet">{say(`setup.${step}.how`)}</Text>
        <StepBody step={step} state={state} onDone={next} />
        <footer className="act-row">
          {at > 1 && (
            <Button
              size="lg"
              variant="default"
              onClick={() => go(STEPS[at - 1] ?? step)}
              data-testid="setup-back"
            >
              {say("setup.back")}
            </Button>
          )}
          {at > 1 && step !== "printer" && (
            <Button
              size="lg"
              variant="subtle"
              onClick={() => go(STEPS[at + 1] ?? step)}
              data-testid="setup-skip"
            >
              {say("setup.skip")}
            </Button>
          )}
          {step === "printer" && (
            <Button
              size="xl"
              className="primary-act"
              onClick={() => void next()}
              data-testid="setup-finish"
            >
              {say("setup.finish")}
            </Button>
          )}
        </footer>
      </main>
    </div>
  );
}

/** Without an owner or a name the shop cannot go further; without a sign-in nobody may. */
function stepNow(state: SetupState, kept: Step): Step {
  if (!state.signedIn) return "owner";
  if (kept === "owner") return "business";
  return state.basics === undefined ? "business" : kept;
}

function StepBody({ step, ...props }: StepProps & { step: Step }) {
  switch (step) {
    case "owner":
      return <OwnerStep {...props} />;
    case "business":
      return <BusinessStep {...props} />;
    case "taxes":
      return <TaxesStep key={String(props.state.taxes?.rates.length)} {...props} />;
    case "looks":
      return <LooksStep {...props} />;
    case "people":
      return <PeopleStep {...props} />;
    case "products":
      return <ProductsStep {...props} />;
    default:
      return <Devices />;
  }
}

interface StepListProps {
  readonly say: Say;
  readonly step: Step;
  readonly state: SetupState;
  readonly onStep: (step: Step) => void;
}

function StepList({ say, step, state, onStep }: StepListProps) {
  const done: Readonly<Record<Step, boolean>> = {
    owner: state.owners.length > 0,
    business: state.basics !== undefined,
    taxes: (state.taxes?.rates.length ?? 0) > 0,
    looks: state.looks?.logo !== undefined && state.looks.logo !== "",
    people: state.people.length > 1,
    products: state.products > 0,
    printer: false,
  };
  return (
    <nav className="setup-steps" aria-label={say("setup.steps")}>
      <ol>
        {STEPS.map((one) => (
          <li key={one}>
            <Button
              variant={one === step ? "light" : "subtle"}
              size="md"
              fullWidth
              justify="start"
              disabled={
                one === "owner" ||
                !state.signedIn ||
                (state.basics === undefined && one !== "business")
              }
              {...(one === step ? { "aria-current": "step" as const } : {})}
              onClick={() => onStep(one)}
            >
              <span aria-hidden="true">{done[one] ? "✓" : "○"}</span>&nbsp;
              {say(`setup.${one}.name`)}
              {done[one] && <span className="visually-hidden"> {say("guide.done")}</span>}
            </Button>
          </li>
        ))}
      </ol>
      <ViewMenu />
    </nav>
  );
}
