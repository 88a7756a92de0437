/** The tax rates of a shop: the country's as a proposal, each to be changed, taken away or added to. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import type { ShopTaxes } from "#shared/hq-api/setup.ts";
import { useSay } from "../i18n/locales.ts";
import type { StepProps } from "./first-shop.tsx";
import { useDraft, useHqAct } from "./use-hq.ts";

type Rate = ShopTaxes["rates"][number];

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function TaxesStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const { value, change } = useDraft<ShopTaxes>(
    "setup-taxes",
    state.taxes ?? { included: true, rates: [] },
  );
  const { rates } = value;
  const put = (at: number, part: Partial<Rate>) =>
    change({ rates: rates.map((rate, index) => (index === at ? { ...rate, ...part } : rate)) });
  const add = () => {
    const code = [...LETTERS].find((letter) => !rates.some((rate) => rate.code === letter)) ?? "X";
    const key = `rate-${code.toLowerCase()}-${rates.length + 1}`;
    change({ rates: [...rates, { key, name: "", rate: "0", code }] });
  };
  const sound = rates.map((rate) => ({ ...rate, rate: rate.rate.replace(",", ".").trim() }));
  const ready =
    sound.length > 0 &&
    sound.every(
      ({ name, rate, code }) =>
        name.trim() !== "" && /^\d{1,3}(\.\d{1,4})?$/.test(rate) && code !== "",
    );
  const save = async () => {
    if ((await act("setupTaxes", { ...value, rates: sound })) !== undefined) await onDone();
  };
  return (
    <form
      className="setup-form setup-wide"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ul className="rows">
        {rates.map((rate, at) => (
          <li key={rate.key} className="row-card" data-rate={rate.key}>
            <TextInput
              size="md"
              label={say("setup.rateName")}
              value={rate.name}
              onChange={(event) => put(at, { name: event.currentTarget.value })}
            />
            <TextInput
              size="md"
              label={say("setup.ratePercent")}
              inputMode="decimal"
              value={rate.rate}
              onChange={(event) => put(at, { rate: event.currentTarget.value })}
            />
            <TextInput
              size="md"
              label={say("setup.rateCode")}
              value={rate.code}
              onChange={(event) =>
                put(at, {
                  code: event.currentTarget.value
                    .toUpperCase()
                    .replaceAll(/[^A-Z0-9]/g, "")
                    .slice(0, 3),
                })
              }
            />
            <Button
              size="md"
              variant="default"
              aria-label={say("line.remove", { name: rate.name })}
              onClick={() => change({ rates: rates.filter((_, index) => index !== at) })}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      <Button size="md" variant="light" onClick={add}>
        {say("setup.addRate")}
      </Button>
      <Checkbox
        size="lg"
        label={say("setup.taxIncluded")}
        checked={value.included}
        onChange={(event) => change({ included: event.currentTarget.checked })}
      />
      <Button size="xl" type="submit" className="primary-act" disabled={!ready}>
        {say("setup.next")}
      </Button>
    </form>
  );
}
