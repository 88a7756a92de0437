/** Files of products that are being brought in: what was sent, what it would do, how to take it back. */
import type { Migration } from "./migration.ts";

export const importTables: Migration = {
  name: "0005-imports",
  statements: ({ key, text, integer }) => [
    // sent: base64 parts one after the other; planned: rows to write; undo: a line of JSON for each row.
    `CREATE TABLE import_file (chain ${key} NOT NULL, id ${key} NOT NULL, made_at_ms ${integer} NOT NULL,
      phase ${key} NOT NULL, parts ${integer} NOT NULL, progress ${integer} NOT NULL,
      state ${text} NOT NULL, sent ${text} NOT NULL, cells ${text} NOT NULL, planned ${text} NOT NULL,
      undo ${text} NOT NULL, PRIMARY KEY (chain, id))`,
  ],
};
