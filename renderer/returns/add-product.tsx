/** Row 37: without a receipt the goods are scanned or searched, at a price within the policy. */
import { Text, TextInput, UnstyledButton } from "@mantine/core";
import { useCallback, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useAnswerTo, useFoundProducts } from "../ui/products.tsx";
import { useScanInput } from "../ui/use-scans.ts";
import type { ReturnChoice } from "./return-source.ts";

const MOST_MILLI = 99_000;

interface AddProductProps {
  readonly currency: string;
  readonly onAdd: (choice: ReturnChoice) => void;
}

export function AddProduct({ currency, onAdd }: AddProductProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const [query, setQuery] = useState("");
  const found = useFoundProducts(query);
  const answerTo = useAnswerTo(found);
  const add = useCallback(
    (product: ProductItem) => {
      setQuery("");
      onAdd({
        key: crypto.randomUUID(),
        productId: product.id,
        name: product.name,
        quantityMilli: 1000,
        mostMilli: MOST_MILLI,
        unitPriceMinor: product.priceMinor,
      });
    },
    [onAdd],
  );
  const scanned = useCallback(
    async (raw: string) => {
      const product = await act((client) => client.sell.priceCheck({ raw }), { keepsNotice: true });
      if (product !== undefined) add(product);
    },
    [act, add],
  );
  useScanInput(scanned);
  const enter = async () => {
    const first = (await answerTo(query.trim()))?.items[0];
    if (first !== undefined) add(first);
  };
  return (
    <div className="stack">
      <Text>{say("returns.policyHow")}</Text>
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
      <ul className="rows">
        {query !== "" &&
          (found?.items ?? []).slice(0, 8).map((product) => (
            <li key={product.id}>
              <UnstyledButton className="row-card" onClick={() => add(product)}>
                <span>
                  <strong>{product.name}</strong>
                  <small>{product.sku}</small>
                </span>
                <strong className="figure">
                  {product.priceMinor === undefined
                    ? say("price.none")
                    : money(product.priceMinor, currency)}
                </strong>
              </UnstyledButton>
            </li>
          ))}
      </ul>
    </div>
  );
}
