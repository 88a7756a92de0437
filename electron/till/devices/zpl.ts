/**
 * Shelf and hang-tag labels as ZPL II for label printers of 203 dpi (8 dots a millimetre). What stands
 * on a label is the caller's, already in the reader's language; which labels are due is not known here.
 */

export interface Label {
  readonly name: string;
  /** Formatted, with its currency. */
  readonly price: string;
  /** Such as the price of a kilogram, or the former price; empty when there is none. */
  readonly note: string;
  /** A GTIN of 13 figures prints as EAN-13, any other code as Code 128. */
  readonly code: string;
  readonly copies: number;
}

export interface LabelSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

const DOTS_PER_MM = 8;
const MARGIN_DOTS = 16;
const NAME_DOTS = 28;
const PRICE_DOTS = 56;
const NOTE_DOTS = 20;
const NAME_LINES = 2;
const BAR_DOTS = 50;
const BAR_TEXT_DOTS = 30;
const MODULE_DOTS = 2;
const COPIES_MAX = 999;

/** The bytes of labels for rolls of one size; characters are UTF-8 (CI28). */
export function labelBytes(labels: readonly Label[], size: LabelSize): Uint8Array {
  return new TextEncoder().encode(labels.map((label) => oneLabel(label, size)).join(""));
}

function oneLabel(label: Label, size: LabelSize): string {
  const width = size.widthMm * DOTS_PER_MM;
  const height = size.heightMm * DOTS_PER_MM;
  const inner = width - 2 * MARGIN_DOTS;
  const priceTop = MARGIN_DOTS + NAME_LINES * NAME_DOTS + 4;
  const barTop = height - BAR_DOTS - BAR_TEXT_DOTS - MARGIN_DOTS;
  const bar = /^\d{13}$/.test(label.code) ? `^BEN,${BAR_DOTS},Y,N` : `^BCN,${BAR_DOTS},Y,N,N`;
  const copies = Math.max(1, Math.min(COPIES_MAX, label.copies));
  return [
    `^XA^CI28^PW${width}^LL${height}^LH0,0`,
    `^FO${MARGIN_DOTS},${MARGIN_DOTS}^A0N,${NAME_DOTS}^FB${inner},${NAME_LINES}^FH^FD${data(label.name)}^FS`,
    `^FO${MARGIN_DOTS},${priceTop}^A0N,${PRICE_DOTS}^FH^FD${data(label.price)}^FS`,
    label.note === ""
      ? ""
      : `^FO${MARGIN_DOTS},${priceTop + PRICE_DOTS}^A0N,${NOTE_DOTS}^FH^FD${data(label.note)}^FS`,
    label.code === ""
      ? ""
      : `^FO${MARGIN_DOTS},${barTop}^BY${MODULE_DOTS}${bar}^FH^FD${data(label.code)}^FS`,
    `^PQ${copies}^XZ\n`,
  ].join("");
}

/** Field data: what ZPL would take for a command goes as hex, control characters not at all. */
function data(text: string): string {
  return text
    .replace(/\p{Cc}/gu, "")
    .replace(/[_^~\\]/g, (char) => `_${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
