/** One field for scanning by hand and searching as you type; results open over the basket. */
import { Text, TextInput, UnstyledButton } from "@mantine/core";
import { useRef, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Picture } from "../ui/picture.tsx";
import { useFoundProducts } from "../ui/products.tsx";
import { isTyping, useHotkey } from "../ui/use-hotkey.ts";

/** What is typed whole and looks like a code is looked up as one before it is searched as words. */
const CODE = /^[\]\d(][\dA-Za-z()\]-]{5,}$/;

interface SearchFieldProps {
  readonly onScan: (raw: string) => Promise<void>;
  readonly currency: string;
}

export function SearchField({ onScan, currency }: SearchFieldProps) {
  const say = useSay();
  const act = useAct();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useFoundProducts(query);
  const clear = () => {
    setQuery("");
    setChosen(0);
  };
  const add = async (product: ProductItem) => {
    clear();
    field.current?.focus();
    await act((client, actId) =>
      client.sell.add({ actId, productId: product.id, quantityMilli: 1000 }),
    );
  };
  const enter = async () => {
    const text = query.trim();
    if (text === "") return;
    const product = found?.items[chosen];
    if (CODE.test(text) || product === undefined) {
      clear();
      await onScan(text);
    } else await add(product);
  };
  useHotkey((event) => {
    if (event.key === "/" && !isTyping(event)) {
      field.current?.focus();
      return true;
    }
    if (event.key === "Escape" && query !== "") {
      clear();
      return true;
    }
    return false;
  });
  return (
    <div className="search">
      <TextInput
        ref={field}
        size="lg"
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") void enter();
          else if (event.key === "ArrowDown")
            setChosen((at) => Math.min(at + 1, (found?.items.length ?? 1) - 1));
          else if (event.key === "ArrowUp") setChosen((at) => Math.max(0, at - 1));
          else return;
          event.preventDefault();
        }}
        placeholder={say("search.placeholder")}
        aria-label={say("search.label")}
        role="combobox"
        aria-expanded={query !== ""}
        aria-controls="search-results"
        aria-activedescendant={query === "" ? undefined : `search-result-${chosen}`}
      />
      {query !== "" && found !== undefined && (
        <div
          id="search-results"
          className="search-results"
          aria-label={say("search.results")}
          role="listbox"
        >
          {found.items.map((item, index) => (
            <ResultButton
              key={item.id}
              id={`search-result-${index}`}
              chosen={index === chosen}
              item={item}
              currency={currency}
              onPick={() => void add(item)}
            />
          ))}
          {found.items.length === 0 && (
            <div className="empty">
              <Text>
                {found.fillingPercent === undefined
                  ? say("search.nothing", { query })
                  : say("search.notHereYet", { percent: found.fillingPercent })}
              </Text>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

interface ResultButtonProps {
  readonly id: string;
  readonly chosen: boolean;
  readonly item: ProductItem;
  readonly currency: string;
  readonly onPick: () => void;
}

function ResultButton({ id, chosen, item, currency, onPick }: ResultButtonProps) {
  const say = useSay();
  const { money, quantity, time } = useFormats();
  return (
    <UnstyledButton
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className="search-result"
      onClick={onPick}
      data-sku={item.sku}
    >
      <Picture name={item.picture} colour={item.colour} text={item.name} />
      <span className="search-name">
        <strong>{item.name}</strong>
        <small>{item.sku}</small>
      </span>
      <span className="search-stock">
        <small>{say("stock.here", { quantity: quantity(item.hereMilli ?? 0) })}</small>
        <small>{say("stock.near", { quantity: quantity(item.nearMilli ?? 0) })}</small>
        <small>{say("stock.warehouse", { quantity: quantity(item.warehouseMilli ?? 0) })}</small>
        {item.asOfMs !== undefined && <small>{say("age.asOf", { time: time(item.asOfMs) })}</small>}
      </span>
      <strong className="figure">
        {item.priceMinor === undefined ? say("price.none") : money(item.priceMinor, currency)}
      </strong>
    </UnstyledButton>
  );
}
