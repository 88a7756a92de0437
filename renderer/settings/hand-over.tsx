/** When this till cannot send: its sales leave in a file, or come in from another; and how a till goes. */
import { Button, FileInput, Text, TextInput, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { PASSPHRASE_MIN } from "#shared/till-api/acts/hand-over.ts";
import { useSay } from "../i18n/locales.ts";
import type { TillClient } from "../link.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { SecretField } from "../ui/secret-field.tsx";

type Look = Awaited<ReturnType<TillClient["handOver"]["look"]>>;

export function HandOver() {
  const look = useLook();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  return (
    <div className="page">
      <Waiting look={look} />
      <Save look={look} />
      <Take />
      {session?.staff?.permissions.includes("settings") === true && <Leave look={look} />}
    </div>
  );
}

/** What waits, asked again whenever the lamp changes. */
function useLook(): Look | undefined {
  const { client } = useLink();
  const lamp = useLive((each, signal) => each.views.lamp(undefined, { signal }));
  const [look, setLook] = useState<Look | undefined>();
  const read = useCallback(async () => setLook(await client?.handOver.look()), [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lamp says that something has moved
  useEffect(() => {
    read().catch(() => undefined);
  }, [read, lamp]);
  return look;
}

function Waiting({ look }: { look: Look | undefined }) {
  const say = useSay();
  if (look === undefined) return null;
  return (
    <section aria-labelledby="waiting-title">
      <Title order={1} size="h2" id="waiting-title">
        {say("handOver.title")}
      </Title>
      <Text size="lg" data-testid="unsent" data-count={look.unsent}>
        {say("handOver.waiting", { count: look.unsent })}
      </Text>
      {look.guests.map((guest) => (
        <Text key={guest.registerId}>
          {say("handOver.carried", { count: guest.entries, name: guest.name })}
        </Text>
      ))}
    </section>
  );
}

function Save({ look }: { look: Look | undefined }) {
  const say = useSay();
  const act = useAct();
  const [phrase, setPhrase] = useState("");
  const [folder, setFolder] = useState("");
  const [saved, setSaved] = useState<{ file: string; entries: number } | undefined>();
  const save = async () => {
    const input = { passphrase: phrase, ...(folder === "" ? {} : { folder }) };
    setSaved(await act((client, actId) => client.handOver.save({ actId, ...input })));
  };
  return (
    <section aria-labelledby="save-title">
      <Title order={2} size="h3" id="save-title">
        {say("handOver.save")}
      </Title>
      <Text>{say("handOver.how")}</Text>
      <Phrase of={say("handOver.save")} value={phrase} onChange={setPhrase} />
      <TextInput
        size="lg"
        label={say("handOver.folder")}
        placeholder={look?.folder ?? ""}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <Button
        size="lg"
        mt="md"
        disabled={phrase.length < PASSPHRASE_MIN}
        onClick={() => void save()}
        data-testid="hand-over-save"
      >
        {say("handOver.save")}
      </Button>
      {saved !== undefined && (
        <Text role="status" data-testid="hand-over-file" data-file={saved.file}>
          {say("handOver.saved", { count: saved.entries, file: saved.file })}
        </Text>
      )}
    </section>
  );
}

function Take() {
  const say = useSay();
  const act = useAct();
  const [phrase, setPhrase] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [taken, setTaken] = useState<{ name: string; taken: number } | undefined>();
  const take = async () => {
    if (file === null) return;
    const text = base64(new Uint8Array(await file.arrayBuffer()));
    setTaken(
      await act((client, actId) => client.handOver.take({ actId, passphrase: phrase, file: text })),
    );
  };
  return (
    <section aria-labelledby="take-title">
      <Title order={2} size="h3" id="take-title">
        {say("handOver.take")}
      </Title>
      <FileInput
        size="lg"
        label={say("handOver.file")}
        value={file}
        onChange={setFile}
        fileInputProps={{ "aria-label": say("handOver.file") } as never}
      />
      <Phrase of={say("handOver.take")} value={phrase} onChange={setPhrase} />
      <Button
        size="lg"
        mt="md"
        disabled={file === null || phrase.length < PASSPHRASE_MIN}
        onClick={() => void take()}
        data-testid="hand-over-take"
      >
        {say("handOver.take")}
      </Button>
      {taken !== undefined && (
        <Text role="status" data-testid="hand-over-taken" data-count={taken.taken}>
          {say("handOver.taken", { count: taken.taken, name: taken.name })}
        </Text>
      )}
    </section>
  );
}

function Leave({ look }: { look: Look | undefined }) {
  const say = useSay();
  const act = useAct();
  const [sure, setSure] = useState(false);
  const leave = () =>
    sure ? void act((client, actId) => client.handOver.leave({ actId })) : setSure(true);
  return (
    <section aria-labelledby="leave-title">
      <Title order={2} size="h3" id="leave-title">
        {say("handOver.leave")}
      </Title>
      <Text>{say("handOver.leaveHow")}</Text>
      <Button
        size="lg"
        mt="md"
        variant="default"
        disabled={look === undefined}
        onClick={leave}
        data-testid="leave"
      >
        {say(sure ? "handOver.leaveSure" : "handOver.leave")}
      </Button>
    </section>
  );
}

interface PhraseProps {
  readonly of: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Phrase({ of, value, onChange }: PhraseProps) {
  const say = useSay();
  return (
    <SecretField
      of={of}
      size="lg"
      label={say("handOver.phrase", { count: PASSPHRASE_MIN })}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const CHARACTERS_AT_ONCE = 32_768;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_AT_ONCE));
  }
  return btoa(text);
}
