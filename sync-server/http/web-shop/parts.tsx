/** Small parts of the shop's pages: pictures, prices, availability, problems in words. */
import { useId } from "react";
import type { ShopProduct } from "#shared/shop-api/contract.ts";
import type { Problem } from "./api.ts";
import { useDay, useMoney, useShop } from "./state.ts";

/** A drawn picture: the colour of its category, and the letters of its name. */
export function Picture({ name, colour }: { name: string; colour?: string | undefined }) {
  const ground = /^#[0-9a-f]{6}$/i.test(colour ?? "") ? colour : "#5c6b7a";
  const letters = name
    .split(" ")
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
  let seed = 7;
  for (const letter of name) seed = (seed * 31 + letter.charCodeAt(0)) % 997;
  return (
    <svg className="picture" viewBox="0 0 120 90" aria-hidden="true" focusable="false">
      <rect width="120" height="90" fill={ground} opacity="0.16" />
      <circle cx={20 + (seed % 80)} cy={10 + (seed % 30)} r={22} fill={ground} opacity="0.22" />
      <circle cx={100 - (seed % 70)} cy={86 - (seed % 22)} r={30} fill={ground} opacity="0.3" />
      <text x="60" y="56" textAnchor="middle" fill={ground} fontSize="30" fontWeight="700">
        {letters}
      </text>
    </svg>
  );
}

export function Price({ product }: { product: ShopProduct }) {
  const money = useMoney();
  const isReduced = product.regularMinor > product.priceMinor;
  return (
    <span className="price">
      {isReduced && (
        <s>
          <span className="hidden">Before </span>
          {money(product.regularMinor)}
        </s>
      )}{" "}
      <strong>
        {isReduced && <span className="hidden">Now </span>}
        {money(product.priceMinor)}
      </strong>
    </span>
  );
}

/** In one line: whether it can be delivered, or collected, or not at all. */
export function Availability({ product }: { product: ShopProduct }) {
  const { deliveryMilli, stores } = product.availability;
  const shops = stores.filter((store) => store.availableMilli >= 1_000).length;
  if (deliveryMilli >= 1_000) return <span className="has">In stock, delivered to you</span>;
  if (shops > 0)
    return <span className="has">In stock in {shops === 1 ? "one shop" : `${shops} shops`}</span>;
  return <span className="out">Sold out</span>;
}

/** What happened, what is safe, what to do. */
export function ProblemBox({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  return (
    <div className="problem" role="alert">
      <strong>{problem.happened}</strong>
      <p>{problem.safe}</p>
      <p>{problem.act}</p>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete?: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
}

export function Field({ label, value, onChange, autoComplete, hint, isRequired }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        required={isRequired ?? true}
        autoComplete={autoComplete}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

/** How many of something: less, the figure, more. */
export function Stepper(props: {
  name: string;
  quantity: number;
  least: number;
  onChange: (quantity: number) => void;
}) {
  const { name, quantity, least, onChange } = props;
  return (
    <div className="stepper">
      <button
        type="button"
        aria-label={`One fewer of ${name}`}
        disabled={quantity <= least}
        onClick={() => onChange(quantity - 1)}
      >
        −
      </button>
      <output aria-label={`Quantity of ${name}`}>{quantity}</output>
      <button
        type="button"
        aria-label={`One more of ${name}`}
        disabled={quantity >= 999}
        onClick={() => onChange(quantity + 1)}
      >
        +
      </button>
    </div>
  );
}

/** Where each order stands, in the customer's words. */
export function orderWords(state: string): string {
  return ORDER_WORDS[state] ?? state;
}

const ORDER_WORDS: Readonly<Record<string, string>> = {
  promised: "Received",
  confirmed: "Confirmed",
  "re-sourced": "Confirmed",
  refused: "Not possible: we will write to you and pay you back",
  picking: "Being packed",
  picked: "Being packed",
  packed: "Packed",
  ready: "Ready to collect",
  shipped: "On its way",
  "handed-over": "With you",
  cancelled: "Cancelled",
  refunded: "Paid back",
};

export function Delivery(props: {
  fulfilment: string;
  promisedBy?: string | undefined;
  storeName?: string | undefined;
}) {
  const day = useDay();
  const by = props.promisedBy === undefined ? "" : ` by ${day(props.promisedBy)}`;
  if (props.fulfilment === "collect") {
    return (
      <>
        To collect at {props.storeName}
        {by === "" ? "" : `, ready${by}`}
      </>
    );
  }
  return <>Delivered to you{by}</>;
}

/** The heading of a page, which also names the browser's tab. */
export function PageTitle({ children }: { children: string }) {
  const { info } = useShop();
  return (
    <>
      <title>{`${children} · ${info.name}`}</title>
      <h1>{children}</h1>
    </>
  );
}
