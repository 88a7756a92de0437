/** The basket's lines: picture, name, quantity stepper, what offers did beneath, the line's total. */
import { ActionIcon, Button, Text, Title, UnstyledButton } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { OfferHint, PricedLine } from "#shared/records/basket.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Picture } from "../ui/picture.tsx";

const ONE_MILLI = 1000;

interface BasketLinesProps {
  readonly basket: BasketView;
  readonly onLine: (lineId: string) => void;
}

export function BasketLines({ basket, onLine }: BasketLinesProps) {
  const say = useSay();
  const last = useRef<HTMLLIElement>(null);
  const lastLineId = basket.lastLineId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view whenever it changes
  useEffect(() => {
    // Newer browsers answer a promise here, which must not become the effect's clean-up.
    void last.current?.scrollIntoView({ block: "nearest" });
  }, [lastLineId, basket.revision]);
  if (basket.priced.lines.length === 0 && basket.draft.lines.length > 0)
    return <Unpriced basket={basket} />;
  if (basket.priced.lines.length === 0)
    return (
      <div className="empty">
        <Title order={2}>{say("basket.empty.title")}</Title>
        <Text>{say("basket.empty.text")}</Text>
      </div>
    );
  return (
    <ul className="lines" data-testid="basket-lines">
      {basket.priced.lines.map((line) => (
        <li
          key={line.id}
          ref={line.id === lastLineId ? last : undefined}
          data-line={line.id}
          data-sku={line.sku}
          className={line.id === lastLineId ? "line line-last" : "line"}
        >
          <Line line={line} basket={basket} onLine={onLine} />
        </li>
      ))}
    </ul>
  );
}

