/** The basket's lines, the newest in view; an empty basket, and one that cannot be priced. */
import { Button, Text, Title } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import type { OfferHint } from "#shared/records/basket.ts";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { BasketLine } from "./basket-line.tsx";

interface BasketLinesProps {
  readonly basket: BasketView;
  readonly onLine: (lineId: string) => void;
}

export function BasketLines({ basket, onLine }: BasketLinesProps) {
  const say = useSay();
  const list = useRef<HTMLUListElement>(null);
  const { lastLineId, revision } = basket;
  const { lines, hints, currency } = basket.priced;
  useShown(list, lastLineId, `${revision}:${hints.length}`);
  if (lines.length === 0 && basket.draft.lines.length > 0) return <Unpriced basket={basket} />;
  if (lines.length === 0)
    return (
      <div className="empty">
        <Title order={2}>{say("basket.empty.title")}</Title>
        <Text>{say("basket.empty.text")}</Text>
      </div>
    );
  return (
    <ul className="lines" data-testid="basket-lines" ref={list}>
      {lines.map((line) => (
        <BasketLine
          key={line.id}
          line={line}
          facts={basket.facts.find((one) => one.lineId === line.id)}
          hints={hintsOf(hints, line.id)}
          currency={currency}
          isLast={line.id === lastLineId}
          onLine={onLine}
        />
      ))}
    </ul>
  );
}

const NO_HINTS: readonly OfferHint[] = [];

function hintsOf(hints: readonly OfferHint[], lineId: string): readonly OfferHint[] {
  const own = hints.filter((hint) => hint.lineIds.includes(lineId));
  return own.length === 0 ? NO_HINTS : own;
}

/**
 * Brings the line that changed last into view, within the frame that paints it: asked any earlier, the
 * browser would lay the page out once more for the answer.
 */
function useShown(
  list: { readonly current: HTMLUListElement | null },
  lineId: string | undefined,
  basketKey: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view whenever it changes
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      const lines = list.current;
      if (lines === null || lines.scrollHeight <= lines.clientHeight) return;
      const line = lineId === undefined ? null : lines.querySelector(`[data-line="${lineId}"]`);
      // Newer browsers answer a promise here, which is nobody's to wait for.
      void line?.scrollIntoView({ block: "nearest" });
    });
    return () => cancelAnimationFrame(frame);
  }, [lineId, basketKey]);
}

/** A basket with a line that cannot be sold any more: why, and the way on with the rest. */
function Unpriced({ basket }: { basket: BasketView }) {
  const say = useSay();
  const sayCode = useSayCode();
  const act = useAct();
  const { notice, draft } = basket;
  const index = Number(/^lines\[(\d+)\]$/.exec(notice?.position ?? "")?.[1]);
  const line = draft.lines[index];
  const happened = notice === undefined ? undefined : sayCode("refusal", notice.code, notice.args);
  return (
    <div className="empty" role="alert" data-testid="unpriced" data-code={notice?.code}>
      <Title order={2}>{happened ?? notice?.happened}</Title>
      <Text>{say("basket.unpriced", { count: draft.lines.length })}</Text>
      {line !== undefined && (
        <Button
          size="lg"
          onClick={() => act((client, actId) => client.sell.removeLine({ actId, lineId: line.id }))}
        >
          {say("basket.takeOut")}
        </Button>
      )}
    </div>
  );
}
