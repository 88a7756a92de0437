// What lies on the disks, read without the product's own reading code: the till's journal, its paper,
// and the server's database. Four ways to count a sale need four ways to look.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface SaleSeen {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly clientId: string | undefined;
  readonly at: number;
  /** Units by product that left `placeId` with this sale, in thousandths. */
  readonly lines: readonly {
    readonly productId: string;
    readonly placeId: string;
    readonly quantityMilli: number;
  }[];
  readonly entryId: string;
  readonly sequence: number;
  readonly hash: string;
}

interface EntryText {
  readonly id: string;
  readonly kind: string;
  readonly sequence: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly at: number;
  readonly businessDate: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Every entry of a till's journal, in order. */
export function journalEntries(tillFolder: string): readonly EntryText[] {
  return readAll(
    join(tillFolder, "journal.db"),
    "SELECT text, hash FROM entry ORDER BY sequence",
  ).map((row) => ({ ...JSON.parse(String(row["text"])), hash: row["hash"] }) as EntryText);
}

/** Every sale in a till's journal, in order. */
export function journalSales(tillFolder: string): readonly SaleSeen[] {
  return journalEntries(tillFolder)
    .filter(({ kind }) => kind === "sale.completed")
    .map(saleOf);
}

/** Every sale the server holds from a register, in the order of its sequence. */
export function serverSales(database: string, registerId: string): readonly SaleSeen[] {
  return readAll(
    database,
    "SELECT body FROM entry WHERE register_id = ? AND kind = 'sale.completed' ORDER BY sequence",
    registerId,
  ).map((row) => saleOf(JSON.parse(String(row["body"])) as EntryText));
}

export interface ServerEntry {
  readonly sequence: number;
  readonly kind: string;
  readonly outcome: string;
  readonly codes: readonly string[];
}

/** How many entries of a register the server has, and how they were answered. */
export function serverEntries(database: string, registerId: string): readonly ServerEntry[] {
  return readAll(
    database,
    "SELECT sequence, kind, outcome, codes FROM entry WHERE register_id = ? ORDER BY sequence",
    registerId,
  ).map((row) => ({
    sequence: Number(row["sequence"]),
    kind: String(row["kind"]),
    outcome: String(row["outcome"]),
    codes: JSON.parse(String(row["codes"])) as readonly string[],
  }));
}

/** The entries of a kind that the server holds from a register, in the order of its sequence. */
export function serverBodies(
  database: string,
  registerId: string,
  kind: string,
): readonly EntryText[] {
  return readAll(
    database,
    "SELECT body FROM entry WHERE register_id = ? AND kind = ? ORDER BY sequence",
    registerId,
    kind,
  ).map((row) => JSON.parse(String(row["body"])) as EntryText);
}

/** The rows of a table as the server gives them to tills now. */
export function serverRows(
  database: string,
  table: string,
): readonly Readonly<Record<string, unknown>>[] {
  return readAll(
    database,
    "SELECT body FROM revision WHERE tbl = ? AND superseded IS NULL AND body IS NOT NULL",
    table,
  ).map((row) => JSON.parse(String(row["body"])) as Record<string, unknown>);
}

/** A row as a till's replica has it, when it has come there. */
export function replicaRow(
  tillFolder: string,
  table: string,
  id: string,
): Readonly<Record<string, unknown>> | undefined {
  const files = readdirSync(tillFolder).filter((name) => /^replica-.*\.db$/.test(name));
  const [row] = files.flatMap((file) =>
    readAll(join(tillFolder, file), `SELECT data FROM "${table}" WHERE id = ? AND deleted = 0`, id),
  );
  return row === undefined ? undefined : (JSON.parse(String(row["data"])) as object as never);
}

/** On hand by product at a place, as the server has it. */
export function serverStock(database: string, placeId: string): ReadonlyMap<string, number> {
  const rows = serverRows(database, "stock").filter((row) => row["placeId"] === placeId);
  return new Map(rows.map((row) => [String(row["productId"]), Number(row["onHandMilli"])]));
}

/** The text of every paper a till's virtual printer was sent, oldest first. */
export function papers(tillFolder: string): readonly string[] {
  const folder = join(tillFolder, "virtual-printer");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".escpos"))
    .sort()
    .map((name) => readFileSync(join(folder, name)).toString("latin1"));
}

/** What a scanner reads off the newest paper with this receipt number: the data of its QR code. */
export function paperCode(tillFolder: string, receiptNumber: string): string | undefined {
  const paper = papers(tillFolder).findLast((text) => text.includes(receiptNumber));
  // GS ( k, two bytes of length, "1P0" (store the data of a QR code), the data.
  const at = paper?.indexOf("1P0") ?? -1;
  if (paper === undefined || at < 5 || paper.slice(at - 5, at - 2) !== "\u001d(k") return undefined;
  const length = paper.charCodeAt(at - 2) + 256 * paper.charCodeAt(at - 1) - 3;
  return paper.slice(at + 3, at + 3 + length);
}

/** Units of a product that left a place with these sales, in thousandths. */
export function unitsSold(
  sales: readonly SaleSeen[],
  placeId: string,
): ReadonlyMap<string, number> {
  const sold = new Map<string, number>();
  for (const line of sales.flatMap((sale) => sale.lines)) {
    if (line.placeId !== placeId) continue;
    sold.set(line.productId, (sold.get(line.productId) ?? 0) + line.quantityMilli);
  }
  return sold;
}

interface SaleBody {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly clientId?: string;
  readonly roundingMinor: number;
  readonly priced: {
    readonly totalMinor: number;
    readonly lines: readonly {
      readonly productId: string;
      readonly quantityMilli: number;
      readonly fulfilment: { readonly placeId: string };
    }[];
  };
}

function saleOf(entry: EntryText): SaleSeen {
  const body = entry.body as unknown as SaleBody;
  return {
    saleId: body.saleId,
    receiptNumber: body.receiptNumber,
    totalMinor: body.priced.totalMinor + body.roundingMinor,
    clientId: body.clientId,
    at: entry.at,
    lines: body.priced.lines.map(({ productId, quantityMilli, fulfilment }) => ({
      productId,
      quantityMilli,
      placeId: fulfilment.placeId,
    })),
    entryId: entry.id,
    sequence: entry.sequence,
    hash: entry.hash,
  };
}

/** Reads a copy, write-ahead log and all: a till's journal lets nobody else in while it is open. */
function readAll(
  file: string,
  statement: string,
  ...values: readonly string[]
): readonly Readonly<Record<string, unknown>>[] {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-e2e-read-"));
  const copy = join(folder, "copy.db");
  for (const end of ["", "-wal"]) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  const database = new DatabaseSync(copy);
  try {
    return database.prepare(statement).all(...values);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}
