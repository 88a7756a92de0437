/** Row 87: what the customer sees: lines, total, offers, the receipt's code, idle pages. It cannot act. */
import { Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { DisplayView } from "#shared/till-api/contract.ts";
import { useFormats } from "../i18n/format.ts";
import { useLocale, useSay } from "../i18n/locales.ts";
import type { TillLink } from "../link.ts";
import { TillProvider, useLive } from "../till.tsx";
import { QrCode } from "../ui/qr-code.tsx";

export function DisplayApp({ link }: { link: TillLink }) {
  return (
    <TillProvider link={link}>
      <DisplayPage />
    </TillProvider>
  );
}

export function DisplayPage() {
  const { follow } = useLocale();
  const view = useLive((client, signal) => client.views.display(undefined, { signal }));
  const locale = view?.locale;
  useEffect(() => {
    if (locale !== undefined) follow({ store: { locale } });
  }, [locale, follow]);
  if (view === undefined) return <main className="display" />;
  return (
    <main className="display" data-phase={view.phase}>
      {view.phase === "idle" || view.priced === undefined ? (
        <Idle view={view} />
      ) : view.phase === "done" ? (
        <Thanks view={view} currency={view.priced.currency} />
      ) : (
        <Lines view={view} priced={view.priced} />
      )}
    </main>
  );
}

function Idle({ view }: { view: DisplayView }) {
  const say = useSay();
  return (
    <div className="display-middle">
      <Title order={1}>{view.storeName}</Title>
      {view.idle
        .filter((one) => one.text !== view.storeName)
        .map((one) => (
          <Text key={one.text} className="display-idle">
            {one.text}
          </Text>
        ))}
      <Text className="display-idle">{say("display.welcome")}</Text>
    </div>
  );
}

interface LinesProps {
  readonly view: DisplayView;
  readonly priced: NonNullable<DisplayView["priced"]>;
}

function Lines({ view, priced }: LinesProps) {
  const say = useSay();
  const { money, quantity } = useFormats();
  const end = useRef<HTMLLIElement>(null);
  const count = priced.lines.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest line is brought into view
  useEffect(() => {
    void end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <>
      <ul className="display-lines" aria-label={say("basket.label")}>
        {priced.lines.map((line, index) => (
          <li key={line.id} ref={index === count - 1 ? end : undefined}>
            <span>
              <strong>
                {line.quantityMilli === 1000 ? "" : `${quantity(line.quantityMilli)} × `}
                {line.name}
              </strong>
              {line.adjustments.map((one) => (
                <small key={`${one.name}${one.amountMinor}`} className="line-offer">
                  {one.name} −{money(one.amountMinor, priced.currency)}
                </small>
              ))}
            </span>
            <strong className="figure">{money(line.totalMinor, priced.currency)}</strong>
          </li>
        ))}
      </ul>
      <footer className="display-foot" aria-live="polite">
        {priced.discountMinor !== 0 && (
          <Text className="line-offer">
            {say("display.saved", { amount: money(priced.discountMinor, priced.currency) })}
          </Text>
        )}
        <Text>{say(view.phase === "tendering" ? "tender.due" : "total.label")}</Text>
        <output className="display-total" data-minor={view.dueMinor}>
          {money(view.dueMinor, priced.currency)}
        </output>
      </footer>
    </>
  );
}

function Thanks({ view, currency }: { view: DisplayView; currency: string }) {
  const say = useSay();
  const { money } = useFormats();
  return (
    <div className="display-middle">
      <Title order={1}>{say("display.thanks")}</Title>
      {view.changeMinor > 0 && (
        <>
          <Text className="display-idle">{say("done.change")}</Text>
          <output className="display-total" data-minor={view.changeMinor}>
            {money(view.changeMinor, currency)}
          </output>
        </>
      )}
      {view.receiptQr !== undefined && (
        <>
          <QrCode text={view.receiptQr} label={say("display.receipt")} />
          <Text>{say("display.receipt")}</Text>
        </>
      )}
    </div>
  );
}
