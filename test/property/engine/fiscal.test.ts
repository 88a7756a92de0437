// Row 51: for any day at a register the archive holds what the fold says, to the minor unit; the judge
// is the checker, which shares no code with either. Any one digit changed is seen.
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { openArchiveHost, writeWhole } from "#machine/archive-host.ts";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { openFiscalArchive } from "#shared/engine/fiscal/archive.ts";
import { handOverDrawer } from "#shared/engine/hand-over.ts";
import { closeShift } from "#shared/engine/shift.ts";
import { shiftFigures } from "#shared/engine/shift-figures.ts";
import type { PricedLine, TaxPart } from "#shared/records/basket.ts";
import { type AnyEntry, GENESIS_HASH } from "#shared/records/entry.ts";
import type { PolicySetting } from "#shared/records/settings/index.ts";
import { packed, rowsOf, unpacked, withRows } from "#test/builders/archive.ts";
import { anEntry, anId } from "#test/builders/entry.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aFullReturn, aPricedBasket, aPricedLine, aSale, aTender } from "#test/builders/sale.ts";
import { type ArchiveReport, checkArchive } from "../../../scripts/fiscal-check/check.ts";

const folder = aFolder();
afterAll(() => folder.remove());

const line = fc.record({
  unitPriceMinor: fc.integer({ min: 1, max: 50_000 }),
  pieces: fc.integer({ min: 1, max: 20 }),
  percentOff: fc.integer({ min: 0, max: 90 }),
  rate: fc.constantFrom("19", "7", "5.5", "0"),
  kind: fc.constantFrom("goods", "goods", "goods", "gift-card", "tip"),
});
const act = fc.oneof(
  fc.record({
    does: fc.constant("sell" as const),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    card: fc.boolean(),
  }),
  fc.record({ does: fc.constant("take-back" as const), which: fc.nat(20) }),
  fc.record({
    does: fc.constant("move" as const),
    amountMinor: fc.integer({ min: 1, max: 9_999 }),
  }),
  fc.record({ does: fc.constant("hand-over" as const), countedMinor: fc.nat(90_000) }),
  fc.record({ does: fc.constant("note" as const) }),
  fc.record({
    does: fc.constant("cancel" as const),
    paidMinor: fc.integer({ min: 0, max: 5_000 }),
    feePercent: fc.integer({ min: 0, max: 100 }),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

const POLICY = { shift: { differenceLimitMinor: 0 } } as PolicySetting;

/** The entries of one register: a shift opened, what was done, the Z, each chained to the one before. */
function aDay(acts: readonly Act[]): AnyEntry[] {
  const entries: AnyEntry[] = [];
  const sales: ReturnType<typeof aSale>[] = [];
  let number = 0;
  const put = (entry: AnyEntry): void => {
    const last = entries.at(-1);
    const { hash: _, ...fields } = entry;
    const content = {
      ...fields,
      sequence: entries.length + 1,
      previousHash: last?.hash ?? GENESIS_HASH,
    };
    const hash = nodeCrypto.sha256(content.previousHash + canonicalJson(content));
    entries.push({ ...content, hash });
  };
  const receiptNumber = (): string => {
    number += 1;
    return `R1-${String(number).padStart(6, "0")}`;
  };
  const shift = { shiftId: "shift-1", drawerId: "drawer-1", currency: "EUR" };
  put(anEntry("shift.opened", { ...shift, floatMinor: 10_000 }));
  for (const one of acts) {
    if (one.does === "sell") {
      const lines = one.lines.map(soldLine);
      const priced = aPricedBasket(lines, { taxes: sumTaxes(lines.flatMap(({ taxes }) => taxes)) });
      const kind = one.card ? ("card-external" as const) : ("cash" as const);
      const tenders = [aTender({ kind, amountMinor: priced.totalMinor })];
      const sale = aSale({ priced, tenders, receiptNumber: receiptNumber() });
      sales.push(sale);
      put(sale);
    } else if (one.does === "take-back") {
      const [sale] = sales.splice(one.which % Math.max(1, sales.length), 1);
      if (sale !== undefined) put(aFullReturn(sale, { receiptNumber: receiptNumber() }));
    } else if (one.does === "move") {
      const { amountMinor } = one;
      const moved = { movementId: anId(), drawerId: "drawer-1", kind: "pay-in" as const };
      const more = { amountMinor, currency: "EUR", reasonId: "change", approvalIds: [] };
      put(anEntry("cash.moved", { ...moved, ...more }));
    } else if (one.does === "cancel") put(cancelled(one));
    else if (one.does === "hand-over") put(handedOver(entries, one.countedMinor));
    else put(anEntry("contact.added", { contactId: anId() } as never));
  }
  const figures = shiftFigures("shift-1", entries);
  if (figures === undefined) throw new Error("no shift");
  const closing = closeShift({
    ...{ figures, policy: POLICY, zNumber: 1, unsentEntries: 0, others: [] },
    ...{ counts: [{ "1": 10_000 }], differenceReasonId: "counted" },
  });
  if (!closing.ok) throw new Error(closing.refusal.code);
  put(anEntry("shift.closed", closing.value));
  return entries;
}

function handedOver(entries: readonly AnyEntry[], countedMinor: number): AnyEntry {
  const figures = shiftFigures("shift-1", entries);
  if (figures === undefined) throw new Error("no shift");
  const made = handOverDrawer({
    ...{ figures, policy: POLICY, handOverId: anId(), toStaffId: anId(), others: [] },
    ...{ counts: [{ "1": countedMinor }], differenceReasonId: "counted" },
  });
  if (!made.ok) throw new Error(made.refusal.code);
  return anEntry("drawer.handed", made.value);
}

function cancelled(of: { readonly paidMinor: number; readonly feePercent: number }): AnyEntry {
  const { paidMinor } = of;
  const feeMinor = Math.floor((paidMinor * of.feePercent) / 100);
  const refundMinor = paidMinor - feeMinor;
  const tenders = refundMinor === 0 ? [] : [aTender({ amountMinor: -refundMinor })];
  return anEntry("hold.cancelled", {
    ...{ holdId: anId(), kind: "layaway", reasonId: "gone", currency: "EUR", placeId: "place-1" },
    ...{ paidMinor, feeMinor, refundMinor, tenders, lines: [], approvalIds: [] },
  });
}

function soldLine(of: {
  readonly unitPriceMinor: number;
  readonly pieces: number;
  readonly percentOff: number;
  readonly rate: string;
  readonly kind: string;
}): PricedLine {
  const grossMinor = of.unitPriceMinor * of.pieces;
  const discountMinor = Math.floor((grossMinor * of.percentOff) / 100);
  const netMinor = grossMinor - discountMinor;
  const taxMinor = Math.round((netMinor * Number(of.rate)) / (100 + Number(of.rate)));
  const tax: TaxPart = {
    ...{ taxId: `vat-${of.rate}`, name: `VAT ${of.rate}`, kind: "percent", rate: of.rate },
    ...{ included: true, baseMinor: netMinor - taxMinor, taxMinor },
  };
  return aPricedLine({
    ...{ unitPriceMinor: of.unitPriceMinor, quantityMilli: of.pieces * 1_000, discountMinor },
    ...{ productKind: of.kind, name: 'A "quoted", name', taxes: [tax] },
  });
}

function sumTaxes(parts: readonly TaxPart[]): TaxPart[] {
  const byId = new Map<string, TaxPart>();
  for (const part of parts) {
    const before = byId.get(part.taxId);
    byId.set(part.taxId, {
      ...part,
      baseMinor: (before?.baseMinor ?? 0) + part.baseMinor,
      taxMinor: (before?.taxMinor ?? 0) + part.taxMinor,
    });
  }
  return [...byId.values()];
}

async function archived(entries: readonly AnyEntry[], name: string): Promise<string> {
  const host = openArchiveHost(folder.path);
  const unknown = () => undefined;
  const archive = openFiscalArchive({
    host,
    master: {
      ...{ storeId: "store-1", store: undefined, legalEntity: undefined, keys: [], taxes: [] },
      ...{ register: unknown, staffName: unknown },
    },
    span: { from: "2026-11-20", to: "2026-11-20" },
    madeBy: { side: "till", software: "test" },
    nowMs: 0,
  });
  for (const entry of entries) {
    const { hash: _, ...content } = entry;
    archive.add({ entry, text: canonicalJson(content) });
  }
  const file = join(folder.path, name);
  await writeWhole(file, archive.finish());
  host.remove();
  return file;
}

function tendersOf({ totals }: ArchiveReport): Map<string, number> {
  return new Map(totals.tenders.map(({ key, amountMinor }) => [key, amountMinor]));
}

it("row 51: the archive of any day says what the fold says, by tax and by tender", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const entries = aDay(acts);
      const report = await checkArchive(await archived(entries, "day.zip"));
      expect(report.findings).toEqual([]);
      expect(report.closingsCompared).toBe(1);
      const figures = shiftFigures("shift-1", entries);
      const taxes = new Map(report.totals.taxes.map((tax) => [tax.taxId, tax]));
      for (const { taxId, baseMinor, taxMinor } of figures?.taxes ?? []) {
        expect(taxes.get(taxId)).toMatchObject({ baseMinor, taxMinor });
      }
      const movedMinor = (figures?.movements ?? []).reduce(
        (sum, { body }) => sum + body.amountMinor,
        figures?.floatMinor ?? 0,
      );
      const handedMinor = (figures?.handOvers ?? []).reduce(
        (sum, { body }) => sum + (body.tenders[0]?.differenceMinor ?? 0),
        0,
      );
      for (const { key, expectedMinor } of figures?.tenders ?? []) {
        const besideMinor = key === "cash" ? movedMinor + handedMinor : 0;
        expect((tendersOf(report).get(key) ?? 0) + besideMinor).toBe(expectedMinor);
      }
    }),
    { numRuns: 40 },
  );
});

