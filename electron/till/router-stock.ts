/** The till-api's part about stock and shelf labels; the whole is router.ts. No rule lives here. */
import { implement } from "@orpc/server";
import { contract } from "#shared/till-api/contract.ts";
import * as labels from "./acts/labels.ts";
import * as stock from "./acts/stock.ts";
import * as lists from "./acts/stock-lists.ts";
import { act, liveFor, type RouterContext } from "./router-frame.ts";
import { readLabels } from "./views/labels.ts";

const os = implement(contract).$context<RouterContext>();

export const stockRouter = {
  keep: os.stock.keep.handler(act(lists.keep)),
  kept: os.stock.kept.handler(({ context, input }) => lists.kept(context.counter, input)),
  receive: os.stock.receive.handler(act(stock.receive)),
  count: os.stock.count.handler(act(stock.count)),
  move: os.stock.move.handler(act(stock.move)),
  advanceOrder: os.stock.advanceOrder.handler(act(stock.advanceOrder)),
};

export const labelsRouter = {
  look: os.labels.look.handler(({ context, input }) => labels.look(context.counter, input)),
  print: os.labels.print.handler(act(labels.print)),
  advance: os.labels.advance.handler(act(labels.advance)),
};

export const labelsView = os.views.labels.handler(
  liveFor(
    ["rows:work", "rows:prices", "rows:offers", "rows:products", "rows:settings", "paper"],
    readLabels,
  ),
);
