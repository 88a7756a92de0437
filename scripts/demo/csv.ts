/** Reads the demo's own two CSV files: comma separated, quoted where needed, first line the names. */
import { readFileSync } from "node:fs";
import Papa from "papaparse";

/** Rows of a file as records of text. Throws when a line cannot be read: the file is our own. */
export function readCsv(file: URL): readonly Readonly<Record<string, string>>[] {
  const parsed = Papa.parse<Record<string, string>>(readFileSync(file, "utf8"), {
    header: true,
    skipEmptyLines: true,
  });
  const fault = parsed.errors[0];
  if (fault !== undefined) throw new Error(`${file.pathname}, row ${fault.row}: ${fault.message}`);
  return parsed.data;
}
