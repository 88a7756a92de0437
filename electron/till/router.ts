/**
 * The till-api served: each procedure of the contract to the act or view that answers it. The same
 * router speaks over the kiosk's WebSocket and over Electron's MessagePort. No rule lives here.
 */
import { implement } from "@orpc/server";
import { done } from "#shared/base/result.ts";
import { contract, displayContract } from "#shared/till-api/contract.ts";
import { onceNamed, priceCheck, scanAhead } from "./acts/ahead.ts";
import { answered } from "./acts/answer.ts";
import { askCode } from "./acts/approval-code.ts";
import * as clients from "./acts/clients.ts";
import { correct } from "./acts/correct.ts";
import * as demo from "./acts/demo.ts";
import * as devices from "./acts/devices.ts";
import { drill } from "./acts/drill.ts";
import { exportArchive } from "./acts/fiscal.ts";
import * as floor from "./acts/floor.ts";
import * as handOver from "./acts/hand-over.ts";
import { print as printHold } from "./acts/hold-paper.ts";
import * as holds from "./acts/holds.ts";
import * as hq from "./acts/hq.ts";
import { creditNote, invoice } from "./acts/invoice.ts";
import { joinLine } from "./acts/join.ts";
import { email } from "./acts/mail.ts";
import { park, resume } from "./acts/park.ts";
import * as phones from "./acts/phones.ts";
import * as quickKeys from "./acts/quick-keys.ts";
import { previewReturn, takeBackWithCard } from "./acts/returns.ts";
import { roundUp } from "./acts/round-up.ts";
import * as sales from "./acts/sales.ts";
import { foundPeople, foundProducts } from "./acts/search.ts";
import * as sell from "./acts/sell.ts";
import { openReceipt } from "./acts/sold.ts";
import * as staff from "./acts/staff.ts";
import { forwardStored, settleByHand } from "./acts/store-forward.ts";
import { taxFree } from "./acts/tax-free.ts";
import * as tender from "./acts/tender.ts";
import { chargeCard, isOnTerminal, reverseCard } from "./acts/terminal.ts";
import { weigh } from "./acts/weigh.ts";
import { drawerRouter } from "./router-drawer.ts";
import { act, live, type RouterContext } from "./router-frame.ts";
import { labelsRouter, stockRouter } from "./router-stock.ts";
import { BASKET_TOPICS, views } from "./router-views.ts";
import { readDisplay } from "./views/display.ts";
import * as lists from "./views/lists.ts";
import { productById, productItem } from "./views/product-item.ts";

const os = implement(contract).$context<RouterContext>();
const displayOs = implement(displayContract).$context<RouterContext>();

const sellRouter = {
  scan: os.sell.scan.handler(act((counter, { raw }) => scanAhead(counter, raw))),
  codeTaken: os.sell.codeTaken.handler(
    act(({ heard }, { codeId }) => {
      heard.taken(codeId);
      return done({});
    }),
  ),
  add: os.sell.add.handler(
    act((counter, input) =>
      onceNamed(counter, input.productId, (asked) => sell.add(counter, input, asked)),
    ),
  ),
  setQuantity: os.sell.setQuantity.handler(act(sell.quantity)),
  weigh: os.sell.weigh.handler(act(weigh)),
  removeLine: os.sell.removeLine.handler(act((each, { lineId }) => sell.remove(each, lineId))),
  undo: os.sell.undo.handler(act(sell.undo)),
  change: os.sell.change.handler(act(sell.change)),
  dropChange: os.sell.dropChange.handler(act(sell.dropChange)),
  setNote: os.sell.setNote.handler(
    act((counter, { lineId, note }) => sell.setFacts(counter, lineId, { note })),
  ),
  setUnit: os.sell.setUnit.handler(act(sell.unit)),
  setSerials: os.sell.setSerials.handler(
    act((counter, { lineId, serials, batch }) =>
      sell.setFacts(counter, lineId, { serials, ...(batch === undefined ? {} : { batch }) }),
    ),
  ),
  setGift: os.sell.setGift.handler(
    act((counter, { lineId, gift }) => sell.setFacts(counter, lineId, { gift })),
  ),
  setFulfilment: os.sell.setFulfilment.handler(
    act((counter, { lineId, fulfilment }) => sell.setFacts(counter, lineId, { fulfilment })),
  ),
  promise: os.sell.promise.handler(act(sell.promise)),
  addCoupon: os.sell.addCoupon.handler(act((counter, { code }) => sell.coupon(counter, code))),
  dropCoupon: os.sell.dropCoupon.handler(
    act((counter, { code }) => sell.dropCouponCode(counter, code)),
  ),
  setExemption: os.sell.setExemption.handler(
    act((counter, input) =>
      sell.exemption(
        counter,
        "none" in input ? undefined : { certificate: input.certificate, reasonId: input.reasonId },
      ),
    ),
  ),
  setStaffBuyer: os.sell.setStaffBuyer.handler(
    act((counter, { staffId }) => sell.staffBuyer(counter, staffId)),
  ),
  answerRestriction: os.sell.answerRestriction.handler(
    act((counter, { restrictionId, outcome }) =>
      sell.restriction(counter, { restrictionId, outcome }),
    ),
  ),
  setClient: os.sell.setClient.handler(
    act((counter, { clientId }) => sell.client(counter, clientId)),
  ),
  abandon: os.sell.abandon.handler(act(sell.abandon)),
  park: os.sell.park.handler(act((counter, { label }) => park(counter, label))),
  resume: os.sell.resume.handler(act((counter, { basketId }) => resume(counter, basketId))),
  priceCheck: os.sell.priceCheck.handler(async ({ context, input }) =>
    answered(await priceCheck(context.counter, input.raw)),
  ),
  product: os.sell.product.handler(async ({ context: { counter }, input: { productId } }) =>
    answered(await onceNamed(counter, productId, () => productById(counter.core, productId))),
  ),
  searchProducts: os.sell.searchProducts.handler(({ context, input }) => {
    const { core } = context.counter;
    const startMs = performance.now();
    const found = foundProducts(core, input.query, input.limit);
    const kept =
      input.categoryId === undefined
        ? found
        : found.filter(({ categoryIds }) => categoryIds.includes(input.categoryId ?? ""));
    const { filling } = core.sync.status();
    return {
      items: kept.map((row) => productItem(core, row)),
      tookMs: performance.now() - startMs,
      ...(filling === undefined ? {} : { fillingPercent: filling.percent }),
    };
  }),
  searchPeople: os.sell.searchPeople.handler(({ context, input }) => {
    const startMs = performance.now();
    const items = foundPeople(context.counter.core, input.query, input.limit).map(lists.personItem);
    return { items, tookMs: performance.now() - startMs };
  }),
};

