/**
 * The open archive as the DSFinV-K writer reads it: master data whole, everything else closing by
 * closing, each file read once and forward. Nothing is mapped here.
 */
import { type CsvRecord, readCsv } from "../fiscal-check/csv.ts";
import { openZip } from "../fiscal-check/zip.ts";

const TABLES = [
  "receipts",
  "lines",
  "line_taxes",
  "receipt_taxes",
  "adjustments",
  "tenders",
  "openings",
  "cash_movements",
  "hand_overs",
  "hold_cancellations",
  "closing_tenders",
  "signatures",
  "outages",
  "invoices",
] as const;
export type SourceTable = (typeof TABLES)[number];

/** One closing with the rows of its shift, by table and, within it, by entry. */
export interface ClosingRows {
  readonly closing: CsvRecord;
  readonly rows: Readonly<Record<SourceTable, readonly CsvRecord[]>>;
}

export interface Source {
  readonly software: string;
  readonly store: CsvRecord;
  readonly registers: ReadonlyMap<string, CsvRecord>;
  readonly staff: ReadonlyMap<string, string>;
  readonly closings: () => AsyncGenerator<ClosingRows, void>;
  /** Receipts of no closing: of shifts not closed, or begun before the archive. */
  readonly leftOver: () => number;
}

interface Index {
  readonly made: { readonly software: string };
  readonly registers: readonly { readonly register_id: string }[];
}

/** Opens an archive. Throws in words when it is none. */
export async function openSource(file: string): Promise<Source> {
  const zip = openZip(file);
  const recordsOf = (name: string): AsyncGenerator<CsvRecord, void> => {
    const bytes = zip.read(name);
    if (bytes === undefined && name === ADDED_LATER) return noRecords();
    if (bytes === undefined) throw new Error(`${name} is missing in the archive`);
    return readCsv(bytes).records;
  };
  const all = (name: string): Promise<CsvRecord[]> => gathered(recordsOf(name));
  const index = JSON.parse(await textOf(zip.read("index.json"))) as Index;
  const rank = new Map(index.registers.map(({ register_id }, at) => [register_id, at]));
  const [store] = await all("stores.csv");
  if (store === undefined) throw new Error("the archive names no store");
  const cursors = TABLES.map((table) => openCursor(table, recordsOf(`${table}.csv`), rank));
  let leftOver = 0;

  async function* closings(): AsyncGenerator<ClosingRows, void> {
    for await (const closing of recordsOf("closings.csv")) {
      const first = Number(closing.get("first_sequence"));
      const rows = Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Record<
        SourceTable,
        readonly CsvRecord[]
      >;
      for (const cursor of cursors) {
        const taken = await cursor.takeTo(closing);
        const own = taken.filter((row) => Number(row.get("sequence")) >= first);
        if (cursor.table === "receipts") leftOver += taken.length - own.length;
        rows[cursor.table] = own;
      }
      yield { closing, rows };
    }
    for (const cursor of cursors) {
      const rest = await cursor.drain();
      if (cursor.table === "receipts") leftOver += rest;
    }
  }

  return {
    software: index.made.software,
    store,
    registers: new Map(
      (await all("registers.csv")).map((row) => [row.get("register_id") ?? "", row]),
    ),
    staff: new Map(
      (await all("staff.csv")).map((row) => [
        row.get("staff_id") ?? "",
        row.get("short_name") ?? "",
      ]),
    ),
    closings,
    leftOver: () => leftOver,
  };
}

/** Archives made before drawers were handed over by count do not have the file. */
const ADDED_LATER = "hand_overs.csv";

async function* noRecords(): AsyncGenerator<CsvRecord, void> {}

/** A file read forward, up to the place of one closing after another. */
function openCursor(
  table: SourceTable,
  records: AsyncGenerator<CsvRecord, void>,
  rank: ReadonlyMap<string, number>,
) {
  let ahead: CsvRecord | undefined;
  const rankOf = (row: CsvRecord): number => rank.get(row.get("register_id") ?? "") ?? -1;
  const next = async (): Promise<CsvRecord | undefined> => {
    const before = ahead;
    ahead = undefined;
    if (before !== undefined) return before;
    const read = await records.next();
    return read.done === true ? undefined : read.value;
  };
  return {
    table,
    takeTo: async (closing: CsvRecord): Promise<CsvRecord[]> => {
      const taken: CsvRecord[] = [];
      for (let row = await next(); row !== undefined; row = await next()) {
        const isLater =
          rankOf(row) > rankOf(closing) ||
          (rankOf(row) === rankOf(closing) &&
            Number(row.get("sequence")) > Number(closing.get("sequence")));
        if (isLater) {
          ahead = row;
          return taken;
        }
        taken.push(row);
      }
      return taken;
    },
    drain: async (): Promise<number> => {
      let rest = 0;
      while ((await next()) !== undefined) rest += 1;
      return rest;
    },
  };
}

async function textOf(bytes: AsyncIterable<Buffer> | undefined): Promise<string> {
  if (bytes === undefined) throw new Error("index.json is missing in the archive");
  return Buffer.concat(await gathered(bytes)).toString("utf8");
}

async function gathered<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
