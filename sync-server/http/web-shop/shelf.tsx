/** Looking around: products by category or words, and one product with where it can be had. */
import { useEffect, useState } from "react";
import type { ShopProduct } from "#shared/shop-api/contract.ts";
import { api, type Problem } from "./api.ts";
import { Availability, PageTitle, Picture, Price, ProblemBox, Stepper } from "./parts.tsx";
import { RestrictionNote } from "./restricted.tsx";
import { useDay, useShop } from "./state.ts";

interface Found {
  readonly total: number;
  readonly items: readonly ShopProduct[];
}

/** Products of a category, or those found by words, or the most bought. */
export function Shelf({ category, query }: { category?: string | undefined; query: string }) {
  const { info } = useShop();
  const [found, setFound] = useState<Found | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the person says so
  useEffect(() => {
    let stale = false;
    void api.products({ query, category, offset: 0 }).then((answer) => {
      if (stale) return;
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setFound(answer.value);
    });
    return () => {
      stale = true;
    };
  }, [category, query, tries]);
  const more = async () => {
    const answer = await api.products({ query, category, offset: found?.items.length ?? 0 });
    if (!answer.ok) return setProblem(answer.problem);
    const { total, items } = answer.value;
    setFound((before) => ({ total, items: [...(before?.items ?? []), ...items] }));
  };
  const name = info.categories.find((one) => one.id === category)?.name;
  const title = query === "" ? (name ?? "Most loved") : `“${query}”`;
  return (
    <>
      <PageTitle>{title}</PageTitle>
      {problem !== undefined && (
        <ProblemBox problem={problem} onRetry={() => setTries((before) => before + 1)} />
      )}
      {found !== undefined && (
        <p className="quiet" role="status">
          {found.total === 1 ? "1 product" : `${found.total.toLocaleString(info.locale)} products`}
        </p>
      )}
      {found?.total === 0 && (
        <p>
          Nothing here by that name. Try one word only, or <a href="#/">see what others love</a>.
        </p>
      )}
      <ul className="shelf">
        {found?.items.map((product) => (
          <li key={product.id}>
            <a href={`#/product/${encodeURIComponent(product.id)}`} className="card">
              <Picture name={product.name} colour={product.colour} />
              <span className="card-name">{product.name}</span>
              <Price product={product} />
              <Availability product={product} />
            </a>
          </li>
        ))}
      </ul>
      {found !== undefined && found.items.length < found.total && (
        <p className="center">
          <button type="button" onClick={() => void more()}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}

/** One product: price, how many each shop has, and into the basket. */
export function ProductPage({ id }: { id: string }) {
  const [product, setProduct] = useState<ShopProduct | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  useEffect(() => {
    let stale = false;
    void api.product(id).then((answer) => {
      if (stale) return;
      if (answer.ok) setProduct(answer.value);
      setProblem(answer.ok ? undefined : answer.problem);
    });
    return () => {
      stale = true;
    };
  }, [id]);
  if (problem !== undefined) return <ProblemBox problem={problem} />;
  if (product === undefined || product.id !== id) return null;
  return (
    <article className="product">
      <div className="product-picture">
        <Picture name={product.name} colour={product.colour} />
      </div>
      <div>
        <PageTitle>{product.name}</PageTitle>
        <p className="quiet">Article {product.sku}</p>
        <p className="product-price">
          <Price product={product} />
        </p>
        {product.restriction !== undefined && <RestrictionNote restriction={product.restriction} />}
        <ToBasket product={product} />
        <Where product={product} />
      </div>
    </article>
  );
}

function ToBasket({ product }: { product: ShopProduct }) {
  const { basket } = useShop();
  const [quantity, setQuantity] = useState(1);
  const [added, setAdded] = useState(0);
  const { deliveryMilli, stores } = product.availability;
  const most = Math.max(deliveryMilli, ...stores.map((store) => store.availableMilli));
  if (most < 1_000) return <p className="out">Sold out everywhere at the moment.</p>;
  return (
    <>
      <div className="row">
        <Stepper name={product.name} quantity={quantity} least={1} onChange={setQuantity} />
        <button
          type="button"
          className="primary"
          onClick={() => {
            basket.add(product.id, quantity);
            setAdded((before) => before + quantity);
            setQuantity(1);
          }}
        >
          Add to basket
        </button>
      </div>
      <p role="status" className="has">
        {added > 0 && (
          <>
            {added} in the basket. <a href="#/basket">Go to the basket</a>
          </>
        )}
      </p>
    </>
  );
}

function Where({ product }: { product: ShopProduct }) {
  const day = useDay();
  const { deliveryMilli, deliveryDays, stores } = product.availability;
  const by = day(Date.now() + deliveryDays * 86_400_000);
  return (
    <table className="where">
      <caption>Where it is</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">In stock</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Home delivery{deliveryMilli >= 1_000 ? `, by ${by}` : ""}</th>
          <td>{stockWords(deliveryMilli)}</td>
        </tr>
        {stores.map((store) => (
          <tr key={store.storeId}>
            <th scope="row">{store.name}</th>
            <td>{stockWords(store.availableMilli)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stockWords(milli: number): string {
  const units = Math.floor(milli / 1_000);
  return units === 0 ? "None left" : String(units);
}
