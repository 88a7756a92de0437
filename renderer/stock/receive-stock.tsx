/** A delivery received against its advice note, or without one: scanned, with what is broken beside it. */
import { Button, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { OrderItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { PrintLabels } from "./print-labels.tsx";
import { ScanList, useGathered } from "./scan-list.tsx";

export function ReceiveStock() {
  const say = useSay();
  const act = useAct();
  const gathered = useGathered();
  const [advice, setAdvice] = useState<OrderItem | undefined>();
  const [supplier, setSupplier] = useState("");
  const [said, setSaid] = useState<string | undefined>();
  const [arrived, setArrived] = useState<readonly string[]>([]);
  const [labelling, setLabelling] = useState(false);
  const choose = (order: OrderItem) => {
    setAdvice(order);
    gathered.start(
      order.lines.map((line) => ({
        productId: line.productId,
        name: line.name,
        quantityMilli: 0,
        damagedMilli: 0,
        expectedMilli: line.quantityMilli - line.doneMilli,
        atMs: Date.now(),
      })),
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
    setAdvice(undefined);
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
        <Advices onChoose={choose} />
      ) : (
        <Text>{say("stock.against", { number: advice.number })}</Text>
      )}
      {advice === undefined && (
        <TextInput
          size="lg"
          label={say("stock.supplier")}
          value={supplier}
          onChange={(event) => setSupplier(event.currentTarget.value)}
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

function Advices({ onChoose }: { onChoose: (order: OrderItem) => void }) {
  const say = useSay();
  const { dayTime } = useFormats();
  const page = useLive((client, signal) =>
    client.views.orders({ filter: "advice", query: "", offset: 0, limit: 20 }, { signal }),
  );
  const open = (page?.items ?? []).filter((one) => one.state !== "received");
  if (open.length === 0) return <Text className="quiet">{say("stock.noAdvice")}</Text>;
  return (
    <ul className="rows">
      {open.map((order) => (
        <li key={order.id}>
          <UnstyledButton className="row-card" onClick={() => onChoose(order)}>
            <span>
              <strong>{order.number}</strong>
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
