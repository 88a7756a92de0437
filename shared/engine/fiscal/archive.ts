/**
 * The fiscal archive: the entries of one or more registers over some business days as CSV files and an
 * index in one ZIP. Rows go out as entries come in, so a year needs no more memory than a day. Hashing,
 * compressing and scratch space are the host's (till and server); columns and rows are beside this.
 */
import type { ArchiveHost } from "../../base/archive-host.ts";
import { utf8Encode } from "../../base/bytes.ts";
import { type CsvCell, csvLine } from "../../base/csv.ts";
import { type ZipEntry, zipDirectory, zipFileHead } from "../../base/zip.ts";
import { type AnyEntry, parseEntry } from "../../records/entry.ts";
import type { SettingBody } from "../../records/settings/index.ts";
import type { FiscalTable } from "./columns.ts";
import { instantText, type RowTaker } from "./place.ts";
import { fiscalRows } from "./rows.ts";
import {
  FISCAL_KINDS,
  FISCAL_TABLE_NAMES,
  FISCAL_TABLES,
  type FiscalRow,
  type FiscalTableName,
} from "./tables.ts";

/** What is known of the store around its entries, when the archive is made. */
export interface FiscalMaster {
  readonly storeId: string;
  readonly store: SettingBody<"store"> | undefined;
  readonly legalEntity: SettingBody<"legal-entity"> | undefined;
  readonly register: (registerId: string) => SettingBody<"register"> | undefined;
  readonly keys: readonly SettingBody<"device-key">[];
  /** The name on the receipt of a person who did something in the span. */
  readonly staffName: (staffId: string) => string | undefined;
  readonly taxes: readonly { readonly id: string; readonly body: SettingBody<"tax"> }[];
}

export interface ArchiveOptions {
  readonly host: ArchiveHost;
  readonly master: FiscalMaster;
  /** Business days, both inclusive. */
  readonly span: { readonly from: string; readonly to: string };
  /** Which side made it, and with which version. */
  readonly madeBy: { readonly side: "till" | "server"; readonly software: string };
  readonly nowMs: number;
}

/** An entry and the very text that its hash was made of. */
export interface ArchivedEntry {
  readonly entry: AnyEntry;
  readonly text: string;
}

/** What an archive holds, for the sentence at its end. */
export interface ArchiveSummary {
  readonly entries: number;
  readonly receipts: number;
  readonly closings: number;
}

export interface FiscalArchive {
  /** Takes the next entry: registers one after another, each in its own order. */
  readonly add: (archived: ArchivedEntry) => void;
  /** Takes an entry that came twice under one number, from a copied disk: kept beside the chain. */
  readonly addBeside: (archived: ArchivedEntry) => void;
  /** The archive's bytes; after this nothing can be added. */
  readonly finish: () => Iterable<Uint8Array>;
  readonly summary: () => ArchiveSummary;
}

const FISCAL_FORMAT = "keepshop-fiscal-archive";
const FISCAL_FORMAT_VERSION = 1;

/** Text gathered for a file before it is compressed: large enough to compress well. */
const PIECE_CHARACTERS = 262_144;

/** Begins an archive with the master data. */
export function openFiscalArchive(options: ArchiveOptions): FiscalArchive {
  const { host, nowMs } = options;
  const files = new Map<FiscalTableName, TableFile>();
  for (const name of FISCAL_TABLE_NAMES) files.set(name, openTableFile(host, name));
  const spans: RegisterSpan[] = [];
  const staffSeen = new Set<string>();
  const productsSeen = new Set<string>();

  const take: RowTaker = (table, row) => {
    const line = lineOf(table, row);
    if (table === "products") {
      if (productsSeen.has(line)) return;
      productsSeen.add(line);
    }
    files.get(table)?.add(line);
  };
  return {
    add: ({ entry, text }) => {
      spanOf(spans, entry);
      staffSeen.add(entry.staffId);
      take("entries", entryRow(entry, text));
      if (FISCAL_KINDS.has(entry.kind) && parseEntry(entry).ok) fiscalRows(entry, take);
    },
    addBeside: ({ entry, text }) => take("copies", { ...entryRow(entry, text), text }),
    finish: function* () {
      masterRows(options.master, { spans, staffIds: [...staffSeen].sort() }, take);
      const ends = FISCAL_TABLE_NAMES.map((name) => ({
        name,
        ...(files.get(name) as TableFile).end(),
      }));
      const index = utf8Encode(`${JSON.stringify(indexOf(options, spans, ends), null, 2)}\n`);
      const packed = host.deflate(index, true);
      const entries: ZipEntry[] = [
        {
          name: "index.json",
          crc32: host.crc32(index, 0),
          plainBytes: index.length,
          packedBytes: packed.length,
          atMs: nowMs,
        },
        ...ends.map(({ name, crc32, bytes, packedBytes }) => ({
          name: `${name}.csv`,
          crc32,
          plainBytes: bytes,
          packedBytes,
          atMs: nowMs,
        })),
      ];
      for (const entry of entries) {
        yield zipFileHead(entry);
        if (entry.name === "index.json") yield packed;
        else yield* host.read(entry.name);
      }
      yield zipDirectory(entries);
    },
    summary: () => ({
      entries: files.get("entries")?.rows() ?? 0,
      receipts: files.get("receipts")?.rows() ?? 0,
      closings: files.get("closings")?.rows() ?? 0,
    }),
  };
}

interface TableEnd {
  readonly rows: number;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly crc32: number;
  readonly sha256: string;
}

interface TableFile {
  readonly add: (line: string) => void;
  readonly rows: () => number;
  readonly end: () => TableEnd;
}

