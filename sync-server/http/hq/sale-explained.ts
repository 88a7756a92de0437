/** A past sale as HQ's procedures: found by its receipt, replayed at its basis, priced by the rules of now. */
import { implement } from "@orpc/server";
import { machineZoneOffset } from "#machine/time-zone.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addDays, DAY_MS, msOfDate, parseDate } from "#shared/base/time.ts";
import { fullPurchaseId } from "#shared/engine/fold/sale.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import { explainSale } from "#shared/engine/sale-explain.ts";
import { compareSale, replaySale, repriceByRulesOf } from "#shared/engine/sale-replay.ts";
import { hqContract } from "#shared/hq-api/contract.ts";
import type { SaleExplained } from "#shared/hq-api/sale-explained.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { AnyEntry, Basis } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { createPricing } from "../../catalogue/pricing.ts";
import type { Core } from "../../core.ts";
import { findEntry } from "../../database/entries.ts";
import { readEntriesWithText } from "../../database/reports.ts";
import { readCurrent } from "../../database/revisions.ts";
import { answer } from "./answer.ts";
import type { HqContext, HqDeps } from "./deps.ts";
import type { HqStaff } from "./sign-in.ts";

interface SaleParts {
  readonly deps: HqDeps;
  readonly staffOf: (context: HqContext) => Promise<HqStaff>;
}

type SaleEntry = Omit<AnyEntry, "body"> & { readonly body: SaleCompleted };

/** The procedures `findSales` and `explainSale`. */
export function saleHandlers({ deps: { core }, staffOf }: SaleParts) {
  const os = implement(hqContract).$context<HqContext>();
  return {
    findSales: os.findSales.handler(async ({ input, context }) => {
      const { scope } = await staffOf(context);
      const found = await salesOfReceipt(core, input);
      return found
        .filter(({ storeId }) => scope.sees.has(storeId))
        .map((entry) => shownSale(core, entry));
    }),
    explainSale: os.explainSale.handler(async ({ input, context }) => {
      const { scope } = await staffOf(context);
      return answer(await explained(core, input.saleId, scope), (value) => value);
    }),
  };
}

async function salesOfReceipt(
  core: Core,
  { receiptNumber, date }: { readonly receiptNumber: string; readonly date: string },
): Promise<readonly SaleEntry[]> {
  if (parseDate(date) === undefined) return [];
  await core.small.refresh(core.database.now);
  const found = await readEntriesWithText(core.database.now, core.chain, {
    kind: "sale.completed",
    // A business date may begin a day before and end a day after its date in UTC.
    fromMs: msOfDate(date) - DAY_MS,
    toMs: msOfDate(addDays(date, 1)) + DAY_MS,
    text: JSON.stringify(receiptNumber),
  });
  return found
    .map(({ body }) => JSON.parse(body) as SaleEntry)
    .filter(({ businessDate, body }) => {
      return businessDate === date && body.receiptNumber === receiptNumber;
    });
}

/** Another company's sale is answered like one that is not there, whatever else is wrong with it. */
async function explained(
  core: Core,
  saleId: string,
  scope: PersonScope,
): Promise<Result<SaleExplained, "hq-catalogue-not-kept" | "hq-sale-unknown">> {
  const entry = await entryOfSale(core, saleId);
  if (entry === undefined || !scope.sees.has(entry.storeId)) return refuse("hq-sale-unknown");
  if (!isKept(core, entry.basis)) return refuse("hq-catalogue-not-kept");
  const { body } = entry;
  // Not the core's own: that one belongs to the transaction that accepts entries.
  const pricing = createPricing(core.chain, core.small);
  await core.database.read(async (tx) => {
    await core.small.refresh(tx);
    await pricing.load(tx, productsOf(body));
  });
  const nowMs = core.now();
  const settings = core.small.now();
  const timeZone = settings.setting("store", entry.storeId)?.timeZone ?? "UTC";
  const utcOffsetMinutes = machineZoneOffset(timeZone, nowMs);
  const now = repriceByRulesOf(body, pricing.at(undefined), { atMs: nowMs, utcOffsetMinutes });
  const { lines, total } = compareSale(body.priced, now.ok ? now.value : undefined);
  const { state, differences } = replaySale(body, pricing.at(entry.basis));
  return done({
    ...shownSale(core, entry),
    replay: {
      state,
      differences: differences.map(({ code, args }) => ({ code, args: { ...args } })),
    },
    steps: explainSale(body).map(({ args, ...step }) => ({ ...step, args: { ...args } })),
    lines: lines.map((line) => ({ ...line })),
    total: { ...total },
    nowMs,
    ...(now.ok
      ? {}
      : { nowRefusal: { code: now.refusal.code, args: { ...(now.refusal.args ?? {}) } } }),
  });
}

async function entryOfSale(core: Core, saleId: string): Promise<SaleEntry | undefined> {
  const tx = core.database.now;
  const name = { table: "purchases", id: fullPurchaseId("sale", saleId) } as const;
  const [found] = await readCurrent(tx, core.chain, [name]);
  if (found === undefined) return undefined;
  const { entryId } = JSON.parse(found.body ?? "null") as Rows["purchases"];
  const stored = entryId === undefined ? undefined : await findEntry(tx, core.chain, entryId);
  return stored === undefined ? undefined : (JSON.parse(stored.body) as SaleEntry);
}

/** Positions of a history that a restore has ended say nothing about this one. */
function isKept(core: Core, basis: Basis): boolean {
  const epoch = core.epoch();
  return (
    basis[CATALOGUE_STREAM] !== undefined &&
    Object.values(basis).every((each) => each.epoch === epoch)
  );
}

function productsOf({ draft, priced }: SaleCompleted): readonly string[] {
  return (draft?.lines ?? priced.lines).map(({ productId }) => productId);
}

function shownSale(core: Core, { storeId, at, body }: SaleEntry) {
  const { saleId, receiptNumber, priced } = body;
  const storeName = core.small.now().setting("store", storeId)?.name ?? storeId;
  const { currency, totalMinor } = priced;
  return { saleId, receiptNumber, storeName, at, currency, totalMinor };
}
