/**
 * The first tables. Every key begins with the chain's id, so that a distributed PostgreSQL can spread
 * them by chain. Rows of the product are kept as text of JSON, written and sent as they are.
 */
import type { Migration } from "./migration.ts";

export const firstTables: Migration = {
  name: "0001-first",
  statements: ({ key, text, integer, clustered }) => [
    `CREATE TABLE chain (chain ${key} NOT NULL, epoch ${key} NOT NULL, made_at_ms ${integer} NOT NULL,
      seeded ${integer} NOT NULL DEFAULT 0, PRIMARY KEY (chain))`,
    // position: the newest given; the row's lock is what makes numbers and commits keep one order.
    `CREATE TABLE stream_head (chain ${key} NOT NULL, stream ${key} NOT NULL,
      position ${integer} NOT NULL, epoch ${key} NOT NULL, floor ${integer} NOT NULL DEFAULT 0,
      PRIMARY KEY (chain, stream))`,
    // superseded: the position in the same stream at which a newer revision of the row took over.
    `CREATE TABLE revision (chain ${key} NOT NULL, stream ${key} NOT NULL,
      position ${integer} NOT NULL, tbl ${key} NOT NULL, id ${key} NOT NULL, parent ${key},
      body ${text}, superseded ${integer}, PRIMARY KEY (chain, stream, position)) ${clustered}`,
    `CREATE UNIQUE INDEX revision_current ON revision (chain, tbl, id)
      WHERE superseded IS NULL AND body IS NOT NULL`,
    `CREATE INDEX revision_parent ON revision (chain, tbl, parent)
      WHERE superseded IS NULL AND body IS NOT NULL AND parent IS NOT NULL`,
    `CREATE INDEX revision_past ON revision (chain, tbl, id) WHERE superseded IS NOT NULL`,
    `CREATE INDEX revision_past_price ON revision (chain, parent)
      WHERE superseded IS NOT NULL AND tbl = 'prices'`,
    // A fenced register may bring two entries of one sequence: both are kept, told apart by hash.
    `CREATE TABLE entry (chain ${key} NOT NULL, register_id ${key} NOT NULL,
      sequence ${integer} NOT NULL, hash ${key} NOT NULL, id ${key} NOT NULL, kind ${key} NOT NULL,
      store_id ${key} NOT NULL, at_ms ${integer} NOT NULL, received_at_ms ${integer} NOT NULL,
      hlc ${key} NOT NULL, outcome ${key} NOT NULL, codes ${text} NOT NULL, folded ${integer} NOT NULL,
      arrival ${integer} NOT NULL, body ${text} NOT NULL,
      PRIMARY KEY (chain, register_id, sequence, hash))`,
    `CREATE INDEX entry_id ON entry (chain, id)`,
    `CREATE UNIQUE INDEX entry_arrival ON entry (chain, arrival)`,
    `CREATE INDEX entry_kind ON entry (chain, kind, at_ms)`,
    `CREATE TABLE register (chain ${key} NOT NULL, id ${key} NOT NULL, store_id ${key} NOT NULL,
      name ${text} NOT NULL, series ${key} NOT NULL, token_hash ${key}, public_key ${key},
      last_sequence ${integer} NOT NULL, last_hash ${key} NOT NULL, fenced ${integer} NOT NULL,
      revoked_at_ms ${integer}, made_at_ms ${integer} NOT NULL, PRIMARY KEY (chain, id))`,
    `CREATE UNIQUE INDEX register_token ON register (chain, token_hash) WHERE token_hash IS NOT NULL`,
    `CREATE UNIQUE INDEX register_series ON register (chain, store_id, series)`,
    `CREATE TABLE seen (chain ${key} NOT NULL, register_id ${key} NOT NULL, stream ${key} NOT NULL,
      position ${integer} NOT NULL, started ${integer} NOT NULL, sequence ${integer} NOT NULL,
      PRIMARY KEY (chain, register_id, stream, position)) ${clustered}`,
    `CREATE INDEX seen_stream ON seen (chain, stream, position)`,
    `CREATE TABLE enrolment (chain ${key} NOT NULL, code_hash ${key} NOT NULL,
      store_id ${key} NOT NULL, name ${text} NOT NULL, expires_at_ms ${integer} NOT NULL,
      used_at_ms ${integer}, register_id ${key}, PRIMARY KEY (chain, code_hash))`,
    `CREATE TABLE staff_session (chain ${key} NOT NULL, token_hash ${key} NOT NULL,
      staff_id ${key} NOT NULL, expires_at_ms ${integer} NOT NULL, ended_at_ms ${integer},
      PRIMARY KEY (chain, token_hash))`,
  ],
};
