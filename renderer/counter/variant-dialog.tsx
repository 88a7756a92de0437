/**
 * Choosing a size and colour: the one chosen goes into the basket. One that is not here goes in too,
 * and its line offers where it can be sent from.
 */
import { useState } from "react";
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { type VariantCell, VariantGrid } from "../ui/variant-grid.tsx";

interface VariantDialogProps {
  /** The product, or one of its variants. */
  readonly productId: string;
  readonly currency: string;
  readonly onDone: () => void;
}

export function VariantDialog({ productId, currency, onDone }: VariantDialogProps) {
  const act = useAct();
  const [adding, setAdding] = useState(false);
  const stock = useLive(
    (client, signal) => client.views.productStock({ productId }, { signal }),
    productId,
  );
  if (stock?.matrix === undefined) return null;
  const pick = async (cell: VariantCell) => {
    if (adding) return;
    setAdding(true);
    const added = await act((client, actId) =>
      client.sell.add({ actId, productId: cell.productId, quantityMilli: 1000 }),
    );
    setAdding(false);
    if (added !== undefined) onDone();
  };
  return (
    <Dialog title={stock.matrix.name} onClose={onDone} wide>
      <VariantGrid
        matrix={stock.matrix}
        chosenId={productId}
        onPick={(cell) => void pick(cell)}
        autoFocus
      />
      <Ages stock={stock} currency={currency} />
    </Dialog>
  );
}

/** What they cost, and how old what is said of here, near and the warehouse is. */
function Ages({ stock, currency }: { stock: ProductStockView; currency: string }) {
  const say = useSay();
  const { money } = useFormats();
  const prices = (stock.matrix?.cells ?? []).flatMap(({ priceMinor }) =>
    priceMinor === undefined ? [] : [priceMinor],
  );
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  return (
    <div className="variant-foot">
      <strong className="figure">
        {prices.length === 0
          ? say("price.none")
          : low === high
            ? money(low, currency)
            : `${money(low, currency)} – ${money(high, currency)}`}
      </strong>
      <ul className="variant-places" aria-label={say("stock.places")}>
        {stock.places.map((place) => (
          <li key={place.placeId}>
            {place.name} <AsOf atMs={place.asOfMs} stale={place.stale} />
          </li>
        ))}
      </ul>
    </div>
  );
}
