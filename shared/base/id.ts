/**
 * Identifiers: UUID version 7 (RFC 9562), lower case, so that ids of one maker sort by time.
 * Where the time and the random bytes come from is the caller's business.
 */
import { assert } from "./assert.ts";
import { hexEncode } from "./bytes.ts";
import { done, type Result, refuse } from "./result.ts";

/** Gives new ids. Handed in wherever something is created, so that a test or a replay can fix it. */
export interface IdSource {
  /** A new id, never given before. */
  next(): string;
}

const ID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AT_MS_MAX = 0xffff_ffff_ffff;
const RANDOM_BYTES = 10;
const COUNTER_MAX = 0xfff;

/** The UUIDv7 of an instant (`atMs` 0 to 2^48 - 1) and ten random bytes (74 bits are used). */
export function uuidV7(atMs: number, random: Uint8Array): string {
  assert(Number.isSafeInteger(atMs) && atMs >= 0 && atMs <= AT_MS_MAX, "an id's time fits 48 bits");
  assert(random.length >= RANDOM_BYTES, "an id takes ten random bytes");
  const counter = (((random[0] ?? 0) << 8) | (random[1] ?? 0)) & COUNTER_MAX;
  return format(atMs, counter, random);
}

/**
 * A source whose ids grow strictly, also within a millisecond and when the clock steps back: the
 * twelve bits after the version are a counter (RFC 9562 section 6.2, method 1).
 */
export function createIdSource(host: {
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
}): IdSource {
  let lastMs = -1;
  let counter = 0;
  return {
    next() {
      const nowMs = host.now();
      const random = host.random(RANDOM_BYTES);
      if (nowMs > lastMs) {
        lastMs = nowMs;
        // The upper half stays free, so that a millisecond has room for 2,048 more ids.
        counter = (((random[0] ?? 0) << 8) | (random[1] ?? 0)) & (COUNTER_MAX >> 1);
      } else if (counter < COUNTER_MAX) counter += 1;
      else {
        lastMs += 1;
        counter = 0;
      }
      assert(lastMs <= AT_MS_MAX, "an id's time fits 48 bits");
      return format(lastMs, counter, random);
    },
  };
}

/** Whether a value is an id of ours: UUIDv7, lower case, with hyphens. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && value.length === 36 && ID_FORM.test(value);
}

/** The id in a text of either case. Refuses `id-malformed`. */
export function parseId(text: string): Result<string, "id-malformed"> {
  if (text.length !== 36) return refuse("id-malformed");
  const id = text.toLowerCase();
  return ID_FORM.test(id) ? done(id) : refuse("id-malformed");
}

/** The instant in an id, in UTC milliseconds. A hint for people and for sorting, never evidence. */
export function idTimeMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** Sorts ids by time and then by their bits: negative, zero or positive. */
export function compareIds(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function format(atMs: number, counter: number, random: Uint8Array): string {
  const time = atMs.toString(16).padStart(12, "0");
  const variant = (0x80 | ((random[2] ?? 0) & 0x3f)).toString(16);
  const tail = variant + hexEncode(random.subarray(3, RANDOM_BYTES));
  const middle = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
