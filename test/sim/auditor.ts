/**
 * The auditor: its own integer model of sales, stock, numbers and drawers, without a line of the
 * engine. It reads journals, replicas and the server's file as they lie on the disk and says what is
 * wrong (I1 to I12). It corrects nothing and is told only what a cashier would remember.
 */
import { hash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** An entry as the auditor reads it: text and hash, nothing believed. */
export interface Written {
  readonly id: string;
  readonly registerId: string;
  readonly sequence: number;
  readonly kind: string;
  readonly hash: string;
  readonly hlc: string;
  readonly body: Body;
}

type Body = Readonly<Record<string, unknown>>;

/** A stored entry of the server, with where its stock changes ended. */
export interface Accepted extends Written {
  readonly arrival: number;
  readonly receivedAtMs: number;
  readonly folded: boolean;
  readonly codes: readonly string[];
  /** stream -> the position at which its transaction ended. */
  readonly endsAt: ReadonlyMap<string, number>;
}

export interface Movement {
  readonly placeId: string;
  readonly productId: string;
  readonly milli: number;
}

interface Line {
  readonly id: string;
  readonly productId: string;
  readonly quantityMilli: number;
  readonly totalMinor: number;
  readonly netMinor: number;
  readonly taxes: readonly { readonly taxMinor: number }[];
  readonly fulfilment?: { readonly kind: string; readonly placeId: string };
  readonly disposition?: string;
  readonly damagedMilli?: number;
  readonly movementMilli?: number;
  readonly saleId?: string;
  readonly saleLineId?: string;
}

interface Tender {
  readonly kind: string;
  readonly amountMinor: number;
}

/** What an entry does to stock, by its own words. */
export function movementsOf(entry: Written, placeOfRegister: (id: string) => string): Movement[] {
  const { body, kind } = entry;
  const lines = (body.lines ?? []) as unknown as readonly Line[];
  const placeId = String(body.placeId ?? "");
  switch (kind) {
    case "sale.completed": {
      const priced = body.priced as unknown as { readonly lines: readonly Line[] };
      return priced.lines
        .filter((line) => line.fulfilment?.kind === "carry")
        .map((line) => ({
          placeId: line.fulfilment?.placeId ?? "",
          productId: line.productId,
          milli: -line.quantityMilli,
        }));
    }
    case "return.completed":
      return lines
        .filter((line) => line.disposition === "resell")
        .map((line) => ({
          placeId: placeOfRegister(entry.registerId),
          productId: line.productId,
          milli: line.quantityMilli,
        }));
    case "stock.received":
      return lines.map((line) => ({
        placeId,
        productId: line.productId,
        milli: line.quantityMilli - (line.damagedMilli ?? 0),
      }));
    case "stock.counted":
      return lines.map((line) => ({
        placeId,
        productId: line.productId,
        milli: line.movementMilli ?? 0,
      }));
    case "stock.moved":
      return lines.map((line) => ({
        placeId,
        productId: line.productId,
        milli: line.quantityMilli,
      }));
    default:
      return [];
  }
}

/** Everything wrong with the money of one sale or return, by sums alone (I3). */
export function moneyFaults(entry: Written): readonly string[] {
  const { body } = entry;
  if (entry.kind === "sale.completed") {
    const priced = body.priced as unknown as {
      readonly lines: readonly Line[];
      readonly totalMinor: number;
      readonly taxMinor: number;
      readonly feesMinor: number;
    };
    const tenders = body.tenders as unknown as readonly Tender[];
    const lines = sum(priced.lines, (line) => line.totalMinor) + priced.feesMinor;
    const taxes = sum(priced.lines, (line) => sum(line.taxes, (tax) => tax.taxMinor));
    const paid = sum(tenders, (tender) => tender.amountMinor);
    const faults: string[] = [];
    if (lines !== priced.totalMinor) faults.push(`I3 ${entry.id}: lines ${lines}`);
    if (taxes !== priced.taxMinor) faults.push(`I3 ${entry.id}: taxes ${taxes}`);
    const due = priced.totalMinor + Number(body.roundingMinor);
    if (paid - due !== 0) faults.push(`I3 ${entry.id}: paid ${paid} of ${due}`);
    for (const line of priced.lines) {
      const tax = sum(line.taxes, (one) => one.taxMinor);
      // Prices include the tax in this chain: a line's net is what was asked for it.
      if (line.totalMinor !== line.netMinor || tax < 0) {
        faults.push(`I3 ${entry.id}: line ${line.id}`);
      }
    }
    return faults;
  }
  if (entry.kind === "return.completed") {
    const lines = body.lines as unknown as readonly Line[];
    const given = sum(body.tenders as unknown as readonly Tender[], (one) => one.amountMinor);
    const back = sum(lines, (line) => line.totalMinor);
    const refund = Number(body.refundMinor);
    return back === refund && -given === refund
      ? []
      : [`I3 ${entry.id}: refund ${refund} of ${back}`];
  }
  return [];
}

/** The chain of one journal's file from the genesis on, and gapless receipt numbers (I6, I7). */
export function journalFaults(
  name: string,
  entries: readonly (Written & { readonly text: string })[],
): readonly string[] {
  const faults: string[] = [];
  let previous = "0".repeat(64);
  let receipts = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.sequence !== index + 1) faults.push(`I7 ${name}: ${entry.sequence} out of order`);
    const made = hash("sha256", previous + entry.text, "hex");
    if (made !== entry.hash) faults.push(`I7 ${name}: entry ${entry.sequence} is not as hashed`);
    previous = entry.hash;
    const number = entry.body.receiptNumber;
    if (typeof number !== "string") continue;
    receipts += 1;
    if (Number(number.split("-").at(-1)) !== receipts) {
      faults.push(`I6 ${name}: receipt ${number} is not number ${receipts}`);
    }
  }
  return faults;
}

