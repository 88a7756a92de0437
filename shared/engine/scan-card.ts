/**
 * The code on a client card: `KC`, eight to sixteen digits, one check digit (ISO 7064, MOD 11,10,
 * which finds every single wrong digit and every swap of neighbours). It names a card, no person.
 */
import { isDigits } from "../base/gtin.ts";
import { done, type Result, refuse } from "../base/result.ts";

const PREFIX = "KC";
const DIGITS_MIN = 8;
const DIGITS_MAX = 16;

/** The code to print on a card. Refuses `client-card-malformed` (not 8 to 16 digits). */
export function clientCardCode(number: string): Result<string, "client-card-malformed"> {
  const fits = number.length >= DIGITS_MIN && number.length <= DIGITS_MAX && isDigits(number);
  return fits ? done(`${PREFIX}${number}${checkOf(number)}`) : refuse("client-card-malformed");
}

/** The card number in a code. Refuses `client-card-malformed`. */
export function readClientCard(code: string): Result<string, "client-card-malformed"> {
  if (!looksLikeClientCard(code)) return refuse("client-card-malformed");
  const number = code.slice(PREFIX.length, -1);
  return checkOf(number) === code.slice(-1) ? done(number) : refuse("client-card-malformed");
}

/** Whether a text has the form of a card's code: anything else that begins with KC is just text. */
export function looksLikeClientCard(code: string): boolean {
  return code.length <= PREFIX.length + DIGITS_MAX + 1 && /^KC\d{9,17}$/.test(code);
}

function checkOf(number: string): string {
  let state = 10;
  for (const digit of number) {
    const sum = (state + Number(digit)) % 10;
    state = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return String((11 - state) % 10);
}
