/**
 * The checker of fiscal archives: index, chain, rows against entries, closings, seals. It imports
 * nothing but Node's own modules and its own parts, and judges by the format's description alone
 * (docs/fiscal.md). A year is read as a stream.
 */
import { createPublicKey, verify } from "node:crypto";
import { type ChainCheck, checkChain, type Stretch } from "./chain.ts";
import { checkClosings } from "./closings.ts";
import { type CsvRecord, readCsv } from "./csv.ts";
import { COMPARED, type EntryText, type ExpectedRow, expectedRows } from "./expected.ts";
import type { Find, Finding } from "./finding.ts";
import { type DayTotals, openTotals } from "./totals.ts";
import { openZip, type ZipFile } from "./zip.ts";

export interface ArchiveReport {
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly closingsCompared: number;
  /** Closings whose shift began before the archive, so that only the chain vouches for them. */
  readonly closingsBegunBefore: number;
  readonly sealsVerified: number;
  readonly totals: DayTotals;
}

interface Index {
  readonly format: string;
  readonly version: number;
  readonly registers: readonly Stretch[];
  readonly files: readonly {
    readonly name: string;
    readonly rows: number;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

const FINDINGS_MAX = 10_000;
const DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/** Everything that is wrong with an archive; no findings means that it is whole. */
export async function checkArchive(file: string): Promise<ArchiveReport> {
  const findings: Finding[] = [];
  const find: Find = (finding) => {
    if (findings.length < FINDINGS_MAX) findings.push(finding);
  };
  const totals = openTotals();
  let counts = { entries: 0, compared: 0, begunBefore: 0, seals: 0 };
  try {
    const zip = openZip(file);
    const index = await readIndex(zip);
    checkNames(zip, index, find);
    counts = await checkEntries(zip, index, { find, totals });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    find({ code: "archive-unreadable", file, detail });
  }
  return {
    findings,
    entries: counts.entries,
    closingsCompared: counts.compared,
    closingsBegunBefore: counts.begunBefore,
    sealsVerified: counts.seals,
    totals: totals.now(),
  };
}

async function readIndex(zip: ZipFile): Promise<Index> {
  const bytes = zip.read("index.json");
  if (bytes === undefined) throw new Error("index.json is missing");
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const index = JSON.parse(Buffer.concat(pieces).toString("utf8")) as Index;
  if (index.format !== "keepshop-fiscal-archive" || index.version !== 1) {
    throw new Error(`this is not an archive of version 1: ${index.format} ${index.version}`);
  }
  return index;
}

function checkNames(zip: ZipFile, index: Index, find: Find): void {
  const listed = new Set(["index.json", ...index.files.map(({ name }) => name)]);
  for (const name of zip.names) {
    if (!listed.has(name)) find({ code: "file-unlisted", file: name, detail: "not in the index" });
  }
  for (const name of listed) {
    if (!zip.names.includes(name)) find({ code: "file-missing", file: name, detail: "not there" });
  }
}

interface Checking {
  readonly find: Find;
  readonly totals: ReturnType<typeof openTotals>;
}

/** One walk over entries.csv, with the other files beside it; all are in the order of the entries. */
async function checkEntries(zip: ZipFile, index: Index, { find, totals }: Checking) {
  const tables = COMPARED.map((name) => openTable(zip, index, `${name}.csv`, find));
  const entries = openTable(zip, index, "entries.csv", find);
  const closings = checkClosings(find);
  const seals = await openSeals(zip, index, find);
  const chains = new Map<string, ChainCheck>();
  for (const stretch of index.registers) {
    chains.set(stretch.register_id, checkChain(stretch, find));
  }
  for (let row = await entries.next(); row !== undefined; row = await entries.next()) {
    const registerId = row.get("register_id") ?? "";
    const place = { registerId, position: Number(row.get("sequence")) };
    const chain = chains.get(registerId);
    if (chain === undefined) {
      find({ code: "entry-added", file: "entries.csv", ...place, detail: "no such register" });
      continue;
    }
    chain.take(row);
    seals.note(row);
    const text = row.get("text");
    const entry = text === undefined ? undefined : (JSON.parse(text) as EntryText);
    const expected = entry === undefined ? {} : expectedRows(entry);
    for (const table of tables) {
      await table.compare(place, expected[table.name] ?? []);
    }
    if (entry === undefined) continue;
    closings.take(entry, place);
    seals.take(entry, place);
    totals.take(entry);
  }
  for (const chain of chains.values()) chain.end();
  for (const table of [...tables, entries]) await table.end();
  for (const { name } of index.files) {
    const isRead = name === "entries.csv" || COMPARED.some((table) => `${table}.csv` === name);
    if (!isRead) await openTable(zip, index, name, find).skim();
  }
  return { entries: entries.rows(), ...closings.counts(), seals: seals.verified() };
}

/** A file of the archive read once, forward, and held against the index at its end. */
function openTable(zip: ZipFile, index: Index, file: string, find: Find) {
  const bytes = zip.read(file);
  const stream = bytes === undefined ? undefined : readCsv(bytes);
  const listed = index.files.find(({ name }) => name === file);
  let ahead: CsvRecord | undefined;
  let [rows, isOver] = [0, false];

  async function next(): Promise<CsvRecord | undefined> {
    const before = ahead;
    ahead = undefined;
    if (before !== undefined || isOver || stream === undefined) return before;
    const read = await stream.records.next();
    if (read.done === true) isOver = true;
    else rows += 1;
    return read.done === true ? undefined : read.value;
  }

  function holdAgainstIndex(): void {
    if (stream === undefined || listed === undefined) return;
    const is = stream.end();
    if (is.sha256 !== listed.sha256 || is.bytes !== listed.bytes) {
      find({ code: "file-altered", file, detail: "it is not the file that the index names" });
    }
    if (is.rows !== listed.rows) {
      const detail = `${is.rows} rows, the index says ${listed.rows}`;
      find({ code: "file-altered", file, detail });
    }
  }

  async function skim(): Promise<void> {
    while ((await next()) !== undefined);
    holdAgainstIndex();
  }

  return {
    name: file.replace(/\.csv$/, ""),
    next,
    rows: () => rows,
    skim,
    /** The rows of one entry, in order, against what they must be. */
    compare: async (
      place: { readonly registerId: string; readonly position: number },
      expected: readonly ExpectedRow[],
    ): Promise<void> => {
      const found: CsvRecord[] = [];
      for (;;) {
        const row = await next();
        if (row === undefined) break;
        const isHere = row.get("register_id") === place.registerId;
        const sequence = Number(row.get("sequence"));
        if (!isHere || sequence > place.position) {
          ahead = row;
          break;
        }
        if (sequence === place.position) found.push(row);
        else {
          const detail = `row ${rows} belongs to entry ${sequence} and is out of place or of none`;
          find({
            code: "row-extra",
            file,
            registerId: place.registerId,
            position: sequence,
            detail,
          });
        }
      }
      compareRows(found, expected, (code, detail) => find({ code, file, ...place, detail }));
    },
    end: async (): Promise<void> => {
      for (let row = await next(); row !== undefined; row = await next()) {
        const detail = `row ${rows} belongs to no entry of the archive`;
        find({ code: "row-extra", file, position: Number(row.get("sequence")), detail });
      }
      holdAgainstIndex();
    },
  };
}

function compareRows(
  found: readonly CsvRecord[],
  expected: readonly ExpectedRow[],
  say: (code: "row-missing" | "row-extra" | "row-differs", detail: string) => void,
): void {
  if (found.length < expected.length) {
    say("row-missing", `${found.length} rows, the entry has ${expected.length}`);
  }
  if (found.length > expected.length) {
    say("row-extra", `${found.length} rows, the entry has ${expected.length}`);
  }
  for (const [index, wanted] of expected.entries()) {
    const row = found[index];
    if (row === undefined) return;
    for (const [column, value] of Object.entries(wanted)) {
      const said = row.get(column);
      if (said === (value === undefined ? undefined : String(value))) continue;
      const is = `${column} of row ${index + 1} is ${said ?? "missing"}`;
      say("row-differs", `${is}, the entry says ${value ?? "nothing"}`);
    }
  }
}

/** Seals: the signature is the register's, over the closing that lies at its place. */
async function openSeals(zip: ZipFile, index: Index, find: Find) {
  const keys = new Map<string, Set<string>>();
  const bytes = zip.read("keys.csv");
  if (bytes !== undefined) {
    for await (const row of readCsv(bytes).records) {
      const registerId = row.get("register_id") ?? "";
      const known = keys.get(registerId) ?? new Set();
      keys.set(registerId, known.add(row.get("public_key") ?? ""));
    }
  }
  const closings = new Map<string, string>();
  const firsts = new Map(index.registers.map((each) => [each.register_id, each.first_sequence]));
  let verified = 0;
  return {
    verified: () => verified,
    note: (row: CsvRecord): void => {
      if (row.get("kind") !== "shift.closed") return;
      closings.set(`${row.get("register_id")} ${row.get("sequence")}`, row.get("hash") ?? "");
    },
    take: (
      { kind, body }: EntryText,
      place: { readonly registerId: string; readonly position: number },
    ): void => {
      if (kind !== "shift.sealed") return;
      const say = (detail: string): void =>
        find({ code: "seal-invalid", file: "seals.csv", ...place, detail });
      const { sealedSequence, sealedHash, publicKey, signature } = body;
      const isInside = sealedSequence >= (firsts.get(place.registerId) ?? 0);
      const hash = closings.get(`${place.registerId} ${sealedSequence}`);
      if (isInside && hash !== sealedHash) say(`entry ${sealedSequence} is not what was sealed`);
      else if (keys.get(place.registerId)?.has(publicKey) !== true) {
        say("the key is none of the register's");
      } else if (!isSignature({ publicKey, hash: sealedHash, signature })) {
        say(`the signature over entry ${sealedSequence} does not hold`);
      } else verified += 1;
    },
  };
}

function isSignature(seal: {
  readonly publicKey: string;
  readonly hash: string;
  readonly signature: string;
}): boolean {
  const der = Buffer.concat([DER_PREFIX, Buffer.from(seal.publicKey, "hex")]);
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const message = Buffer.from(seal.hash, "hex");
    return verify(null, message, key, Buffer.from(seal.signature, "hex"));
  } catch {
    return false;
  }
}
