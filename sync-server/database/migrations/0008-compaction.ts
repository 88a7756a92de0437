/** What it takes to let old revisions go: when a stream stood where, how far each was cleared, whose turn it is. */
import type { Migration } from "./migration.ts";

export const compactionTables: Migration = {
  name: "0008-compaction",
  statements: ({ key, integer }) => [
    // Where a stream stood at an instant; revisions carry no time of their own.
    `CREATE TABLE stream_mark (chain ${key} NOT NULL, stream ${key} NOT NULL,
      at_ms ${integer} NOT NULL, position ${integer} NOT NULL, PRIMARY KEY (chain, stream, at_ms))`,
    // cleared: up to here nothing below the stream's floor is left that need not be.
    `CREATE TABLE stream_floor (chain ${key} NOT NULL, stream ${key} NOT NULL,
      cleared ${integer} NOT NULL, raised_at_ms ${integer} NOT NULL, PRIMARY KEY (chain, stream))`,
    // One node at a time does a job, until the instant it says.
    `CREATE TABLE job (chain ${key} NOT NULL, name ${key} NOT NULL, until_ms ${integer} NOT NULL,
      PRIMARY KEY (chain, name))`,
  ],
};
