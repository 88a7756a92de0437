/** What a cell says: text, an amount, a quantity, a barcode; or the code of what is wrong with it. */
import { checkDigit, readGtin } from "#shared/base/gtin.ts";
import { parseMajor } from "#shared/base/money.ts";
import type { Cell } from "./table.ts";

export type Read<Value> =
  | { readonly value: Value }
  | { readonly code: string; readonly args?: Readonly<Record<string, string | number>> };

const TEXT_LETTERS_MAX = 200;
/** What a spreadsheet would run when the name is one day put into a file again (OWASP, CSV injection). */
const FORMULA = /^(?:[=@\t\r]|[+-](?![\d\s.,]))/;

/** A name, a brand, a code: what a person typed, on one line. */
export function readText(cell: Cell | undefined): Read<string> {
  const text = String(cell ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text.length > TEXT_LETTERS_MAX) return { code: "too-long", args: { max: TEXT_LETTERS_MAX } };
  if (FORMULA.test(text)) return { code: "formula" };
  return text.includes("\ufffd") ? { code: "broken-letters" } : { value: text };
}

/** An amount in minor units; empty is nothing. */
export function readAmount(
  cell: Cell | undefined,
  as: { readonly mark: "." | ","; readonly exponent: number },
): Read<number | undefined> {
  const text = plainNumber(cell, as.mark);
  if (text === "") return { value: undefined };
  if (text === undefined) return { code: "not-an-amount" };
  const read = parseMajor(text, as.exponent);
  if (!read.ok) {
    return read.refusal.code === "amount-too-fine"
      ? { code: "too-many-decimals", args: { most: as.exponent } }
      : { code: "not-an-amount" };
  }
  return read.value < 0 ? { code: "below-zero" } : { value: read.value };
}

/** A quantity in thousandths; empty is nothing. */
export function readQuantity(cell: Cell | undefined, mark: "." | ","): Read<number | undefined> {
  const text = plainNumber(cell, mark);
  if (text === "") return { value: undefined };
  const read = text === undefined ? undefined : parseMajor(text, 3);
  return read?.ok === true ? { value: read.value } : { code: "not-a-quantity" };
}

/** A barcode as fourteen digits; empty is nothing. The right check digit is named when it is wrong. */
export function readBarcode(cell: Cell | undefined): Read<string | undefined> {
  const digits = String(cell ?? "").replaceAll(/[\s-]/g, "");
  if (digits === "") return { value: undefined };
  if (/[eE][+]?\d+$/.test(digits)) return { code: "barcode-rounded" };
  // A spreadsheet drops the zeros in front: what is short by some is filled up first.
  const padded = /^\d{9,11}$/.test(digits) ? digits.padStart(12, "0") : digits;
  const read = readGtin(padded);
  if (read.ok) return { value: read.value.gtin14 };
  if (read.refusal.code === "gtin-check-digit") {
    const right = checkDigit(padded.slice(0, -1));
    return { code: "barcode-check-digit", args: { right: `${padded.slice(0, -1)}${right}` } };
  }
  return { code: "not-a-barcode" };
}

/** Plain digits with a point, "" for nothing, undefined for what is no number. */
function plainNumber(cell: Cell | undefined, mark: "." | ","): string | undefined {
  if (typeof cell === "number") return String(cell);
  const text = (cell ?? "")
    .replaceAll(/[\s\u00a0\u202f']/g, "")
    .replace(/^[^\d.,+-]{1,3}|[^\d.,]{1,4}$/g, "");
  const bare = text.replace(/[^\d.,]{1,4}$/, "");
  if (bare === "") return (cell ?? "").trim() === "" ? "" : undefined;
  const other = mark === "." ? "," : ".";
  const groups = new RegExp(`^([+-]?\\d{1,3})(?:\\${other}\\d{3})*(?:\\${mark}\\d*)?$`);
  const simple = new RegExp(`^[+-]?\\d*(?:\\${mark}\\d*)?$`);
  if (!groups.test(bare) && !simple.test(bare)) return undefined;
  const plain = bare.replaceAll(other, "").replace(mark, ".").replace(/\.$/, "");
  return /^[+-]?\d*\.?\d+$/.test(plain)
    ? plain.replace(/^\+/, "").replace(/^(-?)\./, "$10.")
    : undefined;
}
