/** One line of the basket: picture, name, quantity stepper, what offers did beneath, the line's total. */
import { Button, UnstyledButton } from "@mantine/core";
import { memo } from "react";
import type { OfferHint, PricedLine } from "#shared/records/basket.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { type MessageId, useSay, useSayCode } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Picture } from "../ui/picture.tsx";

const ONE_MILLI = 1000;

/** A discount that no offer named: what it is instead. */
const NAMELESS: Readonly<Partial<Record<PricedLine["adjustments"][number]["kind"], MessageId>>> = {
  staff: "basket.tab.staff",
};

type Facts = BasketView["facts"][number];

interface LineProps {
  readonly line: PricedLine;
  readonly facts: Facts | undefined;
  readonly hints: readonly OfferHint[];
  readonly currency: string;
  readonly isLast: boolean;
  readonly onLine: (lineId: string) => void;
}

/** Painted again only when something of this line has changed: a scan costs its own line. */
export const BasketLine = memo(function BasketLine(props: LineProps) {
  const { line, isLast } = props;
  return (
    <li data-line={line.id} data-sku={line.sku} className={isLast ? "line line-last" : "line"}>
      <LineParts {...props} />
    </li>
  );
}, isSameLine);

function isSameLine(before: LineProps, next: LineProps): boolean {
  const { hints, ...rest } = next;
  return (
    Object.entries(rest).every(([key, value]) => before[key as keyof LineProps] === value) &&
    hints.length === before.hints.length &&
    hints.every((hint, index) => hint === before.hints[index])
  );
}

function LineParts({ line, facts, hints, currency, onLine }: LineProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
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
            {line.sku} · <LineUnit facts={facts} />
            {money(line.unitPriceMinor, currency)}
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
            {one.name === "" ? say(NAMELESS[one.kind] ?? "total.discount") : one.name}{" "}
            <span className="figure">−{money(one.amountMinor, currency)}</span>
          </small>
        ))}
        {hints.map((hint) => (
          <HintText key={hint.offerId} hint={hint} currency={currency} />
        ))}
        <Fulfilment line={line} facts={facts} />
      </div>
      <Stepper line={line} />
      <strong className="figure line-total">{money(line.totalMinor, currency)}</strong>
      <button
        type="button"
        className="line-key line-key-quiet"
        aria-label={say("line.remove", { name: line.name })}
        onClick={() => act((client, actId) => client.sell.removeLine({ actId, lineId: line.id }))}
      >
        ✕
      </button>
    </>
  );
}

/** The unit that was chosen in place of the product's own: the price beside it is that unit's. */
function LineUnit({ facts }: { facts: Facts | undefined }) {
  const say = useSay();
  const { quantity } = useFormats();
  const unit = facts?.units?.find(({ isChosen, unitId }) => isChosen && unitId !== undefined);
  if (unit === undefined) return null;
  const quantityHeld = quantity(unit.holdsMilli);
  return <>{say("line.unitHolds", { name: unit.name, quantity: quantityHeld })} · </>;
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
      <button
        type="button"
        className="line-key"
        aria-label={say("line.less", { name: line.name })}
        onClick={() => setQuantity(line.quantityMilli - ONE_MILLI)}
      >
        −
      </button>
      <output
        className="figure"
        aria-live="off"
        aria-label={say("line.quantity", { name: line.name })}
      >
        {quantity(line.quantityMilli)}
      </output>
      <button
        type="button"
        className="line-key"
        aria-label={say("line.more", { name: line.name })}
        onClick={() => setQuantity(line.quantityMilli + ONE_MILLI)}
      >
        +
      </button>
    </div>
  );
}

/** What was noted on the line: serial numbers, batch, gift, note. */
function LineMarks({ line }: { line: PricedLine }) {
  const say = useSay();
  const marks = [
    ...(line.productKind === "gift-card" && line.reference !== undefined ? [line.reference] : []),
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
function Fulfilment({ line, facts }: { line: PricedLine; facts: Facts | undefined }) {
  const say = useSay();
  const act = useAct();
  const { date } = useFormats();
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
