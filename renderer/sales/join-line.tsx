/** What was sold under a department is this product: found or scanned, its history and stock follow. */
import { Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useCallback, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useGatedAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useFoundProducts } from "../ui/products.tsx";
import { useScanInput } from "../ui/use-scans.ts";

export interface Joinable {
  readonly lineId: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly totalMinor: number;
}

interface JoinLinesProps {
  readonly saleId: string;
  readonly currency: string;
  readonly lines: readonly Joinable[];
  readonly onJoined: () => void;
}

export function JoinLines({ saleId, currency, lines, onJoined }: JoinLinesProps) {
  const say = useSay();
  const { money, quantity } = useFormats();
  const [joining, setJoining] = useState<Joinable | undefined>();
  if (lines.length === 0) return null;
  return (
    <section aria-label={say("join.title")} data-testid="joinable">
      <Title order={3} size="h4">
        {say("join.title")}
      </Title>
      <ul className="rows">
        {lines.map((line) => (
          <li key={line.lineId} className="row-card">
            <span>
              <strong>{line.name}</strong>
              <small>
                {quantity(line.quantityMilli)} · {money(line.totalMinor, currency)}
              </small>
            </span>
            <Button size="md" variant="default" onClick={() => setJoining(line)}>
              {say("join.choose")}
            </Button>
          </li>
        ))}
      </ul>
      {joining !== undefined && (
        <JoinLine
          saleId={saleId}
          line={joining}
          onJoined={() => {
            setJoining(undefined);
            onJoined();
          }}
          onDone={() => setJoining(undefined)}
        />
      )}
    </section>
  );
}

interface JoinLineProps {
  readonly saleId: string;
  readonly line: Joinable;
  readonly onJoined: () => void;
  readonly onDone: () => void;
}

function JoinLine({ saleId, line, onJoined, onDone }: JoinLineProps) {
  const say = useSay();
  const act = useAct();
  const gated = useGatedAct();
  const { quantity } = useFormats();
  const [query, setQuery] = useState("");
  const found = useFoundProducts(query);
  const { lineId } = line;
  const join = useCallback(
    async (productId: string) => {
      const joined = await gated((client, actId, approved) =>
        client.sales.joinLine({ actId, saleId, lineId, productId, ...approved }),
      );
      if (joined !== undefined) onJoined();
    },
    [gated, saleId, lineId, onJoined],
  );
  const scanned = useCallback(
    async (raw: string) => {
      const product = await act((client) => client.sell.priceCheck({ raw }));
      if (product !== undefined) await join(product.id);
    },
    [act, join],
  );
  useScanInput(scanned);
  return (
    <Dialog title={say("join.which", { name: line.name })} onClose={onDone} wide>
      <Text>{say("join.how")}</Text>
      <TextInput
        size="lg"
        label={say("products.find")}
        value={query}
        data-autofocus=""
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found?.items.length === 0 && <Text>{say("search.nothing", { query })}</Text>}
      <ul className="rows">
        {(found?.items ?? []).map((product) => (
          <li key={product.id} data-sku={product.sku}>
            <UnstyledButton className="row-card" onClick={() => void join(product.id)}>
              <span>
                <strong>{product.name}</strong>
                <small>{product.sku}</small>
              </span>
              <small className="figure">
                {say("stock.here", { quantity: quantity(product.hereMilli ?? 0) })}
              </small>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
