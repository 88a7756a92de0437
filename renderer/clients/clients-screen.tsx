/** All clients of this shop's sharing group: search, and the whole card. */
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { ClientCard } from "../ui/client-card.tsx";
import { PersonButton } from "../ui/people.tsx";
import { ClientDetails } from "./client-details.tsx";

const SHOWN_MAX = 100;

export function ClientsScreen() {
  const say = useSay();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | undefined>();
  const page = useLive(
    (client, signal) => client.views.clients({ query, offset: 0, limit: SHOWN_MAX }, { signal }),
    query,
  );
  return (
    <div className="split">
      <section aria-label={say("nav.clients")}>
        <TextInput
          size="lg"
          label={say("client.find")}
          value={query}
          autoFocus
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ul className="people-found tall" data-testid="clients-list">
          {(page?.items ?? []).map((person) => (
            <li key={person.id}>
              <PersonButton person={person} onPick={() => setChosen(person.id)} />
            </li>
          ))}
        </ul>
        {page !== undefined && page.items.length === 0 && (
          <Text>{say("client.nobody", { query })}</Text>
        )}
      </section>
      <section aria-label={say("client.label")}>
        {chosen !== undefined ? (
          <>
            <ClientDetails key={chosen} clientId={chosen} />
            <ClientCard clientId={chosen} compact={false} />
          </>
        ) : (
          <Text>{say("client.choose")}</Text>
        )}
      </section>
    </div>
  );
}