/** Cash of a closed shift by the auditor's own sum against what the Z says (I3). */
export function shiftFaults(entries: readonly Written[]): readonly string[] {
  const faults: string[] = [];
  const cash = new Map<string, number>();
  for (const entry of entries) {
    const shift = shiftOf(entry);
    if (shift === undefined) continue;
    const before = cash.get(shift);
    if (entry.kind === "shift.opened") cash.set(shift, Number(entry.body.floatMinor));
    else if (before !== undefined && entry.kind === "shift.closed") {
      const tenders = entry.body.tenders as unknown as readonly {
        readonly key: string;
        readonly expectedMinor: number;
      }[];
      const expected = tenders.find((one) => one.key === "cash")?.expectedMinor ?? 0;
      if (expected !== before) faults.push(`I3 shift ${shift}: cash ${expected}, not ${before}`);
    } else if (before !== undefined) cash.set(shift, before + cashOf(entry));
  }
  return faults;
}

function shiftOf(entry: Written): string | undefined {
  const own = entry.body.shiftId;
  if (typeof own === "string") return own;
  const outer = (entry as { readonly shiftId?: unknown }).shiftId;
  return typeof outer === "string" ? outer : undefined;
}

function cashOf({ kind, body }: Written): number {
  if (kind === "cash.moved") return typeof body.amountMinor === "number" ? body.amountMinor : 0;
  if (kind !== "sale.completed" && kind !== "return.completed") return 0;
  const tenders = body.tenders as unknown as readonly Tender[];
  return sum(
    tenders.filter((tender) => tender.kind === "cash"),
    (tender) => tender.amountMinor,
  );
}

