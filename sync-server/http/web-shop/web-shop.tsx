/** The reference web shop's frame: header with search, categories, and the page the address names. */
import { useEffect, useState } from "react";
import type { ShopInfo } from "#shared/shop-api/contract.ts";
import { AccountPage, SignInLink } from "./account.tsx";
import { api, type Problem } from "./api.ts";
import { BasketPage } from "./basket.tsx";
import { CheckoutPage } from "./checkout.tsx";
import { ProblemBox } from "./parts.tsx";
import { ProductPage, Shelf } from "./shelf.tsx";
import { ShopContext, useBasketState, useRoute, useSessionState, useShop } from "./state.ts";

/** The whole web shop. */
export function WebShop() {
  const basket = useBasketState();
  const session = useSessionState();
  const [info, setInfo] = useState<ShopInfo | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const load = () =>
    void api.info().then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setInfo(answer.value);
    });
  useEffect(load, []);
  if (info === undefined) {
    return (
      <main className="page">
        {problem !== undefined && <ProblemBox problem={problem} onRetry={load} />}
      </main>
    );
  }
  return (
    <ShopContext value={{ info, basket, session }}>
      <Header />
      <main className="page" id="page">
        <Page />
      </main>
      <footer>
        <p>
          {info.name}
          {info.demo && " · a demo: nothing here is really sold, and no money moves"}
        </p>
      </footer>
    </ShopContext>
  );
}

function Page() {
  const { path, query } = useRoute();
  const [place, id] = path;
  switch (place) {
    case "category":
      return <Shelf key={id} category={id} query="" />;
    case "search":
      return <Shelf query={query.get("words") ?? ""} />;
    case "product":
      return <ProductPage id={id ?? ""} />;
    case "basket":
      return <BasketPage />;
    case "checkout":
      return <CheckoutPage />;
    case "account":
      return <AccountPage />;
    case "sign-in":
      return <SignInLink link={id ?? ""} back={query.get("back") ?? "account"} />;
    default:
      return <Shelf query="" />;
  }
}

function Header() {
  const { info, basket, session } = useShop();
  const { path, query } = useRoute();
  const asked = query.get("words") ?? "";
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  return (
    <header className="header">
      <button type="button" className="skip" onClick={skipToPage}>
        Skip to the page
      </button>
      <div className="bar">
        <a href="#/" className="brand">
          {info.name}
        </a>
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              location.hash = `#/search?${new URLSearchParams({ words })}`;
            }}
          >
            <input
              type="search"
              aria-label="Search the shop"
              placeholder="Search the shop"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <button type="submit">Search</button>
          </form>
        </search>
        <nav aria-label="You" className="you">
          <a href="#/account">{session.token === undefined ? "Sign in" : "Account"}</a>
          <a href="#/basket" data-testid="shop-basket">
            Basket <span className="count">{basket.count}</span>
          </a>
        </nav>
      </div>
      <nav aria-label="Categories" className="categories">
        {info.categories.map((category) => (
          <a
            key={category.id}
            href={`#/category/${encodeURIComponent(category.id)}`}
            aria-current={path[0] === "category" && path[1] === category.id ? "page" : undefined}
          >
            {category.name}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** The address after `#` is the shop's own, so that the skip link moves the focus itself. */
function skipToPage(): void {
  const page = document.getElementById("page");
  page?.setAttribute("tabindex", "-1");
  page?.focus();
}
