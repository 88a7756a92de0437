/**
 * Products out of a file as shops have them (CSV or XLSX): sent in parts, looked at, tried without
 * effect, brought in, taken back. How a file is read and judged is the server's.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../records/fields.ts";
import { hqAnswer } from "./answer.ts";

/** What a column of the file can be. */
export const IMPORT_FIELDS = [
  "name",
  "price",
  "sku",
  "barcode",
  "tax",
  "category",
  "brand",
  "stock",
  "cost",
  "unit",
  "colour",
  "size",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Longest part of a file sent at once, in base64 letters. */
export const IMPORT_PART_LETTERS_MAX = 48_000;

const importMapping = z.object({
  /** Index of the column of each field. */
  columns: z.partialRecord(z.enum(IMPORT_FIELDS), z.int().min(0).max(199)),
  /** The mark before the fraction in prices and quantities. */
  decimalMark: z.enum([".", ","]),
  /** Products that the shop has already, told by SKU or barcode. */
  existing: z.enum(["update", "keep"]).default("update"),
  /** Tax of rows that name none: the key of one of the shop's rates. */
  taxKey: shortText,
});
export type ImportMapping = Readonly<z.infer<typeof importMapping>>;

/** What is wrong with a row; the words are the screen's, by code. */
const importFault = z.object({
  /** As a spreadsheet counts: the heading is row 1. */
  row: z.int(),
  /** The heading of the column, as the file has it. */
  column: shortText,
  field: z.enum(IMPORT_FIELDS).optional(),
  code: shortText,
  args: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type ImportFault = Readonly<z.infer<typeof importFault>>;

const IMPORT_PHASES = ["sending", "read", "running", "done", "undoing", "undone"] as const;

const importState = z.object({
  id,
  fileName: shortText,
  phase: z.enum(IMPORT_PHASES),
  rows: z.int(),
  columns: z.array(z.object({ heading: shortText, samples: z.array(shortText) })),
  /** How the text was written, such as `utf-8`; said because a wrong guess shows in the names. */
  encoding: shortText,
  mapping: importMapping,
  /** What this mapping would do, or has done. */
  plan: z.object({
    added: z.int(),
    changed: z.int(),
    same: z.int(),
    kept: z.int(),
    faulty: z.int(),
    /** The first of them; `faultCount` says how many there are. */
    faults: z.array(importFault),
    faultCount: z.int(),
    /** Categories that the shop has not yet and gets. */
    newCategories: z.array(shortText),
  }),
  /** Rows brought in, or taken back, of `progressOf`. */
  progress: z.int(),
  progressOf: z.int(),
  /** After taking back: products that had been sold already and are only taken out of sale. */
  stillThere: z.int(),
});
export type ImportState = Readonly<z.infer<typeof importState>>;

export const importProcedures = {
  /** Begins: the size is checked before anything is sent. Refuses `import-too-large`. */
  importBegin: oc
    .input(z.object({ fileName: shortText, bytes: z.int().min(0) }))
    .output(hqAnswer(z.object({ id }))),
  /** The next part of the file in base64; the last one is read at once and answers what was found. */
  importPart: oc
    .input(
      z.object({
        id,
        index: z.int().min(0),
        text: z.string().max(IMPORT_PART_LETTERS_MAX),
        last: z.boolean(),
      }),
    )
    .output(hqAnswer(importState.optional())),
  /** Another mapping, tried without effect. */
  importMap: oc.input(z.object({ id, mapping: importMapping })).output(hqAnswer(importState)),
  importState: oc.input(z.object({ id: id.optional() })).output(hqAnswer(importState.optional())),
  /** Brings the sound rows in; goes on by itself, and after a restart when it is asked about. */
  importRun: oc.input(z.object({ id })).output(hqAnswer(importState)),
  /** Takes back what it brought: added products go, changed ones are as before. */
  importUndo: oc.input(z.object({ id })).output(hqAnswer(importState)),
};
