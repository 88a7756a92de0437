/**
 * The manager's day and month: from the store's own rows in the replica and this till's entries that
 * are not in them yet, offline, by the same sums the server makes.
 */

import { machineZoneOffset } from "#machine/time-zone.ts";
import { addDays, wallClockMs } from "#shared/base/time.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ReportView } from "#shared/till-api/views/report.ts";
import { businessDateAt, storeOf, type TillCore } from "../core.ts";
import { mergedRows } from "./rows.ts";
import { uniqueSales } from "./sales.ts";

export interface ReportIn {
  readonly span: ReportView["span"];
  readonly by: ReportView["by"];
}

type ReportRow = ReportView["rows"][number];
type Purchase = Rows["purchases"];

const DAYS_BACK = 29;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Today's or the last 30 days' sales of this store. */
export function readReport(asked: TillCore, input: ReportIn): ReportView {
  // What was done in training is in no report, also not in one that is read meanwhile.
  const core = asked.real ?? asked;
  const nowMs = core.clock.now();
  const toDate = businessDateAt(core, nowMs);
  const fromDate = input.span === "today" ? toDate : addDays(toDate, -DAYS_BACK);
  const sales = salesBetween(core, fromDate, toDate);
  const rows = new Map<string, MutableRow>();
  for (const sale of sales) addSale(core, rows, sale, input.by);
  const totals = totalsOf(sales);
  const list = [...rows.values()].sort(orderOf(input.by));
  return {
    span: input.span,
    by: input.by,
    currency: storeOf(core)?.currency ?? "EUR",
    fromDate,
    toDate,
    rows: list,
    totals,
    finding: findingOf(list, totals),
    pending: sales.filter(({ id }) => core.overlay.has("purchases", id)).length,
    asOfMs: core.sync.status().lastPulledAtMs ?? nowMs,
  };
}

function salesBetween(core: TillCore, fromDate: string, toDate: string): readonly Purchase[] {
  const isIn = (row: Purchase): boolean =>
    row.storeId === core.identity.storeId &&
    row.businessDate >= fromDate &&
    row.businessDate <= toDate;
  const rows = mergedRows(core, "purchases", {
    between: { column: "businessDate", from: fromDate, to: addDays(toDate, 1) },
    matches: isIn,
  });
  return uniqueSales(rows.filter(isIn));
}

type MutableRow = { -readonly [Key in keyof ReportRow]: ReportRow[Key] };

function addSale(
  core: TillCore,
  rows: Map<string, MutableRow>,
  sale: Purchase,
  by: ReportView["by"],
): void {
  const sign = sale.kind === "return" ? -1 : 1;
  if (by === "product") addProducts(rows, sale, sign);
  else if (by === "tax") addTaxes(rows, sale, sign);
  else if (by === "tender") addTenders(rows, sale);
  else addGroup(core, { rows, sale, by, sign });
}

interface Grouped {
  readonly rows: Map<string, MutableRow>;
  readonly sale: Purchase;
  readonly by: "hour" | "associate" | "day";
  readonly sign: number;
}

function addGroup(core: TillCore, { rows, sale, by, sign }: Grouped): void {
  const { key, label, refId } = groupOf(core, sale, by);
  const row = rowOf(rows, key, label);
  if (refId !== undefined) row.refId = refId;
  count(row, sale);
  row.quantityMilli += sign * sale.lines.reduce((sum, line) => sum + line.quantityMilli, 0);
  row.totalMinor += sign * sale.totalMinor;
  row.taxMinor += sign * sale.taxMinor;
  row.netMinor += sign * (sale.totalMinor - sale.taxMinor);
}

function addTenders(rows: Map<string, MutableRow>, sale: Purchase): void {
  for (const { kind, name, amountMinor } of sale.tenders) {
    const row = rowOf(rows, kind, kind === "other" ? name : kind);
    count(row, sale);
    row.totalMinor += amountMinor;
    row.netMinor += amountMinor;
  }
}

function addProducts(rows: Map<string, MutableRow>, sale: Purchase, sign: number): void {
  for (const line of sale.lines) {
    const row = rowOf(rows, line.productId, line.name);
    row.refId = line.productId;
    count(row, sale);
    row.quantityMilli += sign * line.quantityMilli;
    row.totalMinor += sign * line.totalMinor;
    row.netMinor += sign * line.totalMinor;
  }
}

