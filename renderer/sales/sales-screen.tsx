/** Recent sales: what this counter sold, how each stands, found by any trait, with its details. */
import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { TENDER_KINDS } from "#shared/records/tender.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { digitsOf } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { useGo } from "../ui/go.ts";
import { SaleRows, type SaleTraits, useFoundSales } from "../ui/sale-rows.tsx";
import { RemovedLog } from "./removed-log.tsx";
import { SaleDetails } from "./sale-details.tsx";

const SHOWN_MAX = 100;

export function SalesScreen() {
  const say = useSay();
  const { openId } = useGo();
  const [query, setQuery] = useState("");
  const [traits, setTraits] = useState<SaleTraits | undefined>();
  const [chosen, setChosen] = useState<string | undefined>(openId);
  const page = useLive((client, signal) =>
    client.views.recentSales({ query: "", offset: 0, limit: SHOWN_MAX }, { signal }),
  );
  return (
    <div className="split">
      <section className="stack" aria-label={say("nav.sales")}>
        <TextInput
          size="lg"
          label={say("sales.find")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button
          size="md"
          variant="subtle"
          aria-expanded={traits !== undefined}
          data-testid="sale-traits"
          onClick={() => setTraits(traits === undefined ? {} : undefined)}
        >
          {say("sales.filters")}
        </Button>
        <SeeRemoved />
        {traits === undefined && query.trim() === "" ? (
          <Listed items={page?.items} chosen={chosen} onChoose={setChosen} />
        ) : (
          <>
            {traits !== undefined && <TraitFields traits={traits} onTraits={setTraits} />}
            <FoundByTraits
              query={query}
              traits={traits ?? {}}
              chosen={chosen}
              onChoose={setChosen}
            />
          </>
        )}
      </section>
      <section aria-label={say("receipt.label")}>
        {chosen === undefined ? (
          <Text>{say("sales.choose")}</Text>
        ) : (
          <SaleDetails key={chosen} saleId={chosen} />
        )}
      </section>
    </div>
  );
}

/** For who may see reports: what was taken out of baskets before payment. */
function SeeRemoved() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  if (session?.staff?.permissions.includes("reports") !== true) return null;
  return (
    <>
      <Button size="md" variant="subtle" onClick={() => setOpen(true)} data-testid="see-removed">
        {say("removed.title")}
      </Button>
      {open && (
        <RemovedLog currency={session.store?.currency ?? "EUR"} onDone={() => setOpen(false)} />
      )}
    </>
  );
}

interface ListedProps {
  readonly items: readonly SaleItem[] | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (saleId: string) => void;
}

function Listed({ items, chosen, onChoose }: ListedProps) {
  const say = useSay();
  if (items?.length === 0) return <Text>{say("sales.empty")}</Text>;
  return (
    <div data-testid="sales-list">
      <SaleRows items={items ?? []} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

interface FoundProps {
  readonly query: string;
  readonly traits: SaleTraits;
  readonly chosen: string | undefined;
  readonly onChoose: (saleId: string) => void;
}

function FoundByTraits({ query, traits, chosen, onChoose }: FoundProps) {
  const found = useFoundSales(query, traits);
  return <Listed items={found} chosen={chosen} onChoose={onChoose} />;
}

interface TraitFieldsProps {
  readonly traits: SaleTraits;
  readonly onTraits: (traits: SaleTraits) => void;
}

/** A sale is found without its receipt: by day, amount, card, serial number or tender. */
function TraitFields({ traits, onTraits }: TraitFieldsProps) {
  const say = useSay();
  const [amount, setAmount] = useState("");
  const basket = useLive((client, signal) => client.views.basket(undefined, { signal }));
  const set = (key: keyof SaleTraits, value: string | number | undefined) => {
    const { [key]: _, ...rest } = traits;
    onTraits(value === undefined || value === "" ? rest : { ...rest, [key]: value });
  };
  return (
    <div className="two-columns">
      <TextInput
        type="date"
        size="md"
        label={say("sales.day")}
        value={traits.day ?? ""}
        onChange={(event) => set("day", event.currentTarget.value)}
      />
      <TextInput
        size="md"
        inputMode="decimal"
        label={say("sales.amount")}
        value={amount}
        disabled={basket === undefined}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setAmount(typed);
          // Yen have no decimals and dinars three: the store's currency says how many.
          if (basket !== undefined)
            set("amountMinor", parseAmount(typed, digitsOf(basket.priced.currency)));
        }}
      />
      <TextInput
        size="md"
        inputMode="numeric"
        maxLength={4}
        label={say("sales.lastFour")}
        value={traits.lastFour ?? ""}
        onChange={(event) => set("lastFour", event.currentTarget.value)}
      />
      <TextInput
        size="md"
        label={say("sales.serial")}
        value={traits.serial ?? ""}
        onChange={(event) => set("serial", event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={say("sales.paidWith")}
        value={traits.tenderKind ?? ""}
        onChange={(event) => set("tenderKind", event.currentTarget.value)}
        data={[
          { value: "", label: say("choice.any") },
          ...TENDER_KINDS.map((kind) => ({ value: kind, label: say(`tender.kind.${kind}`) })),
        ]}
      />
    </div>
  );
}