const salesRouter = {
  find: os.sales.find.handler(({ context, input }) => sales.find(context.counter.core, input)),
  removed: os.sales.removed.handler(({ context, input }) =>
    sales.removed(context.counter, input.limit),
  ),
  get: os.sales.get.handler(({ context, input }) =>
    answered(sales.get(context.counter.core, input.saleId)),
  ),
  receipt: os.sales.receipt.handler(({ context, input }) =>
    answered(
      sales.receipt(context.counter.core, input.saleId, {
        gift: input.kind === "gift",
        language: input.language,
      }),
    ),
  ),
  reprint: os.sales.reprint.handler(
    act((counter, { saleId, kind }) => sales.reprint(counter, saleId, kind === "gift")),
  ),
  email: os.sales.email.handler(act(email)),
  openReceipt: os.sales.openReceipt.handler(({ context, input }) =>
    answered(openReceipt(context.counter.core, input.raw)),
  ),
  previewReturn: os.sales.previewReturn.handler(({ context, input }) =>
    answered(previewReturn(context.counter, input)),
  ),
  completeReturn: os.sales.completeReturn.handler(act(takeBackWithCard)),
  correct: os.sales.correct.handler(act(correct)),
  joinLine: os.sales.joinLine.handler(act(joinLine)),
  taxFree: os.sales.taxFree.handler(act(taxFree)),
  invoice: os.sales.invoice.handler(act(invoice)),
  creditNote: os.sales.creditNote.handler(act(creditNote)),
};

