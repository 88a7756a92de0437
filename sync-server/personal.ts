/**
 * Personal data in entries at the server: keys that tills bring are kept wrapped by the server's own
 * key, entries are opened before they are read, and erasing a client destroys the keys and the rows.
 * What is personal is `records/seal`; no entry is ever changed.
 */
import { hash } from "node:crypto";
import { nodeSealer } from "#machine/node-crypto.ts";
import { base64urlDecode, base64urlEncode, utf8Encode } from "#shared/base/bytes.ts";
import { NONCE_BYTES, SEAL_KEY_BYTES } from "#shared/base/crypto.ts";
import type { PushKey } from "#shared/protocol/messages.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import {
  openBody,
  personalClientOf,
  type Sealable,
  type Sealed,
  sealBody,
  sealedOf,
} from "#shared/records/seal.ts";
import type { Core } from "./core.ts";
import {
  destroyClientKeys,
  insertClientKeys,
  readClientKeys,
  readErased,
} from "./database/client-keys.ts";
import { deleteClientSessions } from "./database/client-sessions.ts";
import type { Tx } from "./database/contract.ts";
import { blankHistory, readChildren, readCurrent } from "./database/revisions.ts";
import { writeRows } from "./rows/write.ts";

/** A body in plain, or why it cannot be had. */
export type Opened = { readonly body: AnyEntry["body"] } | "erased" | "no-key";

/** Opens bodies whose keys were read beforehand. */
export type Opener = (entry: Sealable) => Opened;

export interface Personal {
  /** Keeps keys that came with a push. */
  readonly take: (keys: readonly PushKey[]) => Promise<void>;
  /** Reads the keys that these entries name. Anything that is no entry has none. */
  readonly opener: (tx: Tx, entries: readonly unknown[]) => Promise<Opener>;
  /** Seals an entry of the server's own, under a key it makes for it. */
  readonly seal: <Draft extends Sealable>(draft: Draft) => Promise<Draft>;
}

const WRAPPED_BY_SERVER = "1";

/** Sealing for one chain; `masterKey` has 32 bytes and lies outside the database and its backups. */
export function createPersonal(options: {
  readonly core: () => Pick<Core, "database" | "chain" | "now">;
  readonly masterKey: Uint8Array;
  readonly random: (bytes: number) => Uint8Array;
}): Personal {
  const { masterKey, random } = options;

  function wrap({ keyId, clientId, key }: PushKey): string {
    const nonce = random(NONCE_BYTES);
    const plain = base64urlDecode(key) ?? new Uint8Array();
    const associated = utf8Encode(`${clientId}\n${keyId}`);
    const sealed = nodeSealer.seal({ plain, key: masterKey, nonce, associated });
    return [WRAPPED_BY_SERVER, base64urlEncode(nonce), base64urlEncode(sealed)].join(".");
  }

  function unwrap(of: Pick<Sealed, "clientId" | "keyId">, wrapped: string): Uint8Array | undefined {
    const [, nonceText = "", text = ""] = wrapped.split(".");
    const nonce = base64urlDecode(nonceText);
    const sealed = base64urlDecode(text);
    if (nonce === undefined || sealed === undefined) return undefined;
    const associated = utf8Encode(`${of.clientId}\n${of.keyId}`);
    const opened = nodeSealer.open({ sealed, key: masterKey, nonce, associated });
    return opened.ok ? opened.value : undefined;
  }

  async function take(keys: readonly PushKey[]): Promise<void> {
    const { database, chain, now } = options.core();
    const fit = keys.filter(({ key }) => base64urlDecode(key)?.length === SEAL_KEY_BYTES);
    if (fit.length === 0) return;
    const known = await readClientKeys(
      database.now,
      chain,
      fit.map(({ keyId }) => keyId),
    );
    const isKnown = new Set(known.map(({ keyId }) => keyId));
    const fresh = fit.filter(({ keyId }) => !isKnown.has(keyId));
    if (fresh.length === 0) return;
    const stored = fresh.map((each) => ({ ...each, wrapped: wrap(each) }));
    await database.write((tx) => insertClientKeys(tx, chain, { keys: stored, atMs: now() }));
  }

  return {
    take,
    opener: async (tx, entries) => {
      const { chain } = options.core();
      const named = entries.flatMap((each) => sealedIn(each) ?? []);
      const stored = await readClientKeys(tx, chain, [...new Set(named.map(({ keyId }) => keyId))]);
      const keys = new Map(stored.map((each) => [each.keyId, each]));
      return (entry) => {
        const sealed = sealedOf(entry.body);
        if (sealed === undefined) return { body: entry.body };
        const key = keys.get(sealed.keyId);
        if (key?.clientId !== sealed.clientId) return "no-key";
        if (key.wrapped === null) return "erased";
        const plain = unwrap(sealed, key.wrapped);
        const body = plain === undefined ? undefined : openBody(entry, plain, nodeSealer);
        return body === undefined ? "no-key" : { body };
      };
    },
    seal: async (draft) => {
      const clientId = personalClientOf(draft);
      if (clientId === undefined) return draft;
      const key = {
        keyId: base64urlEncode(random(15)),
        key: random(SEAL_KEY_BYTES),
      };
      await take([{ keyId: key.keyId, clientId, key: base64urlEncode(key.key) }]);
      const nonce = random(NONCE_BYTES);
      return { ...draft, body: sealBody(draft, key, { sealer: nodeSealer, nonce }) };
    },
  };
}

