/** A new client in two fields, with consent asked and never assumed. */
import { Button, Checkbox, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";

export function NewClient({ startWith, onDone }: { startWith: string; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const isPhone = /\d{4}/.test(startWith);
  const [name, setName] = useState(isPhone ? "" : startWith);
  const [phone, setPhone] = useState(isPhone ? startWith : "");
  const [consent, setConsent] = useState(false);
  const save = async () => {
    const made = await act((client, actId) =>
      client.clients.create({
        actId,
        fields: { name: name.trim(), ...(phone.trim() === "" ? {} : { phone: phone.trim() }) },
        marketingConsent: consent,
        attach: true,
      }),
    );
    if (made !== undefined) onDone();
  };
  return (
    <form
      className="client-panel"
      aria-label={say("client.new")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        size="lg"
        label={say("client.name")}
        value={name}
        required
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="lg"
        label={say("client.phone")}
        value={phone}
        inputMode="tel"
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Checkbox
        size="lg"
        label={say("client.consent")}
        checked={consent}
        onChange={(event) => setConsent(event.currentTarget.checked)}
      />
      <Group>
        <Button size="lg" type="submit" disabled={name.trim() === ""}>
          {say("client.save")}
        </Button>
        <Button size="lg" variant="default" onClick={onDone}>
          {say("client.cancel")}
        </Button>
      </Group>
    </form>
  );
}
