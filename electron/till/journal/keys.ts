/**
 * The keys of clients' personal fields, wrapped, outside the chain: erasing a client destroys the key
 * and leaves every hash as it was (DESIGN 4). Wrapping and sealing are not done here.
 */
import type { DatabaseSync } from "node:sqlite";

export interface ClientKeys {
  /** Keeps the wrapped key of a client, in place of an older one. */
  readonly put: (clientId: string, wrapped: string) => void;
  readonly get: (clientId: string) => string | undefined;
  /** Clients who have a key here. */
  readonly clientIds: () => readonly string[];
  /** Destroys the key; says whether there was one. */
  readonly destroy: (clientId: string) => boolean;
}

/** The key rows of an open journal; writes take part in whatever transaction is open. */
export function openClientKeys(database: DatabaseSync): ClientKeys {
  const put = database.prepare(
    "INSERT INTO client_key VALUES (?, ?) ON CONFLICT DO UPDATE SET wrapped = excluded.wrapped",
  );
  const get = database.prepare("SELECT wrapped FROM client_key WHERE clientId = ?");
  const all = database.prepare("SELECT clientId FROM client_key ORDER BY clientId");
  const destroy = database.prepare("DELETE FROM client_key WHERE clientId = ?");
  return {
    put: (clientId, wrapped) => {
      put.run(clientId, wrapped);
    },
    get: (clientId) => {
      const row = get.get(clientId);
      return row === undefined ? undefined : String(row.wrapped);
    },
    clientIds: () => all.all().map((row) => String(row.clientId)),
    destroy: (clientId) => Number(destroy.run(clientId).changes) > 0,
  };
}
