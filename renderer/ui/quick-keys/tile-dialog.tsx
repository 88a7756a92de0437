/** One tile: what it leads to (goods, a category, an act, an amount), its name, colour and picture. */
import { Button, NativeSelect, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import {
  type QuickTile,
  quickTile,
  TILE_ACTS,
  TILE_PICTURES,
  type TileAct,
  type TilePicture,
} from "#shared/records/settings/quick-keys.ts";
import { digitsOf } from "../../i18n/format.ts";
import { type MessageId, useSay } from "../../i18n/locales.ts";
import { parseAmount } from "../amount.ts";
import { ChoiceGroup } from "../choices.tsx";
import { Dialog } from "../dialog.tsx";
import { Picture } from "../picture.tsx";
import { type KeysSource, useGoods } from "./source.ts";

const KINDS = ["product", "category", "act", "amount"] as const;

/** White letters are read on each of them (WCAG AA). */
const COLOURS = [
  ["#2e6f57", "green"],
  ["#9b2335", "red"],
  ["#5b4a8a", "purple"],
  ["#1f6f9c", "blue"],
  ["#8a6d00", "gold"],
  ["#a0522d", "brown"],
  ["#7a3b69", "pink"],
  ["#41566e", "grey"],
] as const;

/** What an act is called where it is chosen. */
const ACT_NAMES = {
  pay: "tender.open",
  client: "palette.client",
  park: "palette.park",
  basket: "basket.whole",
  undo: "palette.undo",
  "price-check": "check.title",
  returns: "nav.returns",
  sales: "nav.sales",
  stock: "nav.stock",
  shift: "nav.shift",
} as const satisfies Record<TileAct, MessageId>;

interface TileDialogProps {
  readonly tile: QuickTile | undefined;
  readonly source: KeysSource;
  readonly currency: string;
  readonly onTile: (tile: QuickTile) => void;
  readonly onDone: () => void;
}

/** What is typed and chosen, before it is a tile. */
interface Typed {
  readonly kind: QuickTile["kind"];
  readonly name: string;
  readonly colour: string;
  readonly picture: TilePicture | "";
  readonly productId?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly act: TileAct;
  readonly amount: string;
}

export function TileDialog({ tile, source, currency, onTile, onDone }: TileDialogProps) {
  const say = useSay();
  const digits = digitsOf(currency);
  const [typed, setTyped] = useState<Typed>(() => typedOf(tile, digits));
  const change = (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part }));
  const read = tileOf(typed, digits);
  const keep = () => {
    if (read === undefined) return;
    onTile(read);
    onDone();
  };
  return (
    <Dialog
      title={say(tile === undefined ? "keys.addTile" : "keys.tile")}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={read === undefined}
          onClick={keep}
          data-testid="tile-keep"
        >
          {say("dialog.done")}
        </Button>
      }
    >
      <ChoiceGroup
        label={say("keys.what")}
        value={typed.kind}
        onValue={(kind) => change({ kind })}
        choices={KINDS.map((kind) => ({ value: kind, label: say(`keys.kind.${kind}`) }))}
      />
      <Target typed={typed} source={source} onChange={change} />
      <div className="two-columns">
        <TextInput
          size="lg"
          label={say("keys.tileName")}
          value={typed.name}
          maxLength={60}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="lg"
          label={say("keys.picture")}
          value={typed.picture}
          data={[
            { value: "", label: say("keys.picture.none") },
            ...TILE_PICTURES.map((one) => ({ value: one, label: say(`keys.picture.${one}`) })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            change({ picture: TILE_PICTURES.find((one) => one === chosen) ?? "" });
          }}
        />
      </div>
      <ColourChoice typed={typed} onColour={(colour) => change({ colour })} />
    </Dialog>
  );
}

interface TargetProps {
  readonly typed: Typed;
  readonly source: KeysSource;
  readonly onChange: (part: Partial<Typed>) => void;
}

