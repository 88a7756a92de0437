/**
 * Paid back: how much, the paper, and the credit note of an invoiced sale, until the next customer.
 */
import { Button, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { CreditNote, type CreditNoteOffer } from "../sales/credit-note.tsx";
import { useAct, useLink } from "../till.tsx";
import { ReceiptPreview } from "../ui/receipt-preview.tsx";
import { useSpoken } from "../ui/spoken.tsx";
import { pressesAnother, useHotkey } from "../ui/use-hotkey.ts";

export interface ReturnDoneView {
  readonly kind: "sale" | "return" | "exchange";
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly changeMinor: number;
  readonly receipt: "printed" | "waiting" | "not-asked";
}

interface ReturnDoneProps {
  readonly done: ReturnDoneView;
  readonly currency: string;
  readonly onNext: () => void;
}

export function ReturnDone({ done, currency, onNext }: ReturnDoneProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const [round, setRound] = useState(0);
  const [crediting, setCrediting] = useState(false);
  const offer = useOffer(done.saleId, round);
  const next = async () => {
    await act((client, actId) => client.tender.next({ actId }));
    onNext();
  };
  useHotkey((event) => {
    if (crediting || !["Enter", "F12", "Escape"].includes(event.key)) return false;
    if (pressesAnother(event, "next")) return false;
    void next();
    return true;
  });
  const given = done.changeMinor === 0 ? Math.abs(done.totalMinor) : done.changeMinor;
  useSpoken(say("spoken.paidBack", { amount: money(given, currency) }));
  return (
    <section className="done" aria-labelledby="return-done" data-sale={done.saleId}>
      <div className="done-main">
        <Title order={1} id="return-done">
          {say(done.kind === "exchange" ? "returns.exchanged" : "returns.paidBack")}
        </Title>
        <output className="change-due" data-testid="paid-back" data-minor={given}>
          {money(given, currency)}
        </output>
        <Text size="lg">{say("returns.saved", { number: done.receiptNumber })}</Text>
        {done.receipt === "waiting" && <Text role="status">{say("done.receiptWaiting")}</Text>}
        <Button
          size="xl"
          className="primary-act"
          autoFocus
          onClick={() => void next()}
          data-testid="next"
        >
          {say("done.next")} <kbd className="key-hint">Enter</kbd>
        </Button>
        {offer !== undefined && (
          <Button size="lg" variant="default" onClick={() => setCrediting(true)}>
            {say("sales.creditNote")}
          </Button>
        )}
      </div>
      <ReceiptPreview saleId={done.saleId} />
      {crediting && offer !== undefined && (
        <CreditNote
          sale={done}
          offer={offer}
          onDone={() => {
            setCrediting(false);
            setRound(round + 1);
          }}
        />
      )}
    </section>
  );
}

/** The credit note that the return could have: only when its sale has a full invoice. */
function useOffer(saleId: string, round: number): CreditNoteOffer | undefined {
  const { client } = useLink();
  const [offer, setOffer] = useState<CreditNoteOffer | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again once one was issued
  useEffect(() => {
    let stale = false;
    client?.sales
      .get({ saleId })
      .then((answer) => {
        if (!stale) setOffer(answer.ok ? answer.value.creditNote : undefined);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, saleId, round]);
  return offer;
}
