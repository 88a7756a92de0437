/**
 * Lines of CSV as RFC 4180 writes them: comma, CRLF, texts always in quotes and numbers never, a
 * missing value as nothing at all. What the columns mean is the caller's. Reading is not here.
 */

export type CsvCell = string | number | undefined;

/** One line with its end. `undefined` leaves the field empty; an empty text is `""`. */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = "";
  for (let index = 0; index < cells.length; index += 1) {
    if (index > 0) line += ",";
    const cell = cells[index];
    if (cell === undefined) continue;
    line += typeof cell === "number" ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
  }
  return `${line}\r\n`;
}
