/** Why this till does not sync as it should: what happened, what is safe, and the way to hand over. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { useGo } from "./go.ts";

/** Reasons that waiting does not mend. */
const LASTING = ["unknown", "fenced", "revoked"] as const;

export function TroubleBar() {
  const say = useSay();
  const sayCode = useSayCode();
  const { go } = useGo();
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  const reason = LASTING.find((each) => each === lamp?.pushOnlyReason);
  if (lamp === undefined || reason === undefined) return null;
  return (
    <Alert
      color="orange"
      role="status"
      className="notice"
      data-trouble={reason}
      title={sayCode("lamp.pushOnly", reason) ?? reason}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text>{say("trouble.safe", { count: lamp.pending })}</Text>
        <Button variant="default" size="md" onClick={() => go("settings", "hand-over")}>
          {say("trouble.handOver")}
        </Button>
      </Group>
    </Alert>
  );
}
