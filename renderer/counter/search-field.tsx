/** One field for scanning by hand and searching as you type; results open over the basket. */
import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { memo, useEffect, useRef, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { Picture } from "../ui/picture.tsx";
import { useAnswerTo, useFoundProducts } from "../ui/products.tsx";
import { isTyping, useHotkey } from "../ui/use-hotkey.ts";
import { AskProduct, openAsks } from "./ask-product.tsx";
import { CameraScan, hasCamera } from "./camera-scan.tsx";

/** What is typed whole and looks like a code is looked up as one before it is searched as words. */
const CODE = /^[\]\d(][\dA-Za-z()\]-]{5,}$/;
const LIST_ID = "search-results";

interface SearchFieldProps {
  readonly onScan: (raw: string) => Promise<void>;
  /** Sizes and colours of a product, or of the variant that was touched, are to be shown. */
  readonly onVariants: (productId: string) => void;
  readonly currency: string;
  /** What the basket holds: the results close when something was chosen, here or elsewhere. */
  readonly basketKey: string;
}

export const SearchField = memo(function SearchField(props: SearchFieldProps) {
  const { onScan, onVariants, currency, basketKey } = props;
  const say = useSay();
  const act = useAct();
  const field = useRef<HTMLInputElement>(null);
  const { query, chosen, setChosen, isOpen, setOpen, type, clear } = useTyped(basketKey);
  const found = useFoundProducts(query);
  const answerTo = useAnswerTo(found);
  const items = found?.items ?? [];
  const listed = isOpen && items.length > 0;
  const [asking, setAsking] = useState<ProductItem | undefined>();
  const add = async (product: ProductItem) => {
    clear();
    field.current?.focus();
    if (product.hasVariants) return onVariants(product.id);
    if (openAsks(product).length > 0) return setAsking(product);
    await act((client, actId) =>
      client.sell.add({ actId, productId: product.id, quantityMilli: 1000 }),
    );
  };
  const enter = async () => {
    const text = query.trim();
    if (text === "") return;
    const product = CODE.test(text) ? undefined : (await answerTo(text))?.items[chosen];
    if (product !== undefined) return add(product);
    clear();
    await onScan(text);
  };
  const move = (by: number) => {
    setOpen(true);
    setChosen(Math.max(0, Math.min(chosen + by, items.length - 1)));
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
      <CameraButton
        onCode={(raw) => {
          clear();
          void onScan(raw);
        }}
      />
      <TextInput
        ref={field}
        size="lg"
        autoFocus
        autoComplete="off"
        value={query}
        onChange={(event) => type(event.currentTarget.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === "Enter") void enter();
          else if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else return;
          event.preventDefault();
        }}
        placeholder={say("search.placeholder")}
        aria-label={say("search.label")}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={listed ? LIST_ID : undefined}
        aria-activedescendant={listed && chosen < items.length ? optionId(chosen) : undefined}
      />
      {asking !== undefined && (
        <AskProduct
          product={asking}
          currency={currency}
          onDone={() => {
            setAsking(undefined);
            field.current?.focus();
          }}
        />
      )}
      <SearchStatus
        query={isOpen ? query : ""}
        count={found === undefined ? undefined : items.length}
        fillingPercent={found?.fillingPercent}
      />
      {listed && (
        <div
          id={LIST_ID}
          className="search-results"
          aria-label={say("search.results")}
          role="listbox"
        >
          {items.map((item, index) => (
            <ResultButton
              key={item.id}
              id={optionId(index)}
              chosen={index === chosen}
              item={item}
              currency={currency}
              // A finger on a size may as well mean its neighbour; Enter means this one.
              onPick={() => {
                if (item.variantOf === undefined) return void add(item);
                clear();
                onVariants(item.id);
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
});

/** On a tablet or phone: the camera scans. Where a mouse is, a scanner is. */
function CameraButton({ onCode }: { onCode: (raw: string) => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  if (!hasCamera() || !matchMedia("(any-pointer: coarse)").matches) return null;
  return (
    <>
      <Button size="lg" variant="default" className="camera-button" onClick={() => setOpen(true)}>
        {say("camera.open")}
      </Button>
      {open && (
        <CameraScan
          onDone={() => setOpen(false)}
          onCode={(raw) => {
            setOpen(false);
            onCode(raw);
          }}
        />
      )}
    </>
  );
}

/** What is typed, which result is marked, and whether the results are shown. */
function useTyped(basketKey: string) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed basket is what closes the list
  useEffect(() => setOpen(false), [basketKey]);
  return {
    query,
    chosen,
    setChosen,
    isOpen: isOpen && query.trim() !== "",
    setOpen,
    type: (text: string) => {
      setQuery(text);
      setChosen(0);
      setOpen(true);
    },
    clear: () => {
      setQuery("");
      setChosen(0);
    },
  };
}

interface SearchStatusProps {
  readonly query: string;
  readonly count: number | undefined;
  readonly fillingPercent: number | undefined;
}

/** Says how many were found, or that there is nothing: heard always, shown when there is no list. */
function SearchStatus({ query, count, fillingPercent }: SearchStatusProps) {
  const say = useSay();
  const nothing = query !== "" && count === 0;
  const text = () => {
    if (query === "" || count === undefined) return "";
    if (count > 0) return say("search.count", { count });
    return fillingPercent === undefined
      ? say("search.nothing", { query })
      : say("search.notHereYet", { percent: fillingPercent });
  };
  return (
    <div
      role="status"
      className={nothing ? "search-results empty" : "visually-hidden"}
      data-testid="search-status"
    >
      {text()}
    </div>
  );
}

function optionId(index: number): string {
  return `search-result-${index}`;
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
  const { money, quantity } = useFormats();
  return (
    <UnstyledButton
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className="search-result"
      // The field keeps the focus, so that the list is still there when the press ends.
      onMouseDown={(event) => event.preventDefault()}
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
        {item.asOfMs !== undefined && <AsOf atMs={item.asOfMs} stale={item.stale === true} />}
      </span>
      <strong className="figure">
        {item.priceMinor !== undefined
          ? money(item.priceMinor, currency)
          : say(item.hasVariants ? "variants.choose" : "price.none")}
      </strong>
    </UnstyledButton>
  );
}
