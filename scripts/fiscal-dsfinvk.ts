/**
 * `npm run fiscal:dsfinvk -- ARCHIVE.zip --out FILE.zip [--dtd gdpdu-01-09-2004.dtd]`: the closings of a
 * fiscal archive in the form that German tax offices read (DSFinV-K 2.3). Exit code 0 means written.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeDsfinvk } from "./fiscal-dsfinvk/write.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string" }, dtd: { type: "string" } },
});
const [given] = positionals;
const { out, dtd } = values;
if (given === undefined || out === undefined) {
  console.error("Use: npm run fiscal:dsfinvk -- ARCHIVE.zip --out FILE.zip [--dtd FILE]");
  process.exit(2);
}
const pathOf = (path: string): string => resolve(process.env.KEEPSHOP_CWD ?? ".", path);
try {
  const written = await writeDsfinvk({
    archive: pathOf(given),
    out: pathOf(out),
    dtd: dtd === undefined ? undefined : pathOf(dtd),
    nowMs: Date.now(),
  });
  console.log(`${pathOf(out)}: ${written.closings} closings.`);
  if (written.leftOver > 0) {
    console.log(
      `${written.leftOver} receipts belong to no closing in the archive and are left out.`,
    );
  }
  if (dtd === undefined) {
    console.log("Put the official gdpdu-01-09-2004.dtd beside index.xml before handing it over.");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
