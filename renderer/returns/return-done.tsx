/** Paid back: how much, and the paper, until the next customer. */
import { Button, Text, Title } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { ReceiptPreview } from "../ui/receipt-preview.tsx";
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
  const next = async () => {
    await act((client, actId) => client.tender.next({ actId }));
    onNext();
  };
  useHotkey((event) => {
    if (!["Enter", "F12", "Escape"].includes(event.key)) return false;
    if (pressesAnother(event, "next")) return false;
    void next();
    return true;
  });
  const given = done.changeMinor === 0 ? Math.abs(done.totalMinor) : done.changeMinor;
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
      </div>
      <ReceiptPreview saleId={done.saleId} />
    </section>
  );
}
