/** The basket: lines with what offers took off, as the shop API prices them. */
import { useEffect, useState } from "react";
import type { PricedBasket } from "#shared/records/basket.ts";
import type { ShopFulfilment, ShopRestriction } from "#shared/shop-api/contract.ts";
import { api, type PricedAnswer, type Problem } from "./api.ts";
import { PageTitle, ProblemBox, Stepper } from "./parts.tsx";
import { useMoney, useShop } from "./state.ts";

/** The basket priced, priced again whenever it or the way to the customer changes. */
export function usePriced(fulfilment?: ShopFulfilment): {
  readonly priced: PricedBasket | undefined;
  readonly restrictions: readonly ShopRestriction[];
  readonly problem: Problem | undefined;
} {
  const { basket, session } = useShop();
  const [answered, setAnswered] = useState<PricedAnswer | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const way = fulfilment === undefined ? "" : JSON.stringify(fulfilment);
  useEffect(() => {
    let stale = false;
    if (basket.items.length === 0) {
      setAnswered(undefined);
      return;
    }
    const { token } = session;
    const chosen = way === "" ? {} : { fulfilment: JSON.parse(way) as ShopFulfilment };
    void api.price({ lines: basket.items, coupons: [], token, ...chosen }).then((answer) => {
      if (stale) return;
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setAnswered(answer.value);
    });
    return () => {
      stale = true;
    };
  }, [basket.items, session, way]);
  return { priced: answered?.priced, restrictions: answered?.restrictions ?? [], problem };
}

/** The page of the basket. */
export function BasketPage() {
  const { basket } = useShop();
  const { priced, problem } = usePriced();
  const money = useMoney();
  const faulty = /^lines\[(\d+)\]/.exec(problem?.position ?? "")?.[1];
  const gone = faulty === undefined ? undefined : basket.items[Number(faulty)];
  return (
    <>
      <PageTitle>Your basket</PageTitle>
      {problem !== undefined && <ProblemBox problem={problem} />}
      {gone !== undefined && (
        <button type="button" onClick={() => basket.set(gone.productId, 0)}>
          Take it out of the basket
        </button>
      )}
      {basket.items.length === 0 && (
        <p>
          Nothing in it yet. <a href="#/">Look around</a> and add what you like: it stays here.
        </p>
      )}
      {priced !== undefined && basket.items.length > 0 && (
        <>
          <ul className="lines">
            {priced.lines.map((line) => (
              <li key={line.id}>
                <div>
                  <a href={`#/product/${encodeURIComponent(line.productId)}`}>{line.name}</a>
                  <small>{money(line.unitPriceMinor)} each</small>
                  {line.adjustments.map((each) => (
                    <small key={`${each.kind}${each.offer?.id}`} className="has">
                      {each.name}: −{money(each.amountMinor)}
                    </small>
                  ))}
                </div>
                <Stepper
                  name={line.name}
                  quantity={line.quantityMilli / 1_000}
                  least={0}
                  onChange={(quantity) => basket.set(line.productId, quantity)}
                />
                <strong className="figure">{money(line.totalMinor)}</strong>
              </li>
            ))}
          </ul>
          <Totals priced={priced} />
          <p className="end">
            <a className="primary" href="#/checkout">
              Go to checkout
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** What it comes to, with the tax that is in it. */
export function Totals({ priced }: { priced: PricedBasket }) {
  const money = useMoney();
  return (
    <dl className="totals">
      {priced.discountMinor > 0 && (
        <>
          <dt>Goods</dt>
          <dd>{money(priced.goodsMinor)}</dd>
          <dt>Offers</dt>
          <dd className="has">−{money(priced.discountMinor)}</dd>
        </>
      )}
      <dt>Delivery</dt>
      <dd>{priced.feesMinor === 0 ? "Free" : money(priced.feesMinor)}</dd>
      <dt className="total">Total</dt>
      <dd className="total" data-testid="shop-total">
        {money(priced.totalMinor)}
      </dd>
      <dt className="quiet">Tax in it</dt>
      <dd className="quiet">{money(priced.taxMinor)}</dd>
    </dl>
  );
}
