/** Recent sales: what this counter sold, how each stands, and its paper. */
import { Badge, Button, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { ReceiptPreview } from "../ui/receipt-preview.tsx";

const SHOWN_MAX = 100;

export function SalesScreen() {
  const say = useSay();
  const act = useAct();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | undefined>();
  const page = useLive(
    (client, signal) =>
      client.views.recentSales({ query, offset: 0, limit: SHOWN_MAX }, { signal }),
    query,
  );
  return (
    <div className="split">
      <section aria-label={say("nav.sales")}>
        <TextInput
          size="lg"
          label={say("sales.find")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {page?.items.length === 0 && <Text>{say("sales.empty")}</Text>}
        <SalesTable items={page?.items ?? []} chosen={chosen} onChoose={setChosen} />
      </section>
      <section aria-label={say("receipt.label")}>
        {chosen === undefined ? (
          <Text>{say("sales.choose")}</Text>
        ) : (
          <>
            <Group>
              <Button
                size="md"
                variant="default"
                onClick={() =>
                  act((client, actId) =>
                    client.sales.reprint({ actId, saleId: chosen, kind: "sale" }),
                  )
                }
              >
                {say("receipt.copy")}
              </Button>
            </Group>
            <ReceiptPreview saleId={chosen} />
          </>
        )}
      </section>
    </div>
  );
}

interface SalesTableProps {
  readonly items: readonly SaleItem[];
  readonly chosen: string | undefined;
  readonly onChoose: (saleId: string) => void;
}

function SalesTable({ items, chosen, onChoose }: SalesTableProps) {
  const say = useSay();
  const { dayTime, money } = useFormats();
  const sayCode = useSayCode();
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="sm" highlightOnHover data-testid="sales-list">
        <Table.Caption>
          <Title order={2} size="h4">
            {say("nav.sales")}
          </Title>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say("sales.number")}</Table.Th>
            <Table.Th>{say("sales.when")}</Table.Th>
            <Table.Th>{say("sales.who")}</Table.Th>
            <Table.Th className="figure">{say("total.label")}</Table.Th>
            <Table.Th>{say("sales.state")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr
              key={item.saleId}
              data-sale={item.saleId}
              data-state={item.state}
              aria-selected={item.saleId === chosen}
            >
              <Table.Td>
                <Button variant="subtle" size="sm" onClick={() => onChoose(item.saleId)}>
                  {item.receiptNumber}
                </Button>
              </Table.Td>
              <Table.Td>{dayTime(item.at)}</Table.Td>
              <Table.Td>
                {item.staffName}
                {item.clientName === undefined ? "" : ` · ${item.clientName}`}
              </Table.Td>
              <Table.Td className="figure">{money(item.totalMinor, item.currency)}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={item.state === "confirmed" ? "teal" : "orange"}>
                  {sayCode("saved", item.state)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
