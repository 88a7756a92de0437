/**
 * `npm run verify-journal -- FILE`: checks a till's journal as a whole and names each entry that is
 * altered, removed, moved or added, with its position. Reads only; exit code 0 means whole.
 */
import { resolve } from "node:path";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { type JournalReport, verifyJournal } from "#till/journal/verify.ts";

const WORDS: Readonly<Record<JournalReport["state"], string>> = {
  whole: "The journal is whole.",
  wrong: "The journal is NOT whole. Keep the file as it is and call the owner.",
  unreadable: "The file cannot be read as a database. Keep it as it is; restore the last backup.",
  "in-use": "A till has this journal open. Close the till, or verify a backup of the journal.",
  newer: "The journal was written by a newer Keepshop. Verify it with that version.",
  foreign: "The file is not a Keepshop journal.",
  missing: "There is no such file.",
};

const [given, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--json");
if (given === undefined || rest.length > 0) {
  console.error("Use: npm run verify-journal -- FILE [--json]");
  process.exit(2);
}
const file = resolve(process.env.KEEPSHOP_CWD ?? ".", given);
const report = verifyJournal(file, nodeCrypto);
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else print(report);
process.exitCode = report.state === "whole" ? 0 : 1;

function print({ state, entries, head, problems, pages }: JournalReport): void {
  console.log(`${file}\n${WORDS[state]}`);
  if (head !== undefined) console.log(`${entries} entries, head ${head.sequence} ${head.hash}`);
  for (const { problem, position, foundAt } of problems) {
    console.log(
      `entry ${position}: ${problem}${foundAt === undefined ? "" : ` (lies at ${foundAt})`}`,
    );
  }
  for (const line of pages) console.log(`pages: ${line}`);
}
