/** The row of the tender sheet that rounds the total up for a good cause, and takes that back. */
import { Button, Text } from "@mantine/core";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";

/** One press on, one press off; nothing where the shop does not offer it or the total is round. */
export function RoundUp({ basket }: { readonly basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const { roundUp, openPayment } = basket;
  const isOff = roundUp === undefined || openPayment !== undefined;
  const press = () =>
    act((client, actId) => client.tender.roundUp({ actId, on: roundUp?.on !== true }));
  useHotkey((event) => {
    if (event.key !== "F9" || isOff) return false;
    void press();
    return true;
  });
  if (roundUp === undefined) return null;
  const { name, on } = roundUp;
  const amount = money(roundUp.amountMinor, basket.priced.currency);
  return (
    <div className="stack">
      <Button
        size="lg"
        variant={on ? "light" : "default"}
        fullWidth
        disabled={isOff}
        aria-pressed={on}
        aria-describedby="round-up-for"
        onClick={() => void press()}
        data-testid="round-up"
      >
        {on ? `${say("tender.roundedUp", { amount })} ✕` : say("tender.roundUp", { amount })}{" "}
        <kbd className="key-hint">F9</kbd>
      </Button>
      <Text size="sm" ta="center" id="round-up-for">
        {name}
      </Text>
    </div>
  );
}
