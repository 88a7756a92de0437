/**
 * Shelf and hang-tag labels as ZPL II for label printers of 203 dpi (8 dots a millimetre). What stands
 * on a label is the caller's, already in the reader's language; which labels are due is not known here.
 */
import type { LabelSize, LabelText } from "#shared/records/label.ts";

export interface Label extends LabelText {
  readonly copies: number;
}

const DOTS_PER_MM = 8;
const MARGIN_DOTS = 12;
const NAME_DOTS = 24;
const PRICE_DOTS = 46;
const NOTE_DOTS = 18;
const NAME_LINES = 2;
const GAP_DOTS = 4;
const BAR_MAX_DOTS = 80;
/** Below this height a scanner finds it hard; then a note gives way. */
const BAR_MIN_DOTS = 24;
const BAR_TEXT_DOTS = 26;
const MODULE_DOTS = 2;
const COPIES_MAX = 999;

/** The bytes of labels for rolls of one size; characters are UTF-8 (CI28). */
export function labelBytes(labels: readonly Label[], size: LabelSize): Uint8Array {
  return new TextEncoder().encode(labels.map((label) => oneLabel(label, size)).join(""));
}

function oneLabel(label: Label, size: LabelSize): string {
  const width = Math.round(size.widthMm * DOTS_PER_MM);
  const height = Math.round(size.heightMm * DOTS_PER_MM);
  const inner = width - 2 * MARGIN_DOTS;
  const priceTop = MARGIN_DOTS + NAME_LINES * NAME_DOTS + GAP_DOTS;
  const notesTop = priceTop + PRICE_DOTS;
  const foot = label.code === "" ? 0 : BAR_MIN_DOTS + BAR_TEXT_DOTS;
  const room = Math.floor((height - MARGIN_DOTS - foot - GAP_DOTS - notesTop) / NOTE_DOTS);
  const notes = label.notes.filter((note) => note !== "").slice(0, Math.max(0, room));
  const barTop = notesTop + notes.length * NOTE_DOTS + GAP_DOTS;
  const bar = Math.min(BAR_MAX_DOTS, height - MARGIN_DOTS - BAR_TEXT_DOTS - barTop);
  const code = /^\d{13}$/.test(label.code) ? `^BEN,${bar},Y,N` : `^BCN,${bar},Y,N,N`;
  const copies = Math.max(1, Math.min(COPIES_MAX, label.copies));
  const at = (top: number): string => `^FO${MARGIN_DOTS},${top}`;
  return [
    `^XA^CI28^PW${width}^LL${height}^LH0,0`,
    `${at(MARGIN_DOTS)}^A0N,${NAME_DOTS}^FB${inner},${NAME_LINES}^FH^FD${data(label.name)}^FS`,
    `${at(priceTop)}^A0N,${PRICE_DOTS}^FH^FD${data(label.price)}^FS`,
    ...notes.map(
      (note, index) => `${at(notesTop + index * NOTE_DOTS)}^A0N,${NOTE_DOTS}^FH^FD${data(note)}^FS`,
    ),
    label.code === "" ? "" : `${at(barTop)}^BY${MODULE_DOTS}${code}^FH^FD${data(label.code)}^FS`,
    `^PQ${copies}^XZ\n`,
  ].join("");
}

/** Field data: what ZPL would take for a command goes as hex, control characters not at all. */
function data(text: string): string {
  return text
    .replace(/\p{Cc}/gu, "")
    .replace(/[_^~\\]/g, (char) => `_${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
