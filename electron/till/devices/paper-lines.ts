/**
 * Text broken into lines for paper of so many columns: only characters that print, words kept whole,
 * Arabic and Hebrew in the order in which they are set. Bytes are a driver's.
 */
import { joinLetters, visualOrder } from "./arabic.ts";

const SPACES = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
/** Marks of direction, joiners, and control characters, which a printer would take for commands. */
const UNPRINTABLE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu;
const ALIKE: Readonly<Record<string, string>> = { "−": "-", "‑": "-", "‐": "-", "№": "No" };

export interface CellBox {
  readonly width: number;
  readonly align: "start" | "centre" | "end";
  readonly direction: "ltr" | "rtl";
}

/** Text as lines exactly `width` characters wide; an empty text is one empty line. */
export function linesIn(text: string, box: CellBox): readonly string[] {
  return broken(joinLetters(printable(text)), box.width).map((line) =>
    padded(visualOrder(line, box.direction), box),
  );
}

/** Cells side by side, each broken in its own width; in Arabic the first one stands at the right. */
export function rowsIn(
  cells: readonly (CellBox & { readonly text: string })[],
): readonly (readonly string[])[] {
  const set = cells.map((cell) => ({ lines: linesIn(cell.text, cell), width: cell.width }));
  const height = Math.max(...set.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    set.map(({ lines, width }) => lines[at] ?? " ".repeat(width)),
  );
}

function printable(text: string): string {
  return text
    .replace(SPACES, " ")
    .replace(UNPRINTABLE, "")
    .replace(/[−‑‐№]/g, (char) => ALIKE[char] ?? char);
}

function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S)(?= )/)) {
    let rest = lines.length > 0 && line === "" ? word.trimStart() : word;
    if ([...line].length + [...rest].length > width && line !== "") {
      lines.push(line);
      line = "";
      rest = rest.trimStart();
    }
    const chars = [...rest];
    while (chars.length > width) lines.push(chars.splice(0, width).join(""));
    line += chars.join("");
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

function padded(line: string, { width, align, direction }: CellBox): string {
  const free = Math.max(0, width - [...line].length);
  if (align === "centre") {
    const before = Math.floor(free / 2);
    return " ".repeat(before) + line + " ".repeat(free - before);
  }
  const isLeft = (align === "start") === (direction === "ltr");
  return isLeft ? line + " ".repeat(free) : " ".repeat(free) + line;
}
