// Statements put together from pieces: every value stays a parameter, in the order of its place.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Sql, sql } from "#server/database/sql.ts";

function shown(statement: Sql): readonly unknown[] {
  return [statement.text((place) => `$${place}`), ...statement.values];
}

describe("sql", () => {
  test.each<[string, Sql, readonly unknown[]]>([
    ["text alone", sql`SELECT 1`, ["SELECT 1"]],
    ["values", sql`a = ${1} AND b = ${"x"}`, ["a = $1 AND b = $2", 1, "x"]],
    ["nothing is a value too", sql`a IS ${null}`, ["a IS $1", null]],
    ["a piece in a piece", sql`(${sql`b ${sql`${2}`} c`}) ${3}`, ["(b $1 c) $2", 2, 3]],
    ["pieces side by side", sql`${sql`${1}`}${sql`${2}`}`, ["$1$2", 1, 2]],
    ["an empty piece", sql`a ${sql``} ${4}`, ["a  $1", 4]],
    ["joined", sql.join([sql`a = ${1}`, sql`b = ${2}`]), ["a = $1, b = $2", 1, 2]],
    ["joined otherwise", sql.join([sql`a`, sql`b`], " AND "), ["a AND b"]],
    ["joined of none", sql`x${sql.join([])}y`, ["xy"]],
    ["a name", sql`${sql.ref("r.id")} = ${1}`, ['"r"."id" = $1', 1]],
    ["a name that would break out", sql.ref('a" = 1 --'), ['"a"" = 1 --"']],
    ["text as it is", sql`${sql.raw("ORDER BY id")} LIMIT ${1}`, ["ORDER BY id LIMIT $1", 1]],
  ])("%s", (_name, statement, expected) => {
    expect(shown(statement)).toEqual(expected);
  });

  test("law: what is given as a value is in no text, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (values) => {
        const statement = sql`IN (${sql.join(values.map((value) => sql`${value}`))})`;
        expect(statement.values).toEqual(values);
        expect(statement.texts.join("")).toBe(
          `IN (${values
            .slice(1)
            .map(() => ", ")
            .join("")})`,
        );
      }),
    );
  });
});
