/** Where a product lies: here, near and in the warehouse, each with its age, and sizes by colours. */
import { Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useCallback, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { useAnswerTo, useFoundProducts } from "../ui/products.tsx";
import { useScanInput } from "../ui/use-scans.ts";
import { VariantGrid } from "../ui/variant-grid.tsx";
import { PrintLabels } from "./print-labels.tsx";

export function LookUp() {
  const say = useSay();
  const act = useAct();
  const { quantity } = useFormats();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | undefined>();
  const found = useFoundProducts(query);
  const answerTo = useAnswerTo(found);
  const scanned = useCallback(
    async (raw: string) => {
      const product = await act((client) => client.sell.priceCheck({ raw }));
      if (product !== undefined) setChosen(product.id);
    },
    [act],
  );
  useScanInput(scanned);
  const enter = async () => setChosen((await answerTo(query.trim()))?.items[0]?.id);
  return (
    <div className="split split-wide">
      <section className="stack" aria-label={say("stock.tab.look-up")}>
        <TextInput
          size="lg"
          label={say("products.find")}
          value={query}
          autoFocus
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") void enter();
          }}
        />
        {query === "" && <Text>{say("stock.lookUpHow")}</Text>}
        {found?.items.length === 0 && <Text>{say("search.nothing", { query })}</Text>}
        <ul className="rows">
          {(found?.items ?? []).map((product) => (
            <li key={product.id}>
              <UnstyledButton
                className="row-card"
                aria-pressed={product.id === chosen}
                onClick={() => setChosen(product.id)}
              >
                <span>
                  <strong>{product.name}</strong>
                  <small>{product.sku}</small>
                </span>
                <small className="figure">
                  {say("stock.here", { quantity: quantity(product.hereMilli ?? 0) })}
                  <br />
                  {say("stock.warehouse", { quantity: quantity(product.warehouseMilli ?? 0) })}
                </small>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel stack" aria-label={say("stock.places")}>
        {chosen === undefined ? (
          <Text>{say("hq.chooseProduct")}</Text>
        ) : (
          <ProductStock productId={chosen} onProduct={setChosen} />
        )}
      </section>
    </div>
  );
}

interface ProductStockProps {
  readonly productId: string;
  readonly onProduct: (productId: string) => void;
}

function ProductStock({ productId, onProduct }: ProductStockProps) {
  const say = useSay();
  const { quantity } = useFormats();
  const stock = useLive(
    (client, signal) => client.views.productStock({ productId }, { signal }),
    productId,
  );
  if (stock === undefined) return null;
  return (
    <>
      <Title order={2} size="h3">
        {stock.name}
      </Title>
      <ul className="rows" data-testid="places">
        {stock.places.map((place) => (
          <li key={place.placeId} className="row-card" data-place={place.kind}>
            <span>
              <strong>{place.name}</strong>
              <AsOf atMs={place.asOfMs} stale={place.stale} />
            </span>
            <span className="figure">
              <strong>{quantity(place.onHandMilli)}</strong>
              {place.availableMilli !== place.onHandMilli && (
                <small className="quiet">
                  {" "}
                  {say("stock.free", { quantity: quantity(place.availableMilli) })}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {stock.matrix !== undefined && (
        <VariantGrid
          matrix={stock.matrix}
          chosenId={productId}
          onPick={(cell) => onProduct(cell.productId)}
        />
      )}
      <LabelOf key={productId} productId={productId} />
    </>
  );
}

/** The shelf label of one product, as it is now. */
function LabelOf({ productId }: { productId: string }) {
  const say = useSay();
  const [printing, setPrinting] = useState(false);
  const [said, setSaid] = useState<string | undefined>();
  return (
    <>
      {said !== undefined && <Text role="status">{said}</Text>}
      <Button size="lg" variant="default" onClick={() => setPrinting(true)}>
        {say("labels.printLabel")}
      </Button>
      {printing && (
        <PrintLabels
          which={{ day: "now", productIds: [productId] }}
          onClose={() => setPrinting(false)}
          onPrinted={(sentence) => {
            setPrinting(false);
            setSaid(sentence);
          }}
        />
      )}
    </>
  );
}
