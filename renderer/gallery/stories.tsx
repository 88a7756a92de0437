/** Every component in every state: a name, what shows it, and the sample data that differs. */
import type { ReactNode } from "react";
import { App } from "../app.tsx";
import { AskedFor } from "../approve/asked-for.tsx";
import { TypedIn } from "../approve/typed-in.tsx";
import { Consents, EditClient } from "../clients/client-details.tsx";
import { AskProduct } from "../counter/ask-product.tsx";
import { BasketDialog } from "../counter/basket-dialog.tsx";
import { CounterScreen } from "../counter/counter-screen.tsx";
import { LineDialog } from "../counter/line-dialog.tsx";
import { ParkDialog, ParkedDialog } from "../counter/parked-dialog.tsx";
import { PriceCheck } from "../counter/price-check.tsx";
import { SetAsideDialog } from "../counter/set-aside-dialog.tsx";
import { TilesDialog } from "../counter/tiles-dialog.tsx";
import { VariantDialog } from "../counter/variant-dialog.tsx";
import { DisplayPage } from "../display/display-app.tsx";
import { CoachPanel } from "../guide/coach-panel.tsx";
import { OrdersScreen } from "../orders/orders-screen.tsx";
import { ReturnDone } from "../returns/return-done.tsx";
import { ReturnForm } from "../returns/return-form.tsx";
import { ReturnsScreen } from "../returns/returns-screen.tsx";
import { CorrectSale } from "../sales/correct-sale.tsx";
import { CreditNote } from "../sales/credit-note.tsx";
import { RemovedLog } from "../sales/removed-log.tsx";
import { SaleDetails } from "../sales/sale-details.tsx";
import { SalesScreen } from "../sales/sales-screen.tsx";
import { EmailReceipt, MakeInvoice } from "../sales/send-receipt.tsx";
import { TaxFree } from "../sales/tax-free.tsx";
import { SCREENS } from "../screens.ts";
import { DeviceDialog } from "../settings/device-dialog.tsx";
import { SettingsScreen } from "../settings/settings-screen.tsx";
import { BagDialog } from "../shift/bag-dialog.tsx";
import { CashMove } from "../shift/cash-move.tsx";
import { CloseShift } from "../shift/close-shift.tsx";
import { HandOverDrawer } from "../shift/hand-over-drawer.tsx";
import { NoSale } from "../shift/no-sale.tsx";
import { CountSafe, PackBag } from "../shift/safe-dialogs.tsx";
import { SafePage } from "../shift/safe-page.tsx";
import { ShiftScreen } from "../shift/shift-screen.tsx";
import { PrintLabels } from "../stock/print-labels.tsx";
import { StockScreen } from "../stock/stock-screen.tsx";
import { useGatedAct } from "../till.tsx";
import { ApprovalDialog } from "../ui/approval-dialog.tsx";
import { FillProgress } from "../ui/fill-progress.tsx";
import { HelpDialog } from "../ui/help-dialog.tsx";
import { FillPage, MessagePage } from "../ui/message-page.tsx";
import { Palette } from "../ui/palette.tsx";
import { WorkScreen } from "../work/work-screen.tsx";
import * as drawer from "./sample-drawer.ts";
import { sampleLink } from "./sample-link.ts";
import * as lists from "./sample-lists.ts";
import { PHONE } from "./sample-phone.ts";
import * as stock from "./sample-stock.ts";
import * as sample from "./samples.ts";

export interface Story {
  readonly name: string;
  readonly show: () => ReactNode;
  readonly views?: Readonly<Record<string, unknown>>;
  readonly acts?: Readonly<Record<string, unknown>>;
  /** Shown without the frame of a screen. */
  readonly bare?: boolean;
}

const nothing = () => undefined;
const firstLine = sample.basket.priced.lines[0];

