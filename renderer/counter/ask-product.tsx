/** What a product needs said before it is sold: its price, and of a gift card its number and whether it is new. */
import { Button, Text, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { AmountField } from "../ui/keypad.tsx";
import { useScanInput } from "../ui/use-scans.ts";

interface AskProductProps {
  readonly product: ProductItem;
  readonly currency: string;
  /** A price that is known already, such as a tile's. */
  readonly priceMinor?: number | undefined;
  /** Whether it was added to the basket. */
  readonly onDone: (added: boolean) => void;
}

/** What a product asks that is not known yet; nothing to ask when it can be added at once. */
export function openAsks(product: ProductItem, priceMinor?: number): readonly string[] {
  const known = knownPrice(product, priceMinor);
  return (product.asks ?? []).filter((ask) => ask !== "price" || known === undefined);
}

/** A tile's price, or that of a card which is sold at one amount only. */
function knownPrice(product: ProductItem, priceMinor: number | undefined): number | undefined {
  const isCard = product.asks?.includes("number") === true;
  return priceMinor ?? (isCard ? product.priceMinor : undefined);
}

export function AskProduct({ product, currency, priceMinor, onDone }: AskProductProps) {
  const say = useSay();
  const act = useAct();
  const numberField = useRef<HTMLInputElement>(null);
  const known = knownPrice(product, priceMinor);
  const asks = openAsks(product, priceMinor);
  const asksNumber = asks.includes("number");
  const [typed, setTyped] = useState("");
  const [number, setNumber] = useState("");
  const [card, setCard] = useState<"new" | "top-up">("new");
  const amountMinor = known ?? parseAmount(typed, digitsOf(currency));
  const reference = number.trim();
  const makesNumber = card === "new" && product.makesNumbers === true;
  const hasNumber = !asksNumber || reference !== "" || makesNumber;
  const ready = hasNumber && amountMinor !== undefined && amountMinor > 0;
  useScanInput(async (raw) => {
    if (asksNumber) setNumber(raw);
  });
  const add = async () => {
    if (!ready) return numberField.current?.focus();
    const added = await act((client, actId) =>
      client.sell.add({
        ...{ actId, productId: product.id, quantityMilli: 1000, typedPriceMinor: amountMinor },
        ...(asksNumber ? { card } : {}),
        ...(asksNumber && reference !== "" ? { reference } : {}),
      }),
    );
    if (added !== undefined) onDone(true);
  };
  const primary = (
    <Button
      size="xl"
      className="primary-act"
      disabled={!ready}
      onClick={() => void add()}
      data-testid="add-asked"
    >
      {say(card === "new" ? "suggestion.add" : "ask.topUpAct", { name: product.name })}
    </Button>
  );
  return (
    <Dialog title={product.name} onClose={() => onDone(false)} primary={primary} wide={asksNumber}>
      <div className="two-columns">
        {asks.includes("price") && (
          <AmountField
            label={say("cash.amount")}
            value={typed}
            onValue={setTyped}
            currency={currency}
            onEnter={() => void add()}
          />
        )}
        <div className="stack">
          <KnownPrice minor={known} currency={currency} />
          {asksNumber && (
            <>
              <ChoiceGroup
                label={say("ask.card")}
                value={card}
                onValue={setCard}
                choices={[
                  { value: "new", label: say("ask.card.new") },
                  { value: "top-up", label: say("ask.card.topUp") },
                ]}
              />
              <TextInput
                size="lg"
                ref={numberField}
                autoComplete="off"
                label={say("tender.numberOf", { name: product.name })}
                description={say(makesNumber ? "ask.numberMade" : "ask.numberHow")}
                value={number}
                onChange={(event) => setNumber(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") void add();
                }}
              />
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function KnownPrice({ minor, currency }: { minor: number | undefined; currency: string }) {
  const { money } = useFormats();
  return minor === undefined ? null : (
    <Text size="xl" className="figure">
      {money(minor, currency)}
    </Text>
  );
}
