/** Replicas for tests: rows with defaults, pages, an open replica in a folder. */
import { join } from "node:path";
import { layout } from "#shared/protocol/image/layout.ts";
import type { ReplicaPage } from "#till/replica/apply.ts";
import type { PageRow } from "#till/replica/table-writer.ts";
import { openReplica, type Replica, type ReplicaOptions } from "#till/replica/tables.ts";

/** An open replica in `folder`; throws the refusal when it does not open. */
export function aReplica(folder: string, options: Partial<ReplicaOptions> = {}): Replica {
  const opened = openReplica({ file: join(folder, `replica-${layout.version}-1.db`), ...options });
  if (!opened.ok) throw new Error(`replica: ${JSON.stringify(opened.refusal)}`);
  return opened.value;
}

/** A product's revision in the catalogue's stream. */
export function aProduct(id: string, position: number, fields: object = {}): PageRow {
  return {
    stream: "chain:catalogue",
    table: "products",
    id,
    position,
    body: {
      id,
      sku: `SKU-${id}`,
      name: `Product ${id}`,
      gtins: [`0400000${id.padStart(7, "0")}`],
      kind: "goods",
      categoryIds: ["shirts"],
      units: [],
      popularity: 1,
      ...fields,
    },
  };
}

/** A stock row of one product at one place. */
export function aStock(placeId: string, productId: string, position: number, onHandMilli: number) {
  const id = `${placeId}:${productId}`;
  const body = { id, placeId, productId, onHandMilli, asOfMs: position };
  return { stream: `place:${placeId}`, table: "stock", id, position, body } satisfies PageRow;
}

/** A page whose checkpoints follow from its rows. */
export function aPage(rows: readonly PageRow[], fields: Partial<ReplicaPage> = {}): ReplicaPage {
  const checkpoints: Record<string, { epoch: string; position: number }> = {};
  for (const { stream, position } of rows) {
    const known = checkpoints[stream]?.position ?? 0;
    checkpoints[stream] = { epoch: "epoch-1", position: Math.max(known, position) };
  }
  return { rows, checkpoints, seen: {}, ...fields };
}
