// A chain's own words on every screen: all that a screen can say comes from the messages, and where the
// chain chose one word of two, no message says the other.
import { expect, test } from "vitest";
import { inChainWords } from "../../../renderer/i18n/chain-words.ts";
import { LOCALES, messagesFor } from "../../../renderer/i18n/locales.ts";
import { SCREENS } from "../../../renderer/screens.ts";

const CHOICES = [
  ["client", "client", "customer"],
  ["client", "customer", "client"],
  ["basket", "cart", "basket"],
  ["basket", "basket", "cart"],
  ["till", "register", "till"],
  ["till", "till", "register"],
] as const;

const ENGLISH = LOCALES.map(({ code }) => code).filter((code) => code.startsWith("en"));

test.each(ENGLISH.flatMap((locale) => CHOICES.map((choice) => [locale, ...choice] as const)))(
  "in %s, when %s is called %s, no screen and no refusal says %s",
  (locale, key, chosen, other) => {
    const said = inChainWords(messagesFor(locale), locale, { [key]: chosen });
    const banned = new RegExp(`(?<![{\\w])${other}s?(?!\\w)`, "i");
    expect(Object.entries(said).filter(([, text]) => banned.test(text))).toEqual([]);
    expect(Object.values(said).some((text) => new RegExp(`\\b${chosen}`, "i").test(text))).toBe(
      true,
    );
  },
);

test("all three at once, and what is filled in keeps its name", () => {
  const words = { client: "client", basket: "cart", till: "register" };
  const before = messagesFor("en-GB");
  const said = inChainWords(before, "en-GB", words);
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]);
  for (const [id, text] of Object.entries(said)) {
    expect(text, id).not.toMatch(/(?<![{\w])(customer|basket|till)s?(?!\w)/i);
    expect(gaps(text), id).toEqual(gaps(before[id as keyof typeof before]));
  }
  expect(SCREENS.map(({ name }) => said[name]).every((name) => name !== "")).toBe(true);
});

test("a language with one word for both keeps it", () => {
  for (const { code } of LOCALES.filter((one) => !one.code.startsWith("en"))) {
    const messages = messagesFor(code);
    expect(inChainWords(messages, code, { client: "client", till: "register" })).toBe(messages);
  }
});
