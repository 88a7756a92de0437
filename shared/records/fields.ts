/** The small fields that entries, rows and messages are made of, each with its unit and its limits. */
import { z } from "zod";

/** Longest text a person can type into one field. */
const TEXT_CHARACTERS_MAX = 4_000;
/** Most lines one basket may hold; beyond it the engine refuses with `too-many-lines`. */
export const LINES_MAX = 2_000;

/** A UUIDv7 or a stable seed id: letters, digits, `-`, `_`, `.`, `:`; at most 80 characters. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/);
/** Integer minor units of a currency. */
export const minor = z.int();
/** Integer thousandths of a unit. */
export const milli = z.int();
/** UTC milliseconds since 1970. */
export const atMs = z.int();
/** A day of the shop's books, `YYYY-MM-DD`. */
export const businessDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/);
/** A decimal number as text, such as a tax rate in percent. */
export const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/);
/** One line of text a person typed. */
export const shortText = z.string().max(400);
/** Several lines of text a person typed. */
export const longText = z.string().max(TEXT_CHARACTERS_MAX);
/** A position in a stream; 0 is before the first. */
export const position = z.int().min(0);
/** Lower-case hexadecimal SHA-256. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a piece of data came from, so that any sale can be verified at its basis. */
export const versionRef = z.object({ id, position });
export type VersionRef = Readonly<z.infer<typeof versionRef>>;

/** Counted cash: denomination in minor units, as text, to how many of it. */
export const denominations = z.record(z.string().regex(/^\d{1,9}$/), z.int().min(0));

export const postalAddress = z.object({
  name: shortText,
  street: shortText,
  city: shortText,
  postcode: shortText,
  country: shortText,
  phone: shortText.optional(),
});
export type PostalAddress = Readonly<z.infer<typeof postalAddress>>;