/** Taxes stand in the whole sale only, which the store's own rows carry. */
function addTaxes(rows: Map<string, MutableRow>, sale: Purchase, sign: number): void {
  const priced = sale.sale?.priced;
  const taxes =
    typeof priced === "object" && priced !== null && "taxes" in priced ? priced.taxes : [];
  for (const tax of Array.isArray(taxes) ? taxes : []) {
    const row = rowOf(rows, String(tax.taxId), String(tax.name));
    count(row, sale);
    row.taxMinor += sign * Number(tax.taxMinor);
    row.netMinor += sign * Number(tax.baseMinor);
    row.totalMinor += sign * (Number(tax.baseMinor) + Number(tax.taxMinor));
  }
}

function groupOf(core: TillCore, sale: Purchase, by: "hour" | "associate" | "day") {
  if (by === "day") return { key: sale.businessDate, label: sale.businessDate };
  if (by === "associate") {
    const staff = core.replica.get("staff", sale.staffId ?? "")?.row;
    const label = staff?.shortName ?? (sale.channel === "web" ? "web" : "");
    return { key: sale.staffId ?? sale.channel, label, refId: sale.staffId };
  }
  const zone = storeOf(core)?.timeZone ?? "UTC";
  const wallMs = wallClockMs(sale.at, zone, machineZoneOffset);
  const hour = String(Math.floor(wallMs / HOUR_MS) % DAY_HOURS).padStart(2, "0");
  return { key: hour, label: hour };
}

function rowOf(rows: Map<string, MutableRow>, key: string, label: string): MutableRow {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const figures = { quantityMilli: 0, netMinor: 0, taxMinor: 0, totalMinor: 0 };
  const row: MutableRow = { key, label, saleCount: 0, returnCount: 0, ...figures };
  rows.set(key, row);
  return row;
}

function count(row: MutableRow, sale: Purchase): void {
  if (sale.kind === "sale") row.saleCount += 1;
  else row.returnCount += 1;
}

function totalsOf(sales: readonly Purchase[]): ReportView["totals"] {
  const totals = {
    saleCount: 0,
    returnCount: 0,
    grossMinor: 0,
    discountMinor: 0,
    refundMinor: 0,
    taxMinor: 0,
    totalMinor: 0,
    averageMinor: 0,
  };
  for (const sale of sales) {
    if (sale.kind === "sale") {
      totals.saleCount += 1;
      totals.grossMinor += sale.totalMinor + sale.discountMinor;
      totals.discountMinor += sale.discountMinor;
      totals.taxMinor += sale.taxMinor;
      totals.totalMinor += sale.totalMinor;
    } else {
      totals.returnCount += 1;
      totals.refundMinor += sale.totalMinor;
      totals.taxMinor -= sale.taxMinor;
      totals.totalMinor -= sale.totalMinor;
    }
  }
  const soldMinor = totals.totalMinor + totals.refundMinor;
  const averageMinor = totals.saleCount === 0 ? 0 : Math.round(soldMinor / totals.saleCount);
  return { ...totals, averageMinor };
}

function orderOf(by: ReportView["by"]): (left: ReportRow, right: ReportRow) => number {
  if (by === "hour" || by === "day") return (left, right) => (left.key < right.key ? -1 : 1);
  return (left, right) => right.totalMinor - left.totalMinor || (left.key < right.key ? -1 : 1);
}

/** The one sentence: what stands out, as code and arguments. */
function findingOf(
  rows: readonly ReportRow[],
  totals: ReportView["totals"],
): ReportView["finding"] {
  if (totals.saleCount + totals.returnCount === 0) return { code: "nothing-yet", args: {} };
  const best = rows.reduce<ReportRow | undefined>(
    (top, row) => (top === undefined || row.totalMinor > top.totalMinor ? row : top),
    undefined,
  );
  const all = { totalMinor: totals.totalMinor, count: totals.saleCount };
  if (best === undefined || best.totalMinor <= 0) return { code: "total", args: all };
  const args = { ...all, name: best.label, amountMinor: best.totalMinor };
  return { code: "best-row", args };
}
