/**
 * Acts of the store's safe and its bank bags. Each is one entry of this register; the balances are folded
 * from it here at once and on the server when it has arrived. The rules are the engine's.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { balanceIds } from "#shared/engine/fold/value.ts";
import { receiptOfBag } from "#shared/engine/receipt/day.ts";
import { advanceBag, type BagStep, countSafe, packBag } from "#shared/engine/safe.ts";
import type { BagPacked } from "#shared/records/entries/bag-packed.ts";
import type { Entry } from "#shared/records/entry.ts";
import { append, entriesOf, policyOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { bagsOf } from "../views/safe-view.ts";
import { permitted } from "./approval.ts";
import { receiptContext } from "./receipt.ts";
import { type Pressed, printSoon } from "./shift.ts";

type Nothing = Record<never, never>;

interface Counted {
  readonly currency: string;
  readonly counted: Record<string, number>;
  readonly note?: string | undefined;
}

/**
 * Counts the safe: a movement against what is known of it here. Refuses `needs-approval`,
 * `count-malformed` and `difference-needs-reason`.
 */
export function count(
  counter: Counter,
  input: Pressed & Counted & { readonly reasonId?: string | undefined },
): Result<{ readonly countedMinor: number; readonly differenceMinor: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const again = entriesOf(core, "safe.counted").findLast(
    ({ body }) => body.countId === input.actId,
  );
  if (again !== undefined) {
    const { countedMinor, movementMinor } = again.body;
    return done({ countedMinor, differenceMinor: movementMinor });
  }
  const row = core.overlay.row("balances", balanceIds.safe(core.identity.storeId, input.currency));
  const made = countSafe({
    countId: input.actId,
    expectedMinor: row?.amount ?? 0,
    differenceLimitMinor: policyOf(core)?.shift.differenceLimitMinor ?? 0,
    ...input,
  });
  if (!made.ok) return made;
  const allowed = permitted(counter, who.value, { permission: "cash-move", input });
  if (!allowed.ok) return allowed;
  const body = { ...made.value, approvalIds: allowed.value };
  const written = append(core, who.value, { kind: "safe.counted", body });
  if (!written.ok) return written;
  return done({ countedMinor: body.countedMinor, differenceMinor: body.movementMinor });
}

/**
 * Makes up a bag for the bank from the safe; its slip waits with the entry. Refuses `needs-approval` and
 * what `packBag` refuses.
 */
export function pack(
  counter: Counter,
  input: Pressed & Counted & { readonly number: string },
): Result<{ readonly bagId: string; readonly amountMinor: number }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const bagId = input.actId;
  const again = entriesOf(core, "bag.packed").findLast(({ body }) => body.bagId === bagId);
  if (again !== undefined) return done({ bagId, amountMinor: again.body.amountMinor });
  const made = packBag({ bagId, ...input }, bagsOf(core));
  if (!made.ok) return made;
  const allowed = permitted(counter, who.value, { permission: "cash-move", input });
  if (!allowed.ok) return allowed;
  const body: BagPacked = { ...made.value, approvalIds: allowed.value };
  const at = core.clock.now();
  const written = append(core, who.value, (tools) => {
    const cashierName = who.value.session.staff.shortName;
    const context = receiptContext(core, { atMs: at, cashierName });
    if (context !== undefined) {
      const document = receiptOfBag({ at, body } as Entry<"bag.packed">, context);
      counter.queue.put(tools.desk, { id: bagId, at, title: document.number, document });
    }
    return { kind: "bag.packed", body };
  });
  if (!written.ok) return written;
  printSoon(counter);
  return done({ bagId, amountMinor: body.amountMinor });
}

/** A bag takes its next step. Refuses `needs-approval` and what `advanceBag` refuses. */
export function advance(
  counter: Counter,
  input: Pressed & Omit<BagStep, "approvalIds"> & { readonly bagId: string },
): Result<Nothing> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const row = core.overlay.row("balances", balanceIds.bag(input.bagId));
  if (row?.storeId !== core.identity.storeId) return refuse("bag-unknown");
  const made = advanceBag(row, input);
  if (!made.ok) return made;
  const allowed = permitted(counter, who.value, { permission: "cash-move", input });
  if (!allowed.ok) return allowed;
  const body = { ...made.value, approvalIds: allowed.value };
  const written = append(core, who.value, { kind: "bag.advanced", body });
  return written.ok ? done({}) : written;
}
