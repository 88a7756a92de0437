/** The languages of the console. A further one is one more file of messages and one line here. */
import { createContext, useContext } from "react";
import { useIntl } from "react-intl";
import { refusals as arRefusals } from "./ar/refusals.ts";
import { ar } from "./ar.ts";
import type { ChainWords } from "./chain-words.ts";
import { refusals as deRefusals } from "./de/refusals.ts";
import { de } from "./de.ts";
import { enGB } from "./en-GB.ts";
import { enUS } from "./en-US.ts";
import { refusals as esRefusals } from "./es/refusals.ts";
import { es } from "./es.ts";
import { refusals as frRefusals } from "./fr/refusals.ts";
import { fr } from "./fr.ts";
import { refusals as itRefusals } from "./it/refusals.ts";
import { it } from "./it.ts";
import { registryMessages } from "./refusal-words.ts";

export type MessageId = keyof typeof enGB;
export type Messages = Readonly<Record<MessageId, string>>;

export interface LocaleChoice {
  readonly code: string;
  readonly name: string;
  readonly direction: "ltr" | "rtl";
}

export const LOCALES: readonly LocaleChoice[] = [
  { code: "en-GB", name: "English (UK)", direction: "ltr" },
  { code: "en-US", name: "English (US)", direction: "ltr" },
  { code: "de", name: "Deutsch", direction: "ltr" },
  { code: "fr", name: "Français", direction: "ltr" },
  { code: "es", name: "Español", direction: "ltr" },
  { code: "it", name: "Italiano", direction: "ltr" },
  { code: "ar", name: "العربية", direction: "rtl" },
];

const CATALOG: Readonly<Record<string, Messages>> = {
  "en-GB": enGB,
  "en-US": enUS,
  de,
  fr,
  es,
  it,
  ar,
};

const REFUSALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: deRefusals,
  fr: frRefusals,
  es: esRefusals,
  it: itRefusals,
  ar: arRefusals,
};

/** The locale of a code such as `de-AT`: itself, else the language alone; undefined when there is none. */
export function knownLocale(code: string | null): LocaleChoice | undefined {
  const language = code?.split("-")[0];
  return (
    LOCALES.find((locale) => locale.code === code) ??
    LOCALES.find((locale) => locale.code.split("-")[0] === language)
  );
}

/** The locale of a code, or the first one. */
export function localeOf(code: string | null): LocaleChoice {
  return knownLocale(code) ?? (LOCALES[0] as LocaleChoice);
}

/** All messages of a locale; what it lacks is said in English rather than left out. */
export function messagesFor(code: string): Messages {
  return { ...enGB, ...(CATALOG[code] ?? {}), ...refusalsFor(code) };
}

/** Refusals in words, by `refusal.<code>` and `refusal.act.<code>`; English is the registry's own. */
export function refusalsFor(code: string): Readonly<Record<string, string>> {
  return REFUSALS[code] ?? registryMessages();
}

/** What the store says about how this console speaks and writes figures. */
export interface StoreHabits {
  /** How the store writes dates, numbers and money, such as `de-AT`. */
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
  readonly words?: ChainWords | undefined;
}

export interface LocaleState {
  readonly choice: LocaleChoice;
  readonly store: StoreHabits;
  readonly choose: (code: string) => void;
  /**
   * Takes the language this person chose here before, else the one HQ keeps for the person, else what
   * was chosen in this browser, else the store's.
   */
  readonly follow: (who: {
    readonly personId?: string | undefined;
    readonly language?: string | undefined;
    readonly store?: StoreHabits | undefined;
  }) => void;
}

export const CatalogContext = createContext<LocaleState>({
  choice: localeOf(null),
  store: {},
  choose: () => undefined,
  follow: () => undefined,
});

/** The language in use, and how to choose another. */
export function useLocale(): LocaleState {
  return useContext(CatalogContext);
}

export type Say = (
  id: MessageId,
  values?: Readonly<Record<string, string | number | boolean>>,
) => string;

/** Says a message in the language in use. */
export function useSay(): Say {
  const intl = useIntl();
  return (id, values) =>
    intl.formatMessage({ id }, values === undefined ? undefined : { ...values });
}

/** Says a code that comes as data, such as `refusal.wrong-pin`; undefined when no language has it. */
export function useSayCode(): (
  prefix: string,
  code: string,
  values?: Readonly<Record<string, string | number | boolean>>,
) => string | undefined {
  const intl = useIntl();
  return (prefix, code, values) => {
    const id = `${prefix}.${code}`;
    if (!Object.hasOwn(intl.messages, id)) return undefined;
    return intl.formatMessage({ id }, values === undefined ? undefined : { ...values });
  };
}

/** A tender in the reader's words; one that the shop made up is called as the shop calls it. */
export function useTenderName(): (leg: { readonly kind: string; readonly name: string }) => string {
  const sayCode = useSayCode();
  return ({ kind, name }) => (kind === "other" ? name : (sayCode("tender.kind", kind) ?? name));
}
