/** What comes back line by line with its reason on the left, what is paid back and to where on the right. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { type Reason, ReasonChoice, useReasons } from "../ui/reasons.tsx";
import { isTyping, useHotkey } from "../ui/use-hotkey.ts";
import { useScanInput } from "../ui/use-scans.ts";
import { AddProduct } from "./add-product.tsx";
import { PayBack } from "./pay-back.tsx";
import { ReturnDone, type ReturnDoneView } from "./return-done.tsx";
import { ReturnLine } from "./return-line.tsx";
import {
  choicesOf,
  type Disposition,
  type ReturnChoice,
  type ReturnSource,
} from "./return-source.ts";

interface ReturnFormProps {
  readonly source: ReturnSource;
  readonly onDone: () => void;
}

export function ReturnForm({ source, onDone }: ReturnFormProps) {
  const say = useSay();
  const { dayTime } = useFormats();
  const [choices, setChoices] = useState<readonly ReturnChoice[]>(() => choicesOf(source));
  const [reason, setReason] = useState<Reason | undefined>();
  const [done, setDone] = useState<ReturnDoneView | undefined>();
  const currency = useCurrency();
  const reasons = useReasons("return");
  const change = (key: string, to: Partial<ReturnChoice>) =>
    setChoices((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const everything = () =>
    setChoices((all) => all.map((one) => ({ ...one, quantityMilli: one.mostMilli })));
  const chooseReason = (chosen: Reason) => {
    setReason(chosen);
    setChoices((all) =>
      all.map((one) => ({
        ...one,
        reasonId: chosen.id,
        disposition: chosen.disposition as Disposition | undefined,
      })),
    );
  };
  useHotkey((event) => {
    if (done !== undefined || isTyping(event)) return false;
    const digit = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined;
    if (event.key === "Escape") onDone();
    else if (event.key === "a" || event.key === "A") everything();
    else if (digit !== undefined) chooseReason(digit);
    else return false;
    return true;
  });
  if (currency === undefined) return <ScansWait />;
  if (done !== undefined) return <ReturnDone done={done} currency={currency} onNext={onDone} />;
  return (
    <div className="split split-wide">
      <section className="stack" aria-labelledby="return-title">
        <Title order={1} size="h2" id="return-title">
          {source.receiptNumber === undefined
            ? say("returns.withoutReceipt")
            : say("returns.of", { number: source.receiptNumber })}
        </Title>
        {source.atMs !== undefined && (
          <Text className="quiet">
            {[dayTime(source.atMs), source.clientName]
              .filter((one) => one !== undefined)
              .join(" · ")}
          </Text>
        )}
        {source.refundable.length > 0 ? (
          <Button size="lg" variant="default" onClick={everything} data-testid="return-all">
            {say("returns.all")} <kbd className="key-hint">A</kbd>
          </Button>
        ) : (
          <AddProduct
            currency={currency}
            onAdd={(choice) => setChoices((all) => [...all, { ...choice, reasonId: reason?.id }])}
          />
        )}
        <ul className="rows" data-testid="return-lines">
          {choices.map((choice) => (
            <ReturnLine
              key={choice.key}
              choice={choice}
              refundMinor={source.refundable.find((one) => one.lineId === choice.key)?.refundMinor}
              currency={currency}
              reasons={reasons}
              onChange={(to) => change(choice.key, to)}
            />
          ))}
        </ul>
        <ReasonChoice
          label={say("returns.reasonAll")}
          purpose="return"
          value={reason?.id}
          onValue={(_, chosen) => chooseReason(chosen)}
        />
      </section>
      <PayBack
        source={source}
        choices={choices}
        currency={currency}
        onBack={onDone}
        onDone={setDone}
      />
    </div>
  );
}

/** Nothing to see yet; what is scanned now is for the page that comes. */
function ScansWait() {
  useScanInput(undefined);
  return null;
}

/** The store's currency, as the basket has it. */
function useCurrency(): string | undefined {
  return useLive((client, signal) => client.views.basket(undefined, { signal }))?.priced.currency;
}
