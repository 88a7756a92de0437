/** Counting a drawer without seeing what is expected, and then expected, counted and difference. */
import { Button, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { currencyOfKey, isStoredKey } from "#shared/engine/tender.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { type Counted, Denominations } from "../ui/denominations.tsx";

interface Difference {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly differenceMinor: number;
}
export interface CountAnswer {
  readonly tenders: readonly Difference[];
  readonly needsReason: boolean;
}

interface CountStepProps {
  readonly shift: ShiftView;
  readonly title: string;
  /** Cash and foreign cash only: cards and vouchers wait for the closing. */
  readonly cashOnly?: boolean;
  readonly onAnswer: (answer: CountAnswer) => void;
  readonly onBack: () => void;
}

export function CountStep({ shift, title, cashOnly = false, onAnswer, onBack }: CountStepProps) {
  const say = useSay();
  const act = useAct();
  const nameOf = useTenderName(shift.currency);
  const [counted, setCounted] = useState<Counted>({});
  const [others, setOthers] = useState<Readonly<Record<string, string>>>({});
  const countable = (shift.countable ?? shift.tenders ?? []).filter(
    (one) => one.key !== "cash" && (!cashOnly || one.kind === "cash"),
  );
  const minorOf = (key: string) =>
    parseAmount(others[key] ?? "", digitsOf(currencyOfKey(key, shift.currency))) ?? 0;
  const confirm = async () => {
    const answer = await act((client, actId) =>
      client.shift.count({
        actId,
        counted: { ...counted },
        others: countable.map(({ key }) => ({ key, countedMinor: minorOf(key) })),
      }),
    );
    if (answer !== undefined) onAnswer(answer);
  };
  return (
    <section className="page" aria-labelledby="count-title">
      <Title order={1} size="h2" id="count-title">
        {title}
      </Title>
      <Text size="lg">{say(shift.blind ? "shift.countBlind" : "shift.countHow")}</Text>
      <Denominations
        values={shift.denominations}
        counted={counted}
        onCounted={setCounted}
        currency={shift.currency}
      />
      <div className="two-columns">
        {countable.map((one) => (
          <TextInput
            key={one.key}
            size="lg"
            inputMode="decimal"
            label={say("shift.sumOf", { name: nameOf(one) })}
            value={others[one.key] ?? ""}
            onChange={(event) => setOthers({ ...others, [one.key]: event.currentTarget.value })}
          />
        ))}
      </div>
      <footer className="page-foot">
        <Button size="xl" variant="default" onClick={onBack}>
          {say("dialog.back")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          onClick={() => void confirm()}
          data-testid="confirm-count"
        >
          {say("shift.confirmCount")}
        </Button>
      </footer>
    </section>
  );
}

export function Differences({
  tenders,
  currency: own,
}: {
  tenders: readonly Difference[];
  currency: string;
}) {
  const say = useSay();
  const nameOf = useTenderName(own);
  const { money } = useFormats();
  return (
    <Table verticalSpacing="sm" data-testid="differences">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("report.by.tender")}</Table.Th>
          <Table.Th className="figure">{say("shift.expected")}</Table.Th>
          <Table.Th className="figure">{say("shift.counted")}</Table.Th>
          <Table.Th className="figure">{say("shift.difference")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tenders.map((one) => {
          const currency = currencyOfKey(one.key, own);
          return (
            <Table.Tr key={one.key} data-tender={one.key} data-minor={one.differenceMinor}>
              <Table.Td>{nameOf(one)}</Table.Td>
              <Table.Td className="figure">{money(one.expectedMinor, currency)}</Table.Td>
              <Table.Td className="figure">{money(one.countedMinor, currency)}</Table.Td>
              <Table.Td className="figure">
                <strong>
                  {one.differenceMinor === 0
                    ? say("shift.agrees")
                    : say(one.differenceMinor > 0 ? "shift.over" : "shift.short", {
                        amount: money(Math.abs(one.differenceMinor), currency),
                      })}
                </strong>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

/**
 * A tender in the reader's words, so that no two rows read alike: foreign notes with their currency, a
 * tender of the shop's own by its name, cards that no bank has answered for apart from the others.
 */
function useTenderName(own: string) {
  const say = useSay();
  const sayCode = useSayCode();
  return ({ key, kind, name }: Pick<Difference, "key" | "kind" | "name">): string => {
    const currency = currencyOfKey(key, own);
    if (kind === "cash" && currency !== own) return say("cash.foreign", { currency });
    const word = sayCode("tender.kind", kind) ?? name;
    if (isStoredKey(key)) return say("shift.stored", { name: word });
    return key === kind || name === "" ? word : name;
  };
}
