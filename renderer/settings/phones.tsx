/** Phones by which people approve from afar: one's own is paired here by a code shown once, or taken out. */
import { Button, Text, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { PhoneItem } from "#shared/till-api/acts/phones.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { Mark } from "../ui/mark.tsx";
import { QrCode } from "../ui/qr-code.tsx";

const PIN_DIGITS_MIN = 4;

export function Phones() {
  const say = useSay();
  const act = useAct();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  const phones = usePhones();
  const [pairing, setPairing] = useState(false);
  const me = session?.staff;
  if (me === undefined) return null;
  const mayTakeOut = (one: PhoneItem) =>
    one.isPaired && (one.staffId === me.id || me.permissions.includes("settings"));
  const forget = (staffId: string) =>
    act((client, actId) => client.phones.forget({ actId, staffId }));
  const isApprover = phones.some((one) => one.staffId === me.id);
  return (
    <section className="page" aria-labelledby="phones-title">
      <Title order={1} size="h2" id="phones-title">
        {say("phones.title")}
      </Title>
      <Text size="lg">{say("phones.how")}</Text>
      <ul className="rows" data-testid="phones">
        {phones.map((one) => (
          <li key={one.staffId} className="row-card" data-paired={one.isPaired}>
            <span>
              <strong>{one.name}</strong>
              <small>{one.roleName}</small>
            </span>
            <Mark
              tone={one.isPaired ? "done" : "waiting"}
              text={say(one.isPaired ? "phones.paired" : "phones.none")}
            />
            {mayTakeOut(one) && (
              <Button
                size="md"
                variant="default"
                aria-label={say("phones.forgetOf", { name: one.name })}
                onClick={() => void forget(one.staffId)}
              >
                {say("phones.forget")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isApprover && <Text>{say("phones.mayNot")}</Text>}
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={!isApprover}
          onClick={() => setPairing(true)}
          data-testid="phone-pair"
        >
          {say("phones.pair")}
        </Button>
      </footer>
      {pairing && <PairDialog onDone={() => setPairing(false)} />}
    </section>
  );
}

function PairDialog({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const { time } = useFormats();
  const [pin, setPin] = useState("");
  const [shown, setShown] = useState<{ url: string; untilMs: number } | undefined>();
  const pair = async () => {
    if (pin.length < PIN_DIGITS_MIN) return;
    setShown(await act((client, actId) => client.phones.pair({ actId, pin })));
    setPin("");
  };
  return (
    <Dialog
      title={say("phones.pair")}
      onClose={onDone}
      primary={
        shown === undefined && (
          <Button
            size="xl"
            className="primary-act"
            disabled={pin.length < PIN_DIGITS_MIN}
            onClick={() => void pair()}
          >
            {say("floor.showCode")}
          </Button>
        )
      }
    >
      {shown === undefined ? (
        <KeypadField
          label={say("phones.pin")}
          value={pin}
          onValue={(value) => setPin(value.replace(/\D/g, ""))}
          onEnter={() => void pair()}
          whole
          secret
        />
      ) : (
        <>
          <Text size="lg">{say("phones.scanIt", { time: time(shown.untilMs) })}</Text>
          <div className="code-told" data-testid="phone-code" data-url={shown.url}>
            <QrCode text={shown.url} label={say("phones.pair")} />
          </div>
        </>
      )}
    </Dialog>
  );
}

/** The people who approve and their phones, asked again whenever a phone comes or goes. */
function usePhones(): readonly PhoneItem[] {
  const { client } = useLink();
  const rows = useLive((caller, signal) =>
    caller.views.settings({ kinds: ["approver"] }, { signal }),
  );
  const [phones, setPhones] = useState<readonly PhoneItem[]>([]);
  const load = useCallback(() => {
    client?.phones
      .list()
      .then(setPhones)
      .catch(() => undefined);
  }, [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed row is a reason to ask again
  useEffect(load, [load, rows]);
  return phones;
}
