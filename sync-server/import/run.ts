/**
 * Brings planned rows in and takes them back, a hundred at a time: rows, the way back and the count in one
 * transaction, so that an end in between is neither half done nor done twice.
 */
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import { type ImportFile, readImport, saveImport } from "../database/imports.ts";
import { readChildren, readCurrent } from "../database/revisions.ts";
import type { AnyChange } from "../entries/working-set.ts";
import { writeRows } from "../rows/write.ts";
import type { PlannedRow } from "./plan.ts";

const ROWS_AT_ONCE = 100;

interface Undo {
  readonly table: AnyChange["table"];
  readonly id: string;
  readonly before: unknown;
  /** Of stock that the file brought: what lay there then. */
  readonly onHandMilli?: number;
}

/** Works on files in the background, each once at a time. */
export function createRunner(core: Core): { readonly go: (id: string) => void } {
  const active = new Set<string>();
  const work = async (id: string): Promise<void> => {
    for (;;) {
      const file = await readImport(core.database.now, core.chain, id);
      if (file?.phase === "running") await bringIn(core, file);
      else if (file?.phase === "undoing") await takeBack(core, file);
      else return;
    }
  };
  return {
    go: (id) => {
      if (active.has(id)) return;
      active.add(id);
      work(id)
        .catch((error: unknown) =>
          core.log.warn({ why: String(error) }, "a file of products stands still"),
        )
        .finally(() => active.delete(id));
    },
  };
}

async function bringIn(core: Core, file: ImportFile): Promise<void> {
  const planned = JSON.parse(file.planned) as readonly PlannedRow[];
  const part = planned.slice(file.progress, file.progress + ROWS_AT_ONCE);
  const changes = part.flatMap((row) => row.changes);
  const progress = file.progress + part.length;
  const moved = await core.database.write(async (tx) => {
    const before = await readCurrent(tx, core.chain, changes);
    const bodies = new Map(before.map((row) => [`${row.table}/${row.id}`, row.body]));
    const undo = changes.map(({ table, id, row }): string => {
      const body = bodies.get(`${table}/${id}`);
      const stock = table === "stock" ? { onHandMilli: (row as Rows["stock"]).onHandMilli } : {};
      const line: Undo = { table, id, before: JSON.parse(body ?? "null"), ...stock };
      return `${JSON.stringify(line)}\n`;
    });
    const heads = await writeRows(tx, core.chain, changes);
    const phase = progress >= planned.length ? "done" : "running";
    await saveImport(tx, core.chain, file.id, { phase, progress, undo: undo.join("") });
    return heads;
  });
  core.publish(moved);
}

async function takeBack(core: Core, file: ImportFile): Promise<void> {
  const lines = file.undo.split("\n").filter((line) => line !== "");
  const all = lines.map((line) => JSON.parse(line) as Undo).reverse();
  const part = all.slice(file.progress, file.progress + ROWS_AT_ONCE);
  const progress = file.progress + part.length;
  const state = JSON.parse(file.state) as { stillThere: number; progressOf: number };
  const moved = await core.database.write(async (tx) => {
    const current = await readCurrent(tx, core.chain, part);
    const rows = new Map(
      current.map(({ table, id, body }) => [`${table}/${id}`, JSON.parse(body ?? "null")]),
    );
    const sold = await soldOf(core, tx, { all, rows: [...rows.values()] });
    const changes = part.flatMap((one) =>
      backOf(one, { sold, row: rows.get(`${one.table}/${one.id}`) }),
    );
    const heads = await writeRows(tx, core.chain, changes);
    const kept = part.filter(
      (one) => one.table === "products" && one.before === null && sold.has(one.id),
    );
    const stillThere = state.stillThere + kept.length;
    const phase = progress >= all.length ? "undone" : "undoing";
    const text = JSON.stringify({ ...state, stillThere, progressOf: all.length });
    await saveImport(tx, core.chain, file.id, { phase, progress, state: text });
    return heads;
  });
  core.publish(moved);
}

type Tx = Parameters<typeof readCurrent>[0];
type AnyRow = { readonly id: string; readonly productId?: string };

/** Products of these rows whose stock is not what the file brought: sold, counted or received since. */
async function soldOf(
  core: Core,
  tx: Tx,
  by: { readonly all: readonly Undo[]; readonly rows: readonly AnyRow[] },
): Promise<ReadonlySet<string>> {
  const brought = new Map(
    by.all.filter(({ table }) => table === "stock").map(({ id, onHandMilli }) => [id, onHandMilli]),
  );
  const parents = [...new Set(by.rows.map((row) => row.productId ?? row.id))];
  const sold = new Set<string>();
  for (const { body } of await readChildren(tx, core.chain, { table: "stock", parents })) {
    const row = JSON.parse(body ?? "null") as Rows["stock"];
    if (brought.get(row.id) !== row.onHandMilli || row.reservedMilli !== 0) sold.add(row.productId);
  }
  return sold;
}

/** One row as it was; what belongs to a product that was sold stays, and the product is out of sale. */
function backOf(
  one: Undo,
  by: { readonly sold: ReadonlySet<string>; readonly row: AnyRow | undefined },
): readonly AnyChange[] {
  const { table, id } = one;
  if (by.row === undefined) return [];
  if (one.before !== null) return [{ table, id, row: one.before as AnyChange["row"] }];
  if (!by.sold.has(by.row.productId ?? id)) return [{ table, id, row: undefined }];
  if (table !== "products") return [];
  return [{ table, id, row: { ...(by.row as Rows["products"]), discontinued: true } }];
}