/** What a counter or a floor device may ask. */
export const tillRouter = os.router({
  views,
  staff: {
    signIn: os.staff.signIn.handler(act(staff.signIn)),
    signOut: os.staff.signOut.handler(act(staff.signOut)),
    lock: os.staff.lock.handler(act(staff.lock)),
    people: os.staff.people.handler(({ context }) => staff.people(context.counter)),
    askCode: os.staff.askCode.handler(act(askCode)),
    approve: os.staff.approve.handler(act(staff.approve)),
    auditLog: os.staff.auditLog.handler(({ context, input }) =>
      staff.auditLog(context.counter, input.query, input.limit),
    ),
  },
  sell: sellRouter,
  tender: {
    start: os.tender.start.handler(act(tender.start)),
    back: os.tender.back.handler(act(tender.back)),
    add: os.tender.add.handler(
      act((counter, input) =>
        input.kind === "card-terminal" ? chargeCard(counter, input) : tender.add(counter, input),
      ),
    ),
    roundUp: os.tender.roundUp.handler(act(roundUp)),
    cancelLeg: os.tender.cancelLeg.handler(
      act((counter, { tenderId }) =>
        isOnTerminal(counter, tenderId)
          ? reverseCard(counter, tenderId)
          : tender.cancelLeg(counter, tenderId),
      ),
    ),
    settle: os.tender.settle.handler(act(tender.settle)),
    forward: os.tender.forward.handler(
      act((counter) => {
        void forwardStored(counter);
        return done({});
      }),
    ),
    settleStored: os.tender.settleStored.handler(act(settleByHand)),
    complete: os.tender.complete.handler(act(tender.complete)),
    next: os.tender.next.handler(act(tender.next)),
  },
  sales: salesRouter,
  clients: {
    create: os.clients.create.handler(act(clients.create)),
    change: os.clients.change.handler(act(clients.change)),
    note: os.clients.note.handler(act(clients.note)),
    consent: os.clients.consent.handler(act(clients.consent)),
    answerWork: os.clients.answerWork.handler(act(clients.answerWork)),
    undoWork: os.clients.undoWork.handler(
      act((counter, { workId }) => clients.undoWork(counter, workId)),
    ),
  },
  ...drawerRouter,
  holds: {
    open: os.holds.open.handler(act(holds.open)),
    resume: os.holds.resume.handler(act((counter, { holdId }) => holds.resume(counter, holdId))),
    pay: os.holds.pay.handler(act(holds.pay)),
    cancel: os.holds.cancel.handler(act(holds.cancel)),
    print: os.holds.print.handler(act((counter, { holdId }) => printHold(counter, holdId))),
  },
  stock: stockRouter,
  labels: labelsRouter,
  devices: {
    list: os.devices.list.handler(({ context }) => devices.list(context.counter)),
    save: os.devices.save.handler(act((counter, { device }) => devices.save(counter, device))),
    remove: os.devices.remove.handler(
      act((counter, { deviceId }) => devices.remove(counter, deviceId)),
    ),
    test: os.devices.test.handler(act((counter, { deviceId }) => devices.test(counter, deviceId))),
    printWaiting: os.devices.printWaiting.handler(
      act((counter, { deviceId }) => devices.printWaiting(counter, deviceId)),
    ),
    drill: os.devices.drill.handler(act((counter) => drill(counter))),
    setTraining: os.devices.setTraining.handler(
      act((counter, { on }) => devices.setTraining(counter, on)),
    ),
  },
  fiscal: {
    export: os.fiscal.export.handler(act(exportArchive)),
  },
  handOver: {
    look: os.handOver.look.handler(({ context }) => handOver.look(context.counter)),
    save: os.handOver.save.handler(act(handOver.save)),
    take: os.handOver.take.handler(act(handOver.take)),
    leave: os.handOver.leave.handler(act(handOver.leave)),
  },
  demo: {
    setLink: os.demo.setLink.handler(act((counter, { cut }) => demo.setLink(counter, cut))),
    pullPlug: os.demo.pullPlug.handler(act(demo.pullPlug)),
    where: os.demo.where.handler(async ({ context, input }) =>
      answered(await demo.where(context.counter, input.saleId)),
    ),
    restartTour: os.demo.restartTour.handler(act(demo.restart)),
  },
  floor: {
    state: os.floor.state.handler(({ context }) => floor.state(context.counter)),
    setOpen: os.floor.setOpen.handler(act(floor.setOpen)),
    pair: os.floor.pair.handler(act(floor.pair)),
    revoke: os.floor.revoke.handler(act(floor.revoke)),
  },
  phones: {
    list: os.phones.list.handler(({ context }) => phones.phones(context.counter)),
    pair: os.phones.pair.handler(act(phones.pairPhone)),
    forget: os.phones.forget.handler(act(phones.forgetPhone)),
  },
  quickKeys: { save: os.quickKeys.save.handler(act(quickKeys.save)) },
  hq: {
    call: os.hq.call.handler(act(hq.call)),
    saveDraft: os.hq.saveDraft.handler(act(hq.saveDraft)),
    drafts: os.hq.drafts.handler(({ context }) => hq.drafts(context.counter)),
  },
});

/**
 * What a tablet or phone on the floor may ask: to serve clients. Cash drawers, devices, head office, demo
 * switches and the pairing of further devices belong to the till itself.
 */
export const floorRouter = {
  views: tillRouter.views,
  staff: tillRouter.staff,
  sell: tillRouter.sell,
  tender: tillRouter.tender,
  sales: tillRouter.sales,
  clients: tillRouter.clients,
  stock: tillRouter.stock,
  labels: tillRouter.labels,
};

/** What a customer display may ask: one view and nothing to press. */
export const displayRouter = displayOs.router({
  views: {
    display: displayOs.views.display.handler(live(BASKET_TOPICS, readDisplay)),
  },
});
