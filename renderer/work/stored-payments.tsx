/** Row 5: card payments that a terminal keeps for the bank: what waits, why, how much more may, and send now. */
import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { StoredPaymentsView } from "#shared/till-api/views/stored.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useGatedAct, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

type Stored = StoredPaymentsView["items"][number];

/** The panel of what waits; nothing at all while nothing does. */
export function StoredPayments() {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const view = useLive((client, signal) => client.views.storedPayments(undefined, { signal }));
  const [gone, setGone] = useState<Stored | undefined>();
  if (view === undefined || view.items.length === 0) return null;
  const { caps, currency, items, waitingMinor } = view;
  return (
    <section className="panel stack" aria-labelledby="stored-title" data-testid="stored">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" id="stored-title">
            {say("stored.title")}
          </Title>
          <Text className="quiet">{say("stored.text")}</Text>
        </div>
        {view.terminal === "keeps" && waitingMinor > 0 && (
          <Button
            size="lg"
            onClick={() => act((client, actId) => client.tender.forward({ actId }))}
            data-testid="send-stored"
          >
            {say("stored.send")}
          </Button>
        )}
      </Group>
      {caps !== undefined && (
        <Text data-testid="stored-sum" data-minor={waitingMinor}>
          {say("stored.sum", {
            waiting: money(waitingMinor, currency),
            left: money(caps.leftMinor, currency),
          })}{" "}
          {say("stored.caps", {
            sale: money(caps.perSaleMinor, currency),
            register: money(caps.perRegisterMinor, currency),
          })}
        </Text>
      )}
      <ul className="rows">
        {items.map((item) => (
          <li key={item.paymentId} className="stack" data-stored={item.paymentId}>
            <Waiting item={item} currency={currency} onGone={() => setGone(item)} />
          </li>
        ))}
      </ul>
      {gone !== undefined && <TerminalGone item={gone} onDone={() => setGone(undefined)} />}
    </section>
  );
}

interface WaitingProps {
  readonly item: Stored;
  readonly currency: string;
  readonly onGone: () => void;
}

function Waiting({ item, currency, onGone }: WaitingProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime, money } = useFormats();
  const { cardBrand, lastFour, reasonCode } = item;
  const facts = [
    item.receiptNumber,
    dayTime(item.at),
    cardBrand === undefined || lastFour === undefined
      ? undefined
      : say("stored.card", { brand: cardBrand, lastFour }),
    item.clientName,
    item.mine ? undefined : say("stored.at", { name: item.registerName }),
  ];
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Text fw={600}>{money(item.amountMinor, currency)}</Text>
        <Text>{facts.filter((fact) => fact !== undefined && fact !== "").join(" · ")}</Text>
        {reasonCode !== undefined && (
          <Text className="quiet">{sayCode("stored.reason", reasonCode) ?? reasonCode}</Text>
        )}
      </div>
      {item.mine && reasonCode !== undefined && reasonCode !== "bank-not-reached" && (
        <Button size="lg" variant="default" onClick={onGone}>
          {say("stored.gone")}
        </Button>
      )}
    </Group>
  );
}

/** The bank's own list has the last word where the terminal cannot be asked any more. */
function TerminalGone({ item, onDone }: { readonly item: Stored; readonly onDone: () => void }) {
  const say = useSay();
  const gated = useGatedAct();
  const settle = async (paid: boolean) => {
    const { paymentId } = item;
    const settled = await gated((client, actId, approved) =>
      client.tender.settleStored({ actId, paymentId, paid, ...approved }),
    );
    if (settled !== undefined) onDone();
  };
  return (
    <Dialog title={say("stored.goneTitle")} onClose={onDone}>
      <Text>{say("stored.goneText")}</Text>
      <div className="act-row">
        <Button size="lg" onClick={() => void settle(true)}>
          {say("stored.paid")}
        </Button>
        <Button size="lg" variant="default" onClick={() => void settle(false)}>
          {say("stored.notPaid")}
        </Button>
      </div>
    </Dialog>
  );
}
