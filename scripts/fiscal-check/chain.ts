/**
 * Whether the entries of a register are the ones that were written: each hashes to what the next one
 * names, none is missing, moved, doubled or changed. Part of the checker: only Node's own modules.
 */
import { hash } from "node:crypto";
import type { CsvRecord } from "./csv.ts";
import type { Find } from "./finding.ts";

/** A register's stretch as the index says it. */
export interface Stretch {
  readonly register_id: string;
  readonly first_sequence: number;
  readonly last_sequence: number;
  readonly previous_hash: string;
  readonly last_hash: string;
}

export interface ChainCheck {
  /** Takes the register's next row of entries.csv, in the order of the file. */
  readonly take: (row: CsvRecord) => void;
  /** Says what is missing at the end. */
  readonly end: () => void;
}

const FILE = "entries.csv";
const GENESIS = "0".repeat(64);
/** Missing numbers that are named one by one; beyond it the gap is named as one. */
const NAMED_MAX = 1_000;

/** The check of one register. */
export function checkChain(stretch: Stretch, find: Find): ChainCheck {
  const { register_id: registerId } = stretch;
  const missing = new Set<number>();
  const named = new Set<number>();
  let expected = stretch.first_sequence;
  let lastHash: string | undefined = stretch.previous_hash;
  const say = (code: Parameters<Find>[0]["code"], position: number, detail: string): void => {
    if (code === "entry-altered" && named.has(position)) return;
    named.add(position);
    find({ code, file: FILE, registerId, position, detail });
  };
  if (expected === 1 && stretch.previous_hash !== GENESIS) {
    say("entry-altered", 1, "the first entry of a register follows nothing");
  }

  function gap(upTo: number): void {
    if (upTo - expected > NAMED_MAX) {
      say("entry-removed", expected, `entries ${expected} to ${upTo - 1} are missing`);
    } else for (let at = expected; at < upTo; at += 1) missing.add(at);
    // What the missing entry hashed to is not known any more.
    lastHash = undefined;
  }

  return {
    take: (row) => {
      const sequence = Number(row.get("sequence"));
      checkHash(row, sequence, say);
      if (sequence < expected) {
        if (missing.delete(sequence)) say("entry-reordered", sequence, "it lies after a later one");
        else say("entry-added", sequence, "its number is there already");
        return;
      }
      if (sequence > expected) gap(sequence);
      if (lastHash !== undefined && row.get("previous_hash") !== lastHash) {
        const before = sequence - 1;
        if (!named.has(sequence)) {
          say("entry-altered", Math.max(before, 1), "it is not the one that the next entry names");
        }
      }
      lastHash = row.get("hash");
      expected = sequence + 1;
    },
    end: () => {
      if (expected <= stretch.last_sequence) gap(stretch.last_sequence + 1);
      for (const position of missing) say("entry-removed", position, "it is missing");
      if (missing.size === 0 && lastHash !== undefined && lastHash !== stretch.last_hash) {
        say("entry-altered", stretch.last_sequence, "it is not the one that the index names");
      }
    },
  };
}

/** A row against its own text: the hash, and what the columns repeat. */
function checkHash(
  row: CsvRecord,
  sequence: number,
  say: (code: "entry-altered", position: number, detail: string) => void,
): void {
  const text = row.get("text");
  if (text === undefined) return;
  if (hash("sha256", `${row.get("previous_hash")}${text}`) !== row.get("hash")) {
    say("entry-altered", sequence, "its text does not hash to its hash");
    return;
  }
  const entry = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const repeated: readonly (readonly [column: string, field: string])[] = [
    ["register_id", "registerId"],
    ["sequence", "sequence"],
    ["id", "id"],
    ["kind", "kind"],
    ["business_date", "businessDate"],
    ["at", "at"],
    ["staff_id", "staffId"],
    ["previous_hash", "previousHash"],
  ];
  const said = (field: string): string =>
    field === "at" ? new Date(Number(entry[field])).toISOString() : String(entry[field]);
  for (const [column, field] of repeated) {
    if (said(field) === row.get(column)) continue;
    say("entry-altered", sequence, `${column} is "${row.get(column)}", its text says another`);
  }
}
