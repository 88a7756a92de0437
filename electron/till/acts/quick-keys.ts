/** The store's quick keys, handed to the server, which keeps them and tells every till of the store. */
import { z } from "zod";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { QuickPage } from "#shared/records/settings/quick-keys.ts";
import type { Counter } from "../counter.ts";

const answered = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    args: z.record(z.string(), z.string()).default({}),
  }),
]);
const asked = z.object({ ok: z.literal(true), value: answered });

/**
 * Puts these pages in the place of the store's. Refuses `not-allowed` without the permission
 * "settings", `quick-keys-in-training`, `needs-connection`, and what the server refuses.
 */
export async function save(
  counter: Counter,
  input: { readonly pages: readonly QuickPage[] },
): Promise<Result<Record<never, never>>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  if (who.value.session.role?.permissions.includes("settings") !== true)
    return refuse("not-allowed");
  if (core.real !== undefined) return refuse("quick-keys-in-training");
  const { staffId } = who.value;
  const said = await core.sync
    .ask("quick-keys", { staffId, pages: input.pages })
    .catch(() => undefined);
  const read = asked.safeParse(said);
  if (!read.success) return refuse("needs-connection");
  const { value } = read.data;
  return value.ok ? done({}) : refuse(value.code, value.args);
}
