/** Row 82: every act that needed a second person: who asked, who approved, why; searched here, offline. */
import { Table, Text, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useLink } from "../till.tsx";

const SHOWN_MAX = 100;

interface Logged {
  readonly at: number;
  readonly what: string;
  readonly askedBy: string;
  readonly approvedBy?: string | undefined;
  readonly why?: string | undefined;
  readonly outcome: string;
  readonly method: "pin" | "badge" | "code";
}

export function AuditLog() {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime } = useFormats();
  const [query, setQuery] = useState("");
  const rows = useLog(query);
  return (
    <section className="page" aria-label={say("settings.tab.log")}>
      <TextInput
        size="lg"
        label={say("log.find")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {rows?.length === 0 && <Text>{say("log.empty")}</Text>}
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing="sm" data-testid="log">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say("sales.when")}</Table.Th>
              <Table.Th>{say("log.what")}</Table.Th>
              <Table.Th>{say("log.asked")}</Table.Th>
              <Table.Th>{say("log.approved")}</Table.Th>
              <Table.Th>{say("log.why")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(rows ?? []).map((row) => (
              <Table.Tr key={`${row.at}${row.what}${row.askedBy}`}>
                <Table.Td>{dayTime(row.at)}</Table.Td>
                <Table.Td>{sayCode("gated", row.what) ?? row.what}</Table.Td>
                <Table.Td>{row.askedBy}</Table.Td>
                <Table.Td>
                  {row.outcome === "approved" ? row.approvedBy : say("log.refused")}
                  {row.method === "code" && ` · ${say("approval.byCode")}`}
                </Table.Td>
                <Table.Td>{row.why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function useLog(query: string): readonly Logged[] | undefined {
  const { client } = useLink();
  const [rows, setRows] = useState<readonly Logged[] | undefined>();
  useEffect(() => {
    let stale = false;
    client?.staff
      .auditLog({ query: query.trim(), limit: SHOWN_MAX })
      .then((list) => {
        if (!stale) setRows(list);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query]);
  return rows;
}
