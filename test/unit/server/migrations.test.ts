// Every key of every table begins with the chain's id, so that a distributed PostgreSQL can spread the
// tables by chain (docs/OPERATIONS.md). Reads the statements that make the tables, both dialects alike.
import { expect, it } from "vitest";
import { MIGRATIONS } from "#server/database/migrations/index.ts";

const TYPES = { key: "TEXT", text: "TEXT", integer: "BIGINT", clustered: "" };
const statements = MIGRATIONS.flatMap((migration) => migration.statements(TYPES)).map((text) =>
  text.replaceAll(/\s+/g, " "),
);
const tables = statements.filter((text) => text.startsWith("CREATE TABLE"));
const indexes = statements.filter((text) => /^CREATE (UNIQUE )?INDEX/.test(text));

it("finds the tables and indexes that it judges", () => {
  expect(tables.length).toBeGreaterThan(8);
  expect(indexes.length).toBeGreaterThan(8);
});

it.each(tables)("the primary key begins with the chain: %s", (text) => {
  expect(/PRIMARY KEY \((\w+)/.exec(text)?.[1]).toBe("chain");
  expect(text).toMatch(/\(chain TEXT NOT NULL,/);
});

it.each(indexes)("the index begins with the chain: %s", (text) => {
  expect(/ ON \w+ \((\w+)/.exec(text)?.[1]).toBe("chain");
});
