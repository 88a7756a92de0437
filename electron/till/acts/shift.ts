/** Acts of the drawer: open the shift, move cash, open without a sale. Counting and Z are the engine's. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { CashMoved } from "#shared/records/entries/cash-moved.ts";
import { append, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { drawerBytes } from "../devices/escpos.ts";
import { openShift } from "../views/shift.ts";

/** The drawer of this register; its own unless HQ gave it another. */
function drawerId({ core }: Counter): string {
  const { registerId } = core.identity;
  return core.catalogue.setting("register", registerId)?.drawerId ?? `drawer:${registerId}`;
}

/** Opens a shift with its float. Refuses `shift-open`. */
export function open(
  counter: Counter,
  input: { readonly floatMinor: number; readonly counted?: Record<string, number> | undefined },
): Result<{ readonly shiftId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  if (openShift(core) !== undefined) return refuse("shift-open");
  const shiftId = core.ids.next();
  const written = append(
    core,
    { ...who.value, shiftId },
    {
      kind: "shift.opened",
      body: {
        shiftId,
        drawerId: drawerId(counter),
        floatMinor: input.floatMinor,
        currency: storeOf(core)?.currency ?? "EUR",
        ...(input.counted === undefined ? {} : { counted: input.counted }),
      },
    },
  );
  core.hub.emit(["shift", "session"]);
  return written.ok ? done({ shiftId }) : written;
}

/** Moves cash into or out of the drawer. Refuses `no-shift`. */
export function move(
  counter: Counter,
  input: {
    readonly kind: CashMoved["kind"];
    readonly amountMinor: number;
    readonly reasonId: string;
    readonly note?: string | undefined;
    readonly bag?: string | undefined;
    readonly approvalId?: string | undefined;
  },
): Result<{ readonly movementId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  if (openShift(core) === undefined) return refuse("no-shift");
  const movementId = core.ids.next();
  const { kind, amountMinor, reasonId, note, bag, approvalId } = input;
  const written = append(core, who.value, {
    kind: "cash.moved",
    body: {
      movementId,
      drawerId: drawerId(counter),
      kind,
      amountMinor,
      currency: storeOf(core)?.currency ?? "EUR",
      reasonId,
      ...(note === undefined ? {} : { note }),
      ...(bag === undefined ? {} : { bag }),
      approvalIds: approvalId === undefined ? [] : [approvalId],
    },
  });
  return written.ok ? done({ movementId }) : written;
}

/** Opens the drawer without a sale: recorded with who and why first, then opened. */
export function noSale(
  counter: Counter,
  input: { readonly reasonId: string; readonly note?: string | undefined },
): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { reasonId, note } = input;
  const written = append(counter.core, who.value, {
    kind: "drawer.opened",
    body: {
      drawerId: drawerId(counter),
      reasonId,
      ...(note === undefined ? {} : { note }),
      approvalIds: [],
    },
  });
  if (!written.ok) return written;
  void counter.queue.printer()?.print(drawerBytes());
  return done({});
}
