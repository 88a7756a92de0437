/** The archive for the tax office: which days, how far it is, and where it lies when it is done. */
import { Alert, Button, Progress, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useGatedAct, useLive } from "../till.tsx";

export function Fiscal() {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime } = useFormats();
  const act = useGatedAct();
  const view = useLive((client, signal) => client.views.fiscal(undefined, { signal }));
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const make = () =>
    act((client, actId, approved) => client.fiscal.export({ actId, ...approved, from, to }));
  const isRunning = view?.state === "running";
  return (
    <section className="page" aria-labelledby="fiscal-title">
      <Title order={1} size="h2" id="fiscal-title">
        {say("fiscal.title")}
      </Title>
      <Text size="lg">{say("fiscal.how")}</Text>
      {view?.outage !== undefined && (
        <Alert color="orange" role="status" data-testid="signing-outage">
          {say("fiscal.outage", { when: dayTime(view.outage.fromMs) })}
        </Alert>
      )}
      <TextInput
        type="date"
        size="lg"
        label={say("fiscal.from")}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        size="lg"
        label={say("fiscal.to")}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div role="status" data-testid="fiscal-state" data-state={view?.state}>
        {isRunning && (
          <>
            <Progress
              value={view.of === 0 ? 0 : (view.done / view.of) * 100}
              aria-label={say("fiscal.title")}
            />
            <Text>{say("fiscal.running", { done: view.done, of: view.of })}</Text>
          </>
        )}
        {view?.made !== undefined && (
          <>
            <Text size="lg">{say("fiscal.done", view.made)}</Text>
            <Text>{say("fiscal.where", { file: view.made.file })}</Text>
          </>
        )}
        {view?.state === "failed" && (
          <Text size="lg">{sayCode("refusal", view.code ?? "") ?? say("fiscal.none")}</Text>
        )}
      </div>
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={isRunning || from === "" || to === ""}
          onClick={() => void make()}
          data-testid="make-archive"
        >
          {say("fiscal.make")}
        </Button>
      </footer>
    </section>
  );
}
