/** Acts of staff: sign in and out, lock, and approve what another asked for. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import { append, type TillCore } from "../core.ts";
import { type Counter, sessionFor } from "../counter.ts";
import { checkBadge, checkPin, peopleHere, roleOf, type StaffRow } from "../staff.ts";
import { mayApprove } from "./approval.ts";
import { checkCode } from "./approval-code.ts";

export interface Credentials {
  readonly staffId?: string | undefined;
  readonly pin?: string | undefined;
  readonly badge?: string | undefined;
}

/** Signs a person in by PIN or badge, or back in after a lock. Refuses as `checkPin` and `checkBadge`. */
export async function signIn(
  counter: Counter,
  credentials: Credentials,
): Promise<Result<{ readonly staffId: string; readonly name: string }>> {
  const proved = await prove(counter, credentials);
  if (!proved.ok) {
    if (proved.refusal.code === "locked-out" && credentials.staffId !== undefined) {
      record(counter, credentials.staffId, { what: "locked-out", method: "pin" });
    }
    return proved;
  }
  const staff = proved.value;
  signedIn(counter, staff, credentials.badge === undefined ? "pin" : "badge");
  return done({ staffId: staff.id, name: staff.name });
}

/** Signs a person in who has proved who they are. */
export function signedIn(counter: Counter, staff: StaffRow, method: "pin" | "badge" = "pin"): void {
  const before = counter.session();
  const what = before === undefined ? "in" : before.staff.id === staff.id ? "unlocked" : "switched";
  counter.setSession(sessionFor(counter.core, staff));
  record(counter, staff.id, { what, method });
}

/** Signs out; the basket stays on the desk. */
export function signOut(counter: Counter): Result<Record<never, never>> {
  const session = counter.session();
  if (session !== undefined) record(counter, session.staff.id, { what: "out", method: "pin" });
  counter.setSession(undefined);
  return done({});
}

/** Locks the screen: the same person or another goes on by PIN or badge. */
export function lock(counter: Counter): Result<Record<never, never>> {
  const session = counter.session();
  if (session === undefined || session.locked) return done({});
  record(counter, session.staff.id, { what: "locked", method: "idle" });
  counter.setSession({ ...session, locked: true });
  return done({});
}

/** The people of this store, for the sign-in screen. */
export function people(counter: Counter) {
  return peopleHere(counter.core).map((person) => ({
    id: person.id,
    name: person.name,
    roleName: roleOf(counter.core, person)?.name ?? "",
  }));
}

export interface ApprovalInput extends Credentials {
  readonly act: string;
  readonly actHash: string;
  readonly outcome: "approved" | "refused";
  readonly reasonId?: string | undefined;
  readonly amountMinor?: number | undefined;
  readonly note?: string | undefined;
  /** What the approver's phone answered to the number of `askCode`. */
  readonly code?: string | undefined;
  readonly challenge?: string | undefined;
}

/**
 * A second person allows one act, bound to it by its hash and logged with who asked and who approved.
 * Refuses `not-allowed` when the person's role does not approve that act.
 */
export async function approve(
  counter: Counter,
  input: ApprovalInput,
): Promise<Result<{ readonly approvalId: string }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const proved = await proveApprover(counter, input);
  if (!proved.ok) return proved;
  const approver = proved.value;
  if (approver.id === who.value.staffId) return refuse("not-allowed", { act: input.act });
  const role = roleOf(counter.core, approver);
  if (!mayApprove(role, input.act)) return refuse("not-allowed", { act: input.act });
  const approvalId = counter.core.ids.next();
  const { reasonId, amountMinor, note } = input;
  const written = append(counter.core, who.value, {
    kind: "approval.given",
    body: {
      approvalId,
      act: input.act,
      actHash: input.actHash,
      askedByStaffId: who.value.staffId,
      approvedByStaffId: approver.id,
      method: wayOf(input),
      outcome: input.outcome,
      ...(reasonId === undefined ? {} : { reasonId }),
      ...(amountMinor === undefined ? {} : { amountMinor }),
      ...(note === undefined ? {} : { note }),
    },
  });
  return written.ok ? done({ approvalId }) : written;
}

async function proveApprover(counter: Counter, input: ApprovalInput): Promise<Result<StaffRow>> {
  const { staffId, code, challenge, act, actHash } = input;
  if (code === undefined) return prove(counter, input);
  if (staffId === undefined || challenge === undefined) return refuse("approval-code-over");
  return checkCode(counter.core, { staffId, code, challenge, act, actHash });
}

function wayOf(input: ApprovalInput): "pin" | "badge" | "code" {
  if (input.code !== undefined) return "code";
  return input.badge === undefined ? "pin" : "badge";
}

/** Every gated act of this till, newest first: who asked, who approved, why. */
export function auditLog(counter: Counter, query: string, limit: number) {
  const { core } = counter;
  const nameOf = (id: string): string => core.replica.get("staff", id)?.row.name ?? id;
  const wanted = query.trim().toLowerCase();
  const whyOf = (body: {
    readonly note?: string | undefined;
    readonly reasonId?: string | undefined;
  }) =>
    [reasonName(core, body.reasonId), body.note].filter((part) => part !== undefined).join(" · ");
  return core.journal
    .ofKind("approval.given")
    .filter((entry) => isEntryOf(entry, "approval.given"))
    .map(({ at, body }) => ({
      at,
      what: body.act,
      askedBy: nameOf(body.askedByStaffId),
      approvedBy: nameOf(body.approvedByStaffId),
      ...(whyOf(body) === "" ? {} : { why: whyOf(body) }),
      outcome: body.outcome,
      method: body.method,
    }))
    .filter((item) => Object.values(item).some((v) => String(v).toLowerCase().includes(wanted)))
    .reverse()
    .slice(0, limit);
}

/** Ids of the people of this store whose role approves an act, but not of who asks for it. */
export function approversOf(core: TillCore, act: string, askerId: string | undefined): string[] {
  return peopleHere(core)
    .filter((person) => person.id !== askerId && mayApprove(roleOf(core, person), act))
    .map(({ id }) => id);
}

function reasonName(core: TillCore, reasonId: string | undefined): string | undefined {
  if (reasonId === undefined) return undefined;
  const name = core.replica.get("settings", reasonId)?.row.body["name"];
  return typeof name === "string" ? name : reasonId;
}

/** The person that a PIN or badge belongs to. Refuses as `checkPin` and `checkBadge`. */
export async function prove(counter: Counter, credentials: Credentials): Promise<Result<StaffRow>> {
  const { badge, staffId, pin } = credentials;
  if (badge !== undefined) return checkBadge(counter.core, badge);
  if (staffId === undefined || pin === undefined) return refuse("wrong-pin");
  return checkPin(counter.core, staffId, pin);
}

/** On a full disk people still sign in: what is recorded then is told by the disk's own refusal. */
function record(
  counter: Counter,
  staffId: string,
  body: {
    readonly what: "in" | "out" | "switched" | "locked" | "locked-out" | "unlocked";
    readonly method: "pin" | "badge" | "code" | "idle";
  },
): void {
  append(counter.core, { staffId, shiftId: counter.shiftId() }, { kind: "staff.signed", body });
}
