/**
 * One entry: one act of one till, chained to the one before. Written once to the journal, pushed to
 * the server, never changed. This file holds the envelope; `entries/` holds the body of each kind.
 */
import { z } from "zod";
import { done, type Result, refuse } from "../base/result.ts";
import { type EntryBodies, type EntryKind, entryBodies } from "./entries/index.ts";
import { atMs, businessDate, hash, id, position } from "./fields.ts";
import { type Fits, fitsOf } from "./fits.ts";

/** The hash before the first entry of a register. */
export const GENESIS_HASH = "0".repeat(64);

/** Checkpoints a basket was priced at: stream -> epoch and position. Enough to verify and replay. */
const basis = z.record(z.string(), z.object({ epoch: z.string(), position }));
export type Basis = Readonly<z.infer<typeof basis>>;

export const entryEnvelope = z.object({
  id,
  registerId: id,
  sequence: z.int().min(1),
  kind: z.string().max(60),
  version: z.int().min(1),
  storeId: id,
  shiftId: id.optional(),
  staffId: id,
  at: atMs,
  businessDate,
  hlc: z.string().max(60),
  engineVersion: z.int().min(1),
  basis,
  body: z.record(z.string(), z.unknown()),
  previousHash: hash,
  hash,
});

/** An entry whose kind may be unknown to this version. */
export type AnyEntry = Readonly<Omit<z.infer<typeof entryEnvelope>, "body">> & {
  readonly body: Readonly<Record<string, unknown>>;
};

/** An entry of a known kind with its typed body. */
export type Entry<Kind extends EntryKind = EntryKind> = {
  [K in Kind]: Omit<AnyEntry, "kind" | "body"> & {
    readonly kind: K;
    readonly body: EntryBodies[K];
  };
}[Kind];

/** What an act hands to the journal, which adds sequence, previous hash and hash. */
export type EntryDraft<Kind extends EntryKind = EntryKind> = {
  [K in Kind]: Omit<AnyEntry, "kind" | "body" | "sequence" | "previousHash" | "hash"> & {
    readonly kind: K;
    readonly body: EntryBodies[K];
  };
}[Kind];

/** Whether this version knows the kind. Unknown kinds are stored and skipped, never refused. */
export function isKnownKind(kind: string): kind is EntryKind {
  return Object.hasOwn(entryBodies, kind);
}

/** Narrows an entry to one kind without looking at its body again. */
export function isEntryOf<Kind extends EntryKind>(
  entry: AnyEntry,
  kind: Kind,
): entry is AnyEntry & Entry<Kind> {
  return entry.kind === kind;
}

/**
 * Checks an entry that came over a wire or from a file: envelope always, body when the kind is known.
 * Refusals: `malformed-entry` with the position of the first fault.
 */
export function parseEntry(value: unknown): Result<AnyEntry, "malformed-entry"> {
  const envelope = entryEnvelope.safeParse(value);
  if (!envelope.success) return refuse("malformed-entry", undefined, where(envelope.error));
  const entry: AnyEntry = envelope.data;
  if (!isKnownKind(entry.kind)) return done(entry);
  const body = entryBodies[entry.kind].safeParse(entry.body);
  if (!body.success)
    return refuse("malformed-entry", { kind: entry.kind }, `body.${where(body.error)}`);
  return done(entry);
}

const fitsEnvelope = fitsOf(entryEnvelope);
const fitsBody = new Map<string, Fits>(
  Object.entries(entryBodies).map(([kind, schema]) => [kind, fitsOf(schema)]),
);

/** Whether a value has the envelope of an entry, whatever its kind and body. */
export function hasEnvelope(value: unknown): value is AnyEntry {
  return fitsEnvelope(value) || entryEnvelope.safeParse(value).success;
}

/** Whether `parseEntry` would take a value; quicker, for who needs no copy and not the fault. */
export function isEntry(value: unknown): value is AnyEntry {
  if (!fitsEnvelope(value)) return parseEntry(value).ok;
  const { kind, body } = value as AnyEntry;
  const fits = fitsBody.get(kind);
  return fits === undefined || fits(body) || parseEntry(value).ok;
}

function where(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join(".") ?? "";
}
