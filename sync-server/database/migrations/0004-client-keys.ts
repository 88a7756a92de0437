/** Keys of clients' personal fields in entries, outside every chain: erasing a client destroys them. */
import type { Migration } from "./migration.ts";

export const clientKeyTables: Migration = {
  name: "0004-client-keys",
  statements: ({ key, text, integer }) => [
    // wrapped: null once destroyed; the row stays, so that no till brings the key back.
    `CREATE TABLE client_key (chain ${key} NOT NULL, key_id ${key} NOT NULL,
      client_id ${key} NOT NULL, wrapped ${text}, made_at_ms ${integer} NOT NULL,
      destroyed_at_ms ${integer}, PRIMARY KEY (chain, key_id))`,
    `CREATE INDEX client_key_client ON client_key (chain, client_id)`,
    `CREATE TABLE erased_client (chain ${key} NOT NULL, client_id ${key} NOT NULL,
      at_ms ${integer} NOT NULL, PRIMARY KEY (chain, client_id))`,
  ],
};
