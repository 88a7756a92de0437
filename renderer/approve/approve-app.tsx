/**
 * The page of an approver's own phone, at `/approve/`: it shows what a till asks for and the code that
 * lets it pass. Once opened it needs no connection; see phone.ts and worker.ts.
 */
import { Alert, Button, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLocale, useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { AskedFor } from "./asked-for.tsx";
import { keepPageHere } from "./offline.ts";
import {
  askNews,
  type Brought,
  broughtBy,
  forgetPhone,
  keepPhone,
  type Phone,
  pairWith,
  readPhone,
} from "./phone.ts";
import { TypedIn } from "./typed-in.tsx";

interface Said {
  readonly happened: string;
  readonly act: string;
}

export function ApproveApp() {
  const say = useSay();
  const { phone, setPhone, gone } = usePhone();
  const [brought, setBrought] = useBrought();
  useEffect(() => void keepPageHere(), []);
  const remove = () => {
    forgetPhone();
    setPhone(undefined);
  };
  return (
    <main className="page-message approve-page">
      <Title order={1}>{say("approve.title")}</Title>
      {phone !== undefined && (
        <Text>
          {phone.facts.name} · {phone.facts.chainName}
        </Text>
      )}
      {gone !== undefined && (
        <Alert color="orange" role="alert" title={gone.happened}>
          <Text>{gone.act}</Text>
          <Button mt="sm" size="md" variant="default" onClick={remove}>
            {say("approve.delete")}
          </Button>
        </Alert>
      )}
      {brought?.kind === "pair" ? (
        <Pairing
          pairing={brought}
          onPaired={() => {
            setPhone(readPhone());
            setBrought(undefined);
          }}
        />
      ) : phone === undefined ? (
        <Text size="lg">{say("approve.notPaired")}</Text>
      ) : brought?.kind === "ask" ? (
        <AskedFor phone={phone} asked={brought.told} onDone={() => setBrought(undefined)} />
      ) : (
        <TypedIn phone={phone} onTold={(told) => setBrought({ kind: "ask", told })} />
      )}
    </main>
  );
}

interface PairingProps {
  readonly pairing: { readonly staffId: string; readonly code: string };
  readonly onPaired: () => void;
}

function Pairing({ pairing, onPaired }: PairingProps) {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const [fault, setFault] = useState<Said | undefined>();
  const pair = async () => {
    const answer = await pairWith(pairing).catch(() => undefined);
    if (answer?.ok === true) return onPaired();
    setFault(
      answer === undefined
        ? { happened: say("hq.unreachable"), act: say("hq.unreachableAct") }
        : sayRefusal(answer.refusal),
    );
  };
  return (
    <>
      <Text size="lg">{say("approve.pairHow")}</Text>
      {fault !== undefined && (
        <Alert color="orange" role="alert" title={fault.happened}>
          {fault.act}
        </Alert>
      )}
      <Button size="xl" onClick={() => void pair()}>
        {say("approve.pairHere")}
      </Button>
    </>
  );
}

/** The phone as it is kept, refreshed when there is a connection; `gone` once the shop says it may not. */
function usePhone() {
  const sayRefusal = useSayRefusal();
  const { follow } = useLocale();
  const [phone, setPhone] = useState<Phone | undefined>(readPhone);
  const [gone, setGone] = useState<Said | undefined>();
  const staffId = phone?.facts.staffId;
  const words = phone?.facts.words;
  useEffect(() => {
    follow({ personId: undefined, language: navigator.language, store: { words } });
  }, [follow, words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each phone
  useEffect(() => {
    if (phone === undefined) return setGone(undefined);
    askNews(phone, Date.now())
      .then((answer) => {
        if (!answer.ok) return setGone(sayRefusal(answer.refusal));
        setGone(undefined);
        const next = { ...phone, facts: answer.value };
        keepPhone(next);
        setPhone(next);
      })
      // Without a connection the phone goes on with what it knows.
      .catch(() => undefined);
  }, [staffId]);
  return { phone, setPhone, gone };
}

/** What the address brings, also when a scan opens it again in a page that is open already. */
function useBrought() {
  const [brought, setBrought] = useState<Brought>(() => broughtBy(location.hash));
  useEffect(() => {
    const read = () => {
      const next = broughtBy(location.hash);
      if (next !== undefined) setBrought(next);
      // Neither a code that pairs nor an act that was allowed stays in the address or its history.
      history.replaceState(null, "", location.pathname);
    };
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return [brought, setBrought] as const;
}
