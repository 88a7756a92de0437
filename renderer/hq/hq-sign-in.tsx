/** HQ's sign-in: by name and PIN; in the demo the people and their PINs are shown. */
import { Alert, Button, Group, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { SecretField } from "../ui/secret-field.tsx";
import { ViewMenu } from "../ui/view-menu.tsx";
import type { HqClient, HqMe } from "./hq-app.tsx";

interface HqSignInProps {
  readonly client: HqClient;
  readonly me: HqMe | undefined;
  readonly reachable: boolean;
  readonly onToken: (token: string) => void;
  readonly onRetry: () => void;
}

export function HqSignIn({ client, me, reachable, onToken, onRetry }: HqSignInProps) {
  const say = useSay();
  const sayRefusal = useSayRefusal();
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [which, setWhich] = useState("");
  const [fault, setFault] = useState<{ happened: string; act: string } | undefined>();
  const signIn = async () => {
    const answer = await client.signIn({ name, pin, ...whichOf(which) }).catch(() => undefined);
    if (answer === undefined)
      return setFault({ happened: say("hq.unreachable"), act: say("hq.unreachableAct") });
    if (answer.ok) return onToken(answer.value.token);
    setFault(sayRefusal(answer.refusal));
  };
  return (
    <main className="page-message">
      <Group justify="space-between">
        <Title order={1}>{say("hq.title")}</Title>
        <ViewMenu />
      </Group>
      {!reachable && (
        <Alert color="orange" role="alert" title={say("hq.unreachable")}>
          <Text>{say("hq.unreachableAct")}</Text>
          <Button mt="sm" onClick={onRetry}>
            {say("hq.again")}
          </Button>
        </Alert>
      )}
      <form
        className="hq-form"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <TextInput
          size="lg"
          label={say("hq.name")}
          value={name}
          autoComplete="username"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SecretField
          size="lg"
          label={say("hq.pin")}
          value={pin}
          autoComplete="current-password"
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        <TextInput
          size="lg"
          label={say("hq.which")}
          value={which}
          autoComplete="off"
          onChange={(event) => setWhich(event.currentTarget.value)}
        />
        {fault !== undefined && (
          <Alert color="orange" role="alert" title={fault.happened}>
            {fault.act}
          </Alert>
        )}
        <Button size="lg" type="submit" disabled={name === "" || pin === ""}>
          {say("signIn.enter")}
        </Button>
      </form>
      {(me?.people ?? []).map((person) => (
        <Text key={person.name}>
          {say("hq.demoPerson", { name: person.name, pin: person.pin, role: person.roleName })}
        </Text>
      ))}
    </main>
  );
}

function whichOf(typed: string): { readonly which?: string } {
  const which = typed.trim();
  return which === "" ? {} : { which };
}
