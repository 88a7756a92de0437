/** Who the shop is: name, address, tax number, currency; the country proposes the rest. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { COUNTRY_PRESETS, presetOf } from "#shared/hq-api/country-presets.ts";
import type { ShopBasics } from "#shared/hq-api/setup.ts";
import { LOCALES, useLocale, useSay } from "../i18n/locales.ts";
import type { StepProps } from "./first-shop.tsx";
import { useDraft, useHqAct } from "./use-hq.ts";

const FIELDS = ["legalName", "shopName", "street", "postcode", "city", "phone"] as const;
const NEEDED: readonly string[] = ["legalName", "street", "city"];
const CURRENCIES = [
  "EUR",
  "GBP",
  "USD",
  "CHF",
  "DKK",
  "SEK",
  "NOK",
  "PLN",
  "CZK",
  "AED",
  "SAR",
  "EGP",
  "MAD",
];

export function BusinessStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const { choice } = useLocale();
  const { value, change } = useDraft<ShopBasics>(
    "setup-business",
    state.basics ?? begin(choice.code),
  );
  const regions = new Intl.DisplayNames([choice.code], { type: "region" });
  const country = (code: string) => {
    const { currency, locale, timeZone, taxNumberKind } = presetOf(code);
    change({ country: code, currency, locale, timeZone, taxNumberKind });
  };
  const ready =
    value.legalName.trim() !== "" && value.street.trim() !== "" && value.city.trim() !== "";
  const save = async () => {
    if ((await act("setupShop", value)) !== undefined) await onDone();
  };
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NativeSelect
        size="lg"
        label={say("setup.country")}
        value={value.country}
        data={COUNTRY_PRESETS.map((one) => ({
          value: one.country,
          label: regions.of(one.country) ?? one.country,
        }))}
        onChange={(event) => country(event.currentTarget.value)}
      />
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          size="lg"
          label={say(`setup.${field}`)}
          required={NEEDED.includes(field)}
          value={value[field]}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        size="lg"
        label={say("setup.taxNumber", { kind: value.taxNumberKind })}
        value={value.taxNumber}
        onChange={(event) => change({ taxNumber: event.currentTarget.value })}
      />
      <NativeSelect
        size="lg"
        label={say("setup.currency")}
        value={value.currency}
        data={[...new Set([value.currency, ...CURRENCIES])]}
        onChange={(event) => change({ currency: event.currentTarget.value })}
      />
      <NativeSelect
        size="lg"
        label={say("setup.language")}
        value={value.locale}
        data={LOCALES.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => change({ locale: event.currentTarget.value })}
      />
      <Button size="xl" type="submit" className="primary-act" disabled={!ready}>
        {say("setup.next")}
      </Button>
    </form>
  );
}

/** The country that speaks as this page does, and the clock of this machine. */
function begin(language: string): ShopBasics {
  const preset = COUNTRY_PRESETS.find(({ locale }) => locale === language) ?? presetOf("GB");
  const { country, currency, locale, taxNumberKind } = preset;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || preset.timeZone;
  const empty = {
    legalName: "",
    shopName: "",
    street: "",
    postcode: "",
    city: "",
    phone: "",
    taxNumber: "",
  };
  return { ...empty, country, currency, locale, timeZone, taxNumberKind };
}
