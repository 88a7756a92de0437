/**
 * One text for one value: JSON with sorted keys, no spaces and whole numbers only, after RFC 8785.
 * What is hashed or signed goes through here. Parsing and schemas do not belong here.
 */
import { AssertionError } from "./assert.ts";
import { done, type Result, refuse } from "./result.ts";

/** Deeper than any record of ours, shallower than the stack of any host. */
const DEPTH_MAX = 64;

export type CanonicalRefusal = "canonical-number" | "canonical-value" | "canonical-depth";

/**
 * The canonical JSON of a value of our own making. Keys sort by UTF-16 code unit, members that are
 * `undefined` are left out, -0 is 0. Asserts what `tryCanonicalJson` refuses.
 * @example canonicalJson({ b: 1, a: [true, null] }) === '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  return canonicalAsItStands(value) ?? write(value, 0);
}

/**
 * The same for a value that came from somewhere else.
 * Refuses `canonical-number` (a number that is not a safe integer), `canonical-value` (what JSON
 * cannot hold: a function, a symbol, a bigint, a class instance, `undefined` in a list or alone)
 * and `canonical-depth` (nested more than 64 levels, which a circular value is too).
 */
export function tryCanonicalJson(value: unknown): Result<string, CanonicalRefusal> {
  try {
    return done(canonicalAsItStands(value) ?? write(value, 0));
  } catch (error) {
    if (error instanceof CanonicalError) return refuse(error.code);
    throw error;
  }
}

/**
 * The canonical JSON of a value that lies in canonical order already, as what was canonical once does
 * when it comes back; then the host's own JSON is the same text, made several times as fast. Nothing
 * when it does not, or when it is no value that JSON holds.
 */
export function canonicalAsItStands(value: unknown): string | undefined {
  return standsInOrder(value, 0) ? JSON.stringify(value) : undefined;
}

/** Whether two values that have a canonical JSON have the same one; neither is written. */
export function isSameCanonically(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return isSameList(left, right);
  const [ours, theirs] = [left as Members, right as Members];
  let more = 0;
  for (const key of Object.keys(ours)) {
    const member = ours[key];
    if (member === undefined) continue;
    if (!Object.hasOwn(theirs, key) || !isSameCanonically(member, theirs[key])) return false;
    more += 1;
  }
  for (const key of Object.keys(theirs)) if (theirs[key] !== undefined) more -= 1;
  return more === 0;
}

type Members = Readonly<Record<string, unknown>>;

function isSameList(left: object, right: object): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (!isSameCanonically(left[index], right[index])) return false;
  }
  return true;
}

/** Plain objects and lists of this realm only: whatever else there is takes the long way. */
function standsInOrder(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isSafeInteger(value);
    case "object":
      if (value === null) return true;
      if (depth >= DEPTH_MAX) return false;
      return Array.isArray(value) ? listInOrder(value, depth) : objectInOrder(value, depth);
    default:
      return false;
  }
}

function listInOrder(list: readonly unknown[], depth: number): boolean {
  if (Object.getPrototypeOf(list) !== Array.prototype) return false;
  for (let index = 0; index < list.length; index += 1) {
    if (!standsInOrder(list[index], depth + 1)) return false;
  }
  return true;
}

function objectInOrder(value: object, depth: number): boolean {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  let before = "";
  for (const key in value) {
    if (key < before || !Object.hasOwn(value, key)) return false;
    before = key;
    if (!standsInOrder((value as Members)[key], depth + 1)) return false;
  }
  return true;
}

class CanonicalError extends AssertionError {
  readonly code: CanonicalRefusal;

  constructor(code: CanonicalRefusal, what: string) {
    super(what);
    this.code = code;
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      if (Number.isSafeInteger(value)) return String(value);
      throw new CanonicalError("canonical-number", `a number is a safe integer: ${value}`);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (depth >= DEPTH_MAX) {
        throw new CanonicalError("canonical-depth", `a value is nested at most ${DEPTH_MAX} deep`);
      }
      return Array.isArray(value) ? writeList(value, depth) : writeObject(value, depth);
    default:
      throw new CanonicalError("canonical-value", `JSON holds the value, a ${typeof value}`);
  }
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    text += (index === 0 ? "" : ",") + write(list[index], depth + 1);
  }
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype = Object.getPrototypeOf(value);
  // Another realm's plain object (a message port, a test runner) has another Object.prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new CanonicalError("canonical-value", "an object is plain");
  }
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(members);
  // What was canonical once comes back in order.
  if (!isSorted(keys)) keys.sort();
  let text = "{";
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text.length === 1 ? "" : ","}${nameOf(key)}${write(member, depth + 1)}`;
  }
  return `${text}}`;
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return false;
  }
  return true;
}

/** Records have few names, and each is written thousands of times. */
const NAMES_MAX = 2_000;
const names = new Map<string, string>();

function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `${JSON.stringify(key)}:`;
  if (names.size < NAMES_MAX) names.set(key, name);
  return name;
}
