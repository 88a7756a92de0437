/** The papers of quotes and layaways at this till: put beside the entry, and printed again on request. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { receiptOfHold, receiptOfHoldCancelled } from "#shared/engine/receipt/hold.ts";
import type { BasketHeld } from "#shared/records/entries/basket-held.ts";
import type { HoldCancelled } from "#shared/records/entries/hold-cancelled.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { policyOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import type { Desk } from "../journal/desk.ts";
import { paidAheadFor } from "../views/holds.ts";
import { receiptContext } from "./receipt.ts";

interface Printed {
  readonly number: string;
  readonly cashierName: string;
}

/** The paper of a basket that was just set aside; nothing when the store's settings have not arrived. */
export function heldPaper(
  core: TillCore,
  body: BasketHeld,
  about: Printed & { readonly paidMinor: number; readonly copy?: boolean },
): ReceiptDocument | undefined {
  const atMs = core.clock.now();
  const context = receiptContext(core, { ...about, atMs });
  if (context === undefined) return undefined;
  const { clientId } = body;
  const clientName =
    clientId === undefined ? undefined : core.overlay.row("clients", clientId)?.name;
  return receiptOfHold(body, context, { ...about, atMs, clientName });
}

/** The paper of a hold that ended without a sale; nothing when the settings have not arrived. */
export function cancelledPaper(
  core: TillCore,
  body: HoldCancelled,
  about: Printed,
): ReceiptDocument | undefined {
  const atMs = core.clock.now();
  const context = receiptContext(core, { ...about, atMs });
  if (context === undefined) return undefined;
  const reason = core.catalogue.setting("reason", body.reasonId)?.name ?? body.reasonId;
  return receiptOfHoldCancelled(body, context, { ...about, atMs, reason });
}

/** Puts a paper into the queue in the transaction that is open, as the policy says of receipts. */
export function putPaper(
  counter: Counter,
  desk: Desk,
  paper: { readonly id: string; readonly document: ReceiptDocument | undefined },
): void {
  const { id, document } = paper;
  const print = policyOf(counter.core)?.receipt.print ?? "always";
  if (document === undefined || (print === "never" && !document.opensDrawer)) return;
  counter.queue.put(desk, { id, at: counter.core.clock.now(), title: document.number, document });
}

/**
 * Prints where a hold stands now: its lines and prices, what is paid and what is left, marked as copy.
 * Refuses `hold-unknown`.
 */
export async function print(
  counter: Counter,
  holdId: string,
): Promise<Result<{ readonly state: "printed" | "waiting" }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const row = core.overlay.row("orders", holdId);
  if (row?.held === undefined) return refuse("hold-unknown");
  const { held, fromPlaceId = core.identity.storeId } = row;
  const note = row.history[0]?.note ?? "";
  const body: BasketHeld = {
    ...held,
    holdId,
    kind: row.kind === "quote" ? "quote" : "layaway",
    ...(row.clientId === undefined ? {} : { clientId: row.clientId }),
    placeId: fromPlaceId,
    ...(note === "" ? {} : { note }),
  };
  const document = heldPaper(core, body, {
    number: row.number,
    cashierName: who.value.session.staff.shortName,
    paidMinor: paidAheadFor(core, holdId),
    copy: true,
  });
  if (document === undefined) return refuse("still-filling", { percent: 0 });
  const id = `${holdId}:${core.ids.next()}`;
  counter.queue.put(core.journal.desk, {
    ...{ id, at: core.clock.now(), title: document.number },
    document,
  });
  await counter.queue.run();
  const job = counter.queue.jobs().find((each) => each.id === id);
  return done({ state: job?.state === "printed" ? "printed" : "waiting" });
}
