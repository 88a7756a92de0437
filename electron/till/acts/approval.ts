/**
 * Whether an act may be done: by the role alone, or with the approval of a second person that is bound
 * to exactly this act. Giving an approval is in staff.ts; limits of amounts are the engine's.
 */
import { canonicalJson } from "#shared/base/canonical.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { RoleSetting } from "#shared/records/settings/index.ts";
import { entriesOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import type { Editor } from "./edit.ts";

/** Acts that the engine names otherwise than the permission that covers them. */
const PERMISSION_OF_ACT: Readonly<Record<string, string>> = {
  "price-change": "price",
  refund: "return",
};

/**
 * Keys of an input that do not say what is done, only which press it was and who allowed it; and
 * secrets, which must not be guessed from a hash that is kept.
 */
const NOT_THE_ACT: ReadonlySet<string> = new Set(["actId", "approvalId", "pin", "badge"]);

/** Whether people of this role may allow an act that somebody else asks for. */
export function mayApprove(role: RoleSetting | undefined, act: string): boolean {
  const approves = role?.approves ?? [];
  return approves.includes(act) || approves.includes(PERMISSION_OF_ACT[act] ?? act);
}

/** The hash that binds an approval to one act: who does it, on which basket, and every detail. */
export function actHashOf(counter: Counter, input: unknown): string {
  const staffId = counter.session()?.staff.id ?? "";
  const basketId = counter.basket().draft.id;
  return counter.core.crypto.sha256(
    canonicalJson({ staffId, basketId, input: withoutKeys(input) }),
  );
}

/**
 * The approvals an act is recorded with: none when `allowed`, else the one that came with it. Refuses
 * `needs-approval` (naming the act), and `approval-not-for-this` for one that was given for something
 * else, refused, or used before.
 */
export function approvalsFor(
  counter: Counter,
  about: { readonly act: string; readonly input: object; readonly allowed: boolean },
): Result<string[]> {
  const approvalId = approvalIn(about.input);
  if (approvalId === undefined) {
    return about.allowed ? done([]) : refuse("needs-approval", { act: about.act });
  }
  return isGood(counter, about, approvalId) ? done([approvalId]) : refuse("approval-not-for-this");
}

/** The same for an act that a permission of the role covers. */
export function permitted(
  counter: Counter,
  who: Editor,
  about: { readonly permission: string; readonly input: object },
): Result<string[]> {
  const { permission, input } = about;
  const allowed = who.session.role?.permissions.includes(permission) ?? false;
  return approvalsFor(counter, { act: permission, input, allowed });
}

function isGood(
  counter: Counter,
  about: { readonly act: string; readonly input: object },
  approvalId: string,
): boolean {
  const given = entriesOf(counter.core, "approval.given").findLast(
    (entry) => entry.body.approvalId === approvalId,
  );
  if (given === undefined) return false;
  const { act, actHash, outcome } = given.body;
  const isForThis = act === about.act && actHash === actHashOf(counter, about.input);
  return isForThis && outcome === "approved" && !isUsed(counter.core, given.sequence, approvalId);
}

function isUsed(core: TillCore, since: number, approvalId: string): boolean {
  return core.journal.after(since).some(({ body }) => JSON.stringify(body).includes(approvalId));
}

function approvalIn(input: object): string | undefined {
  const { approvalId, manual } = input as {
    readonly approvalId?: string;
    readonly manual?: { readonly approvalId?: string };
  };
  return approvalId ?? manual?.approvalId;
}

function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NOT_THE_ACT.has(key))
      .map(([key, each]) => [key, withoutKeys(each)]),
  );
}
