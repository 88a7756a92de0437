/** The client card: history of every channel, contacts, promises, points, and what to suggest. */
import { mayContact } from "#shared/engine/client.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ClientCardView } from "#shared/till-api/views/client-card.ts";
import { saleIdOf } from "../acts/lookup.ts";
import type { TillCore } from "../core.ts";
import { mergedCount, mergedRows } from "./rows.ts";
import { savedState, uniqueSales } from "./sales.ts";
import { knownAt } from "./stale.ts";
import { suggestionsFor } from "./suggestions.ts";

/** What is asked at a counter, in this order. */
const ASKED = [
  { purpose: "marketing", channel: "email" },
  { purpose: "marketing", channel: "sms" },
  { purpose: "marketing", channel: "phone" },
  { purpose: "marketing", channel: "letter" },
  { purpose: "profiling", channel: "any" },
] as const;

const PURCHASES_SHOWN = 20;
const CONTACTS_SHOWN = 30;
const OPEN_ORDERS: ReadonlySet<string> = new Set(["cancelled", "refunded", "handed-over"]);

/** The card, or nothing when the client is not known here. */
export function readClientCard(core: TillCore, clientId: string): ClientCardView | undefined {
  const client = core.overlay.row("clients", clientId);
  if (client === undefined) return undefined;
  const isTheirs = (row: { readonly clientId?: string | undefined }): boolean =>
    row.clientId === clientId;
  const purchases = uniqueSales(
    mergedRows(core, "purchases", {
      where: { clientId },
      order: { column: "at", descending: true },
      limit: PURCHASES_SHOWN * 2,
      matches: isTheirs,
    }),
  ).slice(0, PURCHASES_SHOWN);
  const contacts = mergedRows(core, "contacts", {
    where: { clientId },
    order: { column: "at", descending: true },
    limit: CONTACTS_SHOWN,
    matches: isTheirs,
  });
  const balances = mergedRows(core, "balances", { where: { clientId }, matches: isTheirs });
  const points = balances.find(({ kind }) => kind === "points");
  const credit = balances.find(({ kind }) => kind === "credit");
  return {
    client,
    ...(points === undefined ? {} : { points: points.amount }),
    pointsCapReached: points?.capReached ?? false,
    ...(credit === undefined ? {} : { creditMinor: credit.amount }),
    purchases: purchases.map((row) => purchaseOf(core, row)),
    purchasesTotal: purchasesTotal(core, clientId),
    contacts: contacts.map((row) => ({ ...row, pending: core.overlay.has("contacts", row.id) })),
    promises: promisesOf(core, clientId),
    suggestions: suggestionsFor(core, {
      bought: purchases.flatMap(({ lines }) => lines.map(({ productId }) => productId)),
      silent: client.openComplaint !== undefined,
    }),
    allows: ASKED.map((about) => allowed(client, about)),
    ...knownAt(core),
  };
}

/** What stands of a consent, and since when: the newest word on it, or on every channel. */
function allowed(client: Rows["clients"], about: (typeof ASKED)[number]) {
  const { openComplaint: _, ...calm } = client;
  const words = client.consents.filter(
    ({ purpose, channel }) =>
      purpose === about.purpose && (channel === about.channel || channel === "any"),
  );
  const given = mayContact(calm, about);
  const since = words.filter((word) => word.given === given).map(({ atMs }) => atMs);
  return { ...about, given, ...(since.length === 0 ? {} : { atMs: Math.max(...since) }) };
}

function purchaseOf(core: TillCore, row: Rows["purchases"]): ClientCardView["purchases"][number] {
  return {
    id: saleIdOf(row),
    kind: row.kind,
    at: row.at,
    channel: row.channel,
    storeName: core.catalogue.setting("store", row.storeId)?.name ?? row.storeId,
    receiptNumber: row.receiptNumber,
    currency: row.currency,
    totalMinor: row.totalMinor,
    ...(row.amountsWithheld === true ? { amountsWithheld: true } : {}),
    lines: row.lines.map(({ name, quantityMilli, totalMinor, productId }) => ({
      name,
      quantityMilli,
      totalMinor,
      productId,
    })),
    state: savedState(core, row),
  };
}

/** The client's own summaries; the store's whole rows of the same sales are not counted again. */
function purchasesTotal(core: TillCore, clientId: string): number {
  const isTheirs = (row: Rows["purchases"]): boolean => row.clientId === clientId;
  const all = mergedCount(core, "purchases", { where: { clientId }, matches: isTheirs });
  const whole = mergedRows(core, "purchases", { where: { clientId }, matches: isTheirs }).filter(
    ({ sale }) => sale !== undefined,
  );
  return all - whole.length;
}

function promisesOf(core: TillCore, clientId: string): ClientCardView["promises"] {
  const rows = mergedRows(core, "orders", {
    where: { clientId },
    matches: (row) => row.clientId === clientId,
  });
  return rows
    .filter(({ state }) => !OPEN_ORDERS.has(state))
    .sort((left, right) => right.at - left.at)
    .map((row) => ({
      orderId: row.id,
      text: row.lines.map(({ name }) => name).join(", "),
      state: row.state,
      ...(row.promisedBy === undefined ? {} : { promisedBy: row.promisedBy }),
      pending: core.overlay.has("orders", row.id),
    }));
}
