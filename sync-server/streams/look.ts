/**
 * Rows by name for a till that is still filling (SPEC P24): products by code or id with prices and
 * stock of its streams, and the small tables without which nothing can be sold. Each row is given as it
 * stands, at its position; where the till puts it is the till's business.
 */
import { type Chunk, LOOK_ROWS_MAX, type Look } from "#shared/protocol/messages.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Tx } from "../database/contract.ts";
import { type Head, readHeads } from "../database/heads.ts";
import { type Revision, readChildren, readCurrent, readSmallAfter } from "../database/revisions.ts";
import { encodeRows } from "./chunks.ts";
import type { ProductCodes } from "./codes.ts";

export interface LookContext {
  readonly chain: string;
  /** Up to date. */
  readonly codes: Pick<ProductCodes, "find">;
  /** The device's own; nothing of another stream is given, whatever is asked. */
  readonly streams: readonly string[];
}

/** One chunk for each stream that has something of it. Runs on one snapshot. */
export async function lookUpRows(
  tx: Tx,
  context: LookContext,
  asked: Look,
): Promise<readonly Chunk[]> {
  const { chain, streams } = context;
  const heads = await readHeads(tx, chain, streams);
  const named = await namedRows(tx, context, asked);
  const small = await smallRows(tx, context, { asked, heads });
  const byStream = new Map<string, Map<number, Revision>>();
  for (const revision of [...named, ...small]) {
    const rows = byStream.get(revision.stream) ?? new Map<number, Revision>();
    byStream.set(revision.stream, rows.set(revision.position, revision));
  }
  const chunks: Chunk[] = [];
  for (const stream of streams) {
    const rows = [...(byStream.get(stream)?.values() ?? [])];
    const head = heads.get(stream);
    if (head === undefined || rows.length === 0) continue;
    rows.sort((left, right) => left.position - right.position);
    const { epoch, position } = head;
    chunks.push(await encodeRows({ stream, epoch, from: 0, to: position }, rows));
  }
  return chunks;
}

/** The products named, and those that are charged with them, with prices and stock. */
async function namedRows(
  tx: Tx,
  { chain, codes, streams }: LookContext,
  { codes: wanted, ids }: Look,
): Promise<readonly Revision[]> {
  if (wanted.length === 0 && ids.length === 0) return [];
  const found = new Set([...ids, ...wanted.flatMap((code) => codes.find(code))]);
  const products = await readProducts(tx, chain, [...found]);
  const deposits = products.flatMap(({ body }) => {
    const { depositProductId } = JSON.parse(body ?? "{}") as Partial<Rows["products"]>;
    return depositProductId === undefined || found.has(depositProductId) ? [] : [depositProductId];
  });
  const all = [...products, ...(await readProducts(tx, chain, [...new Set(deposits)]))];
  const parents = all.map(({ id }) => id);
  const prices = await readChildren(tx, chain, { table: "prices", parents });
  const stock = await readChildren(tx, chain, { table: "stock", parents });
  const own = new Set(streams);
  return [...all, ...prices, ...stock].filter(({ stream }) => own.has(stream));
}

function readProducts(tx: Tx, chain: string, ids: readonly string[]): Promise<readonly Revision[]> {
  return readCurrent(
    tx,
    chain,
    ids.map((id) => ({ table: "products", id })),
  );
}

/** What changed in the small tables after the last look; of offers the first time only the live ones. */
async function smallRows(
  tx: Tx,
  { chain, streams }: LookContext,
  { asked, heads }: { readonly asked: Look; readonly heads: ReadonlyMap<string, Head> },
): Promise<readonly Revision[]> {
  const after = new Map(
    streams.map((stream): [string, number] => {
      const at = asked.ahead[stream];
      return [stream, at?.epoch === heads.get(stream)?.epoch ? (at?.position ?? 0) : 0];
    }),
  );
  const rows = await readSmallAfter(tx, chain, { after, limit: LOOK_ROWS_MAX + 1 });
  if (rows.length > LOOK_ROWS_MAX) return [];
  return rows.filter(
    ({ table, stream, body }) =>
      table !== "offers" ||
      body === null ||
      (after.get(stream) ?? 0) > 0 ||
      (JSON.parse(body) as Rows["offers"]).state === "live",
  );
}
