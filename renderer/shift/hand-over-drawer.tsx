/** Handing the drawer over: a blind count, the difference with its reason, and who takes it, by PIN or badge. */
import { Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { useStaff } from "../ui/people.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";
import { useScanInput } from "../ui/use-scans.ts";
import { type CountAnswer, CountStep, Differences } from "./count-step.tsx";

const PIN_DIGITS_MIN = 4;
const PIN_DIGITS_MAX = 8;

interface HandOverProps {
  readonly shift: ShiftView;
  readonly onDone: () => void;
}

export function HandOverDrawer({ shift, onDone }: HandOverProps) {
  const say = useSay();
  const [answer, setAnswer] = useState<CountAnswer | undefined>();
  const back = () => (answer === undefined ? onDone() : setAnswer(undefined));
  useHotkey((event) => {
    if (event.key !== "Escape") return false;
    back();
    return true;
  });
  if (answer === undefined) {
    return (
      <CountStep
        shift={shift}
        title={say("shift.handOver")}
        cashOnly
        onAnswer={setAnswer}
        onBack={onDone}
      />
    );
  }
  return <DifferenceStep shift={shift} answer={answer} onRecount={back} onDone={onDone} />;
}

interface DifferenceStepProps {
  readonly shift: ShiftView;
  readonly answer: CountAnswer;
  readonly onRecount: () => void;
  readonly onDone: () => void;
}

function DifferenceStep({ shift, answer, onRecount, onDone }: DifferenceStepProps) {
  const say = useSay();
  const [reasonId, setReasonId] = useState<string | undefined>();
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const cash = answer.tenders.filter(({ kind }) => kind === "cash");
  const limitMinor = shift.differenceLimitMinor;
  const needsReason = cash.some(({ differenceMinor }) => Math.abs(differenceMinor) > limitMinor);
  return (
    <section className="page" aria-labelledby="hand-over-title">
      <Title order={1} size="h2" id="hand-over-title">
        {say("shift.differences")}
      </Title>
      <Text size="lg">{say("shift.handOverHow", { name: shift.holderName ?? "" })}</Text>
      <Differences tenders={cash} currency={shift.currency} />
      {needsReason && (
        <div className="two-columns">
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
        </div>
      )}
      <footer className="page-foot">
        <Button size="xl" variant="default" onClick={onRecount}>
          {say("shift.recount")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          disabled={needsReason && reasonId === undefined}
          onClick={() => setAsking(true)}
          data-testid="choose-next"
        >
          {say("shift.handOverWho")}
        </Button>
      </footer>
      {asking && (
        <NextPerson
          holderStaffId={shift.holderStaffId}
          difference={{ reasonId, note: note.trim() }}
          onBack={() => setAsking(false)}
          onDone={onDone}
        />
      )}
    </section>
  );
}

interface NextPersonProps {
  readonly holderStaffId: string | undefined;
  readonly difference: { readonly reasonId: string | undefined; readonly note: string };
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** The next person signs for what was counted: their PIN or badge is their name under it. */
function NextPerson({ holderStaffId, difference, onBack, onDone }: NextPersonProps) {
  const say = useSay();
  const act = useGatedAct();
  const people = useStaff().filter(({ id }) => id !== holderStaffId);
  const [staffId, setStaffId] = useState<string | undefined>();
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const ready = staffId !== undefined && pin.length >= PIN_DIGITS_MIN && !busy;
  const handOver = async (proof: { staffId?: string; pin?: string; badge?: string }) => {
    if (busy) return;
    setBusy(true);
    const { reasonId, note } = difference;
    const handed = await act((client, actId, approved) =>
      client.shift.handOver({
        actId,
        ...(reasonId === undefined ? {} : { differenceReasonId: reasonId }),
        ...(note === "" ? {} : { differenceNote: note }),
        ...proof,
        ...approved,
      }),
    );
    setBusy(false);
    setPin("");
    if (handed !== undefined) onDone();
  };
  // Digits from a fast hand or a PIN pad are the end of what is typed, where somebody is chosen. Not
  // waited for: a second person may have to allow it by a scan.
  useScanInput(async (raw) => {
    const isTyped = staffId !== undefined && /^\d+$/.test(raw);
    const isPin = isTyped && (pin + raw).length <= PIN_DIGITS_MAX;
    void handOver(isPin ? { staffId, pin: pin + raw } : { badge: raw });
  });
  const byPin = () => {
    if (ready) void handOver({ staffId, pin });
  };
  return (
    <Dialog
      title={say("shift.handOverWho")}
      onClose={onBack}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={byPin}
          data-testid="hand-over-now"
        >
          {say("shift.handOverDo")}
        </Button>
      }
    >
      <Text>{say("shift.handOverProve")}</Text>
      <div className="approval-columns">
        <ul className="people" aria-label={say("shift.handOverWho")}>
          {people.map((one) => (
            <li key={one.id}>
              <UnstyledButton
                className="person"
                aria-pressed={one.id === staffId}
                onClick={() => setStaffId(one.id)}
              >
                <strong>{one.name}</strong>
                <span>{one.roleName}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <KeypadField
          label={say("approval.pin")}
          value={pin}
          onValue={(value) => setPin(value.replace(/\D/g, ""))}
          onEnter={byPin}
          whole
          secret
        />
      </div>
    </Dialog>
  );
}
