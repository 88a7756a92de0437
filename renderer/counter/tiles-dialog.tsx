/** Quick keys: goods without a code, categories and typed amounts, as large tiles with picture and colour. */
import { Button, Text, UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import type { TileAct } from "#shared/records/settings/quick-keys.ts";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { SCREENS, type ScreenKey, screensFor } from "../screens.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type Going, useGo } from "../ui/go.ts";
import { AmountField } from "../ui/keypad.tsx";
import { Picture } from "../ui/picture.tsx";
import { pressKey } from "../ui/press-key.ts";
import { AskProduct, openAsks } from "./ask-product.tsx";
import { hourAt, type Tile, tilePages } from "./tiles.ts";

const CATEGORY_MAX = 60;

interface Asking {
  readonly product: ProductItem;
  readonly priceMinor: number | undefined;
}

interface TilesDialogProps {
  readonly currency: string;
  /** A product was pressed that is sold in sizes or colours. */
  readonly onVariants: (productId: string) => void;
  readonly onDone: () => void;
}

export function TilesDialog({ currency, onVariants, onDone }: TilesDialogProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const going = useGo();
  const pages = usePages();
  const [page, setPage] = useState(0);
  const [tile, setTile] = useState<Tile | undefined>();
  const [asking, setAsking] = useState<Asking | undefined>();
  const add = async (productId: string, typedPriceMinor?: number) => {
    const product = await act((client) => client.sell.product({ productId }));
    if (product === undefined) return;
    if (product.hasVariants) {
      onDone();
      return onVariants(productId);
    }
    if (openAsks(product, typedPriceMinor).length > 0)
      return setAsking({ product, priceMinor: typedPriceMinor });
    const added = await act((client, actId) =>
      client.sell.add({
        actId,
        productId,
        quantityMilli: 1000,
        ...(typedPriceMinor === undefined ? {} : { typedPriceMinor }),
      }),
    );
    if (added !== undefined) onDone();
  };
  const press = (pressed: Tile) => {
    if (pressed.kind === "product") return void add(pressed.productId);
    if (pressed.kind === "amount" && pressed.amountMinor !== undefined)
      return void add(pressed.productId, pressed.amountMinor);
    if (pressed.kind !== "act") return setTile(pressed);
    onDone();
    doAct(pressed.act, going);
  };
  const shown = pages[page] ?? pages[0];
  if (asking !== undefined)
    return (
      <AskProduct
        {...asking}
        currency={currency}
        onDone={(added) => (added ? onDone() : setAsking(undefined))}
      />
    );
  return (
    <Dialog title={say("tiles.title")} onClose={onDone} wide>
      {pages.length > 1 && (
        <div className="act-row">
          {pages.map((one, index) => (
            <Button
              key={one.id}
              size="md"
              variant={one === shown ? "filled" : "default"}
              onClick={() => setPage(index)}
            >
              {one.name}
            </Button>
          ))}
        </div>
      )}
      {shown === undefined && <Text>{say("tiles.empty")}</Text>}
      {tile?.kind === "category" ? (
        <Category
          categoryId={tile.categoryId}
          currency={currency}
          onPick={(id) => void add(id)}
          onBack={() => setTile(undefined)}
        />
      ) : tile?.kind === "amount" ? (
        <TypedAmount
          name={tile.name}
          currency={currency}
          onAmount={(minor) => void add(tile.productId, minor)}
        />
      ) : (
        <div className="tiles" data-testid="tiles">
          {(shown?.tiles ?? []).map((one) => (
            <UnstyledButton key={one.id} className="tile" onClick={() => press(one)}>
              <Picture
                name={undefined}
                colour={one.colour}
                text={one.name}
                size={56}
                sign={one.picture}
              />
              <span>{one.name}</span>
              {one.kind === "amount" && one.amountMinor !== undefined && (
                <small className="figure">{money(one.amountMinor, currency)}</small>
              )}
            </UnstyledButton>
          ))}
        </div>
      )}
    </Dialog>
  );
}

/** Acts that the counter itself has a key for: the key, and whether Ctrl is held. */
const ACT_KEYS: Readonly<Partial<Record<TileAct, readonly [string, boolean]>>> = {
  pay: ["F12", false],
  client: ["F6", false],
  park: ["p", true],
  basket: ["b", true],
  undo: ["z", true],
  "price-check": ["i", true],
};

function doAct(tileAct: TileAct, { go }: Going): void {
  const key = ACT_KEYS[tileAct];
  if (key === undefined) {
    if (isScreen(tileAct)) go(tileAct);
    return;
  }
  // The dialog is gone once it is painted; until then it would take the key.
  requestAnimationFrame(() => requestAnimationFrame(() => pressKey(...key)));
}

function isScreen(tileAct: TileAct): tileAct is Extract<TileAct, ScreenKey> {
  return SCREENS.some(({ key }) => key === tileAct);
}

interface CategoryProps {
  readonly categoryId: string;
  readonly currency: string;
  readonly onPick: (productId: string) => void;
  readonly onBack: () => void;
}

function Category({ categoryId, currency, onPick, onBack }: CategoryProps) {
  const say = useSay();
  const { client } = useLink();
  const { money } = useFormats();
  const [items, setItems] = useState<readonly ProductItem[]>([]);
  useEffect(() => {
    let stale = false;
    client?.sell
      .searchProducts({ query: "", categoryId, limit: CATEGORY_MAX })
      .then((answer) => {
        if (!stale) setItems(answer.items);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, categoryId]);
  return (
    <>
      <Button size="md" variant="default" onClick={onBack}>
        {say("dialog.back")}
      </Button>
      <div className="tiles">
        {items.map((item) => (
          <UnstyledButton key={item.id} className="tile" onClick={() => onPick(item.id)}>
            <Picture name={item.picture} colour={item.colour} text={item.name} size={56} />
            <span>{item.name}</span>
            {item.priceMinor !== undefined && (
              <small className="figure">{money(item.priceMinor, currency)}</small>
            )}
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}

interface TypedAmountProps {
  readonly name: string;
  readonly currency: string;
  readonly onAmount: (minor: number) => void;
}

function TypedAmount({ name, currency, onAmount }: TypedAmountProps) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const amount = parseAmount(typed, digitsOf(currency));
  const add = () => {
    if (amount !== undefined) onAmount(amount);
  };
  return (
    <div className="two-columns">
      <AmountField
        label={name}
        value={typed}
        onValue={setTyped}
        currency={currency}
        onEnter={add}
      />
      <div className="stack">
        <Button
          size="xl"
          className="primary-act"
          disabled={amount === undefined || amount === 0}
          onClick={add}
        >
          {say("suggestion.add", { name })}
        </Button>
      </div>
    </div>
  );
}

function usePages() {
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  const rows = useLive((client, signal) =>
    client.views.settings({ kinds: ["quick-keys", "category"] }, { signal }),
  );
  const pages = tilePages(rows ?? [], {
    registerId: session?.register?.id,
    hour: hourAt(Date.now(), session?.store?.timeZone),
  });
  const where = session?.floor === undefined ? "till" : "floor";
  const open = screensFor(session?.staff?.permissions ?? [], where).map(({ key }) => key);
  const mayPress = (tile: Tile) =>
    tile.kind !== "act" || !isScreen(tile.act) || open.includes(tile.act);
  return pages.map((page) => ({ ...page, tiles: page.tiles.filter(mayPress) }));
}
