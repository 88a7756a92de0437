/** Acts of demo mode: the network cable, the plug, and where a sale is. Refused elsewhere. */
import { z } from "zod";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import type { WhereView } from "#shared/till-api/views/guide.ts";
import type { Counter } from "../counter.ts";
import { restartTour, tick } from "../views/guide.ts";

type Nothing = Record<never, never>;

const DEMO_KIND = "demo";
const LINK_KEY = "link";
const PLUG_KEY = "plug";

/** Whether this till belongs to a demonstration. Refuses `not-demo`. */
function inDemo(counter: Counter): Result<Nothing> {
  const [chain] = counter.core.catalogue.settings("chain");
  return chain?.body.demo === true ? done({}) : refuse("not-demo");
}

/** Cuts the till's link or joins it again. */
export function setLink(counter: Counter, cut: boolean): Result<Nothing> {
  const demo = inDemo(counter);
  if (!demo.ok) return demo;
  counter.core.journal.desk.put(DEMO_KIND, LINK_KEY, { cut });
  if (cut) counter.core.sync.cut();
  else counter.core.sync.restore();
  counter.core.hub.emit(["guide", "sync"]);
  return done({});
}

/** A cable that was pulled stays pulled when the till is started again: the demo goes on where it was. */
export function keepLinkAsItWas(counter: Counter): void {
  const kept = counter.core.journal.desk.get<{ readonly cut: boolean }>(DEMO_KIND, LINK_KEY);
  if (kept?.cut === true) counter.core.sync.cut();
}

/**
 * Ends the till's process at once; what keeps it starts it again. A console that got no answer asks
 * once more with the same act id, and that press has been done.
 */
export function pullPlug(counter: Counter, { actId }: { readonly actId: string }): Result<Nothing> {
  const demo = inDemo(counter);
  if (!demo.ok) return demo;
  if (counter.demo.pullPlug === undefined) return refuse("not-demo");
  const { desk } = counter.core.journal;
  if (desk.get<{ readonly actId: string }>(DEMO_KIND, PLUG_KEY)?.actId === actId) return done({});
  desk.put(DEMO_KIND, PLUG_KEY, { actId });
  tick(counter, "pull-plug");
  counter.demo.pullPlug();
  return done({});
}

/** Begins the tour anew. */
export function restart(counter: Counter): Result<Nothing> {
  const demo = inDemo(counter);
  if (demo.ok) restartTour(counter);
  return demo;
}

const serverWhere = z.object({
  ok: z.literal(true),
  value: z.discriminatedUnion("found", [
    z.object({ found: z.literal(false) }),
    z.object({
      found: z.literal(true),
      arrival: z.int(),
      inHistory: z.int(),
      stock: z.array(
        z.object({
          placeId: z.string(),
          productId: z.string(),
          beforeMilli: z.int(),
          afterMilli: z.int(),
        }),
      ),
    }),
  ]),
});

/** What the server says of an entry; nothing while it cannot be asked. */
async function askServer(counter: Counter, entryId: string) {
  try {
    const answer = await counter.core.sync.ask("sale-where", { entryId });
    const read = serverWhere.safeParse(answer);
    return read.success && read.data.value.found ? read.data.value : undefined;
  } catch {
    return undefined;
  }
}

/** Where a sale is: each place should say once. Without an id, the last one. Refuses `sale-unknown`. */
export async function where(
  counter: Counter,
  saleId: string | undefined,
): Promise<Result<WhereView>> {
  const { core } = counter;
  const sales = core.journal
    .ofKind("sale.completed")
    .filter((entry) => isEntryOf(entry, "sale.completed"));
  const entry =
    saleId === undefined ? sales.at(-1) : sales.findLast(({ body }) => body.saleId === saleId);
  if (entry === undefined) return refuse("sale-unknown");
  const { body } = entry;
  const server = await askServer(counter, entry.id);
  const answer = core.journal.answerOf(entry.sequence);
  const [stream] = Object.keys(answer?.positions ?? {});
  const clientId = body.clientId;
  const client = clientId === undefined ? undefined : core.overlay.row("clients", clientId);
  const history = core.overlay.row("purchases", body.saleId) === undefined ? 0 : 1;
  tick(counter, "where-is-my-sale");
  return done({
    saleId: body.saleId,
    receiptNumber: body.receiptNumber,
    till: {
      entryId: entry.id,
      sequence: entry.sequence,
      hash: entry.hash,
      count: sales.filter((each) => each.body.saleId === body.saleId).length,
    },
    server: {
      reached: server !== undefined || answer !== undefined,
      ...(server === undefined ? {} : { position: server.arrival }),
      ...(stream === undefined ? {} : { stream }),
      count: server === undefined && answer === undefined ? 0 : 1,
    },
    history: {
      ...(client === undefined ? {} : { clientName: client.name }),
      count: server?.inHistory ?? history,
    },
    stock: body.priced.lines.map((line) => {
      const row = core.overlay.row("stock", stockRowId(line.fulfilment.placeId, line.productId));
      const sold = line.stockQuantityMilli ?? line.quantityMilli;
      const moved = server?.stock.find(({ productId }) => productId === line.productId);
      return {
        productId: line.productId,
        name: line.name,
        soldMilli: sold,
        ...(moved !== undefined
          ? { beforeMilli: moved.beforeMilli, afterMilli: moved.afterMilli }
          : row === undefined
            ? {}
            : { beforeMilli: row.onHandMilli + sold, afterMilli: row.onHandMilli }),
      };
    }),
  });
}
