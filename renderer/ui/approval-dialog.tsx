/**
 * A second person allows one act, bound to that act only: on the same till by PIN or badge, or from
 * afar by a code of their own phone.
 */
import { Button, SegmentedControl, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { APPROVAL_CODE_DIGITS } from "#shared/engine/approval-code.ts";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { type ApprovalWanted, useApprovalWanted, useLink } from "../till.tsx";
import { CodeField, CodeTold, useChallenge } from "./approval-code.tsx";
import { Dialog } from "./dialog.tsx";
import { KeypadField } from "./keypad.tsx";
import { type StaffPerson, useStaff } from "./people.tsx";
import { useScanInput } from "./use-scans.ts";

const PIN_DIGITS_MIN = 4;
const PIN_DIGITS_MAX = 8;

type Way = "pin" | "code";

interface Proof {
  readonly staffId?: string;
  readonly pin?: string;
  readonly badge?: string;
  readonly code?: string;
  readonly challenge?: string;
}

export function ApprovalDialog() {
  const wanted = useApprovalWanted();
  return wanted === undefined ? null : <AskApproval wanted={wanted} />;
}

function AskApproval({ wanted }: { wanted: ApprovalWanted }) {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const { refusal } = wanted;
  const [way, setWay] = useState<Way>("pin");
  const [chosen, setChosen] = useState<string | undefined>();
  const [typed, setTyped] = useState("");
  const { challenge, draw } = useChallenge(refusal.approval, way === "code");
  const { approve, wrong, setWrong, busy } = useApprove(wanted, () => setTyped(""));
  const people = useStaff().filter(
    (one) =>
      refusal.approval?.approvers.includes(one.id) &&
      (way === "pin" || challenge === undefined || challenge.staffIds.includes(one.id)),
  );
  const staffId =
    people.find((one) => one.id === chosen)?.id ??
    (people.length === 1 ? people[0]?.id : undefined);
  const [least, most] =
    way === "pin" ? [PIN_DIGITS_MIN, PIN_DIGITS_MAX] : [APPROVAL_CODE_DIGITS, APPROVAL_CODE_DIGITS];
  const prove = async (digits: string): Promise<void> => {
    if (staffId === undefined || digits.length < least) return;
    if (way === "pin") return approve({ staffId, pin: digits });
    if (challenge === undefined) return;
    return approve({ staffId, code: digits, challenge: challenge.challenge });
  };
  // Digits from a fast hand or a PIN pad are the end of what is typed, where somebody is chosen.
  useScanInput((raw) => {
    const isTyped = staffId !== undefined && /^\d+$/.test(raw);
    if (isTyped && (typed + raw).length <= most) return prove(typed + raw);
    return approve({ badge: raw });
  });
  const press = () => void prove(typed);
  const change = (next: Way) => {
    setWay(next);
    setTyped("");
    setWrong(undefined);
  };
  return (
    <Dialog
      title={say("approval.title")}
      onClose={() => wanted.answer(undefined)}
      wide={way === "code"}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={staffId === undefined || typed.length < least || busy}
          onClick={press}
          data-testid="approve"
        >
          {say("approval.approve")}
        </Button>
      }
    >
      <Text size="lg">{sayRefusal(refusal).happened}</Text>
      <WaySwitch way={way} onWay={change} />
      <Text>{say(way === "pin" ? "approval.how" : "approval.howCode")}</Text>
      <div className="approval-columns">
        <div>
          <Approvers people={people} way={way} staffId={staffId} onChoose={setChosen} />
          {way === "code" && challenge !== undefined && refusal.approval !== undefined && (
            <CodeTold asked={refusal.approval} challenge={challenge} onNew={draw} />
          )}
        </div>
        {way === "pin" ? (
          <PinField pin={typed} onPin={setTyped} wrong={wrong} onEnter={press} />
        ) : (
          <CodeField code={typed} wrong={wrong} onCode={setTyped} onEnter={press} />
        )}
      </div>
    </Dialog>
  );
}

/** Hands the proof to the till, and keeps what it said against it. */
function useApprove(wanted: ApprovalWanted, onWrong: () => void) {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const { client } = useLink();
  const [wrong, setWrong] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const approve = async (proof: Proof) => {
    const asked = wanted.refusal.approval;
    if (asked === undefined || client === undefined || busy) return;
    setBusy(true);
    const answer = await client.staff
      .approve({
        actId: crypto.randomUUID(),
        act: asked.act,
        actHash: asked.actHash,
        outcome: "approved",
        ...(asked.reasonId === undefined ? {} : { reasonId: asked.reasonId }),
        ...(asked.amountMinor === undefined ? {} : { amountMinor: asked.amountMinor }),
        ...proof,
      })
      .catch(() => undefined);
    setBusy(false);
    if (answer?.ok === true) return wanted.answer(answer.value.approvalId);
    onWrong();
    const said = answer?.refusal;
    if (said === undefined) return setWrong(say("approval.noAnswer"));
    const { happened, act } = sayRefusal(said);
    setWrong(proof.code === undefined ? happened : `${happened} ${act}`);
  };
  return { approve, wrong, setWrong, busy };
}

function WaySwitch({ way, onWay }: { way: Way; onWay: (way: Way) => void }) {
  const say = useSay();
  return (
    <SegmentedControl
      size="lg"
      fullWidth
      className="whole-height"
      aria-label={say("approval.way")}
      value={way}
      onChange={(value) => onWay(value as Way)}
      data={[
        { value: "pin", label: say("approval.byPin") },
        { value: "code", label: say("approval.byCode") },
      ]}
    />
  );
}

interface ApproversProps {
  readonly people: readonly StaffPerson[];
  readonly way: Way;
  readonly staffId: string | undefined;
  readonly onChoose: (staffId: string) => void;
}

function Approvers({ people, way, staffId, onChoose }: ApproversProps) {
  const say = useSay();
  return (
    <ul className="people" aria-label={say("approval.who")}>
      {people.map((one) => (
        <li key={one.id}>
          <UnstyledButton
            className="person"
            aria-pressed={one.id === staffId}
            onClick={() => onChoose(one.id)}
          >
            <strong>{one.name}</strong>
            <span>{one.roleName}</span>
          </UnstyledButton>
        </li>
      ))}
      {people.length === 0 && (
        <li>{say(way === "pin" ? "approval.nobody" : "approval.noPhones")}</li>
      )}
    </ul>
  );
}

interface PinFieldProps {
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly wrong: string | undefined;
  readonly onEnter: () => void;
}

function PinField({ pin, onPin, wrong, onEnter }: PinFieldProps) {
  const say = useSay();
  return (
    <KeypadField
      label={say("approval.pin")}
      value={pin}
      onValue={(value) => onPin(value.replace(/\D/g, ""))}
      error={wrong}
      onEnter={onEnter}
      whole
      secret
    />
  );
}
