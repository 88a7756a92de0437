/**
 * The phones of people who approve: paired by a code that is shown once, seen and taken out here. The
 * server keeps which phone is whose; a till that cannot ask it still takes the codes of known phones.
 */
import { z } from "zod";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { PhoneItem } from "#shared/till-api/acts/phones.ts";
import type { Counter } from "../counter.ts";
import { checkPin, peopleHere, roleOf } from "../staff.ts";
import { approvePage, phoneKey } from "./approval-code.ts";

const QUESTION = "phones";
const SETTINGS = "settings";

const answered = z.object({
  ok: z.literal(true),
  value: z.union([
    z.object({ ok: z.literal(true), code: z.string().optional(), untilMs: z.int().optional() }),
    z.object({ ok: z.literal(false), code: z.string() }),
  ]),
});

/** People of this store who approve something, and whether a phone of theirs is paired. */
export function phones({ core }: Counter): PhoneItem[] {
  return peopleHere(core).flatMap((person) => {
    const role = roleOf(core, person);
    const isPaired = phoneKey(core, person.id) !== undefined;
    if (!isPaired && (role?.approves.length ?? 0) === 0) return [];
    return [{ staffId: person.id, name: person.name, roleName: role?.name ?? "", isPaired }];
  });
}

/**
 * An address for the phone of who is signed in, shown once and good for ten minutes. The PIN is asked
 * for again, so that nobody pairs a phone at a till that was left open. Refuses as `checkPin`,
 * `not-allowed` for who approves nothing, `needs-connection`.
 */
export async function pairPhone(
  counter: Counter,
  { pin }: { readonly pin: string },
): Promise<Result<{ readonly url: string; readonly untilMs: number }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { staffId, session } = who.value;
  if ((session.role?.approves.length ?? 0) === 0) return refuse("not-allowed");
  const proved = await checkPin(core, staffId, pin);
  if (!proved.ok) return proved;
  const answer = await ask(counter, { what: "pair", staffId });
  if (!answer.ok) return answer;
  const { code, untilMs } = answer.value;
  if (code === undefined || untilMs === undefined) return refuse("needs-connection");
  const page = new URL(approvePage(core.identity.serverUrl));
  page.hash = new URLSearchParams({ pair: code, staff: staffId }).toString();
  return done({ url: page.href, untilMs });
}

/**
 * Takes a phone out: one's own, or with the permission "settings" anybody's of this store. Refuses
 * `not-allowed` and `needs-connection`.
 */
export async function forgetPhone(
  counter: Counter,
  { staffId }: { readonly staffId: string },
): Promise<Result<Record<never, never>>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const mayAll = who.value.session.role?.permissions.includes(SETTINGS) ?? false;
  if (staffId !== who.value.staffId && !mayAll) return refuse("not-allowed");
  const answer = await ask(counter, { what: "forget", staffId });
  return answer.ok ? done({}) : answer;
}

async function ask(
  { core }: Counter,
  question: { readonly what: "pair" | "forget"; readonly staffId: string },
): Promise<Result<{ readonly code?: string | undefined; readonly untilMs?: number | undefined }>> {
  const said = await core.sync.ask(QUESTION, question).catch(() => undefined);
  const read = answered.safeParse(said);
  if (!read.success) return refuse("needs-connection");
  const { value } = read.data;
  return value.ok ? done(value) : refuse(value.code);
}
