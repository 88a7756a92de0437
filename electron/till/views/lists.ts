/** The lists a screen scrolls: products, clients, stock, orders, sales and work, each one page with its total. */
import { compact } from "#shared/base/compact.ts";
import { CARD_STORED } from "#shared/engine/fold/payment.ts";
import { nextSteps } from "#shared/engine/order.ts";
import { EXCEPTIONS, type ExceptionCode } from "#shared/records/exceptions.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type {
  OrderItem,
  PersonItem,
  ProductItem,
  SaleItem,
  StockItem,
  WorkItem,
} from "#shared/till-api/views/lists.ts";
import { isDebt } from "../acts/debts.ts";
import { foundPeople, foundProducts } from "../acts/search.ts";
import { storeOf, type TillCore } from "../core.ts";
import { isLocked } from "../lease.ts";
import { productItem } from "./product-item.ts";
import { mergedCount, mergedRows } from "./rows.ts";
import { saleItem, storePurchases } from "./sales.ts";
import { knownAt } from "./stale.ts";
import { debtOf } from "./stored-payments.ts";
import type { WatchedLook } from "./watched.ts";

export interface ListIn {
  readonly query: string;
  readonly filter?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ListPage<Item> {
  readonly items: Item[];
  readonly total: number;
  readonly asOfMs?: number;
}

const SEARCHED_MAX = 200;

/** Products by name, or as the search finds them; `filter` is a category. */
export function listProducts(
  core: TillCore,
  input: ListIn,
  watched?: readonly Rows["products"][],
): ListPage<ProductItem> {
  if (input.query.trim() !== "") {
    const found = foundProducts(core, input.query, SEARCHED_MAX);
    return page(core, found.slice(input.offset, input.offset + input.limit), found.length, (row) =>
      productItem(core, row),
    );
  }
  const where = input.filter === undefined ? {} : { where: { categoryId: input.filter } };
  const rows =
    watched ??
    core.replica
      .byIndex("products", {
        ...where,
        order: { column: "nameKey" },
        limit: input.offset + input.limit,
      })
      .slice(input.offset)
      .map(({ row }) => row);
  return page(core, rows, core.replica.count("products", where), (row) => productItem(core, row));
}

/** Clients by name, or as the search finds them. */
export function listClients(
  core: TillCore,
  input: ListIn,
  watched?: readonly Rows["clients"][],
): ListPage<PersonItem> {
  if (input.query.trim() !== "") {
    const found = foundPeople(core, input.query, SEARCHED_MAX);
    return page(
      core,
      found.slice(input.offset, input.offset + input.limit),
      found.length,
      personItem,
    );
  }
  const rows =
    (isLocked(core.lease, "clients") ? [] : watched) ??
    mergedRows(core, "clients", {
      order: { column: "nameKey" },
      skip: input.offset,
      limit: input.limit,
      matches: () => true,
    });
  return page(core, rows, mergedCount(core, "clients", { matches: () => true }), personItem);
}

/** Of the lowest figures of a place: how many are looked at for what runs out. */
const LOW_LOOKED_MAX = 5_000;

/** What has fallen to its lowest figure at this store's place, lowest first. */
function listLow(core: TillCore, input: ListIn): ListPage<StockItem> {
  const placeId = placeOf(core, input);
  const lowest = mergedRows(core, "stock", {
    where: { placeId },
    order: { column: "onHandMilli" },
    limit: LOW_LOOKED_MAX,
    matches: (row) => row.placeId === placeId,
  });
  const low = lowest.filter(({ onHandMilli, lowMilli }) => onHandMilli <= lowMilli);
  const shown = low.slice(input.offset, input.offset + input.limit);
  return page(core, shown, low.length, (row) => stockItem(core, row));
}

/** Stock of this store's place, lowest first; `filter` `low` shows what runs out. */
export function listStock(
  core: TillCore,
  input: ListIn,
  watched?: readonly Rows["stock"][],
): ListPage<StockItem> {
  if (input.filter === "low") return listLow(core, input);
  const placeId = placeOf(core, input);
  const wanted = input.query.trim().toLowerCase();
  const matches = (row: Rows["stock"]): boolean => row.placeId === placeId;
  if (wanted !== "") {
    const rows = foundProducts(core, wanted, SEARCHED_MAX).flatMap((product) => {
      const row = core.overlay.row("stock", `${placeId}:${product.id}`);
      return row === undefined ? [] : [row];
    });
    const shown = rows.slice(input.offset, input.offset + input.limit);
    return page(core, shown, rows.length, (row) => stockItem(core, row));
  }
  const look = { where: { placeId }, matches };
  const rows =
    watched ??
    mergedRows(core, "stock", {
      ...look,
      order: { column: "onHandMilli" },
      skip: input.offset,
      limit: input.limit,
    });
  return page(core, rows, mergedCount(core, "stock", look), (row) => stockItem(core, row));
}

/** What is announced to this store's place or on its way to it, and has not been received. */
function isComing(core: TillCore, row: Rows["orders"]): boolean {
  if (row.kind !== "advice" && row.kind !== "transfer") return false;
  if (row.state === "received" || row.state === "cancelled") return false;
  return row.toPlaceId === undefined || row.toPlaceId === storeOf(core)?.placeId;
}

/** Orders, promises and transfers, newest first; `filter` is a kind, or `coming`: to be received here. */
export function listOrders(
  core: TillCore,
  input: ListIn,
  watched?: readonly Rows["orders"][],
): ListPage<OrderItem> {
  const kind = input.filter;
  const wanted = input.query.trim().toLowerCase();
  const matches = (row: Rows["orders"]): boolean =>
    (kind === undefined || (kind === "coming" ? isComing(core, row) : row.kind === kind)) &&
    isWanted(row.number, row.lines, wanted);
  const rows =
    watched ??
    mergedRows(core, "orders", {
      order: { column: "at", descending: true },
      matches,
      ...(kind === undefined && wanted === "" ? { skip: input.offset, limit: input.limit } : {}),
    });
  if (kind === undefined && wanted === "") {
    const total = mergedCount(core, "orders", { matches: () => true });
    return page(core, rows, total, (row) => orderItem(core, row));
  }
  const fitting = rows.filter(matches);
  const shown = fitting.slice(input.offset, input.offset + input.limit);
  return page(core, shown, fitting.length, (row) => orderItem(core, row));
}

/** The live queries behind the four lists that are watched; none while something is searched. */
export const watchedLooks = {
  products: (_core: TillCore, input: ListIn): WatchedLook<Rows["products"]> | undefined =>
    input.query.trim() !== ""
      ? undefined
      : {
          ...(input.filter === undefined ? {} : { where: { categoryId: input.filter } }),
          order: { column: "nameKey" },
          skip: input.offset,
          limit: input.limit,
          matches: () => true,
        },
  clients: (_core: TillCore, input: ListIn): WatchedLook<Rows["clients"]> | undefined =>
    input.query.trim() !== ""
      ? undefined
      : {
          order: { column: "nameKey" },
          skip: input.offset,
          limit: input.limit,
          matches: () => true,
        },
  stock: (core: TillCore, input: ListIn): WatchedLook<Rows["stock"]> | undefined => {
    const placeId = placeOf(core, input);
    if (input.query.trim() !== "" || input.filter === "low") return undefined;
    return {
      where: { placeId },
      order: { column: "onHandMilli" },
      skip: input.offset,
      limit: input.limit,
      matches: (row) => row.placeId === placeId,
    };
  },
  orders: (_core: TillCore, input: ListIn): WatchedLook<Rows["orders"]> | undefined =>
    input.query.trim() !== "" || input.filter !== undefined
      ? undefined
      : {
          order: { column: "at", descending: true },
          skip: input.offset,
          limit: input.limit,
          matches: () => true,
        },
} as const;

/** Sales and returns of this store, newest first. */
export function listSales(core: TillCore, input: ListIn): ListPage<SaleItem> {
  const rows = storePurchases(core, input.offset + input.limit + 1);
  const wanted = input.query.trim().toLowerCase();
  const fitting = rows.filter(({ receiptNumber, lines }) => isWanted(receiptNumber, lines, wanted));
  const shown = fitting.slice(input.offset, input.offset + input.limit);
  return page(core, shown, fitting.length, (row) => saleItem(core, row));
}

/** Tasks and exceptions, newest first; `filter` is a kind, `open` or a state. */
export function listWork(core: TillCore, input: ListIn): ListPage<WorkItem> {
  const { filter } = input;
  const matches = (row: Rows["work"]): boolean =>
    row.kind !== "parked-basket" &&
    row.kind !== "label" &&
    row.title !== CARD_STORED &&
    row.body.mailOf === undefined &&
    (filter === undefined || row.kind === filter || row.state === filter);
  const rows = mergedRows(core, "work", {
    order: { column: "at", descending: true },
    matches,
  }).filter(matches);
  const shown = rows.slice(input.offset, input.offset + input.limit);
  return page(core, shown, rows.length, (row) => workItem(core, row));
}

/** A client for a list. */
export function personItem(row: Rows["clients"]): PersonItem {
  const { id, name, phone, email, city, lastVisitMs } = row;
  return {
    id,
    name,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(city === undefined ? {} : { city }),
    ...(lastVisitMs === undefined ? {} : { lastVisitMs }),
    openComplaint: row.openComplaint !== undefined,
  };
}

function placeOf(core: TillCore, input: ListIn): string {
  const { filter } = input;
  return filter?.startsWith("place:") === true
    ? filter.slice("place:".length)
    : (storeOf(core)?.placeId ?? "");
}

function page<Row, Item>(
  core: TillCore,
  rows: readonly Row[],
  total: number,
  toItem: (row: Row) => Item,
): ListPage<Item> {
  const asOfMs = core.sync.status().lastPulledAtMs;
  return { items: rows.map(toItem), total, ...(asOfMs === undefined ? {} : { asOfMs }) };
}

function isWanted(
  number: string,
  lines: readonly { readonly name: string }[],
  wanted: string,
): boolean {
  if (wanted === "" || number.toLowerCase().includes(wanted)) return true;
  return lines.some(({ name }) => name.toLowerCase().includes(wanted));
}

function stockItem(core: TillCore, row: Rows["stock"]): StockItem {
  const product = core.catalogue.product(row.productId)?.row;
  return {
    productId: row.productId,
    name: product?.name ?? row.productId,
    sku: product?.sku ?? "",
    placeId: row.placeId,
    placeName: core.catalogue.setting("place", row.placeId)?.name ?? row.placeId,
    onHandMilli: row.onHandMilli,
    reservedMilli: row.reservedMilli,
    lowMilli: row.lowMilli,
    asOfMs: row.asOfMs,
    ...knownAt(core, row.asOfMs),
  };
}

function orderItem(core: TillCore, row: Rows["orders"]): OrderItem {
  const client = row.clientId === undefined ? undefined : core.overlay.row("clients", row.clientId);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    ...(client === undefined ? {} : { clientName: client.name }),
    fulfilment: row.fulfilment,
    ...(row.promisedBy === undefined ? {} : { promisedBy: row.promisedBy }),
    ...(row.minimumAge === undefined ? {} : { minimumAge: row.minimumAge }),
    ...fromOf(core, row),
    at: row.at,
    currency: row.currency ?? storeOf(core)?.currency ?? "EUR",
    totalMinor: row.totalMinor,
    lines: row.lines.map(({ id, name, quantityMilli, doneMilli, productId }) => ({
      lineId: id,
      // A transfer's entry names products by their ids alone.
      name: name === productId ? (core.catalogue.product(productId)?.row.name ?? name) : name,
      quantityMilli,
      doneMilli,
      productId,
    })),
    history: row.history.map(({ at, state, note }) => ({ at, state, note })),
    next: [...nextSteps(row)],
    pending: core.overlay.has("orders", row.id),
  } as OrderItem;
}

