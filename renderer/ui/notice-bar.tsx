/** What was refused: what happened, what is safe, what to press. Never a code alone. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useNotice } from "../till.tsx";

export function NoticeBar() {
  const say = useSay();
  const sayCode = useSayCode();
  const { notice, dismiss } = useNotice();
  if (notice === undefined) return null;
  const happened = sayCode("refusal", notice.code, notice.args) ?? notice.happened;
  const act = sayCode("refusal.act", notice.code, notice.args) ?? notice.act;
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
