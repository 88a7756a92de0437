/** Sums by day, tax and tender over the receipts of an archive, for the reader of the report. */
import { type EntryText, keyOf, taxesOf } from "./expected.ts";

export interface DayTotals {
  readonly days: readonly {
    readonly businessDate: string;
    readonly receipts: number;
    readonly totalMinor: number;
    readonly taxMinor: number;
  }[];
  readonly taxes: readonly {
    readonly taxId: string;
    readonly name: string;
    readonly rate: string;
    readonly baseMinor: number;
    readonly taxMinor: number;
  }[];
  readonly tenders: readonly { readonly key: string; readonly amountMinor: number }[];
}

/** Sums that grow entry by entry. */
export function openTotals() {
  const days = new Map<string, { receipts: number; totalMinor: number; taxMinor: number }>();
  const taxes = new Map<string, DayTotals["taxes"][number]>();
  const tenders = new Map<string, number>();
  const addTenders = (body: EntryText["body"]): void => {
    for (const tender of body.tenders) {
      tenders.set(keyOf(tender), (tenders.get(keyOf(tender)) ?? 0) + tender.amountMinor);
    }
  };
  return {
    take: (entry: EntryText): void => {
      const { kind, body, businessDate } = entry;
      if (kind === "hold.cancelled") addTenders(body);
      if (kind !== "sale.completed" && kind !== "return.completed") return;
      const totalMinor =
        kind === "sale.completed"
          ? body.priced.totalMinor
          : (body.exchange?.totalMinor ?? 0) - body.refundMinor;
      const day = days.get(businessDate) ?? { receipts: 0, totalMinor: 0, taxMinor: 0 };
      day.receipts += 1;
      day.totalMinor += totalMinor;
      for (const [taxId, { name, rate, baseMinor, taxMinor }] of taxesOf(entry)) {
        day.taxMinor += taxMinor;
        const before = taxes.get(taxId) ?? { taxId, name, rate, baseMinor: 0, taxMinor: 0 };
        taxes.set(taxId, {
          ...before,
          baseMinor: before.baseMinor + baseMinor,
          taxMinor: before.taxMinor + taxMinor,
        });
      }
      days.set(businessDate, day);
      addTenders(body);
    },
    now: (): DayTotals => ({
      days: [...days]
        .map(([businessDate, sums]) => ({ businessDate, ...sums }))
        .sort((left, right) => (left.businessDate < right.businessDate ? -1 : 1)),
      taxes: [...taxes.values()],
      tenders: [...tenders].map(([key, amountMinor]) => ({ key, amountMinor })),
    }),
  };
}
