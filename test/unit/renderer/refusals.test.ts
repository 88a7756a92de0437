// Rows 89 and 24: every refusal is said in every language: what happened, and what to press.
import { createIntl } from "react-intl";
import { describe, expect, test } from "vitest";
import { REFUSAL_AREAS } from "#shared/records/refusals/index.ts";
import { LOCALES, refusalsFor } from "../../../renderer/i18n/locales.ts";
import { refusalMessages } from "../../../renderer/i18n/refusal-words.ts";

const CODES = Object.values(REFUSAL_AREAS).flatMap((area) => Object.keys(area));
const IDS = CODES.flatMap((code) => [`refusal.${code}`, `refusal.act.${code}`]);

describe.each(LOCALES.map(({ code }) => code))("row 89: refusals in %s", (locale) => {
  const messages = refusalsFor(locale);

  test("no code of the registry is missing, and none is left over", () => {
    expect(Object.keys(messages).sort()).toEqual([...IDS].sort());
  });

  test("each is whole sentences, without a code, and is read by the formatter", () => {
    const failures: string[] = [];
    const onError = (error: { readonly message: string }) => failures.push(error.message);
    const intl = createIntl({ locale, messages: { ...messages }, onError });
    for (const id of IDS) {
      const said = intl.formatMessage({ id });
      if (!/[.!؟?]$/.test(said)) failures.push(`${id} is no sentence: ${said}`);
      const code = id.replace(/^refusal\.(act\.)?/, "");
      if (code.includes("-") && said.includes(code)) failures.push(`${id} says its code`);
    }
    expect(failures).toEqual([]);
  });

  test("another language than English is not English", () => {
    const english = refusalsFor("en-GB");
    const same = IDS.filter((id) => messages[id] === english[id]);
    expect(locale.startsWith("en") ? [] : same).toEqual([]);
  });
});

test("a line of the table that is no line is a fault", () => {
  expect(() => refusalMessages("wrong-pin | The PIN is not right.")).toThrow(/wrong-pin/);
});
