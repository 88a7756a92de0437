/** HQ from a manager's console at a till: tunnelled to the server; drafts wait on the desk meanwhile. */

import { z } from "zod";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { Counter } from "../counter.ts";

const KIND = "hq-draft";
const QUESTION = "hq";

const asked = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);

const signedIn = z.object({ ok: z.literal(true), value: z.object({ token: z.string() }) });

/** What answers with a session: signing in, and being made the owner of a new shop. */
const SIGNS_IN: ReadonlySet<string> = new Set(["signIn", "setupOwner"]);

/** The manager's session at the server, for as long as this till runs. */
const tokens = new WeakMap<Counter, string>();

/** One procedure of the hq-api, asked of the server. Refuses `needs-connection` when it is not there. */
export async function call(
  counter: Counter,
  input: { readonly path: string; readonly input: unknown },
): Promise<Result<unknown>> {
  const { core } = counter;
  try {
    const token = tokens.get(counter);
    const payload = {
      path: input.path,
      input: input.input,
      ...(token === undefined ? {} : { token }),
    };
    const answer = asked.safeParse(await core.sync.ask(QUESTION, payload));
    if (!answer.success) return refuse("needs-connection");
    if (!answer.data.ok) return refuse(answer.data.code);
    const signed = signedIn.safeParse(answer.data.value);
    if (SIGNS_IN.has(input.path) && signed.success) tokens.set(counter, signed.data.value.token);
    if (input.path === "signOut") tokens.delete(counter);
    return done(answer.data.value);
  } catch {
    return refuse("needs-connection");
  }
}

/** Keeps a draft on this till until there is a connection. */
export function saveDraft(
  counter: Counter,
  input: { readonly key: string; readonly draft: unknown },
): Result<Record<never, never>> {
  const { core } = counter;
  core.journal.desk.put(KIND, input.key, { draft: input.draft, atMs: core.clock.now() });
  return done({});
}

/** The drafts that wait on this till. */
export function drafts({ core }: Counter) {
  return core.journal.desk
    .list<{ readonly draft: unknown; readonly atMs: number }>(KIND)
    .map(({ key, value }) => ({ key, ...value }));
}