it("row 51: one digit changed anywhere in any table is seen, though the index agrees", async () => {
  const sell = { does: "sell" as const, card: true };
  const rate = { rate: "19", kind: "goods" } as const;
  const goods = { unitPriceMinor: 1_999, pieces: 3, percentOff: 10, ...rate };
  const entries = aDay([
    { ...sell, lines: [goods] },
    { does: "take-back", which: 0 },
    { does: "move", amountMinor: 500 },
    { does: "hand-over", countedMinor: 10_350 },
  ]);
  const file = await archived(entries, "whole.zip");
  const names = [...unpacked(file).keys()].filter(
    (name) => name.endsWith(".csv") && !/^(stores|registers|staff|taxes|products)/.test(name),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat(), async (name, row, at) => {
      const files = unpacked(file);
      const rows = rowsOf(files, name);
      const index = row % Math.max(1, rows.length);
      const digits = [...(rows[index] ?? "").matchAll(/\d/g)];
      const digit = digits[at % Math.max(1, digits.length)];
      if (digit === undefined) return;
      const text = rows[index] ?? "";
      const other = String((Number(digit[0]) + 1) % 10);
      const changed = text.slice(0, digit.index) + other + text.slice(digit.index + 1);
      withRows(files, name, rows.with(index, changed));
      const report = await checkArchive(packed(join(folder.path, "x.zip"), files, true));
      expect(report.findings.length, `${name}: ${changed}`).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});
