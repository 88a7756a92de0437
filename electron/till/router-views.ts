/** The live views of the till-api served: which topics each is read anew for. Acts are in router.ts. */
import { implement, ORPCError } from "@orpc/server";
import { contract } from "#shared/till-api/contract.ts";
import { readFiscal } from "./acts/fiscal.ts";
import type { Topic } from "./hub.ts";
import { followCodes, live, liveFor, type RouterContext, watchedList } from "./router-frame.ts";
import { labelsView } from "./router-stock.ts";
import { readBasket } from "./views/basket.ts";
import { readClientCard } from "./views/client-card.ts";
import { readCoach } from "./views/coach.ts";
import { readDisplay } from "./views/display.ts";
import { readGuide } from "./views/guide.ts";
import { readHolds } from "./views/holds.ts";
import { readLamp } from "./views/lamp.ts";
import * as lists from "./views/lists.ts";
import { readPaper } from "./views/paper.ts";
import { readParked } from "./views/parked.ts";
import { readProductStock } from "./views/product-stock.ts";
import { readReport } from "./views/report.ts";
import { readSafe } from "./views/safe-view.ts";
import { readSession } from "./views/session.ts";
import { readShift } from "./views/shift-view.ts";
import { readStoredPayments } from "./views/stored-payments.ts";
import { basketSuggestions } from "./views/suggestions.ts";

const os = implement(contract).$context<RouterContext>();

export const BASKET_TOPICS: readonly Topic[] = [
  "basket",
  "rows:products",
  "rows:prices",
  "rows:offers",
  "rows:settings",
  "rows:stock",
  "rows:clients",
  "rows:balances",
  "rows:work",
];
const STOCK_TOPICS: readonly Topic[] = [
  "rows:stock",
  "rows:products",
  "rows:prices",
  "rows:settings",
  "sync",
];
const SALE_TOPICS: readonly Topic[] = ["rows:purchases", "sync", "journal"];

/** Every live view of the contract. */
export const views = {
  session: os.views.session.handler(
    live(["session", "shift", "journal", "rows:settings", "rows:staff", "sync"], readSession),
  ),
  lamp: os.views.lamp.handler(live(["sync", "journal", "rows:work"], readLamp)),
  basket: os.views.basket.handler(live(BASKET_TOPICS, readBasket)),
  display: os.views.display.handler(live(BASKET_TOPICS, readDisplay)),
  clientCard: os.views.clientCard.handler(
    liveFor(
      ["rows:clients", "rows:contacts", "rows:orders", "rows:balances", ...SALE_TOPICS],
      ({ core }, { clientId }) => {
        const card = readClientCard(core, clientId);
        if (card === undefined) throw new ORPCError("NOT_FOUND", { message: "client-unknown" });
        return card;
      },
    ),
  ),
  suggestions: os.views.suggestions.handler(
    live(["basket", "rows:affinities", "rows:stock"], basketSuggestions),
  ),
  recentSales: os.views.recentSales.handler(
    liveFor(SALE_TOPICS, ({ core }, input: lists.ListIn) => lists.listSales(core, input)),
  ),
  products: os.views.products.handler(
    watchedList(["rows:products", "rows:prices", "rows:stock"], "products", lists.listProducts),
  ),
  clients: os.views.clients.handler(watchedList(["rows:clients"], "clients", lists.listClients)),
  stock: os.views.stock.handler(
    watchedList(["rows:stock", "rows:products"], "stock", lists.listStock),
  ),
  orders: os.views.orders.handler(watchedList(["rows:orders"], "orders", lists.listOrders)),
  work: os.views.work.handler(
    liveFor(["rows:work"], ({ core }, input: lists.ListIn) => lists.listWork(core, input)),
  ),
  storedPayments: os.views.storedPayments.handler(
    live(["rows:work", "rows:settings", "basket"], readStoredPayments),
  ),
  parked: os.views.parked.handler(live(["rows:work"], ({ core }) => readParked(core))),
  holds: os.views.holds.handler(
    live(["rows:orders", "rows:balances", "rows:clients"], ({ core }) => readHolds(core)),
  ),
  productStock: os.views.productStock.handler(
    liveFor(STOCK_TOPICS, ({ core }, { productId }) => {
      const view = readProductStock(core, productId);
      if (view === undefined) throw new ORPCError("NOT_FOUND", { message: "product-unknown" });
      return view;
    }),
  ),
  report: os.views.report.handler(
    liveFor(SALE_TOPICS, ({ core }, input: Parameters<typeof readReport>[1]) =>
      readReport(core, input),
    ),
  ),
  shift: os.views.shift.handler(live(["shift", "journal", "sync"], readShift)),
  safe: os.views.safe.handler(
    live(["rows:balances", "rows:settings", "sync", "session"], readSafe),
  ),
  paper: os.views.paper.handler(live(["paper"], readPaper)),
  codes: os.views.codes.handler(followCodes),
  fiscal: os.views.fiscal.handler(live(["fiscal"], readFiscal)),
  labels: labelsView,
  coach: os.views.coach.handler(live(["session", "basket", "journal"], readCoach)),
  guide: os.views.guide.handler(
    live(
      ["guide", "session", "basket", "sync", "journal", "rows:prices", "rows:orders"],
      readGuide,
    ),
  ),
  settings: os.views.settings.handler(
    liveFor(["rows:settings"], ({ core }, { kinds }) =>
      kinds.flatMap((kind) =>
        core.replica.byIndex("settings", { where: { kind } }).map(({ row }) => row),
      ),
    ),
  ),
};
