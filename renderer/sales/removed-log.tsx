/** What left baskets before payment at this till: who took it out, when, what and how much. */
import { Table, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import type { TillClient } from "../link.ts";
import { useLink } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

type Removed = Awaited<ReturnType<TillClient["sales"]["removed"]>>;
const SHOWN_MAX = 200;

export function RemovedLog({ currency, onDone }: { currency: string; onDone: () => void }) {
  const say = useSay();
  const { dayTime, money, quantity } = useFormats();
  const rows = useRemoved();
  return (
    <Dialog title={say("removed.title")} onClose={onDone} wide>
      {rows?.length === 0 && <Text>{say("removed.empty")}</Text>}
      {rows !== undefined && rows.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table verticalSpacing="sm" data-testid="removed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say("sales.when")}</Table.Th>
                <Table.Th>{say("sales.who")}</Table.Th>
                <Table.Th>{say("log.what")}</Table.Th>
                <Table.Th>{say("removed.goods")}</Table.Th>
                <Table.Th className="figure">{say("sales.amount")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={`${row.at}${row.what}${row.amountMinor}`}>
                  <Table.Td>{dayTime(row.at)}</Table.Td>
                  <Table.Td>{row.staffName}</Table.Td>
                  <Table.Td>{say(`removed.${row.what}`)}</Table.Td>
                  <Table.Td>
                    {row.lines
                      .map((line) => `${quantity(line.quantityMilli)} × ${line.name}`)
                      .join(", ")}
                  </Table.Td>
                  <Table.Td className="figure">{money(row.amountMinor, currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Dialog>
  );
}

function useRemoved(): Removed | undefined {
  const { client } = useLink();
  const [rows, setRows] = useState<Removed | undefined>();
  useEffect(() => {
    let stale = false;
    client?.sales
      .removed({ limit: SHOWN_MAX })
      .then((answer) => {
        if (!stale) setRows(answer);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client]);
  return rows;
}
