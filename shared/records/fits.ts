/**
 * Whether a value passes a schema, asked the quick way: for values that are only looked at, where the
 * copy and the fault that a schema gives are not wanted. What it does not understand of a schema it
 * answers with no, so a yes is the schema's own yes and a no means: ask the schema.
 */
import type { z } from "zod";

/** True only when the schema takes the value. False: it may or may not. */
export type Fits = (value: unknown) => boolean;

/** The inside of a schema as zod describes it; members depend on `type`. */
interface Inside {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly check?: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly catchall?: unknown;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly inclusive?: boolean;
  readonly discriminator?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
}

interface Check {
  readonly check: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly discriminator?: string;
}

const NEVER: Fits = () => false;

/**
 * The quick question for a schema, made once.
 * @example fitsOf(z.object({ id }))({ id: "a" }) === true
 */
export function fitsOf(schema: z.core.$ZodType): Fits {
  const inside = insideOf(schema);
  const kind = KINDS[inside.type];
  return kind?.(inside) ?? NEVER;
}

function insideOf(schema: z.core.$ZodType): Inside {
  return schema._zod.def as unknown as Inside;
}

/** Schemas by what they are; a kind that is not here, or has a check not known here, never fits. */
const KINDS: Readonly<Record<string, (inside: Inside) => Fits | undefined>> = {
  string: stringFits,
  number: numberFits,
  boolean: (inside) => (isBare(inside) ? (value) => typeof value === "boolean" : undefined),
  enum: (inside) => amongFits(inside, Object.values(inside.entries ?? {})),
  literal: (inside) => amongFits(inside, inside.values ?? []),
  unknown: (inside) => (isBare(inside) ? (value) => value !== undefined : undefined),
  optional: (inside) => orAbsent(inside),
  default: (inside) => orAbsent(inside),
  nullable: (inside) => {
    if (!isBare(inside)) return undefined;
    const fits = innerFits(inside);
    return (value) => value === null || fits(value);
  },
  array: arrayFits,
  object: objectFits,
  record: recordFits,
  union: (inside) => {
    // One and only one of several: where no member decides, all would have to be asked.
    const isExclusive = inside.inclusive === false && inside.discriminator === undefined;
    if (!isBare(inside) || isExclusive) return undefined;
    const options = (inside.options ?? []).map(fitsOf);
    return (value) => options.some((fits) => fits(value));
  },
};

function isBare({ checks }: Inside): boolean {
  return checks === undefined || checks.length === 0;
}

function innerFits({ innerType }: Inside): Fits {
  return innerType === undefined ? NEVER : fitsOf(innerType);
}

function orAbsent(inside: Inside): Fits | undefined {
  if (!isBare(inside)) return undefined;
  const fits = innerFits(inside);
  return (value) => value === undefined || fits(value);
}

function amongFits(inside: Inside, values: readonly unknown[]): Fits | undefined {
  if (!isBare(inside)) return undefined;
  const among = new Set(values.filter((each) => typeof each === "string"));
  return (value) => typeof value === "string" && among.has(value);
}

function stringFits(inside: Inside): Fits | undefined {
  if (inside.check !== undefined) return undefined;
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  const patterns: RegExp[] = [];
  for (const { _zod } of inside.checks ?? []) {
    const { check, format, pattern, minimum, maximum } = _zod.def;
    const isPattern = check === "string_format" && format === "regex" && pattern !== undefined;
    // A pattern that remembers where it stopped would answer differently the next time.
    if (isPattern && !pattern.global && !pattern.sticky) patterns.push(pattern);
    else if (check === "min_length") least = Math.max(least, minimum ?? 0);
    else if (check === "max_length") most = Math.min(most, maximum ?? 0);
    else return undefined;
  }
  const [pattern, ...others] = patterns;
  if (others.length > 0) return undefined;
  return (value) =>
    typeof value === "string" &&
    value.length >= least &&
    value.length <= most &&
    (pattern === undefined || pattern.test(value));
}

function numberFits(inside: Inside): Fits | undefined {
  const isInteger = inside.check === "number_format" && inside.format === "safeint";
  if (inside.check !== undefined && !isInteger) return undefined;
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (const { _zod } of inside.checks ?? []) {
    const { check, value = Number.NaN, inclusive } = _zod.def;
    if (typeof value !== "number") return undefined;
    // Whole numbers above an excluded whole bound are those from the next one on.
    const step = inclusive === true ? 0 : 1;
    if (step === 1 && !(isInteger && Number.isSafeInteger(value))) return undefined;
    if (check === "greater_than") least = Math.max(least, value + step);
    else if (check === "less_than") most = Math.min(most, value - step);
    else return undefined;
  }
  return (value) =>
    typeof value === "number" &&
    (isInteger ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
    value >= least &&
    value <= most;
}

function arrayFits(inside: Inside): Fits | undefined {
  const { element } = inside;
  if (element === undefined) return undefined;
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const { _zod } of inside.checks ?? []) {
    const { check, minimum, maximum } = _zod.def;
    if (check === "min_length") least = Math.max(least, minimum ?? 0);
    else if (check === "max_length") most = Math.min(most, maximum ?? 0);
    else return undefined;
  }
  const fits = fitsOf(element);
  return (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return false;
    for (let index = 0; index < value.length; index += 1) if (!fits(value[index])) return false;
    return true;
  };
}

function objectFits(inside: Inside): Fits | undefined {
  const { shape } = inside;
  if (shape === undefined || inside.catchall !== undefined || !isBare(inside)) return undefined;
  const keys = Object.keys(shape);
  const members = Object.values(shape).map(fitsOf);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    for (let index = 0; index < keys.length; index += 1) {
      if (members[index]?.(given[keys[index] ?? ""]) !== true) return false;
    }
    return true;
  };
}

function recordFits(inside: Inside): Fits | undefined {
  const { keyType, valueType } = inside;
  if (keyType === undefined || valueType === undefined || !isBare(inside)) return undefined;
  // Keys of a closed list must all be there: the schema knows how.
  if (insideOf(keyType).type !== "string") return undefined;
  const fitsKey = fitsOf(keyType);
  const fits = fitsOf(valueType);
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    const given = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(given)) {
      if (key === "__proto__" || !fitsKey(key) || !fits(given[key])) return false;
    }
    return true;
  };
}