export const STORIES: readonly Story[] = [
  { name: "app/counter", bare: true, show: () => <App link={sampleLink({}, {})} /> },
  { name: "counter/selling", show: () => <CounterScreen /> },
  {
    name: "counter/empty",
    views: { basket: sample.emptyBasket },
    show: () => <CounterScreen />,
  },
  {
    name: "counter/tendering",
    views: { basket: { ...sample.basket, phase: "tendering" } },
    show: () => <CounterScreen />,
  },
  {
    name: "counter/round-up",
    views: { basket: { ...sample.basket, phase: "tendering", roundUp: sample.roundUp } },
    show: () => <CounterScreen />,
  },
  {
    name: "counter/rounded-up",
    views: {
      basket: { ...sample.basket, phase: "tendering", roundUp: { ...sample.roundUp, on: true } },
    },
    show: () => <CounterScreen />,
  },
  {
    name: "ui/fill-progress",
    show: () => <FillProgress filling={sample.filling} />,
  },
  {
    name: "ui/fill-page",
    bare: true,
    views: { lamp: { ...sample.lamp, filling: sample.filling } },
    show: () => <FillPage />,
  },
  {
    name: "ui/message-page",
    bare: true,
    show: () => <MessagePage title="Connecting" text="The till is being asked." />,
  },
  {
    name: "guide/coach",
    views: { coach: sample.coach },
    show: () => <CoachPanel />,
  },
  {
    name: "staff/locked",
    bare: true,
    show: () => <App link={sampleLink({ session: { ...sample.session, locked: true } }, {})} />,
  },
  {
    name: "counter/parked",
    show: () => <ParkedDialog currency="GBP" onAside={nothing} onDone={nothing} />,
  },
  {
    name: "counter/parked-none",
    views: { parked: [] },
    show: () => <ParkedDialog currency="GBP" onAside={nothing} onDone={nothing} />,
  },
  {
    name: "counter/set-aside",
    show: () => <SetAsideDialog openId="h-1" onDone={nothing} />,
  },
  {
    name: "counter/set-aside-none",
    views: { holds: [] },
    show: () => <SetAsideDialog onDone={nothing} />,
  },
  {
    name: "counter/ask-card",
    show: () => <AskProduct product={sample.GIFT_CARD} currency="GBP" onDone={nothing} />,
  },
  { name: "counter/park", show: () => <ParkDialog onDone={nothing} /> },
  {
    name: "counter/line",
    show: () =>
      firstLine && <LineDialog basket={sample.basket} line={firstLine} onDone={nothing} />,
  },
  {
    name: "counter/basket",
    show: () => <BasketDialog basket={sample.basket} onDone={nothing} />,
  },
  {
    name: "clients/details",
    show: () => <EditClient client={lists.clientCard.client} onDone={nothing} />,
  },
  {
    name: "clients/consents",
    show: () => <Consents card={lists.clientCard} onDone={nothing} />,
  },
  { name: "shift/open", show: () => <ShiftScreen /> },
  {
    name: "shift/closed",
    views: { shift: { ...drawer.shift, open: false } },
    show: () => <ShiftScreen />,
  },
  {
    name: "shift/pay-out",
    show: () => <CashMove kind="pay-out" shift={drawer.shift} onDone={nothing} />,
  },
  { name: "shift/no-sale", show: () => <NoSale onDone={nothing} /> },
  {
    name: "shift/count",
    acts: {
      "shift.count": {
        ok: true,
        value: {
          needsReason: true,
          tenders: [
            difference("cash", "cash", "Cash", 40_250, 39_450),
            difference("card", "card-external", "Card", 120_000, 120_000),
          ],
        },
      },
    },
    show: () => <CloseShift shift={drawer.shift} onDone={nothing} />,
  },
  {
    name: "shift/hand-over",
    acts: {
      "shift.count": {
        ok: true,
        value: {
          needsReason: true,
          tenders: [
            difference("cash", "cash", "Cash", 40_250, 39_450),
            difference("cash:USD", "cash", "USD", 2_000, 2_000),
          ],
        },
      },
    },
    show: () => <HandOverDrawer shift={drawer.shift} onDone={nothing} />,
  },
  { name: "shift/safe", show: () => <SafePage currency="GBP" onDone={nothing} /> },
  {
    name: "shift/safe-empty",
    views: { safe: { ...drawer.safe, cash: [], bags: [] } },
    show: () => <SafePage currency="GBP" onDone={nothing} />,
  },
  {
    name: "shift/pack-bag",
    show: () => <PackBag safe={drawer.safe} own="GBP" onDone={nothing} />,
  },
  {
    name: "shift/count-safe",
    show: () => <CountSafe safe={drawer.safe} own="GBP" onDone={nothing} />,
  },
  {
    name: "shift/bag-answer",
    show: () =>
      drawer.safe.bags[1] && (
        <BagDialog bag={drawer.safe.bags[1]} step="answered" onDone={nothing} />
      ),
  },
  { name: "sales/list", show: () => <SalesScreen /> },
  {
    name: "sales/empty",
    views: { recentSales: { items: [], total: 0 } },
    show: () => <SalesScreen />,
  },
  { name: "sales/details", show: () => <SaleDetails saleId="sale-1" /> },
  { name: "sales/correct", show: () => <CorrectSale sale={lists.sale} onDone={nothing} /> },
  { name: "sales/tax-free", show: () => <TaxFree sale={lists.sale} onDone={nothing} /> },
  { name: "sales/removed", show: () => <RemovedLog currency="GBP" onDone={nothing} /> },
  { name: "sales/email", show: () => <EmailReceipt saleId="sale-1" onDone={nothing} /> },
  { name: "sales/invoice", show: () => <MakeInvoice sale={lists.sale} onDone={nothing} /> },
  {
    name: "sales/credit-note",
    show: () => <CreditNote sale={lists.sale} offer={lists.creditNote} onDone={nothing} />,
  },
  {
    name: "sales/credit-note-of-another-till",
    show: () => (
      <CreditNote sale={lists.sale} offer={{ invoiceNumber: "W2-I-000007" }} onDone={nothing} />
    ),
  },
  { name: "returns/find", show: () => <ReturnsScreen /> },
  {
    name: "returns/form",
    show: () => <ReturnForm source={lists.returnSource} onDone={nothing} />,
  },
  {
    name: "returns/without-receipt",
    show: () => <ReturnForm source={{ key: "none", refundable: [] }} onDone={nothing} />,
  },
  {
    name: "returns/done",
    show: () => <ReturnDone done={lists.returnDone} currency="GBP" onNext={nothing} />,
  },
  { name: "stock/look-up", show: () => <StockScreen /> },
  { name: "stock/receive", show: () => <StockScreen startWith="receive" /> },
  { name: "stock/count", show: () => <StockScreen startWith="count" /> },
  { name: "stock/move", show: () => <StockScreen startWith="move" /> },
  { name: "stock/low", show: () => <StockScreen startWith="low" /> },
  { name: "stock/labels", show: () => <StockScreen startWith="labels" /> },
  {
    name: "stock/print-labels",
    show: () => (
      <PrintLabels
        which={{ day: "tomorrow", productIds: lists.labels.map(({ productId }) => productId) }}
        onClose={nothing}
        onPrinted={nothing}
      />
    ),
  },
  { name: "orders/list", show: () => <OrdersScreen /> },
  {
    name: "orders/empty",
    views: { orders: { items: [], total: 0 } },
    show: () => <OrdersScreen />,
  },
  { name: "work/list", show: () => <WorkScreen /> },
  { name: "work/empty", views: { work: { items: [], total: 0 } }, show: () => <WorkScreen /> },
  { name: "settings/devices", show: () => <SettingsScreen /> },
  { name: "settings/devices-none", acts: { "devices.list": [] }, show: () => <SettingsScreen /> },
  { name: "settings/device", show: () => <DeviceDialog onDone={nothing} /> },
  { name: "settings/keys", show: () => <SettingsScreen startWith="keys" /> },
  { name: "settings/phones", show: () => <SettingsScreen startWith="phones" /> },
  { name: "settings/training", show: () => <SettingsScreen startWith="training" /> },
  {
    name: "settings/update",
    views: { session: { ...sample.session, update: sample.waitingUpdate } },
    show: () => <SettingsScreen startWith="training" />,
  },
  { name: "settings/drill", show: () => <SettingsScreen startWith="drill" /> },
  { name: "settings/log", show: () => <SettingsScreen startWith="log" /> },
  { name: "display/idle", bare: true, show: () => <DisplayPage />, views: { display: lists.idle } },
  { name: "display/selling", bare: true, show: () => <DisplayPage /> },
  {
    name: "display/done",
    bare: true,
    show: () => <DisplayPage />,
    views: {
      display: {
        ...sample.display,
        phase: "done",
        changeMinor: 195,
        receiptQr: "https://r.example/W1-000042",
      },
    },
  },
  {
    name: "counter/tiles",
    show: () => <TilesDialog currency="GBP" onVariants={nothing} onDone={nothing} />,
  },
  {
    name: "counter/variants",
    show: () => <VariantDialog productId="p-5" currency="GBP" onDone={nothing} />,
  },
  {
    name: "counter/variants-one-axis",
    show: () => <VariantDialog productId="p-5" currency="GBP" onDone={nothing} />,
    views: { productStock: stock.sizesOnly },
  },
  { name: "counter/price-check", show: () => <PriceCheck currency="GBP" onDone={nothing} /> },
  {
    name: "ui/palette",
    show: () => <Palette screens={SCREENS} onScreen={nothing} onDone={nothing} />,
  },
  { name: "ui/help", show: () => <HelpDialog screen="counter" onDone={nothing} /> },
  {
    name: "approve/asked",
    show: () => (
      <AskedFor
        phone={PHONE}
        asked={{
          registerId: "r-1",
          publicKey: PHONE.facts.registers[0]?.publicKey ?? "",
          challenge: "48213907",
          act: "cash-move",
          amountMinor: 2_500,
        }}
        onDone={nothing}
      />
    ),
  },
  { name: "approve/typed", show: () => <TypedIn phone={PHONE} onTold={nothing} /> },
  {
    name: "ui/approval",
    acts: {
      "shift.noSale": {
        ok: false,
        refusal: {
          code: "needs-approval",
          args: {},
          happened: "This is above what you may do alone.",
          act: "Ask someone who may approve it to enter their PIN here.",
          approval: { act: "no-sale", actHash: "0".repeat(64), approvers: ["s-1"] },
        },
      },
    },
    show: () => <AskApproval />,
  },
];

function AskApproval() {
  const act = useGatedAct();
  return (
    <>
      <button
        type="button"
        onClick={() =>
          act((client, actId, approved) =>
            client.shift.noSale({ actId, reasonId: "reason-9", ...approved }),
          )
        }
      >
        Ask
      </button>
      <ApprovalDialog />
    </>
  );
}

function difference(
  key: string,
  kind: string,
  name: string,
  expectedMinor: number,
  countedMinor: number,
) {
  return {
    key,
    kind,
    name,
    expectedMinor,
    countedMinor,
    differenceMinor: countedMinor - expectedMinor,
  };
}
