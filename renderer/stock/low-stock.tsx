/** What runs out here, lowest first; each row says how old its figure is. */
import { Text } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { VirtualRows } from "../ui/virtual-rows.tsx";

const SHOWN_MAX = 500;

export function LowStock() {
  const say = useSay();
  const { quantity } = useFormats();
  const page = useLive((client, signal) =>
    client.views.stock({ filter: "low", query: "", offset: 0, limit: SHOWN_MAX }, { signal }),
  );
  if (page?.items.length === 0) return <Text>{say("stock.noneLow")}</Text>;
  return (
    <section className="page" aria-label={say("stock.tab.low")}>
      <VirtualRows
        label={say("stock.tab.low")}
        items={page?.items ?? []}
        keyOf={(item) => `${item.placeId}/${item.productId}`}
        row={(item) => (
          <div className="row-card" data-product={item.productId}>
            <span>
              <strong>{item.name}</strong>
              <small>
                {item.sku} · {say("stock.lowAt", { quantity: quantity(item.lowMilli) })}
              </small>
            </span>
            <AsOf atMs={item.asOfMs} stale={item.stale === true} />
            <strong className="figure">{quantity(item.onHandMilli)}</strong>
          </div>
        )}
      />
    </section>
  );
}
