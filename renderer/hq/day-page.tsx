/** A day at head office: what was sold, whether all of it has arrived, and what lies in each shop's safe. */
import { Table, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import type { HqClient } from "./hq-app.tsx";

type Day = Awaited<ReturnType<HqClient["day"]>>;

export function DayPage({ client, currency }: { client: HqClient; currency: string }) {
  const say = useSay();
  const { money } = useFormats();
  const [date, setDate] = useState(() => new Date().toLocaleDateString("sv-SE"));
  const [day, setDay] = useState<Day | undefined>();
  useEffect(() => {
    let stale = false;
    client
      .day({ fromDate: date, toDate: date })
      .then((answer) => {
        if (!stale) setDay(answer);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, date]);
  return (
    <section className="page" aria-labelledby="hq-day">
      <Title order={2} id="hq-day">
        {say("hq.day")}
      </Title>
      <TextInput
        type="date"
        size="lg"
        label={say("hq.day.date")}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      {day !== undefined && (
        <>
          <Text size="lg" data-testid="hq-day-finding" data-total={day.totalMinor}>
            {say("hq.day.finding", {
              sales: day.saleCount,
              total: money(day.totalMinor, currency),
              refunds: money(day.refundMinor, currency),
            })}{" "}
            {say(day.complete ? "shift.zComplete" : "hq.day.waiting")}
            {day.withheld && ` ${say("hq.day.withheld")}`}
          </Text>
          <Title order={3} size="h4">
            {say("safe.title")}
          </Title>
          <Safes day={day} />
          <Cards day={day} />
        </>
      )}
    </section>
  );
}

function Safes({ day }: { day: Day }) {
  const say = useSay();
  const { money, number, dayTime } = useFormats();
  if (day.safes.length === 0) return <Text className="quiet">{say("hq.day.noSafes")}</Text>;
  return (
    <Table verticalSpacing="sm" data-testid="hq-safes">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("hq.archiveStore")}</Table.Th>
          <Table.Th className="figure">{say("safe.balance")}</Table.Th>
          <Table.Th className="figure">{say("safe.inBags")}</Table.Th>
          <Table.Th className="figure">{say("safe.state.differs")}</Table.Th>
          <Table.Th>{say("hq.day.moved")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {day.safes.map((one) => (
          <Table.Tr key={`${one.storeId} ${one.currency}`} data-store={one.storeId}>
            <Table.Td>{one.storeName}</Table.Td>
            <Table.Td className="figure">
              <span className={one.balanceMinor < 0 ? "line-warn" : undefined}>
                {money(one.balanceMinor, one.currency)}
              </span>
            </Table.Td>
            <Table.Td className="figure">
              {money(one.inBagsMinor, one.currency)} ({number(one.openBags)})
            </Table.Td>
            <Table.Td className="figure">
              <span className={one.differingBags > 0 ? "line-warn" : undefined}>
                {number(one.differingBags)}
              </span>
            </Table.Td>
            <Table.Td>{dayTime(one.movedAtMs)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Cards that wait for the bank or were declined later; nothing at all while there are none. */
function Cards({ day }: { day: Day }) {
  const say = useSay();
  const { money, number } = useFormats();
  if (day.cards.length === 0) return null;
  return (
    <>
      <Title order={3} size="h4">
        {say("hq.day.cards")}
      </Title>
      <Table verticalSpacing="sm" data-testid="hq-cards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say("hq.archiveStore")}</Table.Th>
            <Table.Th className="figure">{say("hq.day.cardsWaiting")}</Table.Th>
            <Table.Th className="figure">{say("hq.day.cardsOwed")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {day.cards.map((one) => (
            <Table.Tr key={one.storeId} data-store={one.storeId} data-owed={one.owedMinor}>
              <Table.Td>{one.storeName}</Table.Td>
              <Table.Td className="figure">
                {money(one.waitingMinor, one.currency)} ({number(one.waiting)})
              </Table.Td>
              <Table.Td className="figure">
                <span className={one.owed > 0 ? "line-warn" : undefined}>
                  {money(one.owedMinor, one.currency)} ({number(one.owed)})
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
