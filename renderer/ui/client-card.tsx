/** The client as a person: how to greet, sizes, last buys of every channel, promises, what to suggest and why. */
import { Alert, Badge, Button, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import type { ClientCardView, SuggestionView } from "#shared/till-api/views/client-card.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { AsOf } from "./age.tsx";
import { Picture } from "./picture.tsx";

const COMPACT_PURCHASES = 5;

interface ClientCardProps {
  readonly clientId: string;
  readonly compact: boolean;
  readonly onAdd?: (productId: string) => void;
}

export function ClientCard({ clientId, compact, onAdd }: ClientCardProps) {
  const say = useSay();
  const { number } = useFormats();
  const card = useLive(
    (client, signal) => client.views.clientCard({ clientId }, { signal }),
    clientId,
  );
  if (card === undefined) return null;
  const { client } = card;
  return (
    <div className="client-card" data-client={client.id}>
      <Title order={2}>{client.greeting ?? client.name}</Title>
      <Text className="quiet">
        {[client.name, client.phone, client.city].filter((part) => part !== undefined).join(" · ")}
      </Text>
      {card.stale === true && card.asOfMs !== undefined && <AsOf atMs={card.asOfMs} stale />}
      {client.openComplaint !== undefined && (
        <Alert color="orange" title={say("client.complaint")}>
          {client.openComplaint.text}
        </Alert>
      )}
      <div className="client-facts">
        {card.points !== undefined && (
          <Badge variant="light">{say("client.points", { points: number(card.points) })}</Badge>
        )}
        {card.pointsCapReached && (
          <Badge variant="light" color="orange">
            {say("client.pointsCap")}
          </Badge>
        )}
        {Object.entries(client.sizes ?? {}).map(([what, size]) => (
          <Badge key={what} variant="default">
            {what} {size}
          </Badge>
        ))}
      </div>
      <Promises card={card} />
      {onAdd !== undefined && (
        <Suggestions
          suggestions={compact ? card.suggestions.slice(0, 5) : card.suggestions}
          onAdd={onAdd}
        />
      )}
      <Purchases card={card} limit={compact ? COMPACT_PURCHASES : card.purchases.length} />
      <Notes card={card} compact={compact} />
    </div>
  );
}

function Promises({ card }: { card: ClientCardView }) {
  const say = useSay();
  const sayCode = useSayCode();
  if (card.promises.length === 0) return null;
  return (
    <section aria-label={say("client.promises")}>
      <Title order={3}>{say("client.promises")}</Title>
      <ul className="plain-list" data-testid="client-promises">
        {card.promises.map((promise) => (
          <li key={promise.orderId} data-state={promise.state}>
            {promise.text}{" "}
            <Badge variant="light">{sayCode("order.state", promise.state) ?? promise.state}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Suggestions({
  suggestions,
  onAdd,
}: {
  suggestions: readonly SuggestionView[];
  onAdd: (productId: string) => void;
}) {
  const say = useSay();
  const sayCode = useSayCode();
  const first = suggestions[0];
  if (first === undefined) return null;
  return (
    <section aria-label={say("client.suggestions")}>
      <Title order={3}>{say("client.suggestions")}</Title>
      <ul className="suggestions" data-testid="suggestions">
        {suggestions.map((one) => (
          <li key={one.productId}>
            <Picture name={one.picture} colour={undefined} text={one.name} size={32} />
            <span>
              <strong>{one.name}</strong>
              <small>{sayCode("reason", one.reason.code, one.reason.args)}</small>
            </span>
            <Button
              size="sm"
              variant="light"
              onClick={() => onAdd(one.productId)}
              aria-label={say("suggestion.add", { name: one.name })}
            >
              +
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Purchases({ card, limit }: { card: ClientCardView; limit: number }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { day, money } = useFormats();
  return (
    <section aria-label={say("client.purchases")}>
      <Title order={3}>{say("client.purchases")}</Title>
      {card.purchases.length === 0 && <Text>{say("client.noPurchases")}</Text>}
      <ul className="plain-list purchases" data-testid="purchases">
        {card.purchases.slice(0, limit).map((purchase) => (
          <li key={purchase.id} data-purchase={purchase.id} data-channel={purchase.channel}>
            <div>
              <strong>
                {purchase.lines
                  .map((line) => line.name)
                  .slice(0, 2)
                  .join(", ")}
              </strong>
              <small>
                {day(purchase.at)} · {sayCode("channel", purchase.channel) ?? purchase.channel} ·{" "}
                {purchase.storeName}
                {purchase.state === "confirmed"
                  ? ""
                  : ` · ${sayCode("saved", purchase.state) ?? ""}`}
              </small>
            </div>
            <span className="figure">
              {purchase.amountsWithheld === true
                ? say("sales.amountWithheld")
                : money(purchase.totalMinor, purchase.currency)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notes({ card, compact }: { card: ClientCardView; compact: boolean }) {
  const say = useSay();
  const act = useAct();
  const { dayTime } = useFormats();
  const [text, setText] = useState("");
  const save = async () => {
    const saved = await act((client, actId) =>
      client.clients.note({ actId, clientId: card.client.id, text, kind: "note" }),
    );
    if (saved !== undefined) setText("");
  };
  return (
    <section aria-label={say("client.notes")}>
      <Title order={3}>{say("client.notes")}</Title>
      <ul className="plain-list" data-testid="contacts">
        {card.contacts.slice(0, compact ? 3 : 50).map((contact) => (
          <li key={contact.id}>
            <span>{contact.text}</span>
            <small>{dayTime(contact.at)}</small>
          </li>
        ))}
      </ul>
      <Textarea
        label={say("client.addNote")}
        autosize
        minRows={1}
        maxRows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="md" variant="light" disabled={text.trim() === ""} onClick={() => void save()}>
        {say("client.saveNote")}
      </Button>
    </section>
  );
}
