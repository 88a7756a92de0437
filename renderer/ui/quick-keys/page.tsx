/** One page of quick keys: its name, tills and hours, and its tiles moved by drag or by their buttons. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { type QuickPage, type QuickTile, TILES_MAX } from "#shared/records/settings/quick-keys.ts";
import { useSay } from "../../i18n/locales.ts";
import { Picture } from "../picture.tsx";
import { moved, withTile } from "./edit.ts";
import type { KeysSource } from "./source.ts";
import { TileDialog } from "./tile-dialog.tsx";

const FROM_HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const TO_HOURS = FROM_HOURS.map((hour) => hour + 1);

interface PageProps {
  readonly page: QuickPage;
  readonly source: KeysSource;
  readonly currency: string;
  readonly onChange: (change: Partial<QuickPage>) => void;
  readonly onRemove: () => void;
}

export function KeysPage({ page, source, currency, onChange, onRemove }: PageProps) {
  const say = useSay();
  const [editing, setEditing] = useState<number | undefined>();
  const move = (from: number, to: number) =>
    onChange({ tiles: [...moved(page.tiles, { from, to })] });
  return (
    <>
      <div className="two-columns">
        <TextInput
          size="lg"
          label={say("keys.pageName")}
          value={page.name}
          maxLength={60}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Hours page={page} onChange={onChange} />
      </div>
      <Registers page={page} source={source} onChange={onChange} />
      <Tiles
        tiles={page.tiles}
        onMove={move}
        onEdit={setEditing}
        onRemove={(at) => onChange({ tiles: page.tiles.filter((_, index) => index !== at) })}
      />
      <div className="act-row">
        <Button
          size="lg"
          variant="default"
          disabled={page.tiles.length >= TILES_MAX}
          onClick={() => setEditing(page.tiles.length)}
          data-testid="keys-add-tile"
        >
          {say("keys.addTile")}
        </Button>
        <Button size="lg" variant="subtle" color="orange" onClick={onRemove}>
          {say("keys.removePage")}
        </Button>
      </div>
      {editing !== undefined && (
        <TileDialog
          tile={page.tiles[editing]}
          source={source}
          currency={currency}
          onTile={(tile) => onChange({ tiles: withTile(page.tiles, { at: editing, tile }) })}
          onDone={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

type PartProps = Pick<PageProps, "page" | "onChange">;

function Hours({ page, onChange }: PartProps) {
  const say = useSay();
  const data = (hours: readonly number[]) =>
    hours.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }));
  return (
    <div className="act-row">
      <NativeSelect
        size="lg"
        label={say("keys.from")}
        value={page.fromHour}
        data={data(FROM_HOURS)}
        onChange={(event) => onChange({ fromHour: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        size="lg"
        label={say("keys.to")}
        value={page.toHour}
        data={data(TO_HOURS)}
        onChange={(event) => onChange({ toHour: Number(event.currentTarget.value) })}
      />
    </div>
  );
}

function Registers({ page, source, onChange }: PartProps & Pick<PageProps, "source">) {
  const say = useSay();
  if (source.registers.length === 0) return null;
  return (
    <Checkbox.Group
      label={say("keys.tills")}
      description={say("keys.tillsHow")}
      value={[...page.registerIds]}
      onChange={(registerIds) => onChange({ registerIds })}
    >
      <div className="act-row">
        {source.registers.map(({ id, name }) => (
          <Checkbox key={id} size="lg" value={id} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface TilesProps {
  readonly tiles: readonly QuickTile[];
  readonly onMove: (from: number, to: number) => void;
  readonly onEdit: (at: number) => void;
  readonly onRemove: (at: number) => void;
}

function Tiles({ tiles, onMove, onEdit, onRemove }: TilesProps) {
  const say = useSay();
  const [dragged, setDragged] = useState<number | undefined>();
  return (
    <ul className="tiles keys-tiles" data-testid="keys-tiles" aria-label={say("keys.tiles")}>
      {tiles.map((tile, at) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: tiles have no id; two may be alike
          key={at}
          className="tile"
          data-tile={tile.name}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", tile.name);
            setDragged(at);
          }}
          onDragEnd={() => setDragged(undefined)}
          onDragOver={(event) => dragged !== undefined && event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== undefined) onMove(dragged, at);
            setDragged(undefined);
          }}
        >
          <Button
            size="lg"
            variant="subtle"
            className="keys-tile"
            aria-label={say("keys.changeTile", { name: tile.name })}
            onClick={() => onEdit(at)}
          >
            <Picture
              name={undefined}
              colour={tile.colour}
              text={tile.name}
              size={48}
              sign={tile.picture}
            />
            <span>{tile.name}</span>
          </Button>
          <div className="keys-moves">
            <Button
              variant="default"
              aria-label={say("keys.earlier", { name: tile.name })}
              disabled={at === 0}
              onClick={() => onMove(at, at - 1)}
            >
              <span className="keys-arrow">←</span>
            </Button>
            <Button
              variant="default"
              aria-label={say("line.remove", { name: tile.name })}
              onClick={() => onRemove(at)}
            >
              ✕
            </Button>
            <Button
              variant="default"
              aria-label={say("keys.later", { name: tile.name })}
              disabled={at === tiles.length - 1}
              onClick={() => onMove(at, at + 1)}
            >
              <span className="keys-arrow">→</span>
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
