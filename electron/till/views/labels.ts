/**
 * Shelf labels that change on a day, worked out from the replica in short steps so that a scan never
 * waits, with what the store has printed and hung of them. What a label says is the engine's.
 */
import { setImmediate } from "node:timers/promises";
import { machineZoneOffset } from "#machine/time-zone.ts";
import { addDays, instantOfWallClock } from "#shared/base/time.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import {
  type LabelChange,
  type LabelScope,
  type LabelSpan,
  labelChange,
  offersMayChange,
  priceMayChange,
  saysOf,
  shelfLabel,
} from "#shared/engine/shelf-label.ts";
import { shelfLabelText } from "#shared/engine/shelf-label-text.ts";
import { labelWorkId } from "#shared/records/entries/labels-advanced.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import type { LabelDay, LabelItem, LabelsView } from "#shared/till-api/views/labels.ts";
import { businessDateAt, policyOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";

export interface LabelsIn {
  readonly day: LabelDay;
  readonly areaId?: string | undefined;
  readonly state?: LabelItem["state"] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Rows read, or labels worked out, before others have their turn. */
const STEP = 200;

/** One page of a day's labels, by area and name, with how many of each area are in which state. */
export async function readLabels(counter: Counter, input: LabelsIn): Promise<LabelsView> {
  const { core } = counter;
  const date = dateOf(core, input.day);
  const changes = await labelChanges(core, date);
  const items = changes.map((change) => labelItem(core, change)).sort(byArea);
  const areas = new Map<string, LabelsView["areas"][number]>();
  for (const { areaId, state } of items) {
    const name = core.catalogue.setting("category", areaId)?.name ?? "";
    const area = areas.get(areaId) ?? { areaId, name, due: 0, printed: 0, hung: 0 };
    areas.set(areaId, { ...area, [state]: area[state] + 1 });
  }
  const shown = items.filter(
    (item) =>
      (input.areaId === undefined || item.areaId === input.areaId) &&
      (input.state === undefined || item.state === input.state),
  );
  return {
    date,
    items: shown.slice(input.offset, input.offset + input.limit),
    total: shown.length,
    areas: [...areas.values()],
    printers: counter.devices.list().flatMap(({ id, name, kind }) => {
      const printer = kind === "label-printer" ? counter.devices.labelPrinter(id) : undefined;
      return printer === undefined ? [] : [{ id, name, label: { ...printer.size } }];
    }),
  };
}

/** The labels of products as they change on a day, or as they are now; without those that have none. */
export async function labelsOf(
  core: TillCore,
  about: { readonly day: LabelDay | "now"; readonly productIds: readonly string[] },
): Promise<readonly LabelChange[]> {
  const wanted = new Set(about.productIds);
  if (about.day !== "now") {
    const changes = await labelChanges(core, dateOf(core, about.day));
    return changes.filter(({ productId }) => wanted.has(productId));
  }
  return [...wanted].flatMap((productId) => labelNow(core, productId) ?? []);
}

/** A label in the store's words, with its state. */
export function labelItem(core: TillCore, change: LabelChange): LabelItem {
  const product = core.catalogue.product(change.productId)?.row;
  const store = storeOf(core);
  const rowId = labelWorkId(core.identity.storeId, change.productId);
  const row = core.overlay.row("work", rowId);
  const isThis = row?.body.says === saysOf(change) && row.body.fromMs === change.fromMs;
  const state = !isThis ? "due" : row.state === "done" ? "hung" : "printed";
  const locale = store?.locale ?? "en-GB";
  const text =
    product === undefined
      ? { name: change.productId, price: "", notes: [], code: "" }
      : shelfLabelText(change, product, {
          currency: store?.currency ?? "EUR",
          language: receiptLanguage(locale),
          days: policyOf(core)?.labels?.lowestDays ?? 0,
          locale,
        });
  return {
    productId: change.productId,
    sku: product?.sku ?? "",
    text: { ...text, notes: [...text.notes] },
    priceMinor: change.priceMinor,
    areaId: product?.categoryIds[0] ?? "",
    fromMs: change.fromMs,
    state,
    printedTimes: isThis ? Number(row.body.printedTimes ?? 0) : 0,
    pending: isThis && core.overlay.has("work", rowId),
  };
}

/** The label in force now; it began when the store last noted it, else with this day. */
function labelNow(core: TillCore, productId: string): LabelChange | undefined {
  const product = core.catalogue.product(productId)?.row;
  if (product === undefined) return undefined;
  const label = shelfLabel(product, core.catalogue, { ...scopeOf(core), atMs: core.clock.now() });
  if (label === undefined) return undefined;
  const row = core.overlay.row("work", labelWorkId(core.identity.storeId, productId));
  const isNoted = row?.body.says === saysOf(label) && typeof row.body.fromMs === "number";
  const { fromMs } = spanOf(core, dateOf(core, "today"));
  return { ...label, fromMs: isNoted ? Number(row.body.fromMs) : fromMs };
}

interface Known {
  readonly key: string;
  readonly changes: Promise<readonly LabelChange[]>;
}

const KNOWN = new WeakMap<TillCore, Map<string, Known>>();

/** All labels that change on a date; worked out once for what is known now. */
function labelChanges(core: TillCore, date: string): Promise<readonly LabelChange[]> {
  const days = KNOWN.get(core) ?? new Map<string, Known>();
  KNOWN.set(core, days);
  const own = core.overlay.overlaid("prices");
  const key = `${core.catalogue.revision()}:${JSON.stringify(own)}`;
  const known = days.get(date);
  if (known?.key === key) return known.changes;
  const changes = workOut(core, spanOf(core, date));
  // A day that is over is not asked for again.
  if (known === undefined && days.size > 1) days.clear();
  days.set(date, { key, changes });
  changes.catch(() => days.delete(date));
  return changes;
}

async function workOut(core: TillCore, span: LabelSpan): Promise<readonly LabelChange[]> {
  const scope = { ...scopeOf(core), ...span };
  const productIds = new Set<string>();
  for (const { row } of core.overlay.overlaid("prices")) {
    if (row !== undefined && priceMayChange(row, core.catalogue, span)) {
      productIds.add(row.productId);
    }
  }
  for await (const row of inSteps(core, "prices")) {
    if (priceMayChange(row, core.catalogue, span)) productIds.add(row.productId);
  }
  const touches = offersMayChange(core.catalogue, scope);
  if (touches !== undefined) {
    for await (const row of inSteps(core, "products")) if (touches(row)) productIds.add(row.id);
  }
  const changes: LabelChange[] = [];
  let count = 0;
  for (const productId of productIds) {
    count += 1;
    if (count % STEP === 0) await setImmediate();
    if (core.closed()) return [];
    const product = core.catalogue.product(productId)?.row;
    if (product === undefined || product.discontinued) continue;
    const change = labelChange(product, core.catalogue, scope);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

/** Every row of a table, some at a time: between two steps the till does what else it has to. */
async function* inSteps<Table extends TableName & ("prices" | "products")>(
  core: TillCore,
  table: Table,
): AsyncGenerator<Rows[Table]> {
  let after: string | undefined;
  while (!core.closed()) {
    const look = after === undefined ? {} : { between: { column: "id", from: after } };
    const rows = core.replica.byIndex(table, { ...look, order: { column: "id" }, limit: STEP });
    for (const { row } of rows) if (row.id !== after) yield row as Rows[Table];
    const last = rows.at(-1)?.row.id;
    if (rows.length < STEP || last === after) return;
    after = last;
    await setImmediate();
  }
}

function scopeOf(core: TillCore): LabelScope {
  const zone = storeOf(core)?.timeZone ?? "UTC";
  return {
    storeId: core.identity.storeId,
    offsetMinutes: (atMs) => machineZoneOffset(zone, atMs),
  };
}

function dateOf(core: TillCore, day: LabelDay): string {
  const today = businessDateAt(core, core.clock.now());
  return day === "today" ? today : addDays(today, 1);
}

/** A business day of the store, from its cut-over to the next. */
function spanOf(core: TillCore, date: string): LabelSpan {
  const { timeZone = "UTC", cutOverMinutes = 0 } = storeOf(core) ?? {};
  const startOf = (wall: string): number =>
    instantOfWallClock({ date: wall, minutes: cutOverMinutes }, timeZone, machineZoneOffset);
  return { fromMs: startOf(date), toMs: startOf(addDays(date, 1)) };
}

function byArea(left: LabelItem, right: LabelItem): number {
  return (
    compare(left.areaId, right.areaId) ||
    compare(left.text.name, right.text.name) ||
    compare(left.productId, right.productId)
  );
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
