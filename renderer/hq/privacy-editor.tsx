/** Erasing a customer's data for good: find, look, say why, press twice; and the list of who did so. */
import { Button, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import type { HqClient } from "./hq-app.tsx";
import type { HqRun } from "./hq-page.tsx";

type Found = Extract<Awaited<ReturnType<HqClient["findClients"]>>, { ok: true }>["value"][number];
type Noted = Extract<Awaited<ReturnType<HqClient["audit"]>>, { ok: true }>["value"][number];

interface EditorProps {
  readonly client: HqClient;
  readonly run: HqRun;
}

const QUERY_MIN = 2;
const REASON_MIN = 3;

export function PrivacyEditor({ client, run }: EditorProps) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Found[]>([]);
  const [chosen, setChosen] = useState<Found | undefined>();
  const [noted, setNoted] = useState<readonly Noted[]>([]);
  const readNotes = useCallback(async () => {
    const answer = await client.audit();
    if (answer.ok) setNoted(answer.value);
  }, [client]);
  useEffect(() => {
    readNotes().catch(() => undefined);
  }, [readNotes]);
  useEffect(() => {
    let stale = false;
    if (query.trim().length < QUERY_MIN) {
      setFound([]);
      return;
    }
    client
      .findClients({ query: query.trim(), limit: 20 })
      .then((answer) => {
        if (!stale && answer.ok) setFound(answer.value);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query]);
  const erased = () => {
    setChosen(undefined);
    setQuery("");
    readNotes().catch(() => undefined);
  };
  return (
    <div className="split">
      <section aria-label={say("hq.findClient")}>
        <TextInput
          size="lg"
          label={say("hq.findClient")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ul className="people-found tall" data-testid="hq-clients">
          {found.map((one) => (
            <li key={one.id}>
              <UnstyledButton
                className="person-row"
                data-client={one.id}
                aria-pressed={one.id === chosen?.id}
                onClick={() => setChosen(one)}
              >
                <strong>{one.name}</strong>
                <small>{[one.phone, one.email].filter(Boolean).join(" · ")}</small>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={say("hq.privacy")}>
        {chosen === undefined ? (
          <Text>{say("hq.eraseHow")}</Text>
        ) : (
          <Erase key={chosen.id} client={client} run={run} person={chosen} onErased={erased} />
        )}
        <Notes noted={noted} />
      </section>
    </div>
  );
}

interface EraseProps extends EditorProps {
  readonly person: Found;
  readonly onErased: () => void;
}

function Erase({ client, run, person, onErased }: EraseProps) {
  const say = useSay();
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const press = async () => {
    if (!sure) {
      setSure(true);
      return;
    }
    const input = { requestId, clientId: person.id, reason: reason.trim() };
    const isDone = await run(
      () => client.eraseClient(input),
      ({ records }) => say("hq.erased", { count: records }),
    );
    if (isDone) onErased();
    else setSure(false);
  };
  return (
    <>
      <Title order={2} size="h3">
        {person.name}
      </Title>
      <Text>{say("hq.eraseHow")}</Text>
      <TextInput
        size="lg"
        label={say("hq.eraseReason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="lg"
        mt="md"
        color="red"
        disabled={reason.trim().length < REASON_MIN}
        onClick={() => void press()}
        data-testid="hq-erase"
      >
        {say(sure ? "hq.eraseSure" : "hq.erase", { name: person.name })}
      </Button>
    </>
  );
}

function Notes({ noted }: { noted: readonly Noted[] }) {
  const say = useSay();
  const { time } = useFormats();
  if (noted.length === 0) return null;
  return (
    <Table data-testid="hq-audit" mt="lg">
      <Table.Tbody>
        {noted.map((item) => (
          <Table.Tr key={item.id}>
            <Table.Td>{time(item.atMs)}</Table.Td>
            <Table.Td>{say("hq.erasedBy", { name: item.staffName })}</Table.Td>
            <Table.Td>{item.reason}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
