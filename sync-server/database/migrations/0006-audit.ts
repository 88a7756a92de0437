/** What people did at HQ that cannot be taken back: who, when, to what, why. Never a customer's name. */
import type { Migration } from "./migration.ts";

export const auditTables: Migration = {
  name: "0006-audit",
  statements: ({ key, text, integer }) => [
    `CREATE TABLE hq_audit (chain ${key} NOT NULL, id ${key} NOT NULL, at_ms ${integer} NOT NULL,
      act ${key} NOT NULL, staff_id ${key} NOT NULL, subject_id ${key} NOT NULL,
      reason ${text} NOT NULL, PRIMARY KEY (chain, id))`,
    `CREATE INDEX hq_audit_at ON hq_audit (chain, at_ms)`,
  ],
};
