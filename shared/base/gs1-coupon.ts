/**
 * The two North American coupon codes that GS1 data can carry: identifier 8110 (GS1 US, "North
 * American Coupon Application Guideline") and 8112 (positive offer file). Form only: what a coupon
 * takes off is an offer of the shop's.
 */
import { readGs1Date } from "./gs1-date.ts";
import { isDigits } from "./gtin.ts";

/** Whether the digits are a coupon code of identifier 8110. */
export function isCoupon(text: string, today: string): boolean {
  if (!isDigits(text)) return false;
  const reader = new DigitReader(text);
  if (!reader.sized("0", "6", 6) || !reader.take(6)) return false;
  if (!reader.sized("1", "5", 0) || !purchase(reader)) return false;
  if (reader.skipIf("1") && !(reader.oneOf("0123") && purchase(reader) && company(reader))) {
    return false;
  }
  if (reader.skipIf("2") && !(purchase(reader) && company(reader))) return false;
  let expiry: string | undefined;
  if (reader.skipIf("3")) {
    expiry = reader.text(6);
    if (!isDate(expiry, today)) return false;
  }
  if (reader.skipIf("4")) {
    const start = reader.text(6);
    if (!isDate(start, today) || (expiry !== undefined && start > expiry)) return false;
  }
  if (reader.skipIf("5") && !reader.sized("0", "9", 6)) return false;
  if (reader.skipIf("6") && !reader.sized("1", "7", 6)) return false;
  if (reader.skipIf("9")) {
    const flags = reader.oneOf("01256") && reader.oneOf("012") && reader.take(1);
    if (!flags || !reader.oneOf("01")) return false;
  }
  return reader.atEnd();
}

/** Whether the digits are a coupon code of identifier 8112. */
export function isPositiveOffer(text: string): boolean {
  if (!isDigits(text)) return false;
  const reader = new DigitReader(text);
  const head = reader.oneOf("01") && reader.sized("0", "6", 6) && reader.take(6);
  return head && reader.sized("0", "9", 6) && reader.atEnd();
}

/** Requirement with its length, requirement code, family code. */
function purchase(reader: DigitReader): boolean {
  return reader.sized("1", "5", 0) && reader.oneOf("012349") && reader.take(3);
}

/** A company prefix with its length, or 9 for "as the first". */
function company(reader: DigitReader): boolean {
  return reader.skipIf("9") || reader.sized("0", "6", 6);
}

function isDate(text: string, today: string): boolean {
  return readGs1Date(text, { today, dayZero: false }).ok;
}

/** Walks over digits; every step says whether it could be taken. */
class DigitReader {
  #at = 0;
  readonly #digits: string;

  constructor(digits: string) {
    this.#digits = digits;
  }

  take(count: number): boolean {
    this.#at += count;
    return this.#at <= this.#digits.length;
  }

  text(count: number): string {
    const part = this.#digits.slice(this.#at, this.#at + count);
    this.#at += count;
    return part;
  }

  oneOf(digits: string): boolean {
    const digit = this.text(1);
    return digit !== "" && digits.includes(digit);
  }

  skipIf(digit: string): boolean {
    if (this.#digits.charAt(this.#at) !== digit) return false;
    this.#at += 1;
    return true;
  }

  /** A length digit from `low` to `high`, then that many digits plus `more`. */
  sized(low: string, high: string, more: number): boolean {
    const digit = this.text(1);
    return digit !== "" && digit >= low && digit <= high && this.take(Number(digit) + more);
  }

  atEnd(): boolean {
    return this.#at === this.#digits.length;
  }
}
