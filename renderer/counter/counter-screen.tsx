/** The counter: basket and search on the left, client, total and the one next act on the right. */
import { useCallback, useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useSay } from "../i18n/locales.ts";
import { CorrectLastSale } from "../sales/last-sale.tsx";
import { useAct, useLive } from "../till.tsx";
import { useGo } from "../ui/go.ts";
import { useHotkey } from "../ui/use-hotkey.ts";
import { useScanInput } from "../ui/use-scans.ts";
import { BasketDialog } from "./basket-dialog.tsx";
import { BasketLines } from "./basket-lines.tsx";
import { ClientPanel } from "./client-panel.tsx";
import { DonePage } from "./done-page.tsx";
import { LineDialog } from "./line-dialog.tsx";
import { ParkDialog, ParkedDialog } from "./parked-dialog.tsx";
import { PriceCheck } from "./price-check.tsx";
import { RestrictionDialog } from "./restriction-dialog.tsx";
import { SearchField } from "./search-field.tsx";
import { SetAsideDialog } from "./set-aside-dialog.tsx";
import { useSpokenBasket } from "./spoken-basket.ts";
import { TenderSheet } from "./tender-sheet.tsx";
import { TilesDialog } from "./tiles-dialog.tsx";
import { type BasketAct, TotalBlock } from "./total-block.tsx";
import { VariantDialog } from "./variant-dialog.tsx";

export function CounterScreen() {
  const act = useAct();
  const { go } = useGo();
  const basket = useLive((client, signal) => client.views.basket(undefined, { signal }));
  const [openSaleId, setOpenSaleId] = useState<string | undefined>();
  const [holdId, setHoldId] = useState<string | undefined>();
  const [variantsOf, setVariantsOf] = useState<string | undefined>();
  const scan = useCallback(
    async (raw: string, codeId?: string) => {
      const source = codeId === undefined ? "wedge" : "serial";
      const found = await act(
        (client, actId) =>
          client.sell.scan({ actId: codeId ?? actId, raw, source, atMs: Date.now() }),
        { keepsNotice: true },
      );
      if (found?.found === "hold") setHoldId(found.holdId);
      if (found?.found === "variants") setVariantsOf(found.productId);
      if (found?.found !== "receipt") return;
      setOpenSaleId(found.saleId);
      if (found.saleId !== undefined) go("returns", found.saleId);
    },
    [act, go],
  );
  useScanInput(scan);
  if (basket === undefined) return null;
  if (basket.phase === "done" && basket.done !== undefined)
    return <DonePage basket={basket} done={basket.done} />;
  return (
    <Selling
      basket={basket}
      onScan={scan}
      openSaleId={openSaleId}
      holdId={holdId}
      onHoldSeen={() => setHoldId(undefined)}
      variantsOf={variantsOf}
      onVariants={setVariantsOf}
    />
  );
}

interface SellingProps {
  readonly basket: BasketView;
  readonly onScan: (raw: string) => Promise<void>;
  readonly openSaleId: string | undefined;
  /** The quote or layaway whose paper was scanned. */
  readonly holdId: string | undefined;
  readonly onHoldSeen: () => void;
  /** The product whose sizes and colours are open. */
  readonly variantsOf: string | undefined;
  readonly onVariants: (productId: string | undefined) => void;
}

function Selling(props: SellingProps) {
  const { basket, onScan, openSaleId, holdId, onHoldSeen, variantsOf, onVariants } = props;
  const say = useSay();
  const act = useAct();
  const [showing, setShowing] = useState<BasketAct | undefined>();
  const [lineId, setLineId] = useState<string | undefined>();
  const line = basket.priced.lines.find((one) => one.id === lineId);
  const tendering = basket.phase === "tendering";
  useSpokenBasket(basket);
  const start = useCallback(() => {
    void act((client, actId) => client.tender.start({ actId }));
  }, [act]);
  useHotkey((event) => {
    if (event.key === "F12" && !tendering && basket.draft.lines.length > 0) {
      start();
      return true;
    }
    if (event.key === "e" && event.ctrlKey && !tendering) {
      setLineId(basket.lastLineId ?? basket.priced.lines.at(-1)?.id);
      return true;
    }
    const opens = dialogOf(event, basket.draft.lines.length === 0);
    if (opens !== undefined && !tendering) {
      setShowing(opens);
      return true;
    }
    if (event.key === "z" && event.ctrlKey) {
      void act((client, actId) => client.sell.undo({ actId }));
      return true;
    }
    return false;
  });
  return (
    <div className="counter" data-open-sale={openSaleId}>
      <section className="counter-basket" aria-label={say("basket.label")}>
        <SearchField
          onScan={onScan}
          onVariants={onVariants}
          currency={basket.priced.currency}
          basketKey={contentOf(basket)}
        />
        <BasketLines basket={basket} onLine={setLineId} />
      </section>
      <aside className="counter-side">
        <ClientPanel shown={basket.client} />
        <TotalBlock basket={basket} onTender={start} onAct={setShowing} />
      </aside>
      {tendering && <TenderSheet basket={basket} />}
      {showing === "park" && <ParkDialog onDone={() => setShowing(undefined)} />}
      {showing === "parked" && (
        <ParkedDialog
          currency={basket.priced.currency}
          onAside={() => setShowing("aside")}
          onDone={() => setShowing(undefined)}
        />
      )}
      {showing === "basket" && (
        <BasketDialog basket={basket} onDone={() => setShowing(undefined)} />
      )}
      {showing === "tiles" && (
        <TilesDialog
          currency={basket.priced.currency}
          onVariants={onVariants}
          onDone={() => setShowing(undefined)}
        />
      )}
      {showing === "check" && (
        <PriceCheck currency={basket.priced.currency} onDone={() => setShowing(undefined)} />
      )}
      {showing === "correct" && <CorrectLastSale onDone={() => setShowing(undefined)} />}
      {(showing === "aside" || holdId !== undefined) && (
        <SetAsideDialog
          openId={holdId}
          onDone={() => {
            setShowing(undefined);
            onHoldSeen();
          }}
        />
      )}
      {line !== undefined && (
        <LineDialog basket={basket} line={line} onDone={() => setLineId(undefined)} />
      )}
      {variantsOf !== undefined && !tendering && (
        <VariantDialog
          productId={variantsOf}
          currency={basket.priced.currency}
          onDone={() => onVariants(undefined)}
        />
      )}
      <RestrictionDialog />
    </div>
  );
}

/** Ctrl and a letter: the dialog it opens over the basket. */
const DIALOG_KEYS: Readonly<Record<string, BasketAct>> = {
  b: "basket",
  h: "aside",
  i: "check",
  l: "correct",
  q: "tiles",
};

function dialogOf(event: KeyboardEvent, isEmpty: boolean): BasketAct | undefined {
  if (!event.ctrlKey) return undefined;
  if (event.key === "p") return isEmpty ? "parked" : "park";
  return DIALOG_KEYS[event.key];
}

/** What the basket holds, as one word that changes with it. */
function contentOf({ priced, client }: BasketView): string {
  return [client?.id, ...priced.lines.map((line) => `${line.id}x${line.quantityMilli}`)].join();
}
