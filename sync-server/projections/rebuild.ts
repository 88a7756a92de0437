/**
 * Everything that entries made of the rows, made again from the entries alone: what then differs from
 * the rows that stand, and the means to put it right. Folding itself is the engine's.
 */
import { canonicalJson } from "#shared/base/canonical.ts";
import type { RowChange, RowKey } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows, TableName } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import type { Tx } from "../database/contract.ts";
import { readEntriesInOrder, type StoredEntry } from "../database/entries.ts";
import { readFirstVersions, readTable } from "../database/revisions.ts";
import type { Opener } from "../personal.ts";
import { writeRows } from "../rows/write.ts";

const ENTRIES_AT_ONCE = 1_000;
/** Tables that entries make; exceptions in `work` are the server's answers and not rebuilt. */
export const PROJECTED = [
  "stock",
  "clients",
  "contacts",
  "purchases",
  "orders",
  "balances",
] as const;

export interface Rebuilt {
  readonly entries: number;
  readonly rows: number;
  /** Rows that do not equal what the entries make, by table and id. */
  readonly differing: readonly RowKey[];
}

/**
 * Folds every entry in the order it was folded, over the rows that HQ or a seed put there, and
 * compares. Settings are those of now: a policy that changed since may show as a difference.
 */
export function rebuildProjections(core: Core): Promise<Rebuilt> {
  return core.database.read(async (tx) => {
    const { entries, rows, differing } = await rebuildIn(tx, core);
    return { entries, rows, differing };
  });
}

/**
 * Writes what the entries make wherever another row stands, or none, such as after a table was dropped.
 * Answers how many rows were put right; tills get them like any other revision.
 */
export async function repairProjections(core: Core): Promise<number> {
  const { differing, made } = await core.database.read((tx) => rebuildIn(tx, core));
  const settings = core.small.now();
  const groupOf = (storeId: string | undefined): string | undefined =>
    storeId === undefined ? undefined : settings.setting("store", storeId)?.clientGroup;
  const [anyStore] = settings.settings("store");
  for (const { table, id } of differing) {
    const row = made.get(`${table}/${id}`);
    const { storeId } = (row ?? {}) as { readonly storeId?: string };
    const clientGroup = groupOf(storeId) ?? anyStore?.body.clientGroup ?? "all";
    const hints = { clientGroup, ...(storeId === undefined ? {} : { storeId }) };
    const change = { table, id, row };
    core.publish(await core.database.write((tx) => writeRows(tx, core.chain, [change], hints)));
  }
  return differing.length;
}

async function rebuildIn(
  tx: Tx,
  core: Core,
): Promise<Rebuilt & { readonly made: ReadonlyMap<string, Rows[TableName]> }> {
  await core.small.refresh(core.database.now);
  const settings = core.small.now();
  const rows = new Map<string, Rows[TableName]>();
  for (const first of await readFirstVersions(tx, core.chain, PROJECTED)) {
    if (first.body !== null) rows.set(`${first.table}/${first.id}`, JSON.parse(first.body));
  }
  const read = <Table extends TableName>(table: Table, id: string) =>
    rows.get(`${table}/${id}`) as Rows[Table] | undefined;
  const apply = (changes: readonly RowChange[]): void => {
    for (const { table, id, row } of changes) {
      if (row === undefined) rows.delete(`${table}/${id}`);
      else rows.set(`${table}/${id}`, row);
    }
  };
  let after = 0;
  let entries = 0;
  for (;;) {
    const page = await readEntriesInOrder(tx, core.chain, { after, limit: ENTRIES_AT_ONCE });
    const open = await core.personal.opener(
      tx,
      page.map(({ body }) => JSON.parse(body)),
    );
    for (const stored of page) {
      after = stored.arrival;
      if (!stored.folded) continue;
      const entry = believedEntry(stored, open);
      if (entry === undefined) continue;
      apply(core.rules.foldEntry(entry, read, settings).changes);
      apply(core.rules.decide(entry, read, { settings, nowMs: stored.receivedAtMs }).changes);
      entries += 1;
    }
    if (page.length < ENTRIES_AT_ONCE) break;
  }
  return { entries, rows: rows.size, made: rows, differing: await compare(tx, core, rows) };
}

/** The entry in plain with the clock the server believed; nothing when its client was erased. */
function believedEntry(stored: StoredEntry, open: Opener): AnyEntry | undefined {
  const entry = JSON.parse(stored.body) as AnyEntry;
  const opened = open(entry);
  return typeof opened === "string" ? undefined : { ...entry, ...opened, hlc: stored.hlc };
}

async function compare(
  tx: Tx,
  core: Core,
  rebuilt: ReadonlyMap<string, Rows[TableName]>,
): Promise<readonly RowKey[]> {
  const differing: RowKey[] = [];
  const standing = new Set<string>();
  for (const table of PROJECTED) {
    for (const revision of await readTable(tx, core.chain, { table })) {
      const key = `${table}/${revision.id}`;
      standing.add(key);
      const made = rebuilt.get(key);
      const stands: unknown = JSON.parse(revision.body ?? "null");
      if (made === undefined || canonicalJson(made) !== canonicalJson(stands)) {
        differing.push({ table, id: revision.id });
      }
    }
  }
  for (const key of rebuilt.keys()) {
    const [table, ...id] = key.split("/");
    const projected = PROJECTED.find((each) => each === table);
    if (projected !== undefined && !standing.has(key)) {
      differing.push({ table: projected, id: id.join("/") });
    }
  }
  return differing;
}
