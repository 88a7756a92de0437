/** A past sale at head office: found by its receipt, explained in words, as sold beside today's rules. */
import { Alert, Button, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { SaleExplained } from "#shared/hq-api/sale-explained.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { ExplainedSteps } from "../ui/explained-steps.tsx";
import type { HqClient } from "./hq-app.tsx";

type Found = Awaited<ReturnType<HqClient["findSales"]>>[number];

/** What stands under the search: sales to choose from, one explained, or why there is none. */
type Showing =
  | { readonly kind: "found"; readonly sales: readonly Found[] }
  | { readonly kind: "sale"; readonly sale: SaleExplained }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unreachable" };

export function SalePage({ client }: { client: HqClient }) {
  const say = useSay();
  const [showing, setShowing] = useState<Showing | undefined>();
  const [busy, setBusy] = useState(false);
  const ask = async (question: () => Promise<Showing>) => {
    setBusy(true);
    setShowing(await question().catch((): Showing => ({ kind: "unreachable" })));
    setBusy(false);
  };
  const explain = async (saleId: string): Promise<Showing> => {
    const answer = await client.explainSale({ saleId });
    if (!answer.ok) return { kind: "refused", code: answer.refusal.code };
    return { kind: "sale", sale: answer.value };
  };
  const find = async (asked: ReceiptAsked): Promise<Showing> => {
    const sales = await client.findSales(asked);
    const [only] = sales;
    if (only !== undefined && sales.length === 1) return explain(only.saleId);
    return { kind: "found", sales };
  };
  return (
    <section className="page" aria-labelledby="hq-sale">
      <Title order={2} id="hq-sale">
        {say("hq.sale")}
      </Title>
      <ReceiptSearch busy={busy} onFind={(asked) => void ask(() => find(asked))} />
      {showing !== undefined && (
        <Shown showing={showing} onChoose={(saleId) => void ask(() => explain(saleId))} />
      )}
    </section>
  );
}

interface ReceiptAsked {
  readonly receiptNumber: string;
  readonly date: string;
}

function ReceiptSearch(props: { busy: boolean; onFind: (asked: ReceiptAsked) => void }) {
  const say = useSay();
  const [receiptNumber, setNumber] = useState("");
  const [date, setDate] = useState(() => new Date().toLocaleDateString("sv-SE"));
  const asked = { receiptNumber: receiptNumber.trim(), date };
  const find = (event: FormEvent) => {
    event.preventDefault();
    props.onFind(asked);
  };
  return (
    <form onSubmit={find}>
      <Group align="end">
        <TextInput
          size="lg"
          label={say("hq.saleNumber")}
          value={receiptNumber}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          size="lg"
          label={say("hq.saleDate")}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="lg"
          loading={props.busy}
          disabled={asked.receiptNumber === "" || date === ""}
        >
          {say("hq.saleFind")}
        </Button>
      </Group>
    </form>
  );
}

function Shown({ showing, onChoose }: { showing: Showing; onChoose: (saleId: string) => void }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { money, dayTime } = useFormats();
  if (showing.kind === "sale") return <Explained sale={showing.sale} />;
  if (showing.kind === "unreachable") {
    return <Alert color="orange" role="alert" title={say("hq.unreachable")} />;
  }
  if (showing.kind === "refused") {
    return (
      <Alert color="orange" role="alert" title={sayCode("refusal", showing.code)}>
        {sayCode("refusal.act", showing.code)}
      </Alert>
    );
  }
  if (showing.sales.length === 0) return <Text role="status">{say("hq.saleNone")}</Text>;
  return (
    <ul className="plain-list">
      {showing.sales.map((one) => (
        <li key={one.saleId}>
          <Button variant="default" size="lg" onClick={() => onChoose(one.saleId)}>
            {`${one.storeName} · ${dayTime(one.at)} · ${money(one.totalMinor, one.currency)}`}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Explained({ sale }: { sale: SaleExplained }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime } = useFormats();
  const isGood = sale.replay.state === "same" || sale.replay.state === "held";
  return (
    <article data-testid="hq-sale" data-replay={sale.replay.state}>
      <Title order={3} size="h4">
        {`${sale.receiptNumber} · ${sale.storeName} · ${dayTime(sale.at)}`}
      </Title>
      <Alert
        color={isGood ? "teal" : "orange"}
        role="status"
        title={say(`hq.saleReplay.${sale.replay.state}`)}
      >
        {[...new Set(sale.replay.differences.map(({ code }) => code))].map((code) => (
          <p key={code}>{sayCode("exception", code)}</p>
        ))}
      </Alert>
      <ThenAndNow sale={sale} />
      <Text className="quiet">{say("hq.saleNowHow", { time: dayTime(sale.nowMs) })}</Text>
      <section aria-label={say("sales.explained")}>
        <Title order={4} size="h5">
          {say("sales.explained")}
        </Title>
        <ExplainedSteps steps={sale.steps} currency={sale.currency} />
      </section>
    </article>
  );
}

function ThenAndNow({ sale }: { sale: SaleExplained }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { quantity } = useFormats();
  const { currency, nowRefusal } = sale;
  return (
    <>
      {nowRefusal !== undefined && (
        <Alert color="orange" role="status" title={say("hq.saleNoNow")}>
          {sayCode("refusal", nowRefusal.code, nowRefusal.args)}
        </Alert>
      )}
      <Table verticalSpacing="sm" data-testid="hq-sale-lines">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say("hq.saleLine")}</Table.Th>
            <Table.Th className="figure">{say("hq.saleThen")}</Table.Th>
            <Table.Th className="figure">{say("hq.saleNow")}</Table.Th>
            <Table.Th className="figure">{say("hq.saleDifference")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sale.lines.map((line) => (
            <Table.Tr key={line.lineId}>
              <Table.Td>
                {line.quantityMilli === undefined
                  ? line.name
                  : `${quantity(line.quantityMilli)} × ${line.name}`}
              </Table.Td>
              <Figures of={line} currency={currency} />
            </Table.Tr>
          ))}
          <Table.Tr className="explained-sum">
            <Table.Td>{say("hq.saleTotal")}</Table.Td>
            <Figures of={sale.total} currency={currency} />
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </>
  );
}

/** The three cells of what is paid then, now, and between them; a dash where today has no figure. */
function Figures({ of, currency }: { of: SaleExplained["total"]; currency: string }) {
  const { money } = useFormats();
  const shown = (minor: number | undefined) => (minor === undefined ? "–" : money(minor, currency));
  return (
    <>
      <Table.Td className="figure">{money(of.thenMinor, currency)}</Table.Td>
      <Table.Td className="figure">{shown(of.nowMinor)}</Table.Td>
      <Table.Td className="figure">
        {(of.differenceMinor ?? 0) > 0 ? "+" : ""}
        {shown(of.differenceMinor)}
      </Table.Td>
    </>
  );
}