/** Where a transfer comes from. */
function fromOf(
  core: TillCore,
  { kind, fromPlaceId }: Rows["orders"],
): { readonly fromName?: string } {
  if (kind !== "transfer" || fromPlaceId === undefined) return {};
  return { fromName: core.catalogue.setting("place", fromPlaceId)?.name ?? fromPlaceId };
}

function workItem(core: TillCore, row: Rows["work"]): WorkItem {
  const owner = core.replica.get("staff", row.ownerStaffId ?? "")?.row;
  const client = row.clientId === undefined ? undefined : core.overlay.row("clients", row.clientId);
  const meaning =
    row.exceptionCode === undefined ? undefined : EXCEPTIONS[row.exceptionCode as ExceptionCode];
  const pending = core.overlay.has("work", row.id);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    ...(row.text === undefined ? {} : { text: row.text }),
    at: row.at,
    ...(row.dueAtMs === undefined ? {} : { dueAtMs: row.dueAtMs }),
    ...(owner === undefined ? {} : { ownerName: owner.name }),
    ...(client === undefined ? {} : { clientName: client.name }),
    ...(row.exceptionCode === undefined ? {} : { exceptionCode: row.exceptionCode }),
    ...owedOf(core, row),
    ...(row.entryId === undefined ? {} : { entryId: row.entryId }),
    choices: row.state === "open" ? [...(meaning?.choices ?? ["done", "dropped"])] : [],
    ...(meaning === undefined ? {} : { meanwhile: meaning.meanwhile }),
    ...(isDebt(row) ? { debt: debtOf(row, client) } : {}),
    pending,
    undoable: row.state === "done" && (pending || answeredHere(core, row.id)),
  };
}

/** Whose debt an overspent balance is, and how much: the card by its number, people by `clientName`. */
function owedOf(core: TillCore, { exceptionCode, body }: Rows["work"]) {
  const { balanceId, kind, missing } = (body["args"] ?? {}) as Readonly<Record<string, unknown>>;
  if (exceptionCode !== "balance-overspent" || typeof missing !== "number") return {};
  const row = core.overlay.row("balances", String(balanceId));
  const currency = kind === "points" ? undefined : (row?.currency ?? storeOf(core)?.currency);
  return { owed: compact({ kind: String(kind), of: row?.code, missing, currency }) };
}

/** An answer may be taken back at the till that gave it, on the day it was given. */
const UNDO_MS = 86_400_000;

function answeredHere(core: TillCore, workId: string): boolean {
  const last = core.journal
    .ofKind("exception.resolved")
    .findLast((entry) => entry.body["exceptionId"] === workId);
  if (last === undefined || last.body["choice"] === "undo") return false;
  return core.clock.now() - last.at < UNDO_MS;
}
