/** The tender sheet, from the right: what is due, quick cash keys, tenders as big rows, what is paid so far. */
import { ActionIcon, Button, Text, TextInput, Title } from "@mantine/core";
import { useRef, useState } from "react";
import type { TenderKind } from "#shared/records/tender.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { NoticeBar } from "../ui/notice-bar.tsx";
import { useFocusWhileOpen } from "../ui/use-focus-while-open.ts";
import { isTyping, useHotkey } from "../ui/use-hotkey.ts";
import { useScanInput } from "../ui/use-scans.ts";
import { ForeignCash } from "./foreign-cash.tsx";
import { OpenPayment } from "./open-payment.tsx";
import { RoundUp } from "./round-up.tsx";

export function TenderSheet({ basket }: { basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const amountField = useRef<HTMLInputElement>(null);
  useFocusWhileOpen(amountField);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<TenderType | undefined>();
  const { currency } = basket.priced;
  const amount = parseAmount(typed, digitsOf(currency));
  const types = useTenderTypes();
  const firstCard = types.find(({ kind }) => kind === "card-external");
  // Paid, and yet no sale: the disk took nothing more at that moment.
  const isPaid = basket.dueMinor === 0 && basket.openPayment === undefined;

  const once = async (run: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    await run();
    setTyped("");
    setBusy(false);
  };
  const payCash = (givenMinor: number) =>
    once(() => act((client, actId) => client.tender.add({ actId, kind: "cash", givenMinor })));
  const payOther = (kind: TenderKind, tenderTypeId: string | undefined, reference?: string) =>
    once(() =>
      act((client, actId) =>
        client.tender.add({
          actId,
          kind,
          ...(tenderTypeId === undefined ? {} : { tenderTypeId }),
          ...(reference === undefined ? {} : { reference }),
          ...(amount === undefined ? {} : { amountMinor: amount }),
        }),
      ),
    );
  const finish = () => once(() => act((client, actId) => client.tender.complete({ actId })));
  const back = () => act((client, actId) => client.tender.back({ actId }));
  useHotkey((event) => {
    if (event.key === "Escape") void back();
    else if (event.key === "F12" && isPaid) void finish();
    else if (event.key === "F12") void payCash(amount ?? basket.cashDueMinor);
    else if (event.key === "F11") void payOther("card-external", undefined);
    else if (event.key === "Enter" && isAmount(event) && amount !== undefined) void payCash(amount);
    else return false;
    return true;
  });

  return (
    <div
      className="sheet"
      role="dialog"
      aria-modal="true"
      aria-labelledby="tender-title"
      aria-describedby="tender-due"
    >
      <header className="sheet-head">
        <Title order={2} id="tender-title">
          {say("tender.title")}
        </Title>
        <Button variant="default" size="md" onClick={() => void back()}>
          {say("tender.back")} <kbd className="key-hint">Esc</kbd>
        </Button>
      </header>
      <NoticeBar />
      <output id="tender-due" className="due" data-testid="due" data-minor={basket.dueMinor}>
        <span className="visually-hidden">{say("tender.due")} </span>
        {money(basket.dueMinor, currency)}
      </output>
      {basket.cashDueMinor !== basket.dueMinor && (
        <Text>{say("tender.cashDue", { amount: money(basket.cashDueMinor, currency) })}</Text>
      )}
      {basket.openPayment !== undefined && (
        <OpenPayment payment={basket.openPayment} currency={currency} />
      )}
      <div className="quick-cash">
        {basket.quickCashMinor.map((minor) => (
          <Button
            key={minor}
            size="xl"
            variant="light"
            disabled={busy}
            onClick={() => void payCash(minor)}
            data-cash={minor}
          >
            {money(minor, currency)}
          </Button>
        ))}
      </div>
      <RoundUp basket={basket} />
      <TextInput
        size="lg"
        inputMode="decimal"
        label={say("tender.amount")}
        value={typed}
        error={typed !== "" && amount === undefined ? say("tender.amountWrong") : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        ref={amountField}
      />
      <div className="tender-rows">
        {isPaid ? (
          <Button size="xl" fullWidth loading={busy} onClick={() => void finish()}>
            {say("tender.finish")} <kbd className="key-hint">F12</kbd>
          </Button>
        ) : (
          <Button
            size="xl"
            variant="filled"
            fullWidth
            disabled={busy}
            onClick={() => void payCash(amount ?? basket.cashDueMinor)}
            data-tender="cash"
          >
            {say("tender.cash")} <kbd className="key-hint">F12</kbd>
          </Button>
        )}
        {(isPaid ? [] : types).map((type) => (
          <Button
            key={type.id}
            size="xl"
            variant="default"
            fullWidth
            disabled={busy}
            aria-expanded={type.needsReference ? type.id === asking?.id : undefined}
            onClick={() =>
              type.needsReference ? setAsking(type) : void payOther(type.kind, type.id)
            }
            data-tender={type.kind}
          >
            {type.name} {type === firstCard && <kbd className="key-hint">F11</kbd>}
          </Button>
        ))}
      </div>
      {!isPaid && (
        <ForeignCash
          basket={basket}
          disabled={busy}
          onForeign={(foreign) =>
            void once(() =>
              act((client, actId) => client.tender.add({ actId, kind: "cash", foreign })),
            )
          }
        />
      )}
      {asking !== undefined && (
        <TenderNumber
          key={asking.id}
          name={asking.name}
          onNumber={(number) => {
            setAsking(undefined);
            void payOther(asking.kind, asking.id, number);
          }}
        />
      )}
      <ul className="legs" aria-label={say("tender.paid")}>
        {basket.tenders.map((leg) => (
          <li key={leg.id}>
            <span>
              {leg.name}
              {leg.foreign !== undefined &&
                ` ${money(leg.foreign.amountMinor, leg.foreign.currency)}`}
            </span>
            <strong className="figure">{money(leg.amountMinor, currency)}</strong>
            <ActionIcon
              size={48}
              variant="subtle"
              aria-label={say("tender.cancelLeg", { name: leg.name })}
              onClick={() =>
                act((client, actId) => client.tender.cancelLeg({ actId, tenderId: leg.id }))
              }
            >
              ✕
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether the key went into the field of the amount, not into that of a number. */
function isAmount(event: KeyboardEvent): boolean {
  const target = event.target;
  return isTyping(event) && !(target instanceof HTMLElement && "ownEnter" in target.dataset);
}

interface TenderNumberProps {
  readonly name: string;
  readonly onNumber: (number: string) => void;
}

/** The number of a card or voucher: scanned, or typed from its back. */
function TenderNumber({ name, onNumber }: TenderNumberProps) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const number = typed.trim();
  useScanInput(async (raw) => onNumber(raw));
  return (
    <form
      className="act-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (number !== "") onNumber(number);
      }}
    >
      <TextInput
        size="lg"
        autoFocus
        autoComplete="off"
        label={say("tender.numberOf", { name })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-own-enter=""
      />
      <Button size="lg" type="submit" disabled={number === ""} data-testid="pay-by-number">
        {say("tender.take", { name })}
      </Button>
    </form>
  );
}

interface TenderType {
  readonly needsReference: boolean;
  readonly id: string;
  readonly kind: TenderKind;
  readonly name: string;
  readonly order: number;
}

/** The tenders this shop takes besides cash, in its own order. */
function useTenderTypes(): readonly TenderType[] {
  const rows = useLive((client, signal) =>
    client.views.settings({ kinds: ["tender-type"] }, { signal }),
  );
  return (rows ?? [])
    .map((row) => ({
      id: row.id,
      kind: String(row.body["kind"]) as TenderKind,
      name: String(row.body["name"]),
      needsReference: row.body["needsReference"] === true,
      order: Number(row.body["order"] ?? 0),
    }))
    .filter((type) => type.kind !== "cash")
    .sort((left, right) => left.order - right.order);
}