/** A basket with a line that cannot be sold any more: why, and the way on with the rest. */
function Unpriced({ basket }: { basket: BasketView }) {
  const say = useSay();
  const sayCode = useSayCode();
  const act = useAct();
  const { notice, draft } = basket;
  const index = Number(/^lines\[(\d+)\]$/.exec(notice?.position ?? "")?.[1]);
  const line = draft.lines[index];
  const happened = notice === undefined ? undefined : sayCode("refusal", notice.code, notice.args);
  return (
    <div className="empty" role="alert" data-testid="unpriced" data-code={notice?.code}>
      <Title order={2}>{happened ?? notice?.happened}</Title>
      <Text>{say("basket.unpriced", { count: draft.lines.length })}</Text>
      {line !== undefined && (
        <Button
          size="lg"
          onClick={() => act((client, actId) => client.sell.removeLine({ actId, lineId: line.id }))}
        >
          {say("basket.takeOut")}
        </Button>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: PricedLine;
  readonly basket: BasketView;
  readonly onLine: (lineId: string) => void;
}

function Line({ line, basket, onLine }: LineProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const { currency } = basket.priced;
  const facts = basket.facts.find((one) => one.lineId === line.id);
  const hints = basket.priced.hints.filter((hint) => hint.lineIds.includes(line.id));
  return (
    <>
      <Picture name={facts?.picture} colour={facts?.colour} text={line.name} />
      <div className="line-name">
        <UnstyledButton
          className="line-open"
          onClick={() => onLine(line.id)}
          aria-label={say("line.open", { name: line.name })}
        >
          <strong>{line.name}</strong>
          <small>
            {line.sku} · {money(line.unitPriceMinor, currency)}
            {line.regularUnitPriceMinor !== undefined &&
              line.regularUnitPriceMinor > line.unitPriceMinor && (
                <>
                  {" "}
                  <s>{money(line.regularUnitPriceMinor, currency)}</s>
                </>
              )}
          </small>
        </UnstyledButton>
        <LineMarks line={line} />
        {line.adjustments.map((one) => (
          <small key={`${one.kind}${one.name}${one.amountMinor}`} className="line-offer">
            {one.name} <span className="figure">−{money(one.amountMinor, currency)}</span>
          </small>
        ))}
        {hints.map((hint) => (
          <HintText key={hint.offerId} hint={hint} currency={currency} />
        ))}
        <Fulfilment line={line} basket={basket} />
      </div>
      <Stepper line={line} />
      <strong className="figure line-total">{money(line.totalMinor, currency)}</strong>
      <ActionIcon
        size={48}
        variant="subtle"
        color="gray"
        aria-label={say("line.remove", { name: line.name })}
        onClick={() => act((client, actId) => client.sell.removeLine({ actId, lineId: line.id }))}
      >
        ✕
      </ActionIcon>
    </>
  );
}

/** How many, one more or less. A line about one card or one order stands once: nothing to press. */
function Stepper({ line }: { line: PricedLine }) {
  const say = useSay();
  const act = useAct();
  const { quantity } = useFormats();
  const setQuantity = (milli: number) =>
    act((client, actId) =>
      client.sell.setQuantity({ actId, lineId: line.id, quantityMilli: milli }),
    );
  if (line.reference !== undefined) return <span />;
  return (
    <div className="stepper">
      <ActionIcon
        size={48}
        variant="default"
        aria-label={say("line.less", { name: line.name })}
        onClick={() => setQuantity(line.quantityMilli - ONE_MILLI)}
      >
        −
      </ActionIcon>
      <output className="figure" aria-label={say("line.quantity", { name: line.name })}>
        {quantity(line.quantityMilli)}
      </output>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={say("line.more", { name: line.name })}
        onClick={() => setQuantity(line.quantityMilli + ONE_MILLI)}
      >
        +
      </ActionIcon>
    </div>
  );
}

/** What was noted on the line: serial numbers, batch, gift, note. */
function LineMarks({ line }: { line: PricedLine }) {
  const say = useSay();
  const marks = [
    ...line.serials,
    ...(line.batch === undefined ? [] : [line.batch]),
    ...(line.gift === true ? [say("line.isGift")] : []),
    ...(line.note === undefined || line.note === "" ? [] : [line.note]),
  ];
  return marks.length === 0 ? null : <small>{marks.join(" · ")}</small>;
}

/** Row 49: the offer explains itself under the line, in the shop's words. */
function HintText({ hint, currency }: { hint: OfferHint; currency: string }) {
  const sayCode = useSayCode();
  const { money } = useFormats();
  if (hint.applied) return null;
  const values: Record<string, string | number | boolean> = { ...hint.args, offer: hint.name };
  for (const key of ["amountMinor", "missingMinor"]) {
    const value = hint.args[key];
    if (typeof value === "number") values["amount"] = money(value, currency);
  }
  const text = sayCode("hint", hint.code, values);
  return text === undefined ? null : <small className="line-hint">{text}</small>;
}

/** Sold out here: the warehouse ships it free. Promised already: by when. */
function Fulfilment({ line, basket }: { line: PricedLine; basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const { date } = useFormats();
  const facts = basket.facts.find((one) => one.lineId === line.id);
  if (line.fulfilment.kind !== "carry")
    return (
      <small className="line-promise" data-testid="line-promise">
        {say(line.fulfilment.kind === "ship" ? "promise.ship" : "promise.collect", {
          date: line.fulfilment.promisedBy === undefined ? "" : date(line.fulfilment.promisedBy),
        })}
      </small>
    );
  const offer = facts?.canPromise;
  if (facts?.soldOutHere !== true) return null;
  if (offer === undefined) return <small className="line-warn">{say("stock.soldOutHere")}</small>;
  return (
    <div className="line-warn">
      <small>
        {say("promise.offer", {
          place: offer.placeName,
          percent: offer.confidencePercent,
          date: date(offer.promisedBy),
        })}
      </small>
      <Button
        size="sm"
        variant="light"
        onClick={() =>
          act((client, actId) =>
            client.sell.promise({
              actId,
              lineId: line.id,
              placeId: offer.placeId,
              how: "ship",
              fallback: "refund",
            }),
          )
        }
      >
        {say("promise.shipButton")}
      </Button>
      <Button
        size="sm"
        variant="light"
        onClick={() =>
          act((client, actId) =>
            client.sell.promise({
              actId,
              lineId: line.id,
              placeId: offer.placeId,
              how: "collect",
              fallback: "refund",
            }),
          )
        }
      >
        {say("promise.collectButton")}
      </Button>
    </div>
  );
}
