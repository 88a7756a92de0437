/** Done: change due fills the screen until the next customer, with the receipt's choices beside it. */
import { Button, Text, Title } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { CorrectLastSale } from "../sales/last-sale.tsx";
import { useAct } from "../till.tsx";
import { ReceiptPreview } from "../ui/receipt-preview.tsx";
import { useSpoken } from "../ui/spoken.tsx";
import { pressesAnother, useHotkey } from "../ui/use-hotkey.ts";

type Done = NonNullable<BasketView["done"]>;

export function DonePage({ basket, done }: { basket: BasketView; done: Done }) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const { currency } = basket.priced;
  const next = () => act((client, actId) => client.tender.next({ actId }));
  const [correcting, setCorrecting] = useState(false);
  const nextButton = useRef<HTMLButtonElement>(null);
  // Whatever was done on this page, Enter goes on to the next customer.
  useEffect(() => {
    if (!correcting) nextButton.current?.focus();
  }, [correcting]);
  useSpoken(
    done.changeMinor > 0
      ? say("spoken.change", { amount: money(done.changeMinor, currency) })
      : say("done.thanks"),
  );
  useHotkey((event) => {
    if (event.key === "l" && event.ctrlKey) {
      setCorrecting(true);
      return true;
    }
    if (correcting) return false;
    if (!["Enter", "F12", "Escape"].includes(event.key)) return false;
    if (pressesAnother(event, "next")) return false;
    void next();
    return true;
  });
  return (
    <section
      className="done"
      aria-labelledby="done-title"
      data-sale={done.saleId}
      data-receipt={done.receiptNumber}
    >
      <div className="done-main">
        <Title order={1} id="done-title">
          {done.changeMinor > 0 ? say("done.change") : say("done.thanks")}
        </Title>
        <output className="change-due" data-testid="change" data-minor={done.changeMinor}>
          {money(done.changeMinor, currency)}
        </output>
        <DoneFacts done={done} currency={currency} />
        <DoneActs
          saleId={done.saleId}
          nextButton={nextButton}
          onCorrect={() => setCorrecting(true)}
          onNext={next}
        />
      </div>
      <ReceiptPreview saleId={done.saleId} />
      {correcting && (
        <CorrectLastSale
          onDone={() => {
            setCorrecting(false);
          }}
        />
      )}
    </section>
  );
}

/** What was saved, what no bank has answered for yet, what was promised, and whether paper waits. */
function DoneFacts({ done, currency }: { done: Done; currency: string }) {
  const say = useSay();
  const { date, money } = useFormats();
  return (
    <>
      <Text size="lg">
        {say("done.saved", {
          number: done.receiptNumber,
          total: money(done.totalMinor, currency),
        })}
      </Text>
      {done.storedMinor !== undefined && (
        <Text size="lg" role="status" data-testid="done-stored" data-minor={done.storedMinor}>
          {say("done.stored", { amount: money(done.storedMinor, currency) })}
        </Text>
      )}
      {done.promises.map((promise) => (
        <Text key={promise.orderId} data-testid="done-promise">
          {say("done.promise", { text: promise.text, date: date(promise.promisedBy) })}
        </Text>
      ))}
      {done.receipt === "waiting" && <Text role="status">{say("done.receiptWaiting")}</Text>}
    </>
  );
}

interface DoneActsProps {
  readonly saleId: string;
  readonly nextButton: RefObject<HTMLButtonElement | null>;
  readonly onCorrect: () => void;
  readonly onNext: () => Promise<unknown>;
}

/** The receipt's choices, putting right, and the next customer. */
function DoneActs({ saleId, nextButton, onCorrect, onNext }: DoneActsProps) {
  const say = useSay();
  const act = useAct();
  const print = (kind: "sale" | "gift"): void => {
    void act((client, actId) => client.sales.reprint({ actId, saleId, kind }));
    nextButton.current?.focus();
  };
  return (
    <div className="done-acts">
      <Button size="lg" variant="default" onClick={() => print("sale")}>
        {say("receipt.print")}
      </Button>
      <Button size="lg" variant="default" onClick={() => print("gift")}>
        {say("receipt.gift")}
      </Button>
      <Button size="lg" variant="default" onClick={onCorrect} data-testid="correct-last">
        {say("sales.correct")} <kbd className="key-hint">Ctrl L</kbd>
      </Button>
      <Button
        ref={nextButton}
        size="xl"
        className="primary-act"
        onClick={() => void onNext()}
        data-testid="next"
        autoFocus
      >
        {say("done.next")} <kbd className="key-hint">Enter</kbd>
      </Button>
    </div>
  );
}
