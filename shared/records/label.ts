/** A shelf or hang-tag label as it is printed, and the sheets of paper that labels come on. */
import { z } from "zod";
import { shortText } from "./fields.ts";

/** What stands on a label, already in the store's language. */
export const labelText = z.object({
  name: shortText,
  /** With its currency. */
  price: shortText,
  /** One below the other: the price of a kilogram, the former price, the lowest price before. */
  notes: z.array(shortText).max(4),
  /** A GTIN of 13 figures prints as EAN-13, any other code as Code 128; empty prints none. */
  code: shortText,
});
export type LabelText = Readonly<z.infer<typeof labelText>>;

export interface LabelSheet {
  readonly id: string;
  readonly columns: number;
  readonly rows: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** From the edge of the paper to the first label. */
  readonly leftMm: number;
  readonly topMm: number;
  /** Between two labels. */
  readonly gapXMm: number;
  readonly gapYMm: number;
}

/** Sheets of A4 as the stationers sell them, for shelves and, the last two, for hang-tags. */
export const LABEL_SHEETS: readonly LabelSheet[] = [
  sheet("3x8", { widthMm: 70, heightMm: 37, leftMm: 0, topMm: 0.5, gapXMm: 0 }),
  sheet("3x7", { widthMm: 63.5, heightMm: 38.1, leftMm: 7.25, topMm: 15.15, gapXMm: 2.5 }),
  sheet("2x7", { widthMm: 99.1, heightMm: 38.1, leftMm: 4.65, topMm: 15.15, gapXMm: 2.5 }),
  sheet("2x4", { widthMm: 99.1, heightMm: 67.7, leftMm: 4.65, topMm: 13.1, gapXMm: 2.5 }),
  sheet("4x10", { widthMm: 48.5, heightMm: 25.4, leftMm: 8, topMm: 21.5, gapXMm: 0 }),
  sheet("5x13", { widthMm: 38.1, heightMm: 21.2, leftMm: 4.75, topMm: 10.7, gapXMm: 2.5 }),
];

export interface LabelSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Rolls of a label printer, the usual one first. */
export const LABEL_ROLLS: readonly LabelSize[] = [
  { widthMm: 50, heightMm: 30 },
  { widthMm: 57, heightMm: 32 },
  { widthMm: 70, heightMm: 36 },
  { widthMm: 40, heightMm: 25 },
];

export const A4: LabelSize = { widthMm: 210, heightMm: 297 };

export interface PlacedLabel<Label> {
  readonly label: Label;
  readonly leftMm: number;
  readonly topMm: number;
}

/**
 * Labels laid on pages, row by row, the first at place `startAt` (from 1) of the first page: places
 * before it were used before. A place beyond the sheet counts as its last.
 */
export function placeLabels<Label>(
  labels: readonly Label[],
  on: LabelSheet,
  startAt: number,
): readonly (readonly PlacedLabel<Label>[])[] {
  const places = on.columns * on.rows;
  const first = Math.min(places, Math.max(1, Math.trunc(startAt))) - 1;
  const pages: PlacedLabel<Label>[][] = [];
  for (const [index, label] of labels.entries()) {
    const at = first + index;
    const page = Math.floor(at / places);
    const place = at % places;
    const column = place % on.columns;
    const row = Math.floor(place / on.columns);
    pages[page] ??= [];
    pages[page].push({
      label,
      leftMm: on.leftMm + column * (on.widthMm + on.gapXMm),
      topMm: on.topMm + row * (on.heightMm + on.gapYMm),
    });
  }
  return pages;
}

function sheet(
  id: string,
  sizes: Omit<LabelSheet, "id" | "columns" | "rows" | "gapYMm">,
): LabelSheet {
  const [columns = 1, rows = 1] = id.split("x").map(Number);
  return { id, columns, rows, gapYMm: 0, ...sizes };
}
