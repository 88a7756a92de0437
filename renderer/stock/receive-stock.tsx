/** A delivery or transfer received against its note, or goods without one: scanned, what is broken beside. */
import { Button, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { OrderItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { useGathered } from "./gathered.ts";
import { PrintLabels } from "./print-labels.tsx";
import { ScanList } from "./scan-list.tsx";

const COMING_MAX = 100;

export function ReceiveStock() {
  const say = useSay();
  const act = useAct();
  const gathered = useGathered("receive");
  const coming = useComing();
  const { adviceId, supplier = "" } = gathered.about;
  const advice = coming?.find(({ id }) => id === adviceId);
  const [said, setSaid] = useState<string | undefined>();
  const [arrived, setArrived] = useState<readonly string[]>([]);
  const [labelling, setLabelling] = useState(false);
  const choose = (order: OrderItem) => {
    setSaid(undefined);
    gathered.start(
      order.lines.map((line) => ({
        productId: line.productId,
        name: line.name,
        quantityMilli: 0,
        damagedMilli: 0,
        expectedMilli: line.quantityMilli - line.doneMilli,
        atMs: Date.now(),
      })),
      { adviceId: order.id },
    );
  };
  const save = async () => {
    const received = await act((client, actId) =>
      client.stock.receive({
        actId,
        ...(advice === undefined ? {} : { adviceId: advice.id }),
        ...(supplier.trim() === "" ? {} : { supplier: supplier.trim() }),
        lines: gathered.lines.map(({ productId, quantityMilli, damagedMilli }) => ({
          productId,
          quantityMilli,
          damagedMilli,
        })),
        complete: true,
      }),
    );
    if (received === undefined) return;
    setArrived(gathered.lines.map(({ productId }) => productId));
    gathered.start([]);
    setSaid(say("stock.received", { differences: received.differences }));
  };
  return (
    <section className="page" aria-label={say("stock.tab.receive")}>
      {said !== undefined && <Text role="status">{said}</Text>}
      {arrived.length > 0 && (
        <Button size="lg" variant="light" onClick={() => setLabelling(true)}>
          {say("labels.ofDelivery", { count: arrived.length })}
        </Button>
      )}
      {labelling && (
        <PrintLabels
          which={{ day: "now", productIds: arrived }}
          onClose={() => setLabelling(false)}
          onPrinted={(sentence) => {
            setLabelling(false);
            setArrived([]);
            setSaid(sentence);
          }}
        />
      )}
      {advice === undefined ? (
        gathered.lines.length === 0 && <Coming orders={coming} onChoose={choose} />
      ) : (
        <div className="receive-against">
          <Text>
            {say("stock.against", { number: advice.number })}
            {advice.fromName !== undefined && ` · ${advice.fromName}`}
          </Text>
          <Button size="lg" variant="default" onClick={() => gathered.start([])}>
            {say("dialog.back")}
          </Button>
        </div>
      )}
      {advice === undefined && (
        <TextInput
          size="lg"
          label={say("stock.supplier")}
          value={supplier}
          onChange={(event) => gathered.tell({ supplier: event.currentTarget.value })}
        />
      )}
      <ScanList gathered={gathered} label={say("stock.tab.receive")} withDamaged />
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={gathered.lines.length === 0}
          onClick={() => void save()}
          data-testid="receive"
        >
          {say("stock.receive")}
        </Button>
      </footer>
    </section>
  );
}

/** What is announced or on its way to this shop. */
function useComing(): readonly OrderItem[] | undefined {
  const page = useLive((client, signal) =>
    client.views.orders({ filter: "coming", query: "", offset: 0, limit: COMING_MAX }, { signal }),
  );
  return page?.items;
}

interface ComingProps {
  readonly orders: readonly OrderItem[] | undefined;
  readonly onChoose: (order: OrderItem) => void;
}

function Coming({ orders, onChoose }: ComingProps) {
  const say = useSay();
  const { dayTime } = useFormats();
  if (orders === undefined) return null;
  if (orders.length === 0) return <Text className="quiet">{say("stock.noAdvice")}</Text>;
  return (
    <ul className="rows">
      {orders.map((order) => (
        <li key={order.id}>
          <UnstyledButton
            className="row-card"
            data-order={order.id}
            onClick={() => onChoose(order)}
          >
            <span>
              <strong>
                {order.number}
                {order.fromName !== undefined && ` · ${order.fromName}`}
              </strong>
              <small>
                {dayTime(order.at)} · {say("parked.lines", lineCount(order.lines.length))}
              </small>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function lineCount(count: number): { readonly count: number; readonly number: string } {
  return { count, number: String(count) };
}
