/** Which web order is being placed by which server, so that two never place the same one. */
import type { Migration } from "./migration.ts";

export const webOrderTables: Migration = {
  name: "0003-web-orders",
  statements: ({ key, integer }) => [
    `CREATE TABLE web_order (chain ${key} NOT NULL, sale_id ${key} NOT NULL,
      claimed_at_ms ${integer} NOT NULL, PRIMARY KEY (chain, sale_id))`,
  ],
};
