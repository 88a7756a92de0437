/**
 * The small numbers and texts that a receipt code is made of: writing them and reading them back.
 * What a receipt code holds is receipt-code.ts; the format is docs/engine/receipt-code.md.
 */
import { utf8Decode, utf8Encode } from "../base/bytes.ts";
import { isDigits } from "../base/gtin.ts";

/** How a text is written; the two low bits of its head. */
const UTF8 = 0;
const DIGITS = 1;
const UUID = 2;
const CAPITALS = 3;

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._/";
const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGITS_MAX = 15;
const TEXT_MAX = 255;

export class ByteWriter {
  readonly bytes: number[] = [];

  byte(value: number): void {
    this.bytes.push(value & 0xff);
  }

  /** A whole number from 0 to 2^53 - 1: seven bits a byte, low ones first, the top bit for more. */
  count(value: number): void {
    let left = value;
    while (left >= 128) {
      this.bytes.push((left % 128) | 0x80);
      left = Math.floor(left / 128);
    }
    this.bytes.push(left);
  }

  /** A whole number of either sign up to 2^52: 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
  amount(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(text: string): void {
    if (UUID_FORM.test(text)) {
      this.count(UUID);
      const hex = text.replaceAll("-", "");
      for (let at = 0; at < hex.length; at += 2)
        this.byte(Number.parseInt(hex.slice(at, at + 2), 16));
    } else if (text.length <= DIGITS_MAX && isDigits(text)) {
      this.count(text.length * 4 + DIGITS);
      this.count(Number(text));
    } else if (text !== "" && [...text].every((sign) => ALPHABET.includes(sign))) {
      this.count(text.length * 4 + CAPITALS);
      for (let at = 0; at < text.length; at += 3) {
        const signs = text.slice(at, at + 3).padEnd(3, "0");
        const value = [...signs].reduce((sum, sign) => sum * 40 + ALPHABET.indexOf(sign), 0);
        this.byte(value >> 8);
        this.byte(value);
      }
    } else {
      const bytes = utf8Encode(text);
      this.count(bytes.length * 4 + UTF8);
      this.bytes.push(...bytes);
    }
  }
}

/** Reads what `ByteWriter` wrote. After a step past the end or a wrong form, `broken` stays true. */
export class ByteReader {
  broken = false;
  #at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    this.#at += 1;
    if (value === undefined) this.broken = true;
    return value ?? 0;
  }

  /** A count of at most `max`. */
  count(max = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 8 && !this.broken; index += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > max) this.broken = true;
        return this.broken ? 0 : value;
      }
      scale *= 128;
    }
    this.broken = true;
    return 0;
  }

  amount(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const head = this.count(TEXT_MAX * 4 + 3);
    const size = Math.floor(head / 4);
    if (head % 4 === UUID) return this.#uuid();
    if (head % 4 === DIGITS) return this.#digits(size);
    if (head % 4 === CAPITALS) return this.#capitals(size);
    const text = utf8Decode(this.#take(size));
    if (text === undefined) this.broken = true;
    return text ?? "";
  }

  #uuid(): string {
    const hex = [...this.#take(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  #digits(size: number): string {
    const text = String(this.count()).padStart(size, "0");
    if (size === 0 || text.length > size) this.broken = true;
    return text;
  }

  #capitals(size: number): string {
    let text = "";
    while (text.length < size && !this.broken) {
      const value = this.byte() * 256 + this.byte();
      if (value >= 64_000) this.broken = true;
      text += ALPHABET.charAt(Math.floor(value / 1600));
      text += ALPHABET.charAt(Math.floor(value / 40) % 40) + ALPHABET.charAt(value % 40);
    }
    return text.slice(0, size);
  }

  #take(size: number): Uint8Array {
    const part = this.#bytes.subarray(this.#at, this.#at + size);
    this.#at += size;
    if (part.length !== size) this.broken = true;
    return part;
  }
}
