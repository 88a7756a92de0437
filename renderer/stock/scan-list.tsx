/** Goods gathered by scanning: each scan is one more, figures can be typed, thousands of lines stay quick. */
import { ActionIcon, NumberInput, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useCallback, useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useAnswerTo, useFoundProducts } from "../ui/products.tsx";
import { useScanInput } from "../ui/use-scans.ts";
import { VirtualRows } from "../ui/virtual-rows.tsx";
import { type Gathered, type GatheredLine, gatheredKey } from "./gathered.ts";

const ONE_MILLI = 1000;
const FOUND_MAX = 6;

interface ScanListProps {
  readonly gathered: Gathered;
  readonly label: string;
  /** Shows what arrives broken beside what arrives. */
  readonly withDamaged?: boolean;
}

export function ScanList({ gathered, label, withDamaged = false }: ScanListProps) {
  const say = useSay();
  const act = useAct();
  const [query, setQuery] = useState("");
  const found = useFoundProducts(query);
  const answerTo = useAnswerTo(found);
  const { add } = gathered;
  const scanned = useCallback(
    async (raw: string) => {
      const product = await act((client) => client.sell.priceCheck({ raw }), { keepsNotice: true });
      if (product !== undefined) add(product);
    },
    [act, add],
  );
  useScanInput(scanned);
  const pick = (product: { readonly id: string; readonly name: string }) => {
    setQuery("");
    add(product);
  };
  const enter = async () => {
    const first = (await answerTo(query.trim()))?.items[0];
    if (first !== undefined) pick(first);
  };
  return (
    <div className="stack grow">
      <TextInput
        size="lg"
        label={say("products.find")}
        value={query}
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") void enter();
        }}
      />
      {query !== "" && (
        <ul className="rows">
          {(found?.items ?? []).slice(0, FOUND_MAX).map((product) => (
            <li key={product.id}>
              <UnstyledButton className="row-card" onClick={() => pick(product)}>
                <span>
                  <strong>{product.name}</strong>
                  <small>{product.sku}</small>
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      {gathered.lines.length === 0 ? (
        <Text>{say("stock.scanHow")}</Text>
      ) : (
        <VirtualRows
          label={label}
          items={gathered.lines}
          keyOf={gatheredKey}
          row={(line) => <GatheredRow line={line} gathered={gathered} withDamaged={withDamaged} />}
        />
      )}
    </div>
  );
}

interface GatheredRowProps {
  readonly line: GatheredLine;
  readonly gathered: Gathered;
  readonly withDamaged: boolean;
}

function GatheredRow({ line, gathered, withDamaged }: GatheredRowProps) {
  const say = useSay();
  const set = (key: "quantityMilli" | "damagedMilli") => (value: string | number) =>
    gathered.set(line, {
      [key]: Math.round(Number(value) * ONE_MILLI) || 0,
      atMs: Date.now(),
    });
  return (
    <div className="row-card" data-product={line.productId}>
      <span>
        <strong>{line.name}</strong>
        {line.area !== undefined && <small>{line.area}</small>}
        {line.expectedMilli !== undefined && (
          <small>{say("stock.expected", { quantity: line.expectedMilli / ONE_MILLI })}</small>
        )}
      </span>
      <NumberInput
        className="small-number"
        size="md"
        min={0}
        hideControls
        decimalScale={3}
        aria-label={say("line.quantity", { name: line.name })}
        value={line.quantityMilli / ONE_MILLI}
        onChange={set("quantityMilli")}
      />
      {withDamaged && (
        <NumberInput
          className="small-number"
          size="md"
          min={0}
          hideControls
          aria-label={say("stock.damagedOf", { name: line.name })}
          placeholder={say("stock.damaged")}
          value={line.damagedMilli === 0 ? "" : line.damagedMilli / ONE_MILLI}
          onChange={set("damagedMilli")}
        />
      )}
      <ActionIcon
        size={48}
        variant="subtle"
        color="gray"
        aria-label={say("line.remove", { name: line.name })}
        onClick={() => gathered.drop(line)}
      >
        ✕
      </ActionIcon>
    </div>
  );
}
