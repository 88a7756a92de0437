/**
 * A customer's right to be forgotten, as HQ's procedures: who may, whom it takes, and the note of who
 * did it. What erasing is, is personal.ts.
 */
import { implement } from "@orpc/server";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import { hqContract } from "#shared/hq-api/contract.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../../core.ts";
import { insertAudit, readAudit } from "../../database/audit.ts";
import { readChildren, readCurrent, readTable } from "../../database/revisions.ts";
import { eraseClient } from "../../personal.ts";
import { answer } from "./answer.ts";
import type { HqContext, HqDeps } from "./deps.ts";
import { clientStreams, seesStaff } from "./scope.ts";
import type { HqStaff } from "./sign-in.ts";

interface PrivacyParts {
  readonly deps: HqDeps;
  readonly staffOf: (context: HqContext) => Promise<HqStaff>;
}

type Client = Rows["clients"];

const PERMISSION = "erase";
const ERASED = "client-erased";
const AUDIT_MAX = 100;
const ROWS_AT_ONCE = 4_000;
/** Nothing is to be delivered to these any more. */
const OVER: ReadonlySet<string> = new Set([
  "refused",
  "handed-over",
  "cancelled",
  "refunded",
  "received",
]);

/** The procedures of `shared/hq-api/privacy.ts`; all of them ask for the permission `erase`. */
export function privacyHandlers({ deps: { core }, staffOf }: PrivacyParts) {
  const os = implement(hqContract).$context<HqContext>();
  const allowed = async (context: HqContext): Promise<Result<HqStaff, "not-allowed">> => {
    const staff = await staffOf(context);
    return staff.permissions.includes(PERMISSION) ? done(staff) : refuse("not-allowed");
  };
  return {
    findClients: os.findClients.handler(async ({ input, context }) => {
      const who = await allowed(context);
      if (!who.ok) return answer(who, () => []);
      const found = await findClients(core, input, who.value.scope);
      const { scope } = who.value;
      const clients = await Promise.all(found.map((client) => shown(core, client, scope)));
      return { ok: true as const, value: clients };
    }),
    eraseClient: os.eraseClient.handler(async ({ input, context }) => {
      const who = await allowed(context);
      if (!who.ok) return answer(who, () => ({ records: 0 }));
      return answer(await erase(core, input, who.value), (records) => ({ records }));
    }),
    audit: os.audit.handler(async ({ context }) => {
      const who = await allowed(context);
      if (!who.ok) return answer(who, () => []);
      const items = await readAudit(core.database.now, core.chain, AUDIT_MAX);
      const people = await staffOfIds(core, new Set(items.map(({ staffId }) => staffId)));
      const value = items
        .filter(({ staffId }) => seesStaff(who.value.scope, people.get(staffId) ?? NOBODY))
        .map(({ staffId, ...item }) => ({
          ...item,
          staffName: people.get(staffId)?.name ?? staffId,
        }));
      return { ok: true as const, value };
    }),
  };
}

/** Erases a client and every record that was joined with theirs, and notes it before anything else. */
async function erase(
  core: Core,
  asked: { readonly requestId: string; readonly clientId: string; readonly reason: string },
  { id: staffId, scope }: HqStaff,
): Promise<Result<number>> {
  const { chain, database } = core;
  const { clientId, reason } = asked;
  const [there] = await readCurrent(database.now, chain, [{ table: "clients", id: clientId }]);
  // A client of another sharing group is answered like one that is not there.
  if (there === undefined || groupsOf(core, scope)?.has(there.stream) === false) {
    return refuse("client-unknown");
  }
  const ids = await joinedWith(core, JSON.parse(there.body ?? "null") as Client);
  for (const id of ids) {
    const orders = await openOrders(core, id);
    if (orders > 0) return refuse("client-has-orders", { count: orders });
  }
  for (const [index, id] of ids.entries()) {
    const note = { id: `${ERASED}:${asked.requestId}:${index}`, atMs: core.now(), act: ERASED };
    await database.write((tx) =>
      insertAudit(tx, chain, { ...note, staffId, subjectId: id, reason }),
    );
    await eraseClient(core, id);
  }
  return done(ids.length);
}

/** The record and all that lead to it or that it leads to, the asked one first. */
async function joinedWith(core: Core, client: Client): Promise<readonly string[]> {
  const target = client.linkedTo ?? client.id;
  const ids = new Set([client.id]);
  for await (const row of everyClient(core, [target])) {
    if (row.id === target || row.linkedTo === target) ids.add(row.id);
  }
  return [...ids];
}

async function findClients(
  core: Core,
  { query, limit }: { readonly query: string; readonly limit: number },
  scope: PersonScope,
): Promise<readonly Client[]> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Client[] = [];
  for await (const row of everyClient(core, words, groupsOf(core, scope))) {
    const { id, name, phone = "", email = "", cardCode = "" } = row;
    const text = [id, name, phone, phone.replace(/\D/g, ""), email, cardCode].join(" ");
    if (words.every((word) => text.toLowerCase().includes(word))) found.push(row);
    if (found.length === limit) break;
  }
  return found;
}

/** Clients whose row holds one of the texts, read in pages; a rare act that keeps no index. */
async function* everyClient(
  core: Core,
  texts: readonly string[],
  streams?: ReadonlySet<string>,
): AsyncIterable<Client> {
  for (let afterId = ""; ; ) {
    const page = { table: "clients", afterId, limit: ROWS_AT_ONCE } as const;
    const rows = await readTable(core.database.now, core.chain, page);
    for (const { body, stream } of rows) {
      if (streams?.has(stream) === false) continue;
      const text = (body ?? "").toLowerCase();
      if (texts.some((each) => text.includes(each.toLowerCase()) || /^\d+$/.test(each))) {
        yield JSON.parse(body ?? "null") as Client;
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    afterId = last.id;
  }
}

/** A found client; orders of stores that the asker does not steer are not counted. */
async function shown(core: Core, { id, name, phone, email }: Client, scope: PersonScope) {
  const openOrderCount = await openOrders(core, id, scope);
  return {
    id,
    name,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    openOrders: openOrderCount,
  };
}

async function openOrders(core: Core, clientId: string, scope?: PersonScope): Promise<number> {
  const of = { table: "orders", parents: [clientId] } as const;
  const orders = await readChildren(core.database.now, core.chain, of);
  return orders
    .map(({ body }) => JSON.parse(body ?? "null") as Rows["orders"])
    .filter(({ storeId }) => scope?.wholeChain !== false || scope.steers.has(storeId ?? ""))
    .filter(({ state }) => !OVER.has(state)).length;
}

/** Somebody whose row is gone works nowhere. */
const NOBODY = { storeIds: [] } as const;

async function staffOfIds(
  core: Core,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Rows["staff"]>> {
  const names = [...ids].map((id) => ({ table: "staff", id }) as const);
  const rows = await readCurrent(core.database.now, core.chain, names);
  return new Map(rows.map(({ id, body }) => [id, JSON.parse(body ?? "null") as Rows["staff"]]));
}

/** The sharing groups of the stores that the person steers; every group for the whole chain. */
function groupsOf(core: Core, scope: PersonScope): ReadonlySet<string> | undefined {
  return scope.wholeChain ? undefined : clientStreams(scope, core.small.now());
}
