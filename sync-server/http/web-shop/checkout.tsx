/** Checkout on one page: how to get it, who one is, what it comes to; then the order, placed once. */
import { useEffect, useState } from "react";
import type { PlacedOrder, ShopClient, ShopFulfilment } from "#shared/shop-api/contract.ts";
import { SignIn, useClient } from "./account.tsx";
import { api, type Problem } from "./api.ts";
import { Totals, usePriced } from "./basket.tsx";
import { Delivery, Field, orderWords, PageTitle, ProblemBox } from "./parts.tsx";
import { AgeNote, Declarations, useDeclared } from "./restricted.tsx";
import { useMoney, useShop } from "./state.ts";

interface Address {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
}

function addressOf({ name, address }: ShopClient): Address {
  const { street = "", city = "", postcode = "" } = address ?? {};
  return { name: address?.name ?? name, street, city, postcode };
}

/** The page of the checkout, and after it what was placed. */
export function CheckoutPage() {
  const { basket } = useShop();
  const client = useClient();
  const [placed, setPlaced] = useState<PlacedOrder | undefined>();
  if (placed !== undefined) return <Placed order={placed} />;
  if (basket.items.length === 0) {
    return (
      <>
        <PageTitle>Checkout</PageTitle>
        <p>
          Your basket is empty. <a href="#/">Look around</a>
        </p>
      </>
    );
  }
  if (client === undefined) {
    return (
      <>
        <PageTitle>Checkout</PageTitle>
        <p>Sign in, so that the order is in your history and your points are counted.</p>
        <SignIn />
      </>
    );
  }
  return <CheckoutForm client={client} onPlaced={setPlaced} />;
}

function CheckoutForm(props: { client: ShopClient; onPlaced: (order: PlacedOrder) => void }) {
  const { client, onPlaced } = props;
  const { info, basket, session } = useShop();
  const [kind, setKind] = useState<"ship" | "collect">("ship");
  const [storeId, setStoreId] = useState(info.stores[0]?.id ?? "");
  const [address, setAddress] = useState<Address>(() => addressOf(client));
  // One key for this order, whatever is pressed how often: made anew when the order changes.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem | undefined>();
  const [isBusy, setIsBusy] = useState(false);
  const country = info.countries[0] ?? "GB";
  const fulfilment: ShopFulfilment =
    kind === "ship"
      ? {
          kind,
          address: {
            name: address.name,
            street: address.street,
            city: address.city,
            postcode: address.postcode,
            country,
          },
        }
      : { kind, storeId };
  const { priced, restrictions, problem: pricing } = usePriced(fulfilment);
  const { declared, declare } = useDeclared();
  const order = async () => {
    if (priced === undefined || session.token === undefined) return;
    setIsBusy(true);
    const answer = await api.order(session.token, key, {
      lines: basket.items,
      coupons: [],
      fulfilment,
      expectedTotalMinor: priced.totalMinor,
      payment: { provider: "demo", authorisation: `demo-${key.slice(0, 8)}` },
      restrictionsChecked: restrictions.map(({ id }) => id).filter((id) => declared.has(id)),
    });
    setIsBusy(false);
    if (!answer.ok) {
      if (answer.problem.code === "web-key-reused") setKey(crypto.randomUUID());
      return setProblem(answer.problem);
    }
    basket.clear();
    onPlaced(answer.value);
  };
  const change = (part: Partial<Address>) => setAddress((before) => ({ ...before, ...part }));
  return (
    <form
      className="checkout"
      onSubmit={(event) => {
        event.preventDefault();
        void order();
      }}
    >
      <div>
        <PageTitle>Checkout</PageTitle>
        <fieldset>
          <legend>How would you like it?</legend>
          <Choice
            label="Delivered to my home"
            hint={`In about ${info.deliveryDays} days, free`}
            isChosen={kind === "ship"}
            onChoose={() => setKind("ship")}
          />
          <Choice
            label="I collect it in a shop"
            hint="Free; we write when it is ready"
            isChosen={kind === "collect"}
            onChoose={() => setKind("collect")}
          />
        </fieldset>
        {kind === "ship" ? (
          <AddressFields address={address} onChange={change} />
        ) : (
          <StoreChoice storeId={storeId} onChoose={setStoreId} />
        )}
        <Declarations restrictions={restrictions} declared={declared} onDeclare={declare} />
      </div>
      <aside aria-label="Your order">
        {pricing !== undefined && <ProblemBox problem={pricing} />}
        {priced !== undefined && <Totals priced={priced} />}
        {problem !== undefined && <ProblemBox problem={problem} />}
        <PayButton isBusy={isBusy} totalMinor={priced?.totalMinor} />
      </aside>
    </form>
  );
}

