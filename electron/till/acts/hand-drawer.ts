/**
 * The act of handing the drawer over: counted as for closing, taken by a person who proves who they are,
 * one entry, and a paper for both to sign. The rule is the engine's.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { handOverDrawer, needsSecondPerson } from "#shared/engine/hand-over.ts";
import { receiptOfHandOver } from "#shared/engine/receipt/day.ts";
import type { DrawerHanded } from "#shared/records/entries/drawer-handed.ts";
import type { Entry } from "#shared/records/entry.ts";
import { append } from "../core.ts";
import type { Counter } from "../counter.ts";
import type { StaffRow } from "../staff.ts";
import { countsOf, forgetCounts } from "../views/shift.ts";
import { permitted } from "./approval.ts";
import type { Editor } from "./edit.ts";
import { receiptContext } from "./receipt.ts";
import { inShift, type Pressed, printSoon } from "./shift.ts";
import { type Credentials, prove, signedIn } from "./staff.ts";

export interface HandOverInput extends Pressed, Credentials {
  readonly differenceReasonId?: string | undefined;
  readonly differenceNote?: string | undefined;
}

interface HandedOver {
  readonly handOverId: string;
  readonly countedMinor: number;
  readonly staffName: string;
}

/**
 * Passes the drawer on as it was counted last; the shift goes on and the next person is signed in. Refuses
 * `no-shift`, `basket-being-paid`, `payment-open`, `needs-approval` (also above the policy's limit, with
 * the permission to close), what `handOverDrawer` refuses, and what a wrong PIN or badge refuses.
 */
export async function handOver(
  counter: Counter,
  input: HandOverInput,
): Promise<Result<HandedOver>> {
  const shift = inShift(counter);
  if (!shift.ok) return shift;
  const { figures } = shift.value;
  const before = figures.handOvers.find(({ body }) => body.handOverId === input.actId);
  if (before !== undefined) return done(answerOf(counter, before.body));
  if (counter.basket().openPayment !== undefined) return refuse("payment-open");
  if (counter.basket().phase === "tendering") return refuse("basket-being-paid");
  const proved = await prove(counter, input);
  if (!proved.ok) return proved;
  // The PIN took a moment: what was read before it may be old.
  const now = inShift(counter);
  if (!now.ok) return now;
  const { who, policy } = now.value;
  const { differenceReasonId, differenceNote } = input;
  const made = handOverDrawer({
    figures: now.value.figures,
    policy,
    ...countsOf(counter.core, figures.shiftId, now.value.figures),
    handOverId: input.actId,
    toStaffId: proved.value.id,
    differenceReasonId,
    differenceNote,
  });
  if (!made.ok) return made;
  const permission = needsSecondPerson(made.value.tenders, policy) ? "z" : "shift";
  const allowed = permitted(counter, who, { permission, input });
  if (!allowed.ok) return allowed;
  const body: DrawerHanded = { ...made.value, approvalIds: allowed.value };
  const method = input.badge === undefined ? "pin" : "badge";
  return write(counter, who, { body, next: proved.value, method });
}

function write(
  counter: Counter,
  who: Editor,
  about: {
    readonly body: DrawerHanded;
    readonly next: StaffRow;
    readonly method: "pin" | "badge";
  },
): Result<HandedOver> {
  const { core } = counter;
  const { body, next, method } = about;
  const at = core.clock.now();
  const written = append(core, who, (tools) => {
    const context = receiptContext(core, { atMs: at, cashierName: who.session.staff.shortName });
    if (context !== undefined) {
      const { differenceReasonId: reasonId } = body;
      const reason =
        reasonId === undefined ? undefined : core.catalogue.setting("reason", reasonId);
      const document = receiptOfHandOver({ at, body } as Entry<"drawer.handed">, context, {
        fromName: nameOf(counter, body.fromStaffId),
        toName: next.shortName,
        reason: reason?.name ?? reasonId ?? "",
      });
      counter.queue.put(tools.desk, { id: body.handOverId, at, title: document.number, document });
    }
    // The next count is blind again: this one is in the entry.
    forgetCounts(tools.desk, body.shiftId);
    return { kind: "drawer.handed", body };
  });
  if (!written.ok) return written;
  signedIn(counter, next, method);
  core.hub.emit(["shift", "session"]);
  printSoon(counter);
  return done(answerOf(counter, body));
}

function answerOf(counter: Counter, body: DrawerHanded): HandedOver {
  const own = body.tenders.find(({ key }) => key === "cash");
  return {
    handOverId: body.handOverId,
    countedMinor: own?.countedMinor ?? 0,
    staffName: nameOf(counter, body.toStaffId),
  };
}

function nameOf({ core }: Counter, staffId: string): string {
  return core.replica.get("staff", staffId)?.row.shortName ?? "";
}
