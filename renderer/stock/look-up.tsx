/** Where a product lies: here, near and in the warehouse, each with its age, and sizes by colours. */
import { Button, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useCallback, useState } from "react";
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { useAnswerTo, useFoundProducts } from "../ui/products.tsx";
import { useScanInput } from "../ui/use-scans.ts";
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
          <ProductStock productId={chosen} />
        )}
      </section>
    </div>
  );
}

function ProductStock({ productId }: { productId: string }) {
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
      {stock.matrix !== undefined && <Matrix matrix={stock.matrix} />}
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

/** Sizes by colours; each cell says here, near and warehouse. */
function Matrix({ matrix }: { matrix: NonNullable<ProductStockView["matrix"]> }) {
  const say = useSay();
  const { quantity } = useFormats();
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table withTableBorder withColumnBorders data-testid="matrix">
        <Table.Caption>{say("stock.matrixHow")}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {matrix.columns.map((column) => (
              <Table.Th key={column} scope="col" className="figure">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {matrix.rows.map((row) => (
            <Table.Tr key={row}>
              <Table.Th scope="row">{row}</Table.Th>
              {matrix.columns.map((column) => {
                const cell = matrix.cells.find((one) => one.row === row && one.column === column);
                return (
                  <Table.Td key={column} className="figure">
                    {cell === undefined ? (
                      "–"
                    ) : (
                      <>
                        <strong>{quantity(cell.hereMilli)}</strong>
                        <small className="quiet">
                          {" · "}
                          {quantity(cell.nearMilli)} · {quantity(cell.warehouseMilli)}
                        </small>
                      </>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