/** A key of a server without one of its own, for tests and embedded use: it guards nothing. */
export function openMasterKey(chain: string): Uint8Array {
  return new Uint8Array(
    Buffer.from(hash("sha256", `keepshop no master key ${chain}`, "hex"), "hex"),
  );
}

function sealedIn(value: unknown): Sealed | undefined {
  const body = (value as Partial<Sealable> | null)?.body;
  return typeof body === "object" && body !== null ? sealedOf(body) : undefined;
}

/**
 * Erases a client: every key is destroyed, the client's rows go, older versions of them are blanked,
 * orders keep their figures and lose the address. Entries stay as they are; no chain is touched.
 */
export async function eraseClient(core: Core, clientId: string): Promise<void> {
  const { chain } = core;
  const moved = await core.database.write(async (tx) => {
    await destroyClientKeys(tx, chain, { clientId, atMs: core.now() });
    await deleteClientSessions(tx, chain, clientId);
    const parents = [clientId];
    const [client] = await readCurrent(tx, chain, [{ table: "clients", id: clientId }]);
    const contacts = await readChildren(tx, chain, { table: "contacts", parents });
    const orders = await readChildren(tx, chain, { table: "orders", parents });
    const clientGroup = client?.stream.slice("clients:".length);
    const hints = clientGroup === undefined ? {} : { clientGroup };
    const heads = await writeRows(
      tx,
      chain,
      [
        ...(client === undefined ? [] : [gone("clients", clientId)]),
        ...contacts.map(({ id }) => gone("contacts", id)),
        ...orders.map(({ id, body }) => ({
          table: "orders" as const,
          id,
          row: withoutAddress(JSON.parse(body ?? "null") as Rows["orders"]),
        })),
      ],
      hints,
    );
    await blankHistory(tx, chain, [
      { table: "clients", id: clientId },
      ...contacts.map(({ id }) => ({ table: "contacts" as const, id })),
      ...orders.map(({ id }) => ({ table: "orders" as const, id })),
    ]);
    return heads;
  });
  core.chunks.forget();
  core.publish(moved);
}

/** After a restore: everyone on the list is erased again, before anybody is shown anything. */
export async function eraseAgain(core: Core, clientIds: readonly string[]): Promise<void> {
  for (const clientId of clientIds) await eraseClient(core, clientId);
}

/** The list to keep beside the backups, for `eraseAgain`. */
export function erasedClients(core: Core): Promise<readonly string[]> {
  return readErased(core.database.now, core.chain);
}

function gone<Table extends "clients" | "contacts">(table: Table, id: string) {
  return { table, id, row: undefined };
}

function withoutAddress({ address: _, ...row }: Rows["orders"]): Rows["orders"] {
  return row;
}
