/** Whose the drawer of this till is now: which box, who has it, and whether who acts may put cash in it. */
import { done, type Result } from "#shared/base/result.ts";
import { drawerOwnerOf, mayUseDrawer } from "#shared/engine/hand-over.ts";
import type { Tender } from "#shared/records/tender.ts";
import { entriesOf, storeOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { openShift } from "../views/shift.ts";

/** The box a shift opens with: the register's, or the one of the person who opens it. */
export function drawerIdOf(core: TillCore, staffId: string): string {
  const { registerId } = core.identity;
  if (ownerOf(core) === "person") return `drawer:${staffId}`;
  return core.catalogue.setting("register", registerId)?.drawerId ?? `drawer:${registerId}`;
}

/** Refuses `drawer-of-another` when the open drawer is a person's and not of who is signed in. */
export function ownDrawer(counter: Counter): Result<Record<never, never>> {
  const { core } = counter;
  const opened = openShift(core);
  const staffId = counter.session()?.staff.id;
  if (opened === undefined || staffId === undefined) return done({});
  const handed = entriesOf(core, "drawer.handed", opened.sequence).at(-1);
  const holderStaffId = handed?.body.toStaffId ?? opened.staffId;
  return mayUseDrawer({ owner: ownerOf(core), holderStaffId, staffId });
}

/** The same for legs of a payment: only cash needs a drawer. */
export function ownDrawerFor(
  counter: Counter,
  legs: readonly Pick<Tender, "kind">[],
): Result<Record<never, never>> {
  return legs.some(({ kind }) => kind === "cash") ? ownDrawer(counter) : done({});
}

function ownerOf(core: TillCore) {
  const register = core.catalogue.setting("register", core.identity.registerId);
  return drawerOwnerOf(register, storeOf(core));
}
