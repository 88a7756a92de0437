/** The client beside the basket: found in a few characters, greeted by name, one suggestion with its reason. */
import { Button, Text, TextInput } from "@mantine/core";
import { memo, useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { ClientCard } from "../ui/client-card.tsx";
import { NewClient } from "../ui/new-client.tsx";
import { PersonButton, usePeople } from "../ui/people.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";

interface ClientPanelProps {
  readonly shown: BasketView["client"];
}

export const ClientPanel = memo(function ClientPanel({ shown }: ClientPanelProps) {
  const say = useSay();
  const act = useAct();
  const setClient = (clientId: string | undefined) =>
    act((client, actId) =>
      client.sell.setClient({ actId, ...(clientId === undefined ? {} : { clientId }) }),
    );
  if (shown === undefined) return <FindClient onPick={(id) => void setClient(id)} />;
  return (
    <section className="client-panel" aria-label={say("client.label")}>
      <ClientCard
        clientId={shown.id}
        compact
        onAdd={(productId) =>
          act((client, actId) => client.sell.add({ actId, productId, quantityMilli: 1000 }))
        }
      />
      <Button variant="subtle" size="md" onClick={() => void setClient(undefined)}>
        {say("client.clear")}
      </Button>
    </section>
  );
});

function FindClient({ onPick }: { onPick: (clientId: string) => void }) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const [making, setMaking] = useState(false);
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const people = usePeople(query);
  useHotkey((event) => {
    if (event.key !== "F6") return false;
    field?.focus();
    return true;
  });
  if (making) return <NewClient startWith={query} onDone={() => setMaking(false)} />;
  return (
    <section className="client-panel" aria-label={say("client.label")}>
      <TextInput
        ref={setField}
        size="lg"
        label={say("client.find")}
        placeholder={say("client.findHint")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = people?.[0];
          if (event.key === "Enter" && first !== undefined) onPick(first.id);
          if (event.key === "Escape") setQuery("");
        }}
      />
      <ul className="people-found">
        {(people ?? []).map((person) => (
          <li key={person.id}>
            <PersonButton person={person} onPick={() => onPick(person.id)} />
          </li>
        ))}
      </ul>
      {query.trim() !== "" && people?.length === 0 && (
        <Text>{say("client.nobody", { query })}</Text>
      )}
      <Button variant="light" size="md" onClick={() => setMaking(true)} data-testid="new-client">
        {say("client.new")}
      </Button>
    </section>
  );
}
