/**
 * Puts rows that HQ or a script wrote into the chain: checked against their schema, given positions,
 * poked. Many rows of a new chain go by seed.ts.
 */
import { tryCanonicalJson } from "#shared/base/canonical.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { StreamHints } from "#shared/protocol/streams.ts";
import { type Rows, rowSchemas } from "#shared/records/rows/index.ts";
import { settingBodies } from "#shared/records/settings/index.ts";
import type { Core } from "../core.ts";
import type { AnyChange } from "../entries/working-set.ts";
import { writeRows } from "./write.ts";

/** Rows written in one transaction at most; more are written in several. */
const ROWS_AT_ONCE = 2_000;

/**
 * Writes the rows and tells every till. Refuses `row-malformed` with the position of the first fault,
 * and then nothing is written.
 */
export async function putRows(
  core: Core,
  rows: readonly AnyChange[],
  hints: StreamHints = {},
): Promise<Result<void, "row-malformed">> {
  for (const [index, row] of rows.entries()) {
    const fault = faultOf(row);
    if (fault !== undefined) {
      return refuse("row-malformed", { table: row.table, id: row.id }, `rows[${index}].${fault}`);
    }
  }
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE);
    core.publish(await core.database.write((tx) => writeRows(tx, core.chain, part, hints)));
  }
  return done(undefined);
}

/** Where a row does not fit its table, as a path; nothing when it does. */
function faultOf({ table, id, row }: AnyChange): string | undefined {
  if (row === undefined) return undefined;
  const checked = rowSchemas[table].safeParse(row);
  if (!checked.success) return checked.error.issues[0]?.path.map(String).join(".") ?? "";
  if ((row as { readonly id: string }).id !== id) return "id";
  if (!tryCanonicalJson(row).ok) return "numbers";
  if (table !== "settings") return undefined;
  const setting = row as Rows["settings"];
  const body = settingBodies[setting.kind].safeParse(setting.body);
  return body.success ? undefined : `body.${body.error.issues[0]?.path.map(String).join(".")}`;
}
