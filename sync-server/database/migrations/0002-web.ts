/** What the web shop keeps: links and sessions of customers, as hashes. */
import type { Migration } from "./migration.ts";

export const webTables: Migration = {
  name: "0002-web",
  statements: ({ key, integer }) => [
    // kind: `link` signs in once, `session` until it ends.
    `CREATE TABLE client_session (chain ${key} NOT NULL, token_hash ${key} NOT NULL,
      client_id ${key} NOT NULL, kind ${key} NOT NULL, expires_at_ms ${integer} NOT NULL,
      ended_at_ms ${integer}, PRIMARY KEY (chain, token_hash))`,
  ],
};
