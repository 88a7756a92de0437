/** Pages that say one thing: connecting, not enrolled, filling. */
import { Progress, Table, Text, Title } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";

export function MessagePage({ title, text }: { title: string; text: string }) {
  return (
    <main className="page-message" aria-live="polite">
      <Title order={1}>{title}</Title>
      <Text size="lg">{text}</Text>
    </main>
  );
}

/** Row 22: the first fill says how far each collection is; selling begins as soon as it can. */
export function FillPage() {
  const say = useSay();
  const { number } = useFormats();
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  const filling = lamp?.filling;
  if (lamp?.pushOnlyReason === "revoked")
    return <MessagePage title={say("till.revoked.title")} text={say("lamp.pushOnly.revoked")} />;
  return (
    <main className="page-message" aria-live="polite">
      <Title order={1}>{say("fill.title")}</Title>
      <Text size="lg">{say("fill.text")}</Text>
      <Progress
        value={filling?.percent ?? 0}
        size="xl"
        aria-label={say("fill.title")}
        w="min(32rem, 90vw)"
      />
      <Table w="min(32rem, 90vw)">
        <Table.Tbody>
          {(filling?.collections ?? []).map((one) => (
            <Table.Tr key={one.name}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td className="figure">
                {number(one.rows)} / {number(one.expected)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </main>
  );
}
