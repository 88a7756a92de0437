/** Training mode: everything can be tried; nothing of it is sold, sent or counted. */
import { Button, Text, Title } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";

export function Training() {
  const say = useSay();
  const act = useAct();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  if (session === undefined) return null;
  const on = session.training;
  return (
    <section className="page" aria-labelledby="training-title">
      <Title order={1} size="h2" id="training-title">
        {say(on ? "training.isOn" : "training.isOff")}
      </Title>
      <Text size="lg">{say("training.how")}</Text>
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          onClick={() => act((client, actId) => client.devices.setTraining({ actId, on: !on }))}
          data-testid="training"
        >
          {say(on ? "training.end" : "training.begin")}
        </Button>
      </footer>
    </section>
  );
}
