/** Every version of the tables, oldest first. A migration that has been released never changes. */
import { firstTables } from "./0001-first.ts";
import { webTables } from "./0002-web.ts";
import { webOrderTables } from "./0003-web-orders.ts";
import { clientKeyTables } from "./0004-client-keys.ts";
import { importTables } from "./0005-imports.ts";
import { auditTables } from "./0006-audit.ts";
import { rowSecurity } from "./0007-row-security.ts";
import { compactionTables } from "./0008-compaction.ts";
import type { Migration } from "./migration.ts";

export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  webTables,
  webOrderTables,
  clientKeyTables,
  importTables,
  auditTables,
  rowSecurity,
  compactionTables,
];
