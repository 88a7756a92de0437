/** Row 33: taken away now, shipped, or collected later; chosen for each line, paid in one go. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { PricedLine } from "#shared/records/basket.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";

const FALLBACKS = ["refund", "substitute", "wait", "other-store"] as const;
type Fallback = (typeof FALLBACKS)[number];
type Way = "carry" | "ship" | "collect";

interface LineFulfilmentProps {
  readonly basket: BasketView;
  readonly line: PricedLine;
  readonly onDone: () => void;
}

export function LineFulfilment({ basket, line, onDone }: LineFulfilmentProps) {
  const say = useSay();
  const act = useAct();
  const { date } = useFormats();
  const [way, setWay] = useState<Way>(line.fulfilment.kind);
  const [fallback, setFallback] = useState<Fallback>("refund");
  const offer = basket.facts.find((one) => one.lineId === line.id)?.canPromise;
  const save = async () => {
    const saved = await act((client, actId) =>
      way !== "carry" && offer !== undefined
        ? client.sell.promise({
            actId,
            lineId: line.id,
            placeId: offer.placeId,
            how: way,
            fallback,
          })
        : client.sell.setFulfilment({
            actId,
            lineId: line.id,
            fulfilment: {
              kind: way,
              placeId: line.fulfilment.placeId,
              ...(way === "collect" ? { collectStoreId: basket.draft.storeId } : {}),
            },
          }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <ChoiceGroup
        label={say("line.tab.way")}
        value={way}
        onValue={setWay}
        choices={(["carry", "ship", "collect"] as const).map((one) => ({
          value: one,
          label: say(`way.${one}`),
        }))}
      />
      {way !== "carry" && offer !== undefined && (
        <>
          <Text>
            {say("promise.offer", {
              place: offer.placeName,
              percent: offer.confidencePercent,
              date: date(offer.promisedBy),
            })}
          </Text>
          <ChoiceGroup
            label={say("fallback.label")}
            value={fallback}
            onValue={setFallback}
            choices={FALLBACKS.map((one) => ({ value: one, label: say(`fallback.${one}`) }))}
          />
        </>
      )}
      <Button size="xl" className="primary-act" onClick={() => void save()}>
        {say("change.save")}
      </Button>
    </div>
  );
}
