/** The update of the program that is fetched and waits: which, why it is not installed yet, what is safe. */
import { Alert } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { useLive } from "../till.tsx";

export function WaitingUpdate() {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  if (session?.update === undefined) return null;
  const { version, refusal } = session.update;
  const { happened, act } = sayRefusal(refusal);
  return (
    <Alert
      color="blue"
      role="status"
      title={say("settings.update", { version })}
      data-testid="waiting-update"
      data-refusal={refusal.code}
    >
      {happened} {act}
    </Alert>
  );
}
