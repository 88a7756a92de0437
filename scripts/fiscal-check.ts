/**
 * `npm run fiscal:check -- FILE [--json]`: checks a fiscal archive without any code of Keepshop: index,
 * chain, rows, closings and seals; names what is altered, removed, moved or added with its position.
 * Exit code 0 means whole.
 */
import { resolve } from "node:path";
import { type ArchiveReport, checkArchive } from "./fiscal-check/check.ts";

const [given, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--json");
if (given === undefined || rest.length > 0) {
  console.error("Use: npm run fiscal:check -- FILE [--json]");
  process.exit(2);
}
const file = resolve(process.env.KEEPSHOP_CWD ?? ".", given);
const report = await checkArchive(file);
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else print(report);
process.exitCode = report.findings.length === 0 ? 0 : 1;

function print({ findings, totals, ...counts }: ArchiveReport): void {
  const { entries, closingsCompared, closingsBegunBefore, sealsVerified } = counts;
  console.log(file);
  console.log(
    `${entries} entries, ${closingsCompared} closings added up anew, ${sealsVerified} seals verified`,
  );
  if (closingsBegunBefore > 0) {
    console.log(`${closingsBegunBefore} closings of shifts begun before the archive: chain only`);
  }
  for (const { businessDate, receipts, totalMinor, taxMinor } of totals.days) {
    console.log(`${businessDate}  ${receipts} receipts  total ${totalMinor}  tax ${taxMinor}`);
  }
  for (const { name, rate, baseMinor, taxMinor } of totals.taxes) {
    console.log(`${name} ${rate} %  base ${baseMinor}  tax ${taxMinor}`);
  }
  for (const { key, amountMinor } of totals.tenders) console.log(`${key}  ${amountMinor}`);
  for (const { code, file: where, registerId, position, detail } of findings) {
    const place = position === undefined ? "" : ` entry ${position} of ${registerId ?? "?"}`;
    console.log(`${code}: ${where}${place}: ${detail}`);
  }
  console.log(findings.length === 0 ? "The archive is whole." : "The archive is NOT whole.");
}
