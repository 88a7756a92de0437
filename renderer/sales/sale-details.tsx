/** One sale: how it was paid, how its price came about, its paper, and what can be done with it now. */
import { Button, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Tender } from "#shared/records/tender.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useTenderName } from "../i18n/locales.ts";
import { useAct, useLink, useShowNotice } from "../till.tsx";
import { type ExplainedStep, ExplainedSteps } from "../ui/explained-steps.tsx";
import { useGo } from "../ui/go.ts";
import { SavedMark } from "../ui/mark.tsx";
import { ReceiptPreview } from "../ui/receipt-preview.tsx";
import { CorrectSale } from "./correct-sale.tsx";
import { CreditNote, type CreditNoteOffer } from "./credit-note.tsx";
import { type Joinable, JoinLines } from "./join-line.tsx";
import { EmailReceipt, MakeInvoice } from "./send-receipt.tsx";
import { TaxFree } from "./tax-free.tsx";

interface Details {
  readonly sale: SaleItem;
  readonly tenders: readonly Tender[];
  readonly explanation: readonly ExplainedStep[];
  readonly joinable: readonly Joinable[];
  readonly mail?: "queued" | "sent" | "failed" | undefined;
  readonly invoiceNumber?: string | undefined;
  readonly creditNote?: CreditNoteOffer | undefined;
}

export function SaleDetails({ saleId }: { saleId: string }) {
  const [corrected, setCorrected] = useState(0);
  const details = useSale(saleId, corrected);
  return (
    <div className="stack">
      {details !== undefined && (
        <>
          <Facts details={details} />
          <SaleActs details={details} onCorrected={() => setCorrected((count) => count + 1)} />
          <JoinLines
            saleId={saleId}
            currency={details.sale.currency}
            lines={details.joinable}
            onJoined={() => setCorrected((count) => count + 1)}
          />
          <Explanation details={details} />
        </>
      )}
      <ReceiptPreview saleId={saleId} />
    </div>
  );
}

function Facts({ details }: { details: Details }) {
  const say = useSay();
  const nameOfTender = useTenderName();
  const { money, dayTime } = useFormats();
  const { sale } = details;
  return (
    <header className="stack">
      <Title order={2} size="h3">
        {sale.receiptNumber} ·{" "}
        {sale.amountsWithheld === true
          ? say("sales.amountWithheld")
          : money(sale.totalMinor, sale.currency)}
      </Title>
      <Text>
        {[dayTime(sale.at), sale.staffName, sale.clientName, sale.registerName]
          .filter((part) => part !== undefined)
          .join(" · ")}
      </Text>
      <span data-state={sale.state}>
        <SavedMark state={sale.state} />
      </span>
      {details.invoiceNumber !== undefined && (
        <p data-testid="in-books">
          {say(`sales.inBooks.${sale.kind}`, { number: details.invoiceNumber })}
        </p>
      )}
      {details.mail !== undefined && (
        <p data-mail={details.mail}>
          {say("email.title")}: {say(`email.${details.mail}`)}
        </p>
      )}
      <ul className="plain-list">
        {details.tenders.map((leg) => (
          <li key={leg.id}>
            <span>
              {nameOfTender(leg)}
              {leg.card === undefined ? "" : ` ···· ${leg.card.lastFour}`}
            </span>
            <strong className="figure">{money(leg.amountMinor, sale.currency)}</strong>
          </li>
        ))}
      </ul>
    </header>
  );
}

/** The price explained in words that can be read aloud. */
function Explanation({ details }: { details: Details }) {
  const say = useSay();
  if (details.explanation.length === 0) return null;
  return (
    <section aria-label={say("sales.explained")}>
      <Title order={3} size="h4">
        {say("sales.explained")}
      </Title>
      <ExplainedSteps steps={details.explanation} currency={details.sale.currency} />
    </section>
  );
}

type Showing = "correct" | "credit-note" | "email" | "invoice" | "tax-free";

interface SaleActsProps {
  readonly details: Details;
  readonly onCorrected: () => void;
}

function SaleActs({ details, onCorrected }: SaleActsProps) {
  const { sale, creditNote } = details;
  const say = useSay();
  const act = useAct();
  const { go } = useGo();
  const [showing, setShowing] = useState<Showing | undefined>();
  const close = () => setShowing(undefined);
  const closeAnew = () => {
    close();
    onCorrected();
  };
  const { saleId } = sale;
  const print = (kind: "sale" | "gift") =>
    act((client, actId) => client.sales.reprint({ actId, saleId, kind }));
  return (
    <div className="act-row">
      <ActButton name={say("receipt.copy")} onPress={() => void print("sale")} />
      <ActButton name={say("receipt.gift")} onPress={() => void print("gift")} />
      <ActButton name={say("sales.email")} act="email" onPress={() => setShowing("email")} />
      {creditNote !== undefined && (
        <ActButton
          name={say("sales.creditNote")}
          act="credit-note"
          onPress={() => setShowing("credit-note")}
        />
      )}
      {sale.kind === "sale" && (
        <>
          <ActButton
            name={say("sales.invoice")}
            act="invoice"
            onPress={() => setShowing("invoice")}
          />
          <ActButton
            name={say("sales.taxFree")}
            act="tax-free"
            onPress={() => setShowing("tax-free")}
          />
          <ActButton
            name={say("sales.return")}
            act="return"
            onPress={() => go("returns", saleId)}
          />
          <ActButton
            name={say("sales.correct")}
            act="correct"
            onPress={() => setShowing("correct")}
            light
          />
        </>
      )}
      {showing === "correct" && <CorrectSale sale={sale} onDone={closeAnew} />}
      {showing === "email" && <EmailReceipt saleId={saleId} onDone={close} />}
      {showing === "tax-free" && <TaxFree sale={sale} onDone={close} />}
      {showing === "invoice" && <MakeInvoice sale={sale} onDone={closeAnew} />}
      {showing === "credit-note" && creditNote !== undefined && (
        <CreditNote sale={sale} offer={creditNote} onDone={closeAnew} />
      )}
    </div>
  );
}

interface ActButtonProps {
  readonly name: string;
  /** What it opens; absent where it is done at once. */
  readonly act?: Showing | "return";
  readonly onPress: () => void;
  readonly light?: boolean;
}

function ActButton({ name, act, onPress, light }: ActButtonProps) {
  return (
    <Button
      size="md"
      variant={light === true ? "light" : "default"}
      onClick={onPress}
      data-sale-act={act}
    >
      {name}
    </Button>
  );
}

/** The sale with its details; a refusal becomes the screen's notice. */
function useSale(saleId: string, round: number): Details | undefined {
  const { client } = useLink();
  const show = useShowNotice();
  const [details, setDetails] = useState<Details | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after a correction
  useEffect(() => {
    let stale = false;
    const take = (answer: { ok: true; value: Details } | { ok: false; refusal: RefusalOut }) => {
      if (stale) return;
      if (answer.ok) setDetails(answer.value);
      else show(answer.refusal);
    };
    client?.sales
      .get({ saleId })
      .then(take)
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, saleId, show, round]);
  return details;
}
