/**
 * Customers of the web shop: found by telephone number or e-mail address, signed in by a link for one
 * use, shown their own facts only. Links and sessions are random and kept as hashes.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { ShopClient } from "#shared/shop-api/contract.ts";
import { hashToken, newToken } from "../../auth.ts";
import type { Core } from "../../core.ts";
import {
  endClientSession,
  findClientSession,
  insertClientSession,
} from "../../database/client-sessions.ts";
import { readCurrent } from "../../database/revisions.ts";
import { followTable } from "../../rows/table-index.ts";

export interface Clients {
  /** A link for one use; nothing when nobody has this number or address. */
  readonly linkFor: (clientGroup: string, contact: string) => Promise<string | undefined>;
  readonly openSession: (
    link: string,
  ) => Promise<
    Result<
      { readonly token: string; readonly expiresAtMs: number; readonly row: ClientRow },
      "web-link-unknown"
    >
  >;
  readonly closeSession: (token: string) => Promise<boolean>;
  /** Who holds the token, while the session lasts and the customer is known. */
  readonly who: (token: string | undefined) => Promise<ClientRow | undefined>;
}

export type ClientRow = Rows["clients"];

const LINK_MS = 15 * 60_000;
const SESSION_MS = 30 * 24 * 3_600_000;

/** The customers of one chain. */
export function createClients(core: Core): Clients {
  const groups = new Map<string, ReturnType<typeof followContacts>>();
  const contactsOf = (group: string): ReturnType<typeof followContacts> => {
    const there = groups.get(group) ?? followContacts(core, group);
    groups.set(group, there);
    return there;
  };
  const keep = async (clientId: string, kind: "link" | "session"): Promise<[string, number]> => {
    const token = newToken();
    const expiresAtMs = core.now() + (kind === "link" ? LINK_MS : SESSION_MS);
    const fresh = { tokenHash: hashToken(token), clientId, kind, expiresAtMs };
    await core.database.write((tx) => insertClientSession(tx, core.chain, fresh));
    return [token, expiresAtMs];
  };
  return {
    async linkFor(group, contact) {
      const contacts = contactsOf(group);
      await contacts.refresh();
      const row = await standingFor(core, contacts.find(contact));
      return row === undefined ? undefined : (await keep(row.id, "link"))[0];
    },
    async openSession(link) {
      const asked = { tokenHash: hashToken(link), atMs: core.now(), kind: "link" as const };
      const clientId = await core.database.write((tx) => endClientSession(tx, core.chain, asked));
      const row = await standingFor(core, clientId);
      if (row === undefined) return refuse("web-link-unknown");
      const [token, expiresAtMs] = await keep(row.id, "session");
      return done({ token, expiresAtMs, row });
    },
    async closeSession(token) {
      const asked = { tokenHash: hashToken(token), atMs: core.now(), kind: "session" as const };
      const ended = await core.database.write((tx) => endClientSession(tx, core.chain, asked));
      return ended !== undefined;
    },
    async who(token) {
      if (token === undefined) return undefined;
      const asked = { tokenHash: hashToken(token), atMs: core.now() };
      return standingFor(core, await findClientSession(core.database.now, core.chain, asked));
    },
  };
}

/** What a customer may see of themselves. */
export async function shownClient(core: Core, row: ClientRow): Promise<ShopClient> {
  const name = { table: "balances", id: `points:${row.id}` } as const;
  const [found] = await readCurrent(core.database.now, core.chain, [name]);
  const points =
    found === undefined ? undefined : (JSON.parse(found.body ?? "null") as Rows["balances"]);
  const { street, city, postcode, country } = row;
  const parts = { street, city, postcode, country, name: row.name, phone: row.phone };
  const address = Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  );
  return {
    id: row.id,
    name: row.name,
    greeting: row.greeting ?? row.givenName ?? row.name,
    ...(row.email === undefined ? {} : { email: row.email }),
    ...(row.phone === undefined ? {} : { phone: row.phone }),
    points: points?.amount ?? 0,
    ...(points?.tier === undefined ? {} : { tier: points.tier }),
    address,
  };
}

const LINKS_FOLLOWED_MAX = 5;

/** The record that stands for a customer now: records found to be the same person are linked. */
async function standingFor(
  core: Core,
  clientId: string | undefined,
): Promise<ClientRow | undefined> {
  let id = clientId;
  for (let followed = 0; id !== undefined && followed < LINKS_FOLLOWED_MAX; followed += 1) {
    const [found] = await readCurrent(core.database.now, core.chain, [{ table: "clients", id }]);
    if (found === undefined) return undefined;
    const row = JSON.parse(found.body ?? "null") as ClientRow;
    if (row.linkedTo === undefined) return row;
    id = row.linkedTo;
  }
  return undefined;
}

/** Numbers and addresses of a sharing group, each to the first customer who has it. */
function followContacts(core: Core, group: string) {
  const keysById = new Map<string, readonly string[]>();
  const idsByKey = new Map<string, readonly string[]>();
  const drop = (id: string): void => {
    for (const key of keysById.get(id) ?? []) {
      const left = (idsByKey.get(key) ?? []).filter((other) => other !== id);
      if (left.length === 0) idsByKey.delete(key);
      else idsByKey.set(key, left);
    }
    keysById.delete(id);
  };
  const refresh = followTable(core, {
    table: "clients",
    stream: `clients:${group}`,
    put(id, row) {
      drop(id);
      const keys = [contactKey(row.phone), contactKey(row.email)].filter((key) => key !== "");
      keysById.set(id, keys);
      for (const key of keys) idsByKey.set(key, [...(idsByKey.get(key) ?? []), id].sort());
    },
    drop,
    clear() {
      keysById.clear();
      idsByKey.clear();
    },
  });
  return { refresh, find: (contact: string) => idsByKey.get(contactKey(contact))?.[0] };
}

/** An address in small letters, a number as its digits; nothing for what is neither. */
function contactKey(contact: string | undefined): string {
  const text = contact?.trim().toLowerCase() ?? "";
  if (text.includes("@")) return text;
  const digits = text.replaceAll(/\D/g, "");
  return digits.length < 6 ? "" : digits;
}
