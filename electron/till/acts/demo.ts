/** Acts of demo mode: the network cable, the plug, and where a sale is. Refused elsewhere. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isEntryOf } from "#shared/records/entry.ts";
import { stockRowId } from "#shared/records/rows/stock.ts";
import type { WhereView } from "#shared/till-api/views/guide.ts";
import type { Counter } from "../counter.ts";
import { restartTour, tick } from "../views/guide.ts";
import { mergedRows } from "../views/rows.ts";

type Nothing = Record<never, never>;

/** Whether this till belongs to a demonstration. Refuses `not-demo`. */
function inDemo(counter: Counter): Result<Nothing> {
  const [chain] = counter.core.catalogue.settings("chain");
  return chain?.body.demo === true ? done({}) : refuse("not-demo");
}

/** Cuts the till's link or joins it again. */
export function setLink(counter: Counter, cut: boolean): Result<Nothing> {
  const demo = inDemo(counter);
  if (!demo.ok) return demo;
  if (cut) counter.core.sync.cut();
  else counter.core.sync.restore();
  counter.core.hub.emit(["guide", "sync"]);
  return done({});
}

/** Ends the till's process at once; what keeps it starts it again. */
export function pullPlug(counter: Counter): Result<Nothing> {
  const demo = inDemo(counter);
  if (!demo.ok) return demo;
  if (counter.demo.pullPlug === undefined) return refuse("not-demo");
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

/** Where a sale is: each place should say once. Without an id, the last one. Refuses `sale-unknown`. */
export function where(counter: Counter, saleId: string | undefined): Result<WhereView> {
  const { core } = counter;
  const sales = core.journal
    .ofKind("sale.completed")
    .filter((entry) => isEntryOf(entry, "sale.completed"));
  const entry =
    saleId === undefined ? sales.at(-1) : sales.findLast(({ body }) => body.saleId === saleId);
  if (entry === undefined) return refuse("sale-unknown");
  const { body } = entry;
  const answer = core.journal.answerOf(entry.sequence);
  const [stream, position] = Object.entries(answer?.positions ?? {})[0] ?? [];
  const server = core.replica.get("purchases", `sale:${body.saleId}`);
  const clientId = body.clientId;
  const client = clientId === undefined ? undefined : core.overlay.row("clients", clientId);
  const history =
    clientId === undefined
      ? []
      : mergedRows(core, "purchases", {
          where: { clientId },
          matches: (row) => row.clientId === clientId,
        }).filter((row) => row.id === body.saleId);
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
      reached: answer !== undefined,
      ...(position === undefined ? {} : { position }),
      ...(stream === undefined ? {} : { stream }),
      count: server === undefined ? 0 : 1,
    },
    history: {
      ...(client === undefined ? {} : { clientName: client.name }),
      count: history.length,
    },
    stock: body.priced.lines.map((line) => {
      const row = core.overlay.row("stock", stockRowId(line.fulfilment.placeId, line.productId));
      const sold = line.stockQuantityMilli ?? line.quantityMilli;
      return {
        productId: line.productId,
        name: line.name,
        soldMilli: sold,
        ...(row === undefined
          ? {}
          : { beforeMilli: row.onHandMilli + sold, afterMilli: row.onHandMilli }),
      };
    }),
  });
}
