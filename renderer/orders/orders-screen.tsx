/** Orders of this shop: what is owed to whom, the next step in one press, and how each came here. */
import { Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { OrderItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Mark } from "../ui/mark.tsx";

const SHOWN_MAX = 100;
const ADVANCES = [
  "accepted",
  "picking",
  "picked",
  "packed",
  "ready",
  "handed-over",
  "shipped",
  "declined",
  "cancelled",
] as const;
type Advance = (typeof ADVANCES)[number];

export function OrdersScreen() {
  const say = useSay();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | undefined>();
  const page = useLive(
    (client, signal) => client.views.orders({ query, offset: 0, limit: SHOWN_MAX }, { signal }),
    query,
  );
  const shown = page?.items.filter((one) => one.kind !== "advice");
  const order = shown?.find((one) => one.id === chosen);
  return (
    <div className="split">
      <section className="stack" aria-label={say("nav.orders")}>
        <TextInput
          size="lg"
          label={say("orders.find")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {shown?.length === 0 && <Text>{say("orders.empty")}</Text>}
        <ul className="rows" data-testid="orders">
          {(shown ?? []).map((one) => (
            <li key={one.id} data-order={one.id} data-state={one.state}>
              <OrderRow order={one} pressed={one.id === chosen} onPress={() => setChosen(one.id)} />
            </li>
          ))}
        </ul>
      </section>
      <section className="panel stack" aria-label={say("orders.order")}>
        {order === undefined ? <Text>{say("orders.choose")}</Text> : <Order order={order} />}
      </section>
    </div>
  );
}

interface OrderRowProps {
  readonly order: OrderItem;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function OrderRow({ order, pressed, onPress }: OrderRowProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const { date, dayTime } = useFormats();
  return (
    <UnstyledButton className="row-card" aria-pressed={pressed} onClick={onPress}>
      <span>
        <strong>
          {order.number} {order.clientName === undefined ? "" : `· ${order.clientName}`}
        </strong>
        <small>
          {dayTime(order.at)} · {sayCode("way", order.fulfilment) ?? ""}
          {order.promisedBy === undefined
            ? ""
            : ` · ${say("orders.by", { date: date(order.promisedBy) })}`}
        </small>
      </span>
      <Mark
        tone={order.pending ? "waiting" : "plain"}
        text={sayCode("order.state", order.state) ?? order.state}
      />
    </UnstyledButton>
  );
}

function Order({ order }: { order: OrderItem }) {
  const say = useSay();
  const act = useAct();
  const sayCode = useSayCode();
  const { quantity, dayTime } = useFormats();
  const [proof, setProof] = useState("");
  const steps = ADVANCES.filter((step) => (order.next ?? []).includes(step));
  const advance = (to: Advance) =>
    act((client, actId) =>
      client.stock.advanceOrder({
        actId,
        orderId: order.id,
        to,
        lines: order.lines.map(({ lineId, productId, quantityMilli }) => ({
          lineId,
          productId,
          quantityMilli,
        })),
        ...(proof.trim() === "" ? {} : { proof: proof.trim() }),
      }),
    );
  const usual = steps.find((step) => step === order.next?.[0]) ?? steps[0];
  return (
    <>
      <Title order={2} size="h3">
        {order.number}
      </Title>
      {order.pending && <Text className="line-warn">{say("saved.saved-here")}</Text>}
      <ul className="plain-list">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>{line.name}</span>
            <strong className="figure">{quantity(line.quantityMilli)}</strong>
          </li>
        ))}
      </ul>
      {order.minimumAge !== undefined && steps.length > 0 && (
        <Text className="line-warn" data-testid="order-age">
          {say("orders.age-check", { age: order.minimumAge })}
        </Text>
      )}
      <ol className="plain-list">
        {order.history.map((one) => (
          <li key={`${one.at}${one.state}`}>
            <span>{sayCode("order.state", one.state) ?? one.state}</span>
            <small>{dayTime(one.at)}</small>
          </li>
        ))}
      </ol>
      {steps.includes("handed-over") && (
        <TextInput
          size="md"
          label={say("orders.proof")}
          value={proof}
          onChange={(event) => setProof(event.currentTarget.value)}
        />
      )}
      <div className="panel-foot">
        {steps
          .filter((step) => step !== usual)
          .map((step) => (
            <Button key={step} size="lg" variant="default" onClick={() => void advance(step)}>
              {say(`step.${step}`)}
            </Button>
          ))}
        {usual !== undefined && (
          <Button
            size="xl"
            className="primary-act"
            onClick={() => void advance(usual)}
            data-testid="next-step"
          >
            {say(`step.${usual}`)}
          </Button>
        )}
      </div>
    </>
  );
}