/** One CSV file on its way: hashed, compressed and put aside piece by piece. */
function openTableFile(host: ArchiveHost, table: FiscalTableName): TableFile {
  const hasher = host.sha256();
  let text = csvLine(Object.keys(FISCAL_TABLES[table].columns));
  let [rows, bytes, packedBytes, crc32] = [0, 0, 0, 0];

  function put(isLast: boolean): void {
    const piece = utf8Encode(text);
    text = "";
    hasher.update(piece);
    crc32 = host.crc32(piece, crc32);
    const packed = host.deflate(piece, isLast);
    bytes += piece.length;
    packedBytes += packed.length;
    host.append(`${table}.csv`, packed);
  }

  return {
    add: (line) => {
      text += line;
      rows += 1;
      if (text.length >= PIECE_CHARACTERS) put(false);
    },
    rows: () => rows,
    end: () => {
      put(true);
      return { rows, bytes, packedBytes, crc32, sha256: hasher.digest() };
    },
  };
}

function lineOf<Table extends FiscalTableName>(table: Table, row: FiscalRow<Table>): string {
  const cells = row as Readonly<Record<string, CsvCell>>;
  return csvLine(Object.keys(FISCAL_TABLES[table].columns).map((name) => cells[name]));
}

function entryRow(entry: AnyEntry, text: string): FiscalRow<"entries"> {
  return {
    register_id: entry.registerId,
    sequence: entry.sequence,
    id: entry.id,
    kind: entry.kind,
    business_date: entry.businessDate,
    at: instantText(entry.at),
    staff_id: entry.staffId,
    previous_hash: entry.previousHash,
    hash: entry.hash,
    text: FISCAL_KINDS.has(entry.kind) ? text : undefined,
  };
}

interface RegisterSpan {
  readonly register_id: string;
  readonly first_sequence: number;
  last_sequence: number;
  readonly previous_hash: string;
  last_hash: string;
}

function spanOf(spans: RegisterSpan[], entry: AnyEntry): void {
  const last = spans.at(-1);
  if (last?.register_id === entry.registerId) {
    last.last_sequence = entry.sequence;
    last.last_hash = entry.hash;
    return;
  }
  spans.push({
    register_id: entry.registerId,
    first_sequence: entry.sequence,
    last_sequence: entry.sequence,
    previous_hash: entry.previousHash,
    last_hash: entry.hash,
  });
}

function indexOf(
  { master, span, madeBy, nowMs }: ArchiveOptions,
  registers: readonly RegisterSpan[],
  ends: readonly (TableEnd & { readonly name: FiscalTableName })[],
) {
  return {
    format: FISCAL_FORMAT,
    version: FISCAL_FORMAT_VERSION,
    made: { at: instantText(nowMs), ...madeBy },
    store_id: master.storeId,
    span,
    conventions: {
      csv: "UTF-8, RFC 4180, CRLF, first line the columns; texts in quotes, numbers not, empty = none",
      money: "whole minor units of the row's currency",
      quantity: "whole thousandths of the unit",
      chain:
        "per register: hash = SHA-256(previous_hash + text) in lower-case hexadecimal; previous_hash is the hash of the entry one sequence before",
      seal: "Ed25519 over the 32 bytes of sealed_hash; the hash is of the entry that closed the shift",
    },
    registers,
    files: ends.map(({ name, rows, bytes, sha256 }) => {
      const table: FiscalTable = FISCAL_TABLES[name];
      return {
        name: `${name}.csv`,
        about: table.about,
        rows,
        bytes,
        sha256,
        columns: Object.entries(table.columns).map(([column, { type, about }]) => ({
          name: column,
          type,
          about,
        })),
      };
    }),
  };
}

interface SeenInEntries {
  readonly spans: readonly RegisterSpan[];
  readonly staffIds: readonly string[];
}

function masterRows(master: FiscalMaster, seen: SeenInEntries, take: RowTaker): void {
  storeRow(master, take);
  for (const { register_id } of seen.spans) {
    const body = master.register(register_id);
    take("registers", {
      register_id,
      store_id: body?.storeId ?? master.storeId,
      name: body?.name,
      series: body?.series,
      serial_number: body?.serialNumber,
      register_kind: body?.kind,
      drawer_id: body?.drawerId,
      signing_device: body?.signing === true ? 1 : 0,
    });
    const keys = master.keys.filter(({ registerId }) => registerId === register_id);
    for (const { publicKey, fromMs } of sortedBy(keys, (key) => key.publicKey)) {
      take("keys", { register_id, public_key: publicKey, from: instantText(fromMs) });
    }
  }
  for (const staff_id of seen.staffIds) {
    take("staff", { staff_id, short_name: master.staffName(staff_id) });
  }
  for (const { id, body } of sortedBy(master.taxes, (tax) => tax.id)) {
    take("taxes", {
      tax_id: id,
      name: body.name,
      tax_kind: body.kind,
      rate: body.rate,
      code: body.code,
      included: body.included ? 1 : 0,
    });
  }
}

function storeRow({ storeId, store, legalEntity }: FiscalMaster, take: RowTaker): void {
  const numbers = (legalEntity?.taxNumbers ?? []).map(({ kind, value }) => ({ kind, value }));
  take("stores", {
    store_id: storeId,
    name: store?.name,
    street: store?.address.street,
    postcode: store?.address.postcode,
    city: store?.address.city,
    country: store?.address.country,
    currency: store?.currency,
    time_zone: store?.timeZone,
    cut_over_minutes: store?.cutOverMinutes ?? 0,
    legal_entity_id: store?.legalEntityId,
    legal_name: legalEntity?.legalName,
    legal_street: legalEntity?.address.street,
    legal_postcode: legalEntity?.address.postcode,
    legal_city: legalEntity?.address.city,
    legal_country: legalEntity?.address.country,
    tax_numbers: JSON.stringify(numbers),
  });
}

function sortedBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
