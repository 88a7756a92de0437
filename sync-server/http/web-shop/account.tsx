/** The customer: signing in by a link, and one history of everything bought in every channel. */
import { useEffect, useState } from "react";
import type { ShopClient, ShopOrder, ShopPurchase } from "#shared/shop-api/contract.ts";
import { api, type Problem } from "./api.ts";
import { Delivery, Field, orderWords, PageTitle, ProblemBox } from "./parts.tsx";
import { AgeNote } from "./restricted.tsx";
import { useDay, useMoney, useShop } from "./state.ts";

/** Who is signed in; a session that has ended is forgotten. */
export function useClient(): ShopClient | undefined {
  const { session } = useShop();
  const [client, setClient] = useState<ShopClient | undefined>();
  useEffect(() => {
    if (session.token === undefined) return setClient(undefined);
    void api.me(session.token).then((answer) => {
      if (answer.ok) setClient(answer.value);
      else if (answer.problem.code === "web-session-unknown") session.keep(undefined);
    });
  }, [session]);
  return session.token === undefined ? undefined : client;
}

/** Asks for a link by number or address; a demo shows it here, to be used once. */
export function SignIn() {
  const { info } = useShop();
  const [contact, setContact] = useState("");
  const [asked, setAsked] = useState<{ contact: string; link?: string | undefined } | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const ask = async () => {
    const answer = await api.signIn(contact);
    setProblem(answer.ok ? undefined : answer.problem);
    setAsked(answer.ok ? { contact, link: answer.value.demoLink } : undefined);
  };
  return (
    <section className="sign-in" aria-label="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Field
          label="Telephone number or e-mail address"
          value={contact}
          onChange={setContact}
          autoComplete="username"
          {...(info.demo ? { hint: "In this demo: maya@example.com or 020 7946 0001" } : {})}
        />
        <button type="submit" className="primary" disabled={contact.trim().length < 3}>
          Get a sign-in link
        </button>
      </form>
      {problem !== undefined && <ProblemBox problem={problem} />}
      {asked !== undefined && asked.link === undefined && (
        <p role="status">
          {info.demo
            ? `No customer of this demo has “${asked.contact}”. Try maya@example.com.`
            : "If we know you, the link is on its way."}
        </p>
      )}
      {asked?.link !== undefined && (
        <p role="status" className="demo-link">
          A shop would send this link. In the demo it is here, and works once:{" "}
          <a className="primary" href={`#/sign-in/${asked.link}${backQuery()}`}>
            Sign in now
          </a>
        </p>
      )}
    </section>
  );
}

/** Comes back to where the link was asked for. */
function backQuery(): string {
  return location.hash.startsWith("#/checkout") ? "?back=checkout" : "";
}

/** Uses up a sign-in link. */
export function SignInLink({ link, back }: { link: string; back: string }) {
  const { session } = useShop();
  const [problem, setProblem] = useState<Problem | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is used once, whatever is drawn again
  useEffect(() => {
    void api.openSession(link).then((answer) => {
      if (!answer.ok) return setProblem(answer.problem);
      session.keep(answer.value.token);
      location.replace(`#/${back}`);
    });
  }, [link]);
  return (
    <>
      <PageTitle>Sign in</PageTitle>
      {problem !== undefined && (
        <>
          <ProblemBox problem={problem} />
          <SignIn />
        </>
      )}
    </>
  );
}

/** The customer's own page. */
export function AccountPage() {
  const { session } = useShop();
  const client = useClient();
  const [history, setHistory] = useState<readonly ShopPurchase[]>([]);
  const [orders, setOrders] = useState<readonly ShopOrder[]>([]);
  const [problem, setProblem] = useState<Problem | undefined>();
  const { token } = session;
  useEffect(() => {
    if (token === undefined) return;
    void Promise.all([api.history(token), api.orders(token)]).then(([bought, ordered]) => {
      if (bought.ok) setHistory(bought.value.items);
      else setProblem(bought.problem);
      if (ordered.ok) setOrders(ordered.value.items);
    });
  }, [token]);
  if (token === undefined) {
    return (
      <>
        <PageTitle>Your account</PageTitle>
        <p>Sign in to see everything you bought from us, in every shop and here.</p>
        <SignIn />
      </>
    );
  }
  if (client === undefined) return null;
  const signOut = async () => {
    await api.closeSession(token);
    session.keep(undefined);
  };
  return (
    <>
      <PageTitle>{`Hello, ${client.greeting}`}</PageTitle>
      <p className="row">
        <span>
          <strong className="figure">{client.points}</strong> points
          {client.tier === undefined ? "" : ` · ${client.tier}`}
        </span>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </p>
      {problem !== undefined && <ProblemBox problem={problem} />}
      <Orders orders={orders} />
      <History history={history} />
    </>
  );
}

const OVER: ReadonlySet<string> = new Set(["handed-over", "cancelled", "refunded"]);

function Orders({ orders }: { orders: readonly ShopOrder[] }) {
  const money = useMoney();
  const open = orders.filter((order) => !OVER.has(order.state));
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">On their way to you</h2>
      <ul className="history">
        {open.map((order) => (
          <li key={order.id}>
            <div className="row">
              <strong>{orderWords(order.state)}</strong>
              <span className="figure">{money(order.totalMinor)}</span>
            </div>
            <small>
              Order {order.number} ·{" "}
              <Delivery
                fulfilment={order.fulfilment}
                promisedBy={order.promisedBy}
                storeName={order.storeName}
              />
            </small>
            <AgeNote minimumAge={order.minimumAge} />
            <Lines lines={order.lines} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const CHANNELS = { counter: "In the shop", floor: "In the shop", web: "Online" } as const;

function History({ history }: { history: readonly ShopPurchase[] }) {
  const money = useMoney();
  const day = useDay();
  return (
    <section aria-labelledby="history">
      <h2 id="history">Everything you bought</h2>
      {history.length === 0 && <p>What you buy in a shop or here will be listed here.</p>}
      <ul className="history">
        {history.map((purchase) => (
          <li key={purchase.id} data-sale={purchase.id} data-channel={purchase.channel}>
            <div className="row">
              <strong>{day(purchase.at)}</strong>
              <span className="figure">
                {purchase.kind === "return" ? "Brought back " : ""}
                {money(purchase.totalMinor)}
              </span>
            </div>
            <small>
              {CHANNELS[purchase.channel]} · {purchase.storeName} · Receipt {purchase.receiptNumber}
            </small>
            <Lines lines={purchase.lines} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ lines }: { lines: ShopOrder["lines"] }) {
  return (
    <ul className="bought">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a past purchase never move
        <li key={index}>
          {line.quantityMilli / 1_000} × {line.name}
        </li>
      ))}
    </ul>
  );
}