/** More came back of a sale's line than was sold, and nobody was told (I12). */
export function refundFaults(accepted: readonly Accepted[]): readonly string[] {
  const sold = new Map<string, number>();
  const back = new Map<string, number>();
  const warned = new Set<string>();
  for (const entry of accepted) {
    if (!entry.folded) continue;
    if (entry.kind === "sale.completed") {
      const priced = entry.body.priced as unknown as { readonly lines: readonly Line[] };
      const isWarned = entry.codes.some((code) => /refund/.test(code));
      for (const line of priced.lines) {
        sold.set(line.id, line.quantityMilli);
        if (isWarned) warned.add(line.id);
      }
    }
    if (entry.kind !== "return.completed") continue;
    const isWarned = entry.codes.some((code) => /refund/.test(code));
    for (const line of entry.body.lines as unknown as readonly Line[]) {
      const id = line.saleLineId ?? "";
      back.set(id, (back.get(id) ?? 0) + line.quantityMilli);
      if (isWarned) warned.add(id);
    }
  }
  return [...back]
    .filter(([id, milli]) => milli > (sold.get(id) ?? 0) && sold.has(id) && !warned.has(id))
    .map(([id, milli]) => `I12 line ${id}: ${milli} came back of ${sold.get(id)}`);
}

/** The text of a client's language that has to stand, by the believed clocks of all words on it (F20). */
export function lastWordOnLanguage(
  accepted: readonly Accepted[],
  aheadMsMax: number,
): string | undefined {
  let best: { readonly clock: string; readonly language: string } | undefined;
  for (const entry of accepted) {
    const set = entry.body.set as { readonly language?: string } | undefined;
    if (entry.kind !== "client.changed" || !entry.folded || set?.language === undefined) continue;
    const clock = believed(entry, aheadMsMax);
    if (best === undefined || clock >= best.clock) best = { clock, language: set.language };
  }
  return best?.language;
}

function believed(entry: Accepted, aheadMsMax: number): string {
  const [time = "", counter = "", ...node] = entry.hlc.split("-");
  const limit = entry.receivedAtMs + aheadMsMax;
  if (Number.parseInt(time, 16) <= limit) return entry.hlc;
  return `${limit.toString(16).padStart(12, "0")}-${counter.replace(/./g, "f")}-${node.join("-")}`;
}

/** The entries of a journal's file as they lie there. */
export function readJournal(database: DatabaseSync): (Written & { readonly text: string })[] {
  return database
    .prepare("SELECT text, hash FROM entry ORDER BY sequence")
    .all()
    .map((row) => {
      const text = String(row.text);
      return { ...JSON.parse(text), text, hash: String(row.hash) };
    });
}

/** The server's entries after an arrival, with where each one's transaction ended in each stream. */
export function readAccepted(database: DatabaseSync, after: number): Accepted[] {
  const { ends, heads, entries } = statementsOf(database);
  // An entry beside its register's chain has no number there: it ended where the streams are now.
  const endsOf = (row: Readonly<Record<string, unknown>>) =>
    String(row.codes).includes("chain-broken")
      ? heads.all()
      : ends.all(String(row.register_id), Number(row.sequence));
  return entries.all(after).map((row) => ({
    ...JSON.parse(String(row.body)),
    hash: String(row.hash),
    arrival: Number(row.arrival),
    receivedAtMs: Number(row.received_at_ms),
    folded: row.folded === 1,
    codes: JSON.parse(String(row.codes)),
    endsAt: new Map(endsOf(row).map((end) => [String(end.stream), Number(end.position)])),
  }));
}

interface AuditorStatements {
  readonly ends: StatementSync;
  readonly heads: StatementSync;
  readonly entries: StatementSync;
}

const prepared = new WeakMap<DatabaseSync, AuditorStatements>();

function statementsOf(database: DatabaseSync): AuditorStatements {
  const known = prepared.get(database);
  if (known !== undefined) return known;
  const fresh = {
    ends: database.prepare(
      `SELECT stream, min(position) AS position FROM seen
       WHERE register_id = ? AND sequence >= ? GROUP BY stream`,
    ),
    heads: database.prepare("SELECT stream, position FROM stream_head"),
    entries: database.prepare("SELECT * FROM entry WHERE arrival > ? ORDER BY arrival"),
  };
  prepared.set(database, fresh);
  return fresh;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
