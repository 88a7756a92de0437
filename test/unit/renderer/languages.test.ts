// Row 89: every language says everything, with the same gaps to fill, and can be read by the formatter.
import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import { EXCEPTIONS } from "#shared/records/exceptions.ts";
import { ar } from "../../../renderer/i18n/ar.ts";
import { de } from "../../../renderer/i18n/de.ts";
import { enGB } from "../../../renderer/i18n/en-GB.ts";
import { enUS } from "../../../renderer/i18n/en-US.ts";
import { es } from "../../../renderer/i18n/es.ts";
import { fr } from "../../../renderer/i18n/fr.ts";
import { it as italian } from "../../../renderer/i18n/it.ts";
import { knownLocale, LOCALES, type MessageId } from "../../../renderer/i18n/locales.ts";

const LANGUAGES = { "en-GB": enGB, "en-US": enUS, de, fr, es, it: italian, ar };
const IDS = Object.keys(enGB) as MessageId[];

test("row 89: the menu of languages is the list of files", () => {
  expect(LOCALES.map((locale) => locale.code)).toEqual(Object.keys(LANGUAGES));
});

test.each(Object.entries(LANGUAGES))(
  "row 89: %s has the keys of British English",
  (_, messages) => {
    expect(Object.keys(messages).sort()).toEqual([...IDS].sort());
  },
);

test.each(Object.entries(LANGUAGES))(
  "row 89: %s fills every gap that British English has",
  (code, messages) => {
    const wrong = IDS.filter((id) => {
      const wanted = gapsOf(enGB[id]);
      return (
        messages[id].trim() === "" ||
        wanted.some((gap) => !gapsOf(messages[id]).includes(gap)) ||
        gapsOf(messages[id]).some((gap) => !wanted.includes(gap))
      );
    });
    expect(wrong, code).toEqual([]);
  },
);

test.each(Object.entries(LANGUAGES))(
  "row 89: each message of %s is read and filled for 0, 1, 2, 5, 11 and 100",
  (code, messages) => {
    const failures: string[] = [];
    const onError = (error: { readonly message: string }) => failures.push(error.message);
    const intl = createIntl({ locale: code, messages: { ...messages }, onError });
    for (const id of IDS) {
      for (const count of [0, 1, 2, 5, 11, 100]) {
        const values = Object.fromEntries(gapsOf(enGB[id]).map((gap) => [gap, count]));
        const said = intl.formatMessage({ id }, values);
        if (said.includes("{")) failures.push(`${id}: ${said}`);
      }
    }
    expect(failures).toEqual([]);
  },
);

test.each(Object.entries(LANGUAGES))(
  "row 90: help and coach of %s name the same keys to press as British English",
  (_, messages) => {
    const told = IDS.filter((id) => id.startsWith("help.") || id.startsWith("coach."));
    const keysOf = (words: string) => words.match(/\[[^\]]+\]/g) ?? [];
    expect(told.flatMap((id) => keysOf(enGB[id])).length).toBeGreaterThan(10);
    const wrong = told.filter((id) => keysOf(messages[id]).join() !== keysOf(enGB[id]).join());
    expect(wrong).toEqual([]);
  },
);

test("row 24: each exception and each answer to it is said in words", () => {
  const wanted = Object.entries(EXCEPTIONS).flatMap(([code, meaning]) => [
    `exception.${code}`,
    ...meaning.choices.map((choice) => `choice.${choice}`),
  ]);
  expect(wanted.filter((id) => !(id in enGB))).toEqual([]);
});

test("screens never say the words of the machinery", () => {
  const banned = /\b(stream|poke|epoch|rail|HLC|entry|replica|overlay|checkpoint)\b/i;
  expect(IDS.filter((id) => banned.test(enGB[id]))).toEqual([]);
});

test.each([
  ["de-AT", "de"],
  ["en", "en-GB"],
  ["ar-EG", "ar"],
  ["pt-BR", undefined],
  [null, undefined],
])("the locale %s is spoken as %s", (asked, spoken) => {
  expect(knownLocale(asked)?.code).toBe(spoken);
});

/** The names of what is filled in, in the order of the alphabet. */
function gapsOf(message: string): readonly string[] {
  const names = [...message.matchAll(/\{(\w+)(?:, plural,|\})/g)].map((match) => match[1] ?? "");
  // What stands in a branch of a plural is a word, not a gap: {once}, {not there}.
  const branches = [...message.matchAll(/(?:=\d+|\bzero|\bone|two|few|many|other) \{(\w+)\}/g)].map(
    (match) => match[1] ?? "",
  );
  return [...new Set(names.filter((name) => !branches.includes(name)))].sort();
}
