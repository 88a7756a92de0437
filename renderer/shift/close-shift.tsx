/** Closing: a count without seeing what is expected, then the difference with its reason, then the Z. */
import { Button, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { digitsOf } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ReasonChoice } from "../ui/reasons.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";
import { type CountAnswer, CountStep, Differences } from "./count-step.tsx";

interface Closed {
  readonly zNumber: number;
  readonly unsentEntries: number;
  readonly document: ReceiptDocument;
}

export function CloseShift({ shift, onDone }: { shift: ShiftView; onDone: () => void }) {
  const say = useSay();
  const [answer, setAnswer] = useState<CountAnswer | undefined>();
  const [closed, setClosed] = useState<Closed | undefined>();
  useHotkey((event) => {
    if (event.key !== "Escape") return false;
    if (answer === undefined || closed !== undefined) onDone();
    else setAnswer(undefined);
    return true;
  });
  if (closed !== undefined) return <ZDone closed={closed} onDone={onDone} />;
  if (answer === undefined) {
    const title = say("shift.countTitle");
    return <CountStep shift={shift} title={title} onAnswer={setAnswer} onBack={onDone} />;
  }
  return (
    <DifferenceStep
      shift={shift}
      answer={answer}
      onRecount={() => setAnswer(undefined)}
      onClosed={setClosed}
    />
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
      <Differences tenders={answer.tenders} currency={shift.currency} />
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
          description={`${say("shift.keptFloatHow")} ${say("shift.takings")}`}
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
