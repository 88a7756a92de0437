/** A refusal as a person reads it: what happened, what to press, and the figures that go with it. */
import type { RefusalOut } from "#shared/till-api/common.ts";
import { useFormats } from "./format.ts";
import { useLocale, useSay, useSayCode } from "./locales.ts";

/** Facts a refusal may carry, each with a name of its own on the screen. */
const MONEY_FACTS = [
  "limitMinor",
  "leftMinor",
  "dueMinor",
  "missingMinor",
  "inDrawerMinor",
  "saleCapMinor",
  "registerCapMinor",
] as const;

export interface RefusalSaid {
  readonly happened: string;
  /** What is safe and what to press, with the figures that the sentence speaks of. */
  readonly act: string;
}

/** Says a refusal in the language in use; a code that no language has is said as the till said it. */
export function useSayRefusal(): (refusal: RefusalOut) => RefusalSaid {
  const say = useSay();
  const sayCode = useSayCode();
  const { money } = useFormats();
  const { store } = useLocale();
  return (refusal) => {
    const happened = sayCode("refusal", refusal.code, refusal.args) ?? refusal.happened;
    const act = sayCode("refusal.act", refusal.code, refusal.args) ?? refusal.act;
    const { currency } = store;
    const facts = MONEY_FACTS.flatMap((fact) => {
      const minor = refusal.args[fact];
      return typeof minor === "number" && currency !== undefined
        ? [say(`refusal.fact.${fact}`, { amount: money(minor, currency) })]
        : [];
    });
    const { percent } = refusal.args;
    const progress =
      typeof percent === "number" && percent > 0 ? [say("refusal.fact.percent", { percent })] : [];
    return { happened: named(happened, refusal), act: [act, ...facts, ...progress].join(" ") };
  };
}

/** A barcode as a person reads it from the goods; other codes are the till's own. */
const BARCODE = /^\d{6,}$/;

/** What the refusal is about stands first: the product, as its label calls it, or the code read. */
function named(happened: string, { code, args }: RefusalOut): string {
  const { name } = args;
  if (typeof name === "string" && name !== "") return `${name}: ${happened}`;
  const isRead = code === "product-unknown" && BARCODE.test(String(args["code"]));
  return isRead ? `${args["code"]}: ${happened}` : happened;
}
