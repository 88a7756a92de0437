// Row 89: figures are written as the store writes them, and the chain chooses its words.
import { expect, test } from "vitest";
import { inChainWords } from "../../../renderer/i18n/chain-words.ts";
import { enGB } from "../../../renderer/i18n/en-GB.ts";
import { digitsOf, formatsFor } from "../../../renderer/i18n/format.ts";
import { messagesFor } from "../../../renderer/i18n/locales.ts";

const AT_MS = Date.UTC(2026, 10, 25, 17, 5);

test.each([
  ["en-GB", "en-GB", "£1,234.50", "25 Nov 2026", "17:05"],
  ["en-GB", "de-AT", "£ 1.234,50", "25 Nov 2026", "17:05"],
  ["en-US", "en-US", "£1,234.50", "Nov 25, 2026", "05:05 PM"],
  ["de", "de-AT", "£ 1.234,50", "25. Nov. 2026", "17:05"],
  ["de", "en-GB", "£1,234.50", "25. Nov. 2026", "17:05"],
])("row 89: %s in a store of %s", (language, store, amount, day, time) => {
  const formats = formatsFor(language, store, "UTC");
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  expect(plain(formats.money(123_450, "GBP"))).toBe(amount);
  expect(plain(formats.day(AT_MS))).toBe(day);
  expect(plain(formats.time(AT_MS))).toBe(time);
});

test("row 89: times are those of the store, wherever the console is", () => {
  expect(formatsFor("en-GB", "en-GB", "Asia/Tokyo").time(AT_MS)).toBe("02:05");
});

test.each([
  ["GBP", 2],
  ["JPY", 0],
  ["KWD", 3],
])("row 89: %s has %i decimals", (currency, digits) => {
  expect(digitsOf(currency)).toBe(digits);
  expect(formatsFor("en-GB", "en-GB").money(10 ** digits, currency)).not.toMatch(/^0/);
});

test("row 89: the chain's words stand in every message, and gaps are left alone", () => {
  const said = inChainWords(enGB, "en-GB", { client: "client", basket: "cart", till: "register" });
  expect(said["basket.empty.title"]).toBe("The cart is empty");
  expect(said["client.new"]).toBe("New client");
  expect(
    Object.values(said).filter((text) => /(?<!\{)\b(customer|basket|till)s?\b/i.test(text)),
  ).toEqual([]);
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name);
  const broken = Object.keys(enGB).filter(
    (id) =>
      String(gaps(said[id as keyof typeof enGB])) !== String(gaps(enGB[id as keyof typeof enGB])),
  );
  expect(broken).toEqual([]);
});

test("row 89: refusals speak the chain's words too, and a chain may go back to British ones", () => {
  const words = { basket: "cart" };
  expect(inChainWords(messagesFor("en-GB"), "en-GB", words)["basket.empty.title"]).toMatch(/cart/);
  const all = inChainWords<Readonly<Record<string, string>>>(messagesFor("en-GB"), "en-GB", words);
  expect(all["refusal.empty-basket"]).toBe("There is nothing in the cart.");
  const american = inChainWords(messagesFor("en-US"), "en-US", { basket: "basket" });
  expect(american["basket.empty.title"]).toBe("The basket is empty");
});

test("row 89: a language that has one word for both keeps it", () => {
  const german = messagesFor("de");
  expect(inChainWords(german, "de", { client: "client" })).toEqual(german);
});
