/** Restricted goods in the web shop: what a buyer is told on the shelf, and declares at the checkout. */
import { useState } from "react";
import type { ShopRestriction } from "#shared/shop-api/contract.ts";

/** What is to be known before such goods are bought. */
export function RestrictionNote({ restriction }: { restriction: ShopRestriction }) {
  const { name, minimumAge, warning, hours = [], quantityMaxMilli } = restriction;
  return (
    <p className="restricted" data-testid="shop-restriction">
      <strong>{name}</strong>
      {warning !== undefined && <span>{warning}</span>}
      {minimumAge !== undefined && <span>Sold to people of {minimumAge} and older.</span>}
      {hours.length > 0 && (
        <span>Sold {hours.map(({ from, to }) => `from ${from} to ${to}`).join(" and ")}.</span>
      )}
      {quantityMaxMilli !== undefined && (
        <span>No more than {quantityMaxMilli / 1_000} in one order.</span>
      )}
    </p>
  );
}

/** What was ticked, by restriction; it is kept no longer than the page. */
export function useDeclared(): {
  readonly declared: ReadonlySet<string>;
  readonly declare: (id: string, isTrue: boolean) => void;
} {
  const [declared, setDeclared] = useState<ReadonlySet<string>>(new Set());
  const declare = (id: string, isTrue: boolean): void =>
    setDeclared((before) => {
      const others = [...before].filter((each) => each !== id);
      return new Set(isTrue ? [...others, id] : others);
    });
  return { declared, declare };
}

/** One box to tick for each minimum age of the basket; what has none is only told. */
export function Declarations(props: {
  restrictions: readonly ShopRestriction[];
  declared: ReadonlySet<string>;
  onDeclare: (id: string, isTrue: boolean) => void;
}) {
  const { restrictions, declared, onDeclare } = props;
  if (restrictions.length === 0) return null;
  return (
    <fieldset>
      <legend>Restricted goods</legend>
      {restrictions.map((restriction) => (
        <div key={restriction.id}>
          <RestrictionNote restriction={restriction} />
          {restriction.minimumAge !== undefined && (
            <label className="choice">
              <input
                type="checkbox"
                required
                checked={declared.has(restriction.id)}
                onChange={(event) => onDeclare(restriction.id, event.currentTarget.checked)}
              />
              <span>
                <strong>I am {restriction.minimumAge} or older</strong>
                <small>Your age is checked when the goods are handed over.</small>
              </span>
            </label>
          )}
        </div>
      ))}
    </fieldset>
  );
}

/** What a customer must have ready when the order is handed over. */
export function AgeNote({ minimumAge }: { minimumAge: number | undefined }) {
  if (minimumAge === undefined) return null;
  return <small>Have proof ready that you are {minimumAge} or older: it is asked for.</small>;
}
