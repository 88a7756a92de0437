/** The third way to approve: what the approver's phone has to know, and the code that it answers with. */
import { Button, Text } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { base64urlEncode, utf8Encode } from "#shared/base/bytes.ts";
import { APPROVAL_CODE_DIGITS, grouped, plainDigits } from "#shared/engine/approval-code.ts";
import type { CodeChallenge } from "#shared/till-api/acts/phones.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";
import { useFormats } from "../i18n/format.ts";
import { useLocale, useSay, useSayCode } from "../i18n/locales.ts";
import { useLink } from "../till.tsx";
import { KeypadField } from "./keypad.tsx";
import { QrCode } from "./qr-code.tsx";

type Asked = NonNullable<RefusalOut["approval"]>;

/** The number for an act, drawn by the till when this way is chosen, and anew when it is asked for. */
export function useChallenge(asked: Asked | undefined, wanted: boolean) {
  const { client } = useLink();
  const [challenge, setChallenge] = useState<CodeChallenge | undefined>();
  const draw = useCallback(() => {
    if (asked === undefined || client === undefined) return;
    const { act, actHash, amountMinor, basisPoints } = asked;
    client.staff
      .askCode({ actId: crypto.randomUUID(), act, actHash, amountMinor, basisPoints })
      .then((answer) => {
        if (answer.ok) setChallenge(answer.value);
      })
      .catch(() => undefined);
  }, [asked, client]);
  useEffect(() => {
    if (wanted) draw();
  }, [wanted, draw]);
  return { challenge, draw };
}

interface CodeToldProps {
  readonly asked: Asked;
  readonly challenge: CodeChallenge;
  readonly onNew: () => void;
}

/** What the phone is told: by its camera, or read out. */
export function CodeTold({ asked, challenge, onNew }: CodeToldProps) {
  const say = useSay();
  const { time } = useFormats();
  const facts = useFacts(asked);
  return (
    <div className="code-told" data-testid="code-told" data-url={askUrl(asked, challenge)}>
      <QrCode text={askUrl(asked, challenge)} label={say("approval.scanIt")} />
      <div>
        <Text>{say("approval.tell")}</Text>
        <ul className="plain-list">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <output className="code-digits" data-testid="code-number" aria-live="polite">
          <span className="visually-hidden">{say("approve.number")} </span>
          {grouped(challenge.challenge)}
        </output>
        <Text className="quiet">{say("approval.until", { time: time(challenge.untilMs) })}</Text>
        <Button variant="default" size="md" onClick={onNew}>
          {say("approval.newNumber")}
        </Button>
      </div>
    </div>
  );
}

interface CodeFieldProps {
  readonly code: string;
  readonly wrong: string | undefined;
  readonly onCode: (code: string) => void;
  readonly onEnter: () => void;
}

/** The code that the phone shows, typed. */
export function CodeField({ code, wrong, onCode, onEnter }: CodeFieldProps) {
  const say = useSay();
  return (
    <KeypadField
      label={say("approval.code")}
      value={code}
      onValue={(value) => onCode(plainDigits(value).slice(0, APPROVAL_CODE_DIGITS))}
      error={wrong}
      onEnter={onEnter}
      whole
    />
  );
}

/** What the code will be bound to, as it is read out. */
function useFacts({ act, amountMinor, basisPoints }: Asked): readonly string[] {
  const sayCode = useSayCode();
  const { money, percent } = useFormats();
  const { currency = "EUR" } = useLocale().store;
  return [
    sayCode("gated", act) ?? act,
    ...(amountMinor === undefined ? [] : [money(amountMinor, currency)]),
    ...(basisPoints === undefined ? [] : [percent(basisPoints)]),
  ];
}

/** The phone's page with all this in it, behind the `#`: no server reads it on the way. */
function askUrl(asked: Asked, challenge: CodeChallenge): string {
  const { act, amountMinor, basisPoints } = asked;
  const { registerId, publicKey } = challenge;
  const told = {
    registerId,
    publicKey,
    challenge: challenge.challenge,
    act,
    amountMinor,
    basisPoints,
  };
  return `${challenge.pageUrl}#ask=${base64urlEncode(utf8Encode(JSON.stringify(told)))}`;
}
