/** The labels that change today or tomorrow, by area: which are due, printed, and hang. */
import { Button, NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import type { LabelDay, LabelItem, LabelsView } from "#shared/till-api/views/labels.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Mark } from "../ui/mark.tsx";
import { VirtualRows } from "../ui/virtual-rows.tsx";
import { PrintLabels, type WhichLabels } from "./print-labels.tsx";

const SHOWN_MAX = 500;
const STATES = ["due", "printed", "hung"] as const;
const EVERYWHERE = "*";

export function Labels() {
  const say = useSay();
  const act = useAct();
  const [day, setDay] = useState<LabelDay>("tomorrow");
  const [state, setState] = useState<LabelItem["state"]>("due");
  const [area, setArea] = useState(EVERYWHERE);
  const [printing, setPrinting] = useState<WhichLabels | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  const areaId = area === EVERYWHERE ? {} : { areaId: area };
  const view = useLive(
    (client, signal) =>
      client.views.labels({ day, state, ...areaId, offset: 0, limit: SHOWN_MAX }, { signal }),
    `${day}/${state}/${area}`,
  );
  const items = view?.items ?? [];
  const all = { day, productIds: items.map(({ productId }) => productId) };
  const hang = async (which: WhichLabels) => {
    const productIds = [...which.productIds];
    const hung = await act((client, actId) =>
      client.labels.advance({ actId, day: which.day, productIds, to: "hung" }),
    );
    if (hung !== undefined) setSaid(say("labels.hung", { count: hung.labels }));
  };
  return (
    <section className="page" aria-label={say("stock.tab.labels")}>
      <div className="label-choices">
        <ChoiceGroup
          label={say("labels.day")}
          value={day}
          onValue={setDay}
          choices={(["today", "tomorrow"] as const).map((one) => ({
            value: one,
            label: say(`labels.${one}`),
          }))}
        />
        <ChoiceGroup
          label={say("labels.state")}
          value={state}
          onValue={setState}
          choices={STATES.map((one) => ({
            value: one,
            label: say(`labels.state.${one}`, { count: countOf(view, area, one) }),
          }))}
        />
        <AreaChoice view={view} area={area} onArea={setArea} />
      </div>
      {said !== undefined && <Text role="status">{said}</Text>}
      {view === undefined && <Text className="quiet">{say("labels.looking")}</Text>}
      {view?.total === 0 && <Text>{say(`labels.none.${state}`)}</Text>}
      {items.length > 0 && (
        <VirtualRows
          label={say("stock.tab.labels")}
          items={items}
          keyOf={(item) => item.productId}
          row={(item) => (
            <LabelRow
              item={item}
              onPrint={() => setPrinting({ day, productIds: [item.productId] })}
              onHang={() => void hang({ day, productIds: [item.productId] })}
            />
          )}
        />
      )}
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={items.length === 0}
          onClick={() => (state === "printed" ? void hang(all) : setPrinting(all))}
          data-testid="labels-all"
        >
          {say(`labels.all.${state}`, { count: items.length })}
        </Button>
      </footer>
      {printing !== undefined && (
        <PrintLabels
          which={printing}
          onClose={() => setPrinting(undefined)}
          onPrinted={(sentence) => {
            setPrinting(undefined);
            setSaid(sentence);
          }}
        />
      )}
    </section>
  );
}

interface LabelRowProps {
  readonly item: LabelItem;
  readonly onPrint: () => void;
  readonly onHang: () => void;
}

function LabelRow({ item, onPrint, onHang }: LabelRowProps) {
  const say = useSay();
  const { time } = useFormats();
  const { text, state, printedTimes } = item;
  return (
    <div className="row-card" data-label={item.productId} data-state={state}>
      <span>
        <strong>{text.name}</strong>
        <small>
          {[item.sku, say("labels.from", { time: time(item.fromMs) }), ...text.notes].join(" · ")}
        </small>
      </span>
      <strong className="figure">{text.price}</strong>
      {state !== "due" && (
        <Mark
          tone={state === "hung" ? "done" : "waiting"}
          text={say(`labels.is.${state}`, { count: printedTimes })}
        />
      )}
      <Button size="md" variant="light" onClick={onPrint}>
        {say(printedTimes > 0 ? "labels.printAgain" : "labels.printOne")}
      </Button>
      {state === "printed" && (
        <Button size="md" variant="default" onClick={onHang}>
          {say("labels.hang")}
        </Button>
      )}
    </div>
  );
}

interface AreaChoiceProps {
  readonly view: LabelsView | undefined;
  readonly area: string;
  readonly onArea: (area: string) => void;
}

function AreaChoice({ view, area, onArea }: AreaChoiceProps) {
  const say = useSay();
  const areas = (view?.areas ?? []).map(({ areaId, name }) => ({
    value: areaId,
    label: name === "" ? say("labels.noArea") : name,
  }));
  return (
    <NativeSelect
      size="lg"
      label={say("labels.area")}
      value={area}
      onChange={(event) => onArea(event.currentTarget.value)}
      data={[{ value: EVERYWHERE, label: say("labels.everywhere") }, ...areas]}
    />
  );
}

function countOf(view: LabelsView | undefined, area: string, state: LabelItem["state"]): number {
  return (view?.areas ?? [])
    .filter(({ areaId }) => area === EVERYWHERE || areaId === area)
    .reduce((sum, one) => sum + one[state], 0);
}
