import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { FRAMES, READERS, readFrame } from "../../../scripts/lib/fuzz-frames.ts";

const folder = new URL("../../fixtures/hostile/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const values = read("values.json") as readonly { readonly name: string; readonly value: unknown }[];
const places = read("places.json") as Readonly<Record<string, readonly string[]>>;

/** What JSON has no way to write stands in the file as `$kind:...`. */
function made(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("$")) return value;
  const [kind, first = "", second = ""] = value.split(":");
  switch (kind) {
    case "$number":
      return Number(first);
    case "$surrogate":
      return String.fromCharCode(Number.parseInt(first, 16));
    case "$repeat":
      return first.repeat(Number(second));
    case "$nest":
      return nested(first, Number(second));
    case "$wide":
      return new Array(Number(first)).fill(0);
    case "$json":
      return JSON.parse(value.slice("$json:".length));
    default:
      return value;
  }
}

function nested(kind: string, depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = kind === "list" ? [value] : { in: value };
  return value;
}

function withAt(frame: string, place: string, value: unknown): unknown {
  if (place === "") return value;
  const root = JSON.parse(frame) as Record<string, unknown>;
  const steps = place.split(".");
  const last = steps.pop() as string;
  let at = root;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
  return root;
}

afterEach(() => {
  expect("polluted" in {}).toBe(false);
});

describe("T18: hostile input is answered or refused, never a crash", () => {
  for (const reader of READERS) {
    it(`${reader}: the honest frame is taken`, () => {
      expect(readFrame(reader, JSON.parse(FRAMES[reader]))).toBe(true);
    });

    for (const place of places[reader] ?? []) {
      it(`${reader}: ${values.length} hostile values at "${place}"`, () => {
        for (const { name, value } of values) {
          const frame = withAt(FRAMES[reader], place, made(value));
          expect(() => readFrame(reader, frame), name).not.toThrow();
        }
      });
    }
  }

  it("at least 1,000 inputs are kept by hand: each value at each place of each frame", () => {
    const kept = READERS.reduce((sum, reader) => sum + (places[reader] ?? []).length, 0);
    expect(kept * values.length).toBeGreaterThanOrEqual(1_000);
  });

  it("a row of a page may be called anything and stays data", () => {
    const page = JSON.parse(FRAMES.page) as { chunks: { text: string; rows: number }[] };
    for (const text of [
      '[["stock","__proto__",1,{"__proto__":{"polluted":true}}]]',
      "[[",
      "null",
    ]) {
      Object.assign(page.chunks[0] as object, { text, rows: 1 });
      expect(() => readFrame("page", page)).not.toThrow();
    }
  });
});
