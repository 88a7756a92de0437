/** What entries do to rows, written as a book: an entry, the rows it looks at, and what changed in each. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingsView } from "#shared/engine/catalogue.ts";
import { foldEntry, keysOf } from "#shared/engine/fold/index.ts";
import type { AnyEntry, Entry } from "#shared/records/entry.ts";
import { anEntry } from "./entry.ts";
import { type RowStore, strictReader } from "./rows.ts";
import { someSettings } from "./settings.ts";

/** An entry with fixed id, instant and clock, so that the book of it is the same in every run. */
export function bookEntry<Kind extends Entry["kind"]>(
  kind: Kind,
  body: object,
  fields: { readonly second: number; readonly register?: string; readonly staff?: string },
): AnyEntry {
  const { second, register = "register-1", staff = "staff-1" } = fields;
  return anEntry(
    kind,
    body as never,
    {
      id: `e${second}`,
      at: second,
      hlc: `${String(second).padStart(6, "0")}-${register}`,
      registerId: register,
      staffId: staff,
    } as never,
  ) as unknown as AnyEntry;
}

/** Folds each entry into the store through a strict reader and says what it did. */
export function foldBook(
  store: RowStore,
  entries: readonly AnyEntry[],
  settings: SettingsView,
): readonly string[] {
  return entries.flatMap((entry) => {
    const keys = keysOf(entry, settings);
    const folded = foldEntry(entry, strictReader(store.read, keys), settings);
    const lines = [`${entry.id} ${entry.kind}`];
    lines.push(`  looks at ${keys.map(({ table, id }) => `${table}/${id}`).join(" ")}`);
    for (const { table, id, row } of folded.changes) {
      const before = (store.read(table, id) ?? {}) as Readonly<Record<string, unknown>>;
      const after = (row ?? {}) as Readonly<Record<string, unknown>>;
      lines.push(`  ${table}/${id}`, ...changes(before, after));
    }
    for (const { code, args } of folded.exceptions) {
      lines.push(`  ! ${code} ${JSON.stringify(args)}`);
    }
    store.apply(folded.changes);
    return lines;
  });
}

function changes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => textOf(before[name]) !== textOf(after[name]));
  return changed.map((name) => {
    const text = BODIES.has(name) ? keysText : textOf;
    return `    ${name}: ${text(before[name])} -> ${text(after[name])}`;
  });
}

/** Whole bodies are told by their keys: what they hold is the entry itself. */
const BODIES: ReadonlySet<string> = new Set(["held", "sale"]);

function keysText(value: unknown): string {
  return value === undefined ? "-" : `{${Object.keys(value as object).join(" ")}}`;
}

function textOf(value: unknown): string {
  return value === undefined ? "-" : JSON.stringify(value);
}

/** The settings that every page of the book is written under. */
export const bookSettings = someSettings({
  loyalty: {
    loyalty: {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      capPoints: 60,
      tiers: [
        { name: "silver", fromPoints: 10, multiplierPercent: 100 },
        { name: "gold", fromPoints: 50, multiplierPercent: 150 },
      ],
    },
  },
  coupon: { ONCE: { usesMax: 1 }, FREE: {} },
  rail: {
    rail: { subject: "price", floorMinor: 100, capMinor: 900, validFromMs: 10, validToMs: 900 },
  },
});

/** The page of the book as it is kept, line by line. */
export function bookPage(name: string): readonly string[] {
  const file = join(import.meta.dirname, "..", "fixtures", "folds", `${name}.txt`);
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

export type BookScenario = readonly [
  name: string,
  before: () => RowStore,
  entries: () => readonly AnyEntry[],
];
