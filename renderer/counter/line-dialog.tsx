/** All about one line: how many, price or discount, note, serial numbers, gift, how it reaches the customer. */
import { Button, Checkbox, Tabs, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PricedLine } from "#shared/records/basket.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { useScanInput } from "../ui/use-scans.ts";
import { LineFulfilment } from "./line-fulfilment.tsx";
import { ManualChange } from "./manual-change.tsx";

/** Thousandths of a unit: three decimals. */
const QUANTITY_DIGITS = 3;
/** The product's own unit among the choices; ids are never empty. */
const OWN_UNIT = "";

interface LineDialogProps {
  readonly basket: BasketView;
  readonly line: PricedLine;
  readonly onDone: () => void;
}

export function LineDialog({ basket, line, onDone }: LineDialogProps) {
  const say = useSay();
  return (
    <Dialog title={line.name} onClose={onDone} wide>
      <Tabs defaultValue="quantity" keepMounted={false}>
        <Tabs.List aria-label={line.name}>
          <Tabs.Tab value="quantity">{say("line.tab.quantity")}</Tabs.Tab>
          <Tabs.Tab value="price">{say("line.tab.price")}</Tabs.Tab>
          <Tabs.Tab value="note">{say("line.tab.note")}</Tabs.Tab>
          <Tabs.Tab value="serials">{say("line.tab.serials")}</Tabs.Tab>
          <Tabs.Tab value="way">{say("line.tab.way")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="quantity" pt="md">
          <LineQuantity basket={basket} line={line} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="price" pt="md">
          <LineChanges basket={basket} line={line} />
          <ManualChange lineId={line.id} currency={basket.priced.currency} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="note" pt="md">
          <LineNote line={line} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="serials" pt="md">
          <LineSerials line={line} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="way" pt="md">
          <LineFulfilment basket={basket} line={line} onDone={onDone} />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  );
}

interface PartProps {
  readonly line: PricedLine;
  readonly onDone: () => void;
}

function LineQuantity({ basket, line, onDone }: PartProps & { readonly basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const { quantity, quantityOf } = useFormats();
  const [typed, setTyped] = useState("");
  const milli = parseAmount(typed, QUANTITY_DIGITS);
  const save = async () => {
    if (milli === undefined) return;
    const saved = await act((client, actId) =>
      client.sell.setQuantity({ actId, lineId: line.id, quantityMilli: milli }),
    );
    if (saved !== undefined) onDone();
  };
  const canWeigh = basket.facts.some((one) => one.lineId === line.id && one.canWeigh === true);
  const units = basket.facts.find((one) => one.lineId === line.id)?.units;
  const sellIn = (unitId: string | undefined) =>
    act((client, actId) =>
      client.sell.setUnit({ actId, lineId: line.id, ...(unitId === undefined ? {} : { unitId }) }),
    );
  const weigh = async () => {
    const weighed = await act((client, actId) => client.sell.weigh({ actId, lineId: line.id }));
    if (weighed !== undefined) onDone();
  };
  return (
    <div className="two-columns">
      <KeypadField
        label={say("line.newQuantity")}
        value={typed}
        onValue={setTyped}
        onEnter={() => void save()}
      />
      <div className="stack">
        <Text size="lg">
          {say("line.nowQuantity", { quantity: quantityOf(line.quantityMilli, line.unit) })}
        </Text>
        <Button
          size="xl"
          className="primary-act"
          disabled={milli === undefined}
          onClick={() => void save()}
        >
          {say("line.setQuantity")}
        </Button>
        {units !== undefined && (
          <ChoiceGroup
            label={say("line.unit")}
            value={units.find(({ isChosen }) => isChosen)?.unitId ?? OWN_UNIT}
            onValue={(unitId) => void sellIn(unitId === OWN_UNIT ? undefined : unitId)}
            choices={units.map((one) => ({
              value: one.unitId ?? OWN_UNIT,
              label:
                one.unitId === undefined
                  ? one.name
                  : say("line.unitHolds", { name: one.name, quantity: quantity(one.holdsMilli) }),
            }))}
          />
        )}
        {canWeigh && (
          <Button size="xl" variant="default" onClick={() => void weigh()} data-testid="weigh">
            {say("line.weigh")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What was set by hand already, each to be taken back. */
function LineChanges({ basket, line }: { basket: BasketView; line: PricedLine }) {
  const say = useSay();
  const act = useAct();
  const { money, percent } = useFormats();
  const manual = basket.draft.lines.find((one) => one.id === line.id)?.manual ?? [];
  return (
    <ul className="rows">
      {manual.map((one) => (
        <li key={one.id} className="row-card">
          <span>
            {say(`change.${one.kind}`)}{" "}
            {one.kind === "percent" ? percent(one.value) : money(one.value, basket.priced.currency)}
          </span>
          <Button
            size="md"
            variant="default"
            onClick={() =>
              act((client, actId) =>
                client.sell.dropChange({ actId, lineId: line.id, manualId: one.id }),
              )
            }
          >
            {say("change.takeBack")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function LineNote({ line, onDone }: PartProps) {
  const say = useSay();
  const act = useAct();
  const [note, setNote] = useState(line.note ?? "");
  const save = async () => {
    const saved = await act((client, actId) =>
      client.sell.setNote({ actId, lineId: line.id, note: note.trim() }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <Textarea
        size="lg"
        autosize
        minRows={2}
        label={say("line.note")}
        value={note}
        autoFocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Checkbox
        size="lg"
        label={say("line.gift")}
        checked={line.gift ?? false}
        onChange={(event) => {
          const gift = event.currentTarget.checked;
          void act((client, actId) => client.sell.setGift({ actId, lineId: line.id, gift }));
        }}
      />
      <Button size="xl" className="primary-act" onClick={() => void save()}>
        {say("change.save")}
      </Button>
    </div>
  );
}

/** Row 26: one serial number a row, scanned or typed, and the batch. */
function LineSerials({ line, onDone }: PartProps) {
  const say = useSay();
  const act = useAct();
  const [serials, setSerials] = useState(line.serials.join("\n"));
  const [batch, setBatch] = useState(line.batch ?? "");
  useScanInput(async (raw) => setSerials((before) => `${before}\n${raw}`.trimStart()));
  const list = serials
    .split(/\s+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const save = async () => {
    const saved = await act((client, actId) =>
      client.sell.setSerials({
        actId,
        lineId: line.id,
        serials: list,
        ...(batch.trim() === "" ? {} : { batch: batch.trim() }),
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <Textarea
        size="lg"
        autosize
        minRows={3}
        label={say("line.serials")}
        description={say("line.serialsHow", {
          typed: list.length,
          wanted: Math.ceil(line.quantityMilli / 1000),
        })}
        value={serials}
        autoFocus
        onChange={(event) => setSerials(event.currentTarget.value)}
      />
      <TextInput
        size="lg"
        label={say("line.batch")}
        value={batch}
        onChange={(event) => setBatch(event.currentTarget.value)}
      />
      <Button size="xl" className="primary-act" onClick={() => void save()}>
        {say("change.save")}
      </Button>
    </div>
  );
}
