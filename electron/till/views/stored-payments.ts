/** What terminals keep for the bank in this store, and what a debt that came of it says on a screen. */
import { CARD_STORED } from "#shared/engine/fold/payment.ts";
import { storesForward } from "#shared/engine/store-forward.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { WorkItem } from "#shared/till-api/views/lists.ts";
import type { StoredPaymentsView } from "#shared/till-api/views/stored.ts";
import { storedPayments } from "../acts/store-forward.ts";
import { policyOf, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { mergedRows } from "./rows.ts";

/** What waits for the bank, as this till knows it. */
export function readStoredPayments(counter: Counter): StoredPaymentsView {
  const { core } = counter;
  const isWaiting = (row: Rows["work"]): boolean =>
    row.title === CARD_STORED && row.state === "open";
  const rows = mergedRows(core, "work", {
    where: { kind: "task", state: "open" },
    order: { column: "at" },
    matches: isWaiting,
  }).filter(isWaiting);
  const own = storedPayments(core);
  const waitingMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const terminal = counter.terminal();
  return {
    currency: storeOf(core)?.currency ?? "EUR",
    items: rows.map((row) => {
      const paymentId = String(row.body["paymentId"]);
      const here = own.find((each) => each.paymentId === paymentId);
      const client = clientOf(counter, row);
      const register = core.catalogue.setting("register", row.registerId ?? "");
      return {
        paymentId,
        at: row.at,
        amountMinor: Number(row.body["amountMinor"]),
        ...factsOf(row),
        ...(client === undefined ? {} : { clientName: client.name }),
        registerName: register?.name ?? "",
        mine: here !== undefined,
        ...(here?.reasonCode === undefined ? {} : { reasonCode: here.reasonCode }),
      };
    }),
    waitingMinor,
    ...capsOf(counter, waitingMinor),
    terminal:
      terminal === undefined ? "none" : terminal.storeForward === undefined ? "does-not" : "keeps",
  };
}

/** What is owed and whom to call, of a row of work that is a debt. */
export function debtOf(
  row: Rows["work"],
  client: Rows["clients"] | undefined,
): NonNullable<WorkItem["debt"]> {
  const { amountMinor, takenAtMs, answers } = row.body;
  const told = Array.isArray(answers) ? (answers as readonly Told[]) : [];
  return {
    amountMinor: Number(amountMinor),
    takenAtMs: typeof takenAtMs === "number" ? takenAtMs : row.at,
    ...factsOf(row),
    ...(client?.phone === undefined ? {} : { phone: client.phone }),
    ...(client?.email === undefined ? {} : { email: client.email }),
    told: told.map(({ at, choice, note }) => ({ at, choice, note })).reverse(),
  };
}

interface Told {
  readonly at: number;
  readonly choice: string;
  readonly note: string;
}

function factsOf({ body }: Rows["work"]) {
  const { receiptNumber } = body;
  const card = body["card"] as { readonly brand?: string; readonly lastFour?: string } | undefined;
  return {
    ...(typeof receiptNumber === "string" ? { receiptNumber } : {}),
    ...(card?.brand === undefined ? {} : { cardBrand: card.brand }),
    ...(card?.lastFour === undefined ? {} : { lastFour: card.lastFour }),
  };
}

function clientOf({ core }: Counter, { clientId }: Rows["work"]) {
  return clientId === undefined ? undefined : core.overlay.row("clients", clientId);
}

function capsOf({ core }: Counter, waitingMinor: number): Pick<StoredPaymentsView, "caps"> {
  const offline = policyOf(core)?.offline;
  if (offline === undefined || !storesForward(offline)) return {};
  const perSaleMinor = offline.storedForwardPerSaleMinor;
  const perRegisterMinor = offline.storedForwardPerRegisterMinor;
  const leftMinor = Math.max(0, Math.min(perSaleMinor, perRegisterMinor - waitingMinor));
  return { caps: { perSaleMinor, perRegisterMinor, leftMinor } };
}
