import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RefusalMeaning } from "#shared/records/refusals/define.ts";
import { REFUSAL_AREAS, refusalMeaning } from "#shared/records/refusals/index.ts";

const all = Object.entries(REFUSAL_AREAS).flatMap(([area, table]) =>
  Object.entries<RefusalMeaning>(table).map(([code, meaning]) => ({ area, code, meaning })),
);

it("every area's file is joined", () => {
  const files = readdirSync(new URL("../../../shared/records/refusals", import.meta.url))
    .map((name) => name.replace(/\.ts$/, ""))
    .filter((name) => name !== "index" && name !== "define");
  expect(Object.keys(REFUSAL_AREAS).sort()).toEqual(files.sort());
});

it("a code stands in one area only", () => {
  const codes = all.map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

it("each says what happened and what to do, in sentences and not in codes", () => {
  const empty = all.filter(
    ({ meaning }) =>
      !/^[A-Z].{10,}\.$/s.test(meaning.happened) || !/^[A-Z].{5,}\.$/s.test(meaning.act),
  );
  expect(empty).toEqual([]);
});

it("a code that is none has no meaning", () => {
  expect(refusalMeaning("short-tender")?.dataAtRisk).toBe(false);
  expect(refusalMeaning("toString")).toBeUndefined();
});

it("every code that any layer refuses with has its words", () => {
  const layers = ["shared", "electron", "sync-server"];
  const sources = layers.flatMap((layer) =>
    readdirSync(layer, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(layer, name), "utf8")),
  );
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/\brefuse\(\s*"([a-z0-9-]+)"/g)].map((match) => match[1] ?? ""),
  );
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => refusalMeaning(code) === undefined)).toEqual([]);
});
