/** A second person allows one act on the same till: by PIN or by badge, bound to that act only. */
import { Button, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { type ApprovalWanted, useApprovalWanted, useLink } from "../till.tsx";
import { Dialog } from "./dialog.tsx";
import { KeypadField } from "./keypad.tsx";
import { useStaff } from "./people.tsx";
import { useScanInput } from "./use-scans.ts";

const PIN_DIGITS_MIN = 4;
const PIN_DIGITS_MAX = 8;

export function ApprovalDialog() {
  const wanted = useApprovalWanted();
  return wanted === undefined ? null : <AskApproval wanted={wanted} />;
}

function AskApproval({ wanted }: { wanted: ApprovalWanted }) {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const { client } = useLink();
  const { refusal } = wanted;
  const people = useStaff().filter((one) => refusal.approval?.approvers.includes(one.id));
  const [chosen, setChosen] = useState<string | undefined>();
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const staffId = chosen ?? (people.length === 1 ? people[0]?.id : undefined);

  const approve = async (proof: { staffId?: string; pin?: string; badge?: string }) => {
    const asked = refusal.approval;
    if (asked === undefined || client === undefined || busy) return;
    setBusy(true);
    const answer = await client.staff
      .approve({
        actId: crypto.randomUUID(),
        act: asked.act,
        actHash: asked.actHash,
        outcome: "approved",
        ...(asked.reasonId === undefined ? {} : { reasonId: asked.reasonId }),
        ...proof,
      })
      .catch(() => undefined);
    setBusy(false);
    setPin("");
    if (answer?.ok === true) return wanted.answer(answer.value.approvalId);
    const said = answer?.refusal;
    setWrong(said === undefined ? say("approval.noAnswer") : sayRefusal(said).happened);
  };
  // Digits from a fast hand or a PIN pad are the end of the PIN, where somebody is chosen.
  useScanInput((raw) => {
    const isPin =
      staffId !== undefined && /^\d+$/.test(raw) && (pin + raw).length <= PIN_DIGITS_MAX;
    return approve(isPin ? { staffId, pin: pin + raw } : { badge: raw });
  });
  const byPin = () => {
    if (staffId !== undefined && pin.length >= PIN_DIGITS_MIN) void approve({ staffId, pin });
  };
  return (
    <Dialog
      title={say("approval.title")}
      onClose={() => wanted.answer(undefined)}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={staffId === undefined || pin.length < PIN_DIGITS_MIN || busy}
          onClick={byPin}
          data-testid="approve"
        >
          {say("approval.approve")}
        </Button>
      }
    >
      <Text size="lg">{sayRefusal(refusal).happened}</Text>
      <Text>{say("approval.how")}</Text>
      <div className="approval-columns">
        <ul className="people" aria-label={say("approval.who")}>
          {people.map((one) => (
            <li key={one.id}>
              <UnstyledButton
                className="person"
                aria-pressed={one.id === staffId}
                onClick={() => setChosen(one.id)}
              >
                <strong>{one.name}</strong>
                <span>{one.roleName}</span>
              </UnstyledButton>
            </li>
          ))}
          {people.length === 0 && <li>{say("approval.nobody")}</li>}
        </ul>
        <PinField pin={pin} onPin={setPin} wrong={wrong} onEnter={byPin} />
      </div>
    </Dialog>
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