function Target({ typed, source, onChange }: TargetProps) {
  const say = useSay();
  if (typed.kind === "category")
    return <CategoryChoice typed={typed} source={source} onChange={onChange} />;
  if (typed.kind === "act")
    return (
      <NativeSelect
        size="lg"
        label={say("keys.kind.act")}
        value={typed.act}
        data={TILE_ACTS.map((one) => ({ value: one, label: say(ACT_NAMES[one]) }))}
        onChange={(event) => {
          const act = TILE_ACTS.find((one) => one === event.currentTarget.value) ?? typed.act;
          onChange({ act, name: say(ACT_NAMES[act]) });
        }}
      />
    );
  return (
    <>
      <ProductChoice key={typed.kind} typed={typed} source={source} onChange={onChange} />
      {typed.kind === "amount" && (
        <TextInput
          size="lg"
          inputMode="decimal"
          label={say("keys.amount")}
          value={typed.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function CategoryChoice({ typed, source, onChange }: TargetProps) {
  const say = useSay();
  const categories = source.categories.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <NativeSelect
      size="lg"
      label={say("keys.kind.category")}
      value={typed.categoryId ?? ""}
      data={[{ value: "", label: say("keys.choose") }, ...categories]}
      onChange={(event) => {
        const chosen = categories.find(({ value }) => value === event.currentTarget.value);
        onChange({ categoryId: chosen?.value, name: chosen?.label ?? typed.name });
      }}
    />
  );
}

function ProductChoice({ typed, source, onChange }: TargetProps) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const found = useGoods(source, query);
  return (
    <>
      <TextInput
        size="lg"
        label={say(typed.kind === "amount" ? "keys.findDepartment" : "keys.findGoods")}
        value={query}
        data-autofocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className="rows" data-testid="tile-found">
        {found.map((item) => (
          <UnstyledButton
            key={item.id}
            className="row-card"
            aria-pressed={item.id === typed.productId}
            onClick={() => onChange({ productId: item.id, name: item.name.slice(0, 60) })}
          >
            <span>{item.name}</span>
            <small>{item.sku}</small>
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}

function ColourChoice({ typed, onColour }: { typed: Typed; onColour: (colour: string) => void }) {
  const say = useSay();
  return (
    <fieldset className="choices swatches">
      <legend>{say("keys.colour")}</legend>
      {COLOURS.map(([colour, name]) => (
        <label key={colour} className="choice">
          <input
            type="radio"
            name="tile-colour"
            aria-label={say(`keys.colour.${name}`)}
            checked={colour === typed.colour}
            onChange={() => onColour(colour)}
          />
          <span>
            <Picture
              name={undefined}
              colour={colour}
              text={typed.name}
              sign={typed.picture === "" ? undefined : typed.picture}
            />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function typedOf(tile: QuickTile | undefined, digits: number): Typed {
  const amountMinor = tile?.kind === "amount" ? tile.amountMinor : undefined;
  return {
    kind: tile?.kind ?? "product",
    name: tile?.name ?? "",
    colour: tile?.colour ?? COLOURS[0][0],
    picture: tile?.picture ?? "",
    productId: tile?.kind === "product" || tile?.kind === "amount" ? tile.productId : undefined,
    categoryId: tile?.kind === "category" ? tile.categoryId : undefined,
    act: tile?.kind === "act" ? tile.act : "price-check",
    amount: amountMinor === undefined ? "" : (amountMinor / 10 ** digits).toFixed(digits),
  };
}

/** The tile that was made, or nothing while something is missing or is no amount. */
function tileOf(typed: Typed, digits: number): QuickTile | undefined {
  const { kind, name, colour, picture, productId, categoryId, act } = typed;
  const amountMinor = typed.amount === "" ? undefined : parseAmount(typed.amount, digits);
  if (kind === "amount" && typed.amount !== "" && amountMinor === undefined) return undefined;
  const read = quickTile.safeParse({
    kind,
    name,
    colour,
    ...(picture === "" ? {} : { picture }),
    ...(kind === "product" || kind === "amount" ? { productId } : {}),
    ...(kind === "category" ? { categoryId } : {}),
    ...(kind === "act" ? { act } : {}),
    ...(kind === "amount" && amountMinor !== undefined ? { amountMinor } : {}),
  });
  return read.success ? read.data : undefined;
}
