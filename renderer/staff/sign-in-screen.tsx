/** Sign-in: choose yourself, type the PIN, or scan a badge. Under two seconds, with keys or touch. */
import { Button, SimpleGrid, Text, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { SessionView } from "#shared/till-api/views/session.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { isTyping, useHotkey } from "../ui/use-hotkey.ts";
import { useScanInput } from "../ui/use-scans.ts";

const PIN_DIGITS_MAX = 8;
const PIN_DIGITS_MIN = 4;

export function SignInScreen({ session }: { session: SessionView }) {
  const say = useSay();
  const act = useAct();
  const [chosen, setChosen] = useState<string | undefined>(
    session.locked ? session.staff?.id : undefined,
  );
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const person = session.people.find((one) => one.id === chosen);

  const signIn = async (digits: string) => {
    if (chosen === undefined || digits.length < PIN_DIGITS_MIN || busy) return;
    setBusy(true);
    await act((client, actId) => client.staff.signIn({ actId, staffId: chosen, pin: digits }));
    setBusy(false);
    setPin("");
  };
  /**
   * A badge signs in by itself; digits from a fast hand or a PIN pad are the PIN of who is chosen, and
   * may be only its fast end: the field holds all of them.
   */
  useScanInput(async (raw) => {
    if (chosen !== undefined && /^\d+$/.test(raw)) await signIn(pin.endsWith(raw) ? pin : raw);
    else await act((client, actId) => client.staff.signIn({ actId, badge: raw }));
    setPin("");
  });
  const press = (digit: string) => setPin((held) => (held + digit).slice(0, PIN_DIGITS_MAX));
  useHotkey((event) => {
    if (chosen === undefined || isTyping(event)) return false;
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") setPin((held) => held.slice(0, -1));
    else if (event.key === "Enter") void signIn(pin);
    else if (event.key === "Escape") setChosen(undefined);
    else return false;
    return true;
  });

  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <Title order={1} id="sign-in-title">
        {say(session.locked ? "signIn.locked" : "signIn.title")}
      </Title>
      <div className="sign-in-columns">
        <People
          session={session}
          chosen={chosen}
          onChoose={(staffId) => {
            setChosen(staffId);
            setPin("");
          }}
        />
        <div className="pin-pad">
          <PinSoFar name={person?.name} digits={pin.length} />
          <SimpleGrid cols={3} spacing="sm">
            {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => (
              <Button
                key={digit}
                className="key"
                variant="default"
                disabled={person === undefined}
                onClick={() => press(digit)}
              >
                {digit}
              </Button>
            ))}
            <Button
              className="key"
              variant="default"
              aria-label={say("keypad.back")}
              disabled={person === undefined}
              onClick={() => setPin(pin.slice(0, -1))}
            >
              ⌫
            </Button>
            <Button
              className="key"
              variant="default"
              disabled={person === undefined}
              onClick={() => press("0")}
            >
              0
            </Button>
            <Button
              className="key"
              loading={busy}
              disabled={person === undefined || pin.length < PIN_DIGITS_MIN}
              onClick={() => void signIn(pin)}
            >
              {say("signIn.enter")}
            </Button>
          </SimpleGrid>
        </div>
      </div>
    </section>
  );
}

interface PeopleProps {
  readonly session: SessionView;
  readonly chosen: string | undefined;
  readonly onChoose: (staffId: string) => void;
}

function People({ session, chosen, onChoose }: PeopleProps) {
  const say = useSay();
  return (
    <ul className="people" aria-label={say("signIn.people")}>
      {session.people.map((one) => (
        <li key={one.id}>
          <UnstyledButton
            className="person"
            aria-pressed={one.id === chosen}
            onClick={() => onChoose(one.id)}
          >
            <strong>{one.name}</strong>
            <span>{one.roleName}</span>
            {one.pin !== undefined && (
              <span className="person-pin">{say("signIn.demoPin", { pin: one.pin })}</span>
            )}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function PinSoFar({ name, digits }: { name: string | undefined; digits: number }) {
  const say = useSay();
  return (
    <>
      <Text size="lg" aria-live="polite">
        {name === undefined ? say("signIn.choose") : say("signIn.pinFor", { name })}
      </Text>
      <output className="pin-dots">
        <span aria-hidden="true">
          {"●".repeat(digits)}
          {"○".repeat(Math.max(0, PIN_DIGITS_MIN - digits))}
        </span>
        <span className="visually-hidden">{say("signIn.digits", { count: digits })}</span>
      </output>
    </>
  );
}
