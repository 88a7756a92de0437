/**
 * `npm run fiscal:export -- --store S --from D --to D --out FILE`: the fiscal archive of a store (or of
 * one register) from the server's database, or of one register from its till's journal. Exit code 0
 * means written; `npm run fiscal:check -- FILE` checks it.
 */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openCore } from "#server/core.ts";
import { openDatabase } from "#server/database/open.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import { writeFiscalArchive } from "#server/fiscal/archive.ts";
import type { Refusal, Result } from "#shared/base/result.ts";
import type { ArchiveSummary } from "#shared/engine/fiscal/archive.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import { archiveClosedJournal } from "#till/fiscal/closed.ts";
import { APP_VERSION } from "#till/main.ts";

const USE = `Use: npm run fiscal:export -- --from YYYY-MM-DD --to YYYY-MM-DD --out FILE.zip
  --database FILE or postgres://...  --store ID [--register ID] [--chain ID]   from the server
  --journal FILE                                                              from a till that is off`;

const { values } = parseArgs({
  options: {
    database: { type: "string" },
    journal: { type: "string" },
    store: { type: "string" },
    register: { type: "string" },
    chain: { type: "string", default: "main" },
    from: { type: "string" },
    to: { type: "string" },
    out: { type: "string" },
  },
});
const { from, to, out } = values;
if (from === undefined || to === undefined || out === undefined) stop(USE);
const file = pathOf(out);
if (!existsSync(dirname(file))) stop(`There is no folder ${dirname(file)}. Nothing was written.`);

const written = await (values.journal === undefined ? fromServer() : fromJournal(values.journal));
if (!written.ok) stop(wordsOf(written.refusal));
const { entries, receipts, closings } = written.value;
console.log(`${file}: ${receipts} receipts, ${closings} closings, ${entries} entries.`);
process.exit(0);

function fromJournal(journal: string): Promise<Result<ArchiveSummary>> {
  return archiveClosedJournal({
    journal: pathOf(journal),
    span: { from: from ?? "", to: to ?? "" },
    software: APP_VERSION,
    nowMs: Date.now(),
    file,
  });
}

async function fromServer(): Promise<Result<ArchiveSummary>> {
  const { database: given, store, register, chain } = values;
  if (given === undefined || store === undefined) stop(USE);
  const address = given.includes("://") ? given : pathOf(given);
  if (!given.includes("://") && !existsSync(address)) stop(`There is no file ${address}.`);
  const database = await openDatabase(address);
  if (!database.ok) return database;
  try {
    const quiet = { info: () => undefined, warn: () => undefined };
    const core = await openCore({
      database: database.value,
      chain,
      rules: engineRules,
      now: Date.now,
      log: quiet,
    });
    const asked = { storeId: store, registerId: register, from: from ?? "", to: to ?? "" };
    return await writeFiscalArchive(core, asked, file);
  } finally {
    await database.value.close();
  }
}

function pathOf(given: string): string {
  return resolve(process.env.KEEPSHOP_CWD ?? ".", given);
}

function wordsOf({ code }: Refusal): string {
  const meaning = refusalMeaning(code);
  return meaning === undefined ? code : `${meaning.happened} ${meaning.act}`;
}

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
