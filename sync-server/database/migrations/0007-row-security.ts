/**
 * Nothing to make: on PostgreSQL every migration ends with the policies that keep chains apart, and
 * this one brings them to tables that were made before there were any.
 */
import type { Migration } from "./migration.ts";

export const rowSecurity: Migration = { name: "0007-row-security", statements: () => [] };
