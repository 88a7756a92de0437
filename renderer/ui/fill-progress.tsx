/** Row 22: how far the first fill is, as a whole and collection by collection. */
import { Progress, Table } from "@mantine/core";
import type { LampView } from "#shared/till-api/views/lamp.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";

export function FillProgress({ filling }: { filling: LampView["filling"] }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { number } = useFormats();
  return (
    <div data-testid="fill-progress" data-percent={filling?.percent ?? 0} className="stack">
      <Progress value={filling?.percent ?? 0} size="xl" aria-label={say("fill.title")} />
      <Table>
        <Table.Tbody>
          {(filling?.collections ?? []).map((one) => (
            <Table.Tr key={one.name} data-collection={one.name}>
              <Table.Td>{sayCode("collection", one.name) ?? one.name}</Table.Td>
              <Table.Td className="figure">
                {number(one.rows)} / {number(one.expected)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
