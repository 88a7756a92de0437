/** Goods that leave or turn up without a sale: to another shop, broken, lost, found, used here. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct, useLive } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";
import { useGathered } from "./gathered.ts";
import { ScanList } from "./scan-list.tsx";

const KINDS = ["transfer-out", "damage", "loss", "own-use", "vendor-return", "found"] as const;
type Kind = (typeof KINDS)[number];

export function MoveStock() {
  const say = useSay();
  const act = useGatedAct();
  const gathered = useGathered("move");
  const places = usePlaces();
  const [kind, setKind] = useState<Kind>("transfer-out");
  const [toPlaceId, setToPlaceId] = useState<string | undefined>();
  const [reasonId, setReasonId] = useState<string | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  const ready =
    gathered.lines.length > 0 &&
    reasonId !== undefined &&
    (kind !== "transfer-out" || toPlaceId !== undefined);
  const save = async () => {
    if (reasonId === undefined) return;
    const sign = kind === "found" ? 1 : -1;
    const moved = await act((client, actId, approved) =>
      client.stock.move({
        actId,
        kind,
        reasonId,
        ...(kind === "transfer-out" && toPlaceId !== undefined ? { toPlaceId } : {}),
        lines: gathered.lines.map(({ productId, quantityMilli }) => ({
          productId,
          quantityMilli: sign * quantityMilli,
        })),
        ...approved,
      }),
    );
    if (moved === undefined) return;
    gathered.start([]);
    const { number } = moved;
    setSaid(number === undefined ? say("stock.moved") : say("stock.onItsWay", { number }));
  };
  return (
    <section className="page" aria-label={say("stock.tab.move")}>
      {said !== undefined && <Text role="status">{said}</Text>}
      <ChoiceGroup
        label={say("stock.moveWhat")}
        value={kind}
        onValue={setKind}
        choices={KINDS.map((one) => ({ value: one, label: say(`move.${one}`) }))}
      />
      {kind === "transfer-out" && (
        <ChoiceGroup
          label={say("stock.moveTo")}
          value={toPlaceId}
          onValue={setToPlaceId}
          choices={places}
        />
      )}
      <ReasonChoice
        label={say("reason.label")}
        purpose="stock"
        value={reasonId}
        onValue={setReasonId}
      />
      <ScanList gathered={gathered} label={say("stock.tab.move")} />
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={!ready}
          onClick={() => void save()}
          data-testid="move"
        >
          {say("stock.move")}
        </Button>
      </footer>
    </section>
  );
}

/** The other places goods can go to. */
function usePlaces(): readonly { readonly value: string; readonly label: string }[] {
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  const rows = useLive((client, signal) => client.views.settings({ kinds: ["place"] }, { signal }));
  return (rows ?? [])
    .filter((row) => row.body["storeId"] !== session?.store?.id || session?.store === undefined)
    .map((row) => ({ value: row.id, label: String(row.body["name"]) }));
}
