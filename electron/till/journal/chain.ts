/**
 * The hash chain over the journal's entries: how a hash is made, and which entry is wrong when the
 * chain does not hold. Reading only.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Crypto } from "#shared/base/crypto.ts";

export type Hasher = Pick<Crypto, "sha256">;

/** A point that is trusted: the genesis, a seal, the head. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

export type ChainProblemKind = "altered" | "removed" | "reordered" | "added";

/** The first entry that is wrong, counted from the newest backwards as far as hashes vouch. */
export interface ChainProblem {
  readonly problem: ChainProblemKind;
  /** The sequence at which something is wrong. */
  readonly position: number;
  /** For `reordered`: the sequence at which the entry that belongs here lies now. */
  readonly foundAt?: number;
}

/**
 * The hash of an entry: SHA-256 over the previous hash and the canonical JSON of the entry without
 * its own hash (DESIGN 4), in lower-case hex.
 */
export function chainHash(hasher: Hasher, previousHash: string, text: string): string {
  return hasher.sha256(previousHash + text);
}

/**
 * Checks that the entries after `from` up to `head` are the ones that were written: each one hashes
 * to what the next one names, nothing is missing, doubled, moved or added. Empty when all is well.
 */
export function checkChain(
  database: DatabaseSync,
  hasher: Hasher,
  points: { readonly from: ChainPoint; readonly head: ChainPoint },
): readonly ChainProblem[] {
  const { from, head } = points;
  let sequence = from.sequence;
  let hash = from.hash;
  const rows = database
    .prepare("SELECT sequence, text, hash FROM entry WHERE sequence > ? ORDER BY sequence")
    .iterate(from.sequence);
  for (const row of rows) {
    sequence += 1;
    const link = linkOf(String(row.text));
    const follows = row.sequence === sequence && link?.sequence === sequence;
    const named = link?.previousHash === hash;
    hash = chainHash(hasher, hash, String(row.text));
    if (!follows || !named || hash !== row.hash) return diagnose(database, hasher, points);
  }
  if (sequence !== head.sequence || hash !== head.hash) return diagnose(database, hasher, points);
  return [];
}

/** What an entry's own text says of its place, or nothing when it is not an entry's text. */
function linkOf(text: string): { sequence: number; previousHash: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    if (!("previousHash" in value) || !("sequence" in value)) return undefined;
    const { sequence, previousHash } = value;
    if (typeof sequence !== "number" || typeof previousHash !== "string") return undefined;
    return { sequence, previousHash };
  } catch {
    return undefined;
  }
}

/**
 * Walks back from the head: an entry that hashes to what its successor names is genuine, and then
 * vouches for the one before it. Where that thread is cut, the stored hash is the next best witness.
 */
function diagnose(
  database: DatabaseSync,
  hasher: Hasher,
  points: { readonly from: ChainPoint; readonly head: ChainPoint },
): readonly ChainProblem[] {
  const { from, head } = points;
  const at = database.prepare("SELECT text, hash FROM entry WHERE sequence = ?");
  const byHash = database.prepare("SELECT sequence FROM entry WHERE hash = ? LIMIT 1");
  const problems: ChainProblem[] = [];
  const extra = database
    .prepare("SELECT sequence FROM entry WHERE sequence > ? ORDER BY sequence")
    .all(head.sequence);
  for (const row of extra) problems.push({ problem: "added", position: Number(row.sequence) });
  let expected: string | undefined = head.hash;
  for (let position = head.sequence; position > from.sequence; position -= 1) {
    const row = at.get(position);
    const text = row === undefined ? "" : String(row.text);
    const link = linkOf(text);
    const stored = row === undefined ? undefined : String(row.hash);
    const wanted: string | undefined = expected ?? stored;
    const inPlace = link?.sequence === position;
    if (inPlace && chainHash(hasher, link.previousHash, text) === wanted && stored === wanted) {
      expected = link.previousHash;
      continue;
    }
    problems.push(
      nameProblem({ position, wanted, holds: link?.sequence, missing: row === undefined }, byHash),
    );
    expected = undefined;
  }
  if (expected !== undefined && expected !== from.hash && from.sequence > 0) {
    problems.push({ problem: "altered", position: from.sequence });
  }
  return problems.reverse();
}

interface Mismatch {
  readonly position: number;
  /** The hash that the entry at this position has to have, when something still vouches for it. */
  readonly wanted: string | undefined;
  /** The sequence that the entry lying here gives itself. */
  readonly holds: number | undefined;
  readonly missing: boolean;
}

function nameProblem(found: Mismatch, byHash: StatementSync): ChainProblem {
  const { position, wanted, holds, missing } = found;
  const elsewhere = wanted === undefined ? undefined : byHash.get(wanted)?.sequence;
  if (typeof elsewhere === "number" && elsewhere !== position) {
    return { problem: "reordered", position, foundAt: elsewhere };
  }
  if (missing) return { problem: "removed", position };
  return { problem: holds === undefined || holds === position ? "altered" : "reordered", position };
}