function PayButton(props: { isBusy: boolean; totalMinor: number | undefined }) {
  const { info } = useShop();
  const money = useMoney();
  const { isBusy, totalMinor } = props;
  if (!info.demo) {
    return (
      <p role="status">
        Nothing can be paid here yet: the shop has not joined a payment provider. Your basket is
        kept; you can buy the same at any of our shops.
      </p>
    );
  }
  return (
    <>
      <button type="submit" className="primary wide" disabled={isBusy || totalMinor === undefined}>
        {totalMinor === undefined ? "Order" : `Order and pay ${money(totalMinor)}`}
      </button>
      <small>A demo: the payment is only pretended and no money moves.</small>
    </>
  );
}

function Choice(props: { label: string; hint: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className="choice">
      <input type="radio" name="way" checked={props.isChosen} onChange={props.onChoose} />
      <span>
        <strong>{props.label}</strong>
        <small>{props.hint}</small>
      </span>
    </label>
  );
}

function AddressFields(props: { address: Address; onChange: (part: Partial<Address>) => void }) {
  const { address, onChange } = props;
  return (
    <fieldset>
      <legend>Where to?</legend>
      <Field
        label="Name"
        value={address.name}
        autoComplete="name"
        onChange={(name) => onChange({ name })}
      />
      <Field
        label="Street and number"
        value={address.street}
        autoComplete="street-address"
        onChange={(street) => onChange({ street })}
      />
      <Field
        label="Town"
        value={address.city}
        autoComplete="address-level2"
        onChange={(city) => onChange({ city })}
      />
      <Field
        label="Postcode"
        value={address.postcode}
        autoComplete="postal-code"
        onChange={(postcode) => onChange({ postcode })}
      />
    </fieldset>
  );
}

function StoreChoice(props: { storeId: string; onChoose: (id: string) => void }) {
  const { info } = useShop();
  return (
    <fieldset>
      <legend>Which shop?</legend>
      {info.stores.map((store) => (
        <label className="choice" key={store.id}>
          <input
            type="radio"
            name="store"
            value={store.id}
            checked={store.id === props.storeId}
            onChange={() => props.onChoose(store.id)}
          />
          <span>
            <strong>{store.name}</strong>
            <small>
              {store.street}, {store.city} {store.postcode}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Placed({ order }: { order: PlacedOrder }) {
  const money = useMoney();
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return (
    <>
      <PageTitle>Thank you</PageTitle>
      <p role="status" data-testid="shop-placed" data-sale={order.saleId}>
        Your order is placed and paid: {money(order.totalMinor)}, receipt {order.receiptNumber}.
        {order.pointsEarned > 0 && ` You earned ${order.pointsEarned} points.`}
      </p>
      <ul className="history">
        {order.orders.map((each) => (
          <li key={each.id}>
            <strong>{orderWords(each.state)}</strong>
            <small>
              <Delivery
                fulfilment={each.fulfilment}
                promisedBy={each.promisedBy}
                storeName={each.storeName}
              />
            </small>
            <AgeNote minimumAge={each.minimumAge} />
            <ul className="bought">
              {each.lines.map((line) => (
                <li key={line.productId}>
                  {line.quantityMilli / 1_000} × {line.name}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p>
        <a className="primary" href="#/account">
          See all you bought
        </a>
      </p>
    </>
  );
}
