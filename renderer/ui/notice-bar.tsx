/** What was refused: what happened, what is safe, what to press. Never a code alone. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { useNotice } from "../till.tsx";

export function NoticeBar() {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const { notice, dismiss } = useNotice();
  if (notice === undefined) return null;
  const { happened, act } = sayRefusal(notice);
  return (
    <Alert
      color="orange"
      role="alert"
      className="notice"
      data-refusal={notice.code}
      title={happened}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text>{act}</Text>
        <Button variant="default" size="md" onClick={dismiss}>
          {say("notice.dismiss")}
        </Button>
      </Group>
    </Alert>
  );
}
