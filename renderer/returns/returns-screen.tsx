/** Returns: which sale it was (scanned, found, or none), then what comes back and what is paid back. */
import { Button, Text, TextInput, Title } from "@mantine/core";
import { useCallback, useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useGo } from "../ui/go.ts";
import { SaleRows, useFoundSales } from "../ui/sale-rows.tsx";
import { useScanInput } from "../ui/scan-input.ts";
import { ReturnForm } from "./return-form.tsx";
import { type RefundableLine, type ReturnSource, sourceOfSale } from "./return-source.ts";

export function ReturnsScreen() {
  const { openId } = useGo();
  const [source, setSource] = useState<ReturnSource | undefined>();
  const [asked, setAsked] = useState<string | undefined>();
  const open = useOpenSale(setSource);
  if (openId !== undefined && openId !== asked) {
    setAsked(openId);
    void open(openId);
  }
  if (source === undefined) return <FindSale onSource={setSource} onSale={open} />;
  return <ReturnForm key={source.key} source={source} onDone={() => setSource(undefined)} />;
}

/** Fetches what of a sale may still come back. */
function useOpenSale(onSource: (source: ReturnSource) => void): (saleId: string) => Promise<void> {
  const act = useAct();
  return useCallback(
    async (saleId) => {
      const found = await act((client) => client.sales.get({ saleId }));
      if (found !== undefined)
        onSource(sourceOfSale(found.sale, found.refundable as readonly RefundableLine[]));
    },
    [act, onSource],
  );
}

interface FindSaleProps {
  readonly onSource: (source: ReturnSource) => void;
  readonly onSale: (saleId: string) => Promise<void>;
}

function FindSale({ onSource, onSale }: FindSaleProps) {
  const say = useSay();
  const act = useAct();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | undefined>();
  const found = useFoundSales(query, {});
  const scanned = useCallback(
    async (raw: string) => {
      const read = await act((client) => client.sales.openReceipt({ raw }));
      if (read !== undefined) onSource({ ...read, key: raw });
    },
    [act, onSource],
  );
  useScanInput(scanned);
  return (
    <section className="page" aria-labelledby="returns-title">
      <Title order={1} size="h2" id="returns-title">
        {say("returns.title")}
      </Title>
      <TextInput
        size="lg"
        label={say("returns.find")}
        value={query}
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found?.[0];
          if (event.key === "Enter" && first !== undefined) void onSale(first.saleId);
        }}
      />
      {found?.length === 0 && <Text>{say("returns.nothing")}</Text>}
      <SaleRows
        items={(found ?? []).filter((one) => one.kind === "sale")}
        chosen={chosen}
        onChoose={(saleId) => {
          setChosen(saleId);
          void onSale(saleId);
        }}
      />
      <footer className="page-foot">
        <Button
          size="lg"
          variant="default"
          onClick={() => onSource({ key: "none", refundable: [] })}
          data-testid="without-receipt"
        >
          {say("returns.withoutReceipt")}
        </Button>
      </footer>
    </section>
  );
}
