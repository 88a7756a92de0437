/** Price and stock of something without selling it: scan it, or type its code. */
import { Text, TextInput, Title } from "@mantine/core";
import { useCallback, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useScanInput } from "../ui/use-scans.ts";

export function PriceCheck({ currency, onDone }: { currency: string; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const { money, quantity } = useFormats();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<ProductItem | undefined>();
  const check = useCallback(
    async (raw: string) => setFound(await act((client) => client.sell.priceCheck({ raw }))),
    [act],
  );
  useScanInput(check);
  return (
    <Dialog title={say("check.title")} onClose={onDone}>
      <TextInput
        size="lg"
        label={say("check.scan")}
        value={typed}
        data-autofocus=""
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || typed.trim() === "") return;
          void check(typed.trim());
          setTyped("");
        }}
      />
      {found === undefined ? (
        <Text>{say("check.how")}</Text>
      ) : (
        <div className="stack" data-testid="price-check">
          <Title order={3}>{found.name}</Title>
          <output className="total">
            {found.priceMinor === undefined ? say("price.none") : money(found.priceMinor, currency)}
          </output>
          <Text>
            {say("stock.here", { quantity: quantity(found.hereMilli ?? 0) })} ·{" "}
            {say("stock.near", { quantity: quantity(found.nearMilli ?? 0) })} ·{" "}
            {say("stock.warehouse", { quantity: quantity(found.warehouseMilli ?? 0) })}
          </Text>
          {found.asOfMs !== undefined && <AsOf atMs={found.asOfMs} stale={found.stale === true} />}
        </div>
      )}
    </Dialog>
  );
}
