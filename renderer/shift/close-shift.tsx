/** Closing: a count without seeing what is expected, then the difference with its reason, then the Z. */
import { Button, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { type Counted, Denominations } from "../ui/denominations.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";

interface Difference {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly differenceMinor: number;
}
interface CountAnswer {
  readonly tenders: readonly Difference[];
  readonly needsReason: boolean;
}
interface Closed {
  readonly zNumber: number;
  readonly unsentEntries: number;
  readonly document: ReceiptDocument;
}

export function CloseShift({ shift, onDone }: { shift: ShiftView; onDone: () => void }) {
  const [answer, setAnswer] = useState<CountAnswer | undefined>();
  const [closed, setClosed] = useState<Closed | undefined>();
  if (closed !== undefined) return <ZDone closed={closed} onDone={onDone} />;
  if (answer === undefined) return <CountStep shift={shift} onAnswer={setAnswer} onBack={onDone} />;
  return (
    <DifferenceStep
      shift={shift}
      answer={answer}
      onRecount={() => setAnswer(undefined)}
      onClosed={setClosed}
    />
  );
}

interface CountStepProps {
  readonly shift: ShiftView;
  readonly onAnswer: (answer: CountAnswer) => void;
  readonly onBack: () => void;
}

function CountStep({ shift, onAnswer, onBack }: CountStepProps) {
  const say = useSay();
  const act = useAct();
  const [counted, setCounted] = useState<Counted>({});
  const [others, setOthers] = useState<Readonly<Record<string, string>>>({});
  const countable = (shift.countable ?? shift.tenders ?? []).filter((one) => one.kind !== "cash");
  const confirm = async () => {
    const answer = await act((client, actId) =>
      client.shift.count({
        actId,
        counted: { ...counted },
        others: countable.map(({ key }) => ({
          key,
          countedMinor: parseAmount(others[key] ?? "", digitsOf(shift.currency)) ?? 0,
        })),
      }),
    );
    if (answer !== undefined) onAnswer(answer);
  };
  return (
    <section className="page" aria-labelledby="count-title">
      <Title order={1} size="h2" id="count-title">
        {say("shift.countTitle")}
      </Title>
      <Text size="lg">{say(shift.blind ? "shift.countBlind" : "shift.countHow")}</Text>
      <Denominations
        values={shift.denominations}
        counted={counted}
        onCounted={setCounted}
        currency={shift.currency}
      />
      <div className="two-columns">
        {countable.map(({ key, name }) => (
          <TextInput
            key={key}
            size="lg"
            inputMode="decimal"
            label={say("shift.sumOf", { name })}
            value={others[key] ?? ""}
            onChange={(event) => setOthers({ ...others, [key]: event.currentTarget.value })}
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

interface DifferenceStepProps {
  readonly shift: ShiftView;
  readonly answer: CountAnswer;
  readonly onRecount: () => void;
  readonly onClosed: (closed: Closed) => void;
}

function DifferenceStep({ shift, answer, onRecount, onClosed }: DifferenceStepProps) {
  const say = useSay();
  const act = useGatedAct();
  const [reasonId, setReasonId] = useState<string | undefined>();
  const [note, setNote] = useState("");
  const [kept, setKept] = useState("");
  const close = async () => {
    const closed = await act((client, actId, approved) =>
      client.shift.close({
        actId,
        keptFloatMinor: parseAmount(kept, digitsOf(shift.currency)) ?? 0,
        ...(reasonId === undefined ? {} : { differenceReasonId: reasonId }),
        ...(note.trim() === "" ? {} : { differenceNote: note.trim() }),
        ...approved,
      }),
    );
    if (closed !== undefined) onClosed(closed);
  };
  return (
    <section className="page" aria-labelledby="difference-title">
      <Title order={1} size="h2" id="difference-title">
        {say("shift.differences")}
      </Title>
      <Differences answer={answer} currency={shift.currency} />
      <div className="two-columns">
        <div className="stack">
          {answer.needsReason && (
            <>
              <ReasonChoice
                label={say("shift.differenceReason")}
                purpose="difference"
                value={reasonId}
                onValue={setReasonId}
              />
              <TextInput
                size="lg"
                label={say("note.label")}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            </>
          )}
        </div>
        <TextInput
          size="lg"
          inputMode="decimal"
          label={say("shift.keptFloat")}
          description={say("shift.keptFloatHow")}
          value={kept}
          onChange={(event) => setKept(event.currentTarget.value)}
        />
      </div>
      <footer className="page-foot">
        <Button size="xl" variant="default" onClick={onRecount}>
          {say("shift.recount")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          disabled={answer.needsReason && reasonId === undefined}
          onClick={() => void close()}
          data-testid="close-and-z"
        >
          {say("shift.closeAndZ")}
        </Button>
      </footer>
    </section>
  );
}

function Differences({ answer, currency }: { answer: CountAnswer; currency: string }) {
  const say = useSay();
  const sayCode = useSayCode();
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
        {answer.tenders.map((one) => (
          <Table.Tr key={one.key} data-tender={one.key} data-minor={one.differenceMinor}>
            <Table.Td>{sayCode("tender.kind", one.kind) ?? one.name}</Table.Td>
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
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ZDone({ closed, onDone }: { closed: Closed; onDone: () => void }) {
  const say = useSay();
  return (
    <section className="page done" aria-labelledby="z-title" data-z={closed.zNumber}>
      <div className="done-main">
        <Title order={1} id="z-title">
          {say("shift.zDone", { number: closed.zNumber })}
        </Title>
        <Text size="lg">
          {closed.unsentEntries === 0
            ? say("shift.allSent")
            : say("shift.stillUnsent", { count: closed.unsentEntries })}
        </Text>
        <Button size="xl" className="primary-act" onClick={onDone} autoFocus>
          {say("dialog.done")}
        </Button>
      </div>
      <div className="paper">
        <PaperBlocks document={closed.document} />
      </div>
    </section>
  );
}
