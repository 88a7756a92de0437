/**
 * Approval from afar: the number the till shows for one act, and the code of the approver's own phone
 * that answers it, checked here with no connection. Phones are paired and taken out in phones.ts.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import {
  approvalCode,
  CHALLENGE_VALID_MS,
  type CodeAbout,
  challengeOf,
  plainDigits,
} from "#shared/engine/approval-code.ts";
import { approverId } from "#shared/records/settings/index.ts";
import type { TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";
import { isOutOfTouch, peopleHere, type StaffRow, tryOnce } from "../staff.ts";

/** An act that waits for a code: on the desk, so that ending the till makes no number good again. */
interface Waiting extends Omit<CodeAbout, "registerId"> {
  readonly actHash: string;
  readonly atMs: number;
}

const KIND = "approval-challenge";
const WAITING_MAX = 20;
const RANDOM_BYTES = 32;

export interface CodeAsked {
  readonly act: string;
  readonly actHash: string;
  readonly amountMinor?: number | undefined;
  readonly basisPoints?: number | undefined;
}

/** A number for one act, and what the approver's phone has to be told besides. */
export function askCode(counter: Counter, asked: CodeAsked) {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { act, actHash, amountMinor, basisPoints } = asked;
  const challenge = challengeOf(core.crypto, core.random(RANDOM_BYTES));
  const atMs = core.clock.now();
  const waiting: Waiting = { challenge, act, actHash, amountMinor, basisPoints, atMs };
  forgetOld(core);
  core.journal.desk.put(KIND, challenge, waiting);
  const { registerId, publicKey, serverUrl } = core.identity;
  return done({
    challenge,
    untilMs: atMs + CHALLENGE_VALID_MS,
    registerId,
    publicKey,
    pageUrl: approvePage(serverUrl),
    staffIds: peopleHere(core)
      .filter((person) => phoneKey(core, person.id) !== undefined)
      .map((person) => person.id),
  });
}

/** Where a phone finds the page of approvals. */
export function approvePage(serverUrl: string): string {
  return new URL("/approve/", serverUrl).href;
}

export interface CodeGiven {
  readonly staffId: string;
  readonly code: string;
  readonly challenge: string;
  readonly act: string;
  readonly actHash: string;
}

/**
 * The person whose phone made this code for this act. A code is good once, for the act its number was
 * drawn for. Refuses `not-here`, `approval-phone-unknown` (none paired, taken out, or this till too long
 * without contact), `approval-code-over` (used, too old, or for something else), `approval-code-wrong`
 * (with the tries left) and `locked-out`.
 */
export async function checkCode(core: TillCore, given: CodeGiven): Promise<Result<StaffRow>> {
  const { staffId, challenge } = given;
  const staff = peopleHere(core).find((person) => person.id === staffId);
  if (staff === undefined) return refuse("not-here");
  const publicKey = phoneKey(core, staffId);
  if (publicKey === undefined || isOutOfTouch(core)) return refuse("approval-phone-unknown");
  const waiting = core.journal.desk.get<Waiting>(KIND, challenge);
  if (waiting === undefined || !isFor(core, waiting, given)) return refuse("approval-code-over");
  const keys = { secretKey: core.secretKey, publicKey };
  const about = { ...waiting, registerId: core.identity.registerId };
  const right = approvalCode(core.crypto, keys, about);
  const tried = await tryOnce(core, {
    key: `code:${staffId}`,
    wrong: "approval-code-wrong",
    isRight: () => right !== undefined && plainDigits(given.code) === right,
  });
  if (!tried.ok) return tried;
  core.journal.desk.delete(KIND, challenge);
  return done(staff);
}

/** The public key of a person's phone, when there is one. */
export function phoneKey(core: TillCore, staffId: string): string | undefined {
  return core.catalogue.setting("approver", approverId(staffId))?.publicKey;
}

/** A clock that was set back makes a number too old, never young again. */
function isFor(core: TillCore, waiting: Waiting, given: CodeGiven): boolean {
  const ageMs = core.clock.now() - waiting.atMs;
  const isFresh = ageMs >= 0 && ageMs <= CHALLENGE_VALID_MS;
  return isFresh && waiting.act === given.act && waiting.actHash === given.actHash;
}

function forgetOld(core: TillCore): void {
  const { desk } = core.journal;
  const waiting = desk.list<Waiting>(KIND).toSorted((a, b) => b.value.atMs - a.value.atMs);
  const now = core.clock.now();
  for (const [at, { key, value }] of waiting.entries()) {
    if (at >= WAITING_MAX - 1 || now - value.atMs > CHALLENGE_VALID_MS) desk.delete(KIND, key);
  }
}
