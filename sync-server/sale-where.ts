/**
 * `sale-where`: where an entry of a till is now: its number at the till and in the chain, the client's
 * history, and what it did to each stock figure. The demo's "Where is my sale?" and a support question.
 */
import { z } from "zod";
import { id } from "#shared/records/fields.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "./core.ts";
import { findEntry, readStretchesOfEntry } from "./database/entries.ts";
import { readHeads } from "./database/heads.ts";
import { type Revision, readChildren, readRevisionsIn } from "./database/revisions.ts";
import type { Question } from "./questions.ts";

const question = z.object({ entryId: id });

/** What the question answers; `found: false` says that the entry has not arrived. */
export type SaleWhere =
  | { readonly found: false }
  | {
      readonly found: true;
      readonly registerId: string;
      readonly sequence: number;
      /** The entry's place in everything the chain has accepted. */
      readonly arrival: number;
      readonly receivedAtMs: number;
      readonly outcome: string;
      readonly codes: readonly string[];
      /** The client's purchases that this entry is: one, or none without a client. */
      readonly inHistory: number;
      readonly stock: readonly {
        readonly placeId: string;
        readonly productId: string;
        readonly beforeMilli: number;
        readonly afterMilli: number;
      }[];
    };

/** The question, for a register of the entry's own store only. */
export function saleWhereQuestion(core: Core): Question {
  return async (payload, asker) => {
    const asked = question.safeParse(payload);
    if (!asked.success) return "malformed";
    const tx = core.database.now;
    const stored = await findEntry(tx, core.chain, asked.data.entryId);
    if (stored === undefined) return { value: { found: false } satisfies SaleWhere };
    if (stored.storeId !== asker.storeId) return "refused";
    const body = (JSON.parse(stored.body) as { body?: { clientId?: string } }).body;
    const parents = body?.clientId === undefined ? [] : [body.clientId];
    const history = await readChildren(tx, core.chain, { table: "purchases", parents });
    const { registerId, sequence, arrival, receivedAtMs, outcome, codes } = stored;
    const value: SaleWhere = {
      found: true,
      registerId,
      sequence,
      arrival,
      receivedAtMs,
      outcome,
      codes,
      inHistory: history.filter((each) => isSummaryOf(each, asked.data.entryId)).length,
      stock: await stockMovedBy(core, stored),
    };
    return { value };
  };
}

/** The store keeps a second, whole row of the same purchase; a client's history is the summaries. */
function isSummaryOf(revision: Revision, entryId: string): boolean {
  const row = JSON.parse(revision.body ?? "null") as Rows["purchases"];
  return row.entryId === entryId && row.sale === undefined;
}

async function stockMovedBy(
  core: Core,
  entry: { readonly registerId: string; readonly sequence: number },
): Promise<Extract<SaleWhere, { found: true }>["stock"]> {
  const tx = core.database.now;
  const stretches = await readStretchesOfEntry(tx, core.chain, entry);
  const heads = await readHeads(
    tx,
    core.chain,
    stretches.map(({ stream }) => stream),
  );
  // Below the floor it is not kept any more what a row was before.
  const places = stretches.filter(
    ({ stream, to }) => stream.startsWith("place:") && to > (heads.get(stream)?.floor ?? 0),
  );
  const moved: { placeId: string; productId: string; beforeMilli: number; afterMilli: number }[] =
    [];
  for (const stretch of places) {
    for (const { before, after } of await readRevisionsIn(tx, core.chain, stretch)) {
      const now = JSON.parse(after) as Rows["stock"];
      const then = before === null ? undefined : (JSON.parse(before) as Rows["stock"]);
      moved.push({
        placeId: now.placeId,
        productId: now.productId,
        beforeMilli: then?.onHandMilli ?? 0,
        afterMilli: now.onHandMilli,
      });
    }
  }
  return moved;
}
