/** What is wrong with rows of a file: the row, the column, and what to do. The other rows can come in. */
import { Table, Text } from "@mantine/core";
import type { ImportState } from "#shared/hq-api/import.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";

export function ImportFaults({ file }: { file: ImportState }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { faults, faultCount } = file.plan;
  if (faultCount === 0) return null;
  return (
    <section aria-label={say("import.faults", { count: faultCount })}>
      <Text size="lg">{say("import.faults", { count: faultCount })}</Text>
      <div className="setup-faults">
        <Table data-testid="import-faults">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say("import.row")}</Table.Th>
              <Table.Th>{say("import.column")}</Table.Th>
              <Table.Th>{say("import.what")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {faults.map((fault) => (
              <Table.Tr key={`${fault.row}:${fault.field}:${fault.code}`} data-row={fault.row}>
                <Table.Td className="figure">{fault.row}</Table.Td>
                <Table.Td>
                  {fault.column === "" && fault.field !== undefined
                    ? say(`import.field.${fault.field}`)
                    : fault.column}
                </Table.Td>
                <Table.Td>{sayCode("import.fault", fault.code, fault.args) ?? fault.code}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
