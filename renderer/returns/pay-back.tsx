/** What is paid back, to which tender, or set against the basket; the till says the figures, not the screen. */
import { Button, Checkbox, Text, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { TenderKind } from "#shared/records/tender.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useTenderName } from "../i18n/locales.ts";
import { useSayRefusal } from "../i18n/say-refusal.ts";
import { useGatedAct, useLink, useLive } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";
import type { ReturnDoneView } from "./return-done.tsx";
import { type ReturnChoice, type ReturnSource, requestOf } from "./return-source.ts";

interface PayBackProps {
  readonly source: ReturnSource;
  readonly choices: readonly ReturnChoice[];
  readonly currency: string;
  readonly onBack: () => void;
  readonly onDone: (done: ReturnDoneView) => void;
}

const PAY_KINDS = ["cash", "card-external"] as const;

export function PayBack({ source, choices, currency, onBack, onDone }: PayBackProps) {
  const say = useSay();
  const act = useGatedAct();
  const [exchange, setExchange] = useState(false);
  const [refundTo, setRefundTo] = useState<TenderKind | undefined>();
  const [payBy, setPayBy] = useState<TenderKind>("cash");
  const [identity, setIdentity] = useState("");
  const [busy, setBusy] = useState(false);
  const lines = requestOf(choices);
  const proof = proofOf(source);
  const preview = usePreview(proof, lines, exchange);
  const withoutReceipt = source.saleId === undefined && source.receiptCode === undefined;
  const value = preview?.ok === true ? preview.value : undefined;
  const complete = async () => {
    if (lines === undefined || busy) return;
    setBusy(true);
    const done = await act((client, actId, approved) =>
      client.sales.completeReturn({
        actId,
        ...proof,
        lines,
        withExchange: exchange,
        ...(refundTo === undefined ? {} : { refundTo }),
        ...(exchange && (value?.balanceMinor ?? 0) > 0 ? { pay: { kind: payBy } } : {}),
        ...(identity.trim() === "" ? {} : { identity: identity.trim() }),
        ...approved,
      }),
    );
    setBusy(false);
    if (done !== undefined) onDone(done);
  };
  useHotkey((event) => {
    if (event.key !== "F12") return false;
    void complete();
    return true;
  });
  return (
    <aside className="stack panel" aria-label={say("returns.payBack")}>
      <ExchangeChoice exchange={exchange} onExchange={setExchange} currency={currency} />
      {lines === undefined && <Text>{say("returns.choose")}</Text>}
      {preview?.ok === false && <Refused refusal={preview.refusal} />}
      {value !== undefined && (
        <>
          <Legs value={value} exchange={exchange} currency={currency} />
          <ChoiceGroup
            label={say("returns.refundTo")}
            value={refundTo ?? "origin"}
            onValue={(kind) => setRefundTo(kind === "origin" ? undefined : (kind as TenderKind))}
            choices={(["origin", "cash", "credit"] as const).map((kind) => ({
              value: kind,
              label: say(kind === "origin" ? "returns.origin" : `tender.kind.${kind}`),
            }))}
          />
          {exchange && value.balanceMinor > 0 && (
            <ChoiceGroup
              label={say("returns.payBy")}
              value={payBy}
              onValue={setPayBy}
              choices={PAY_KINDS.map((kind) => ({
                value: kind,
                label: say(`tender.kind.${kind}`),
              }))}
            />
          )}
        </>
      )}
      {withoutReceipt && (
        <TextInput
          size="lg"
          label={say("returns.identity")}
          value={identity}
          onChange={(event) => setIdentity(event.currentTarget.value)}
        />
      )}
      <div className="panel-foot">
        <Button size="lg" variant="default" onClick={onBack}>
          {say("dialog.back")} <kbd className="key-hint">Esc</kbd>
        </Button>
        <Button
          size="xl"
          className="primary-act"
          disabled={lines === undefined || preview?.ok !== true || busy}
          onClick={() => void complete()}
          data-testid="pay-back"
        >
          {say(exchange ? "returns.exchange" : "returns.payBack")}{" "}
          <kbd className="key-hint">F12</kbd>
        </Button>
      </div>
    </aside>
  );
}

interface ExchangeChoiceProps {
  readonly exchange: boolean;
  readonly onExchange: (exchange: boolean) => void;
  readonly currency: string;
}

/** Row 37: the basket in hand is set against what comes back, in one act. */
function ExchangeChoice({ exchange, onExchange, currency }: ExchangeChoiceProps) {
  const say = useSay();
  const { money } = useFormats();
  const basket = useLive((client, signal) => client.views.basket(undefined, { signal }));
  if (basket === undefined || basket.draft.lines.length === 0)
    return <Text className="quiet">{say("returns.exchangeHow")}</Text>;
  return (
    <Checkbox
      size="lg"
      checked={exchange}
      onChange={(event) => onExchange(event.currentTarget.checked)}
      label={say("returns.withBasket", { amount: money(basket.priced.totalMinor, currency) })}
    />
  );
}

interface PreviewValue {
  readonly refundMinor: number;
  readonly balanceMinor: number;
  readonly needsApproval: boolean;
  readonly legs: readonly {
    readonly kind: TenderKind;
    readonly name: string;
    readonly amountMinor: number;
  }[];
}

interface LegsProps {
  readonly value: PreviewValue;
  readonly exchange: boolean;
  readonly currency: string;
}

function Legs({ value, exchange, currency }: LegsProps) {
  const say = useSay();
  const nameOfTender = useTenderName();
  const { money } = useFormats();
  const amount = exchange ? Math.abs(value.balanceMinor) : value.refundMinor;
  const toPay = exchange && value.balanceMinor > 0;
  return (
    <>
      <Text>{say(toPay ? "returns.toPay" : "returns.toGive")}</Text>
      <output className="total" data-testid="refund" data-minor={amount}>
        {money(amount, currency)}
      </output>
      <ul className="plain-list">
        {value.legs.map((leg) => (
          <li key={`${leg.kind}${leg.name}`}>
            <span>{nameOfTender(leg)}</span>
            <strong className="figure">{money(leg.amountMinor, currency)}</strong>
          </li>
        ))}
      </ul>
      {value.needsApproval && <Text className="line-warn">{say("returns.needsApproval")}</Text>}
    </>
  );
}

function Refused({ refusal }: { refusal: RefusalOut }) {
  const { happened, act } = useSayRefusal()(refusal);
  return (
    <div role="alert" className="line-warn" data-refusal={refusal.code}>
      <strong>{happened}</strong>
      <span>{act}</span>
    </div>
  );
}

function proofOf(source: ReturnSource) {
  return {
    ...(source.saleId === undefined ? {} : { saleId: source.saleId }),
    ...(source.receiptCode === undefined ? {} : { receiptCode: source.receiptCode }),
    ...(source.clientId === undefined ? {} : { clientId: source.clientId }),
  };
}

type Preview =
  | { readonly ok: true; readonly value: PreviewValue }
  | { readonly ok: false; readonly refusal: RefusalOut };

/** What would come back for the choices on screen: the till's answer, newest only. */
function usePreview(
  proof: ReturnType<typeof proofOf>,
  lines: ReturnType<typeof requestOf>,
  withExchange: boolean,
): Preview | undefined {
  const { client } = useLink();
  const [preview, setPreview] = useState<Preview | undefined>();
  const asked = lines === undefined ? "" : JSON.stringify({ ...proof, lines, withExchange });
  useEffect(() => {
    if (asked === "") return setPreview(undefined);
    let stale = false;
    client?.sales
      .previewReturn(JSON.parse(asked) as Parameters<typeof client.sales.previewReturn>[0])
      .then((answer) => {
        if (!stale) setPreview(answer);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, asked]);
  return preview;
}
