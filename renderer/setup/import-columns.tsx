/** Which column of the file is what: guessed, shown with samples, changed by a choice. */
import { NativeSelect, Table } from "@mantine/core";
import {
  IMPORT_FIELDS,
  type ImportField,
  type ImportMapping,
  type ImportState,
} from "#shared/hq-api/import.ts";
import type { ShopTaxes } from "#shared/hq-api/setup.ts";
import { useSay } from "../i18n/locales.ts";
import { ChoiceGroup } from "../ui/choices.tsx";

interface ImportColumnsProps {
  readonly file: ImportState;
  readonly rates: ShopTaxes["rates"];
  readonly onMapping: (mapping: ImportMapping) => void;
}

export function ImportColumns({ file, rates, onMapping }: ImportColumnsProps) {
  const say = useSay();
  const { mapping } = file;
  const fieldAt = (at: number) => IMPORT_FIELDS.find((field) => mapping.columns[field] === at);
  const choose = (at: number, field: ImportField | "") => {
    const others = Object.entries(mapping.columns).filter(
      ([each, column]) => each !== field && column !== at,
    );
    const columns = Object.fromEntries([...others, ...(field === "" ? [] : [[field, at]])]);
    onMapping({ ...mapping, columns });
  };
  const fields = [
    { value: "", label: say("import.notUsed") },
    ...IMPORT_FIELDS.map((field) => ({ value: field, label: say(`import.field.${field}`) })),
  ];
  return (
    <>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say("import.column")}</Table.Th>
              <Table.Th>{say("import.samples")}</Table.Th>
              <Table.Th>{say("import.means")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbered(file.columns).map(({ at, column }) => (
              <Table.Tr key={at}>
                <Table.Td>{column.heading}</Table.Td>
                <Table.Td>{column.samples.join(" · ")}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    size="md"
                    aria-label={say("import.meansOf", { column: column.heading })}
                    value={fieldAt(at) ?? ""}
                    data={fields}
                    onChange={(event) => choose(at, event.currentTarget.value as ImportField | "")}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ChoiceGroup
        label={say("import.decimal")}
        value={mapping.decimalMark}
        onValue={(decimalMark) => onMapping({ ...mapping, decimalMark })}
        choices={[
          { value: ".", label: "12.50" },
          { value: ",", label: "12,50" },
        ]}
      />
      <ChoiceGroup
        label={say("import.existing")}
        value={mapping.existing}
        onValue={(existing) => onMapping({ ...mapping, existing })}
        choices={[
          { value: "update", label: say("import.existing.update") },
          { value: "keep", label: say("import.existing.keep") },
        ]}
      />
      <NativeSelect
        size="lg"
        label={say("import.taxElse")}
        value={mapping.taxKey}
        data={rates.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(event) => onMapping({ ...mapping, taxKey: event.currentTarget.value })}
      />
    </>
  );
}

/** The columns with their places, which never change: two may have one heading. */
function numbered(columns: ImportState["columns"]) {
  return columns.map((column, at) => ({ at, column }));
}
