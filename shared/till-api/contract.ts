/**
 * The only way from console to till: acts in, live views out. One contract over a MessagePort in
 * Electron and a WebSocket in a browser; a display's router holds only `views.display`.
 */
import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { pricedBasket } from "../records/basket.ts";
import { id, minor, shortText } from "../records/fields.ts";
import { settingRow } from "../records/rows/setting.ts";
import { clientActs } from "./acts/clients.ts";
import { demoActs } from "./acts/demo.ts";
import { deviceActs } from "./acts/devices.ts";
import { fiscalActs } from "./acts/fiscal.ts";
import { floorActs } from "./acts/floor.ts";
import { handOverActs } from "./acts/hand-over.ts";
import { holdActs } from "./acts/holds.ts";
import { hqActs } from "./acts/hq.ts";
import { labelActs } from "./acts/labels.ts";
import { phoneActs } from "./acts/phones.ts";
import { quickKeyActs } from "./acts/quick-keys.ts";
import { safeActs } from "./acts/safe.ts";
import { salesActs } from "./acts/sales.ts";
import { sellActs } from "./acts/sell.ts";
import { shiftActs } from "./acts/shift.ts";
import { staffActs } from "./acts/staff.ts";
import { stockActs } from "./acts/stock.ts";
import { tenderActs } from "./acts/tender.ts";
import { basketView } from "./views/basket.ts";
import { clientCardView, suggestion } from "./views/client-card.ts";
import { coachView } from "./views/coach.ts";
import { fiscalView } from "./views/fiscal.ts";
import { guideView } from "./views/guide.ts";
import { labelsIn, labelsView } from "./views/labels.ts";
import { lampView } from "./views/lamp.ts";
import {
  holdItem,
  listIn,
  orderItem,
  pageOf,
  parkedItem,
  personItem,
  productItem,
  productStock,
  saleItem,
  stockItem,
  workItem,
} from "./views/lists.ts";
import { paperView } from "./views/paper.ts";
import { reportIn, reportView } from "./views/report.ts";
import { safeView } from "./views/safe.ts";
import { sessionView } from "./views/session.ts";
import { shiftView } from "./views/shift.ts";
import { storedPaymentsView } from "./views/stored.ts";

/** What a customer may see: nothing private, nothing to press. */
const displayView = z.object({
  phase: z.enum(["idle", "selling", "tendering", "done"]),
  storeName: shortText,
  locale: shortText,
  priced: pricedBasket.optional(),
  dueMinor: minor,
  changeMinor: minor,
  /** Data of the QR code of the digital receipt. */
  receiptQr: z.string().optional(),
  idle: z.array(z.object({ text: shortText, picture: shortText.optional() })),
});
export type DisplayView = Readonly<z.infer<typeof displayView>>;

const live = <Schema extends z.ZodType>(schema: Schema) => oc.output(eventIterator(schema));
const liveList = <Schema extends z.ZodType>(schema: Schema) =>
  oc.input(listIn).output(eventIterator(pageOf(schema)));

/** Live views: the first value at once, then each change; only the newest when the console is slow. */
const views = {
  session: live(sessionView),
  lamp: live(lampView),
  basket: live(basketView),
  display: live(displayView),
  clientCard: oc.input(z.object({ clientId: id })).output(eventIterator(clientCardView)),
  suggestions: live(z.array(suggestion)),
  recentSales: liveList(saleItem),
  products: liveList(productItem),
  clients: liveList(personItem),
  stock: liveList(stockItem),
  orders: liveList(orderItem),
  work: liveList(workItem),
  storedPayments: live(storedPaymentsView),
  parked: live(z.array(parkedItem)),
  holds: live(z.array(holdItem)),
  productStock: oc.input(z.object({ productId: id })).output(eventIterator(productStock)),
  report: oc.input(reportIn).output(eventIterator(reportView)),
  shift: live(shiftView),
  safe: live(safeView),
  paper: live(paperView),
  /** What the register's own scanners read and no page has taken; see `sell.codeTaken`. */
  codes: live(z.array(z.object({ id, raw: z.string() }))),
  guide: live(guideView),
  coach: live(coachView),
  fiscal: live(fiscalView),
  labels: oc.input(labelsIn).output(eventIterator(labelsView)),
  /** Settings of some kinds, such as reasons and tender types, for choices on screens. */
  settings: oc
    .input(z.object({ kinds: z.array(shortText).max(20) }))
    .output(eventIterator(z.array(settingRow))),
};

export const contract = {
  views,
  staff: staffActs,
  sell: sellActs,
  tender: tenderActs,
  sales: salesActs,
  clients: clientActs,
  shift: shiftActs,
  safe: safeActs,
  holds: holdActs,
  stock: stockActs,
  labels: labelActs,
  devices: deviceActs,
  fiscal: fiscalActs,
  handOver: handOverActs,
  demo: demoActs,
  floor: floorActs,
  phones: phoneActs,
  quickKeys: quickKeyActs,
  hq: hqActs,
};

/** What a display connection gets: one view and nothing to press. */
export const displayContract = { views: { display: views.display } };
