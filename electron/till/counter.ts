/**
 * What stands at the counter now: who is signed in, the basket in hand, what was just done, and the
 * paper. The basket lies on the desk after each change, so that it outlives the process. What acts
 * do with it is in acts/.
 */

import type { z } from "zod";
import { machineZoneOffset } from "#machine/time-zone.ts";
import { done, type Refusal, type Result, refuse } from "#shared/base/result.ts";
import { type PriceBasketRefusal, type PriceContext, priceBasket } from "#shared/engine/basket.ts";
import { newBasket } from "#shared/engine/basket-edit.ts";
import { explainBasket } from "#shared/engine/basket-hints.ts";
import { pricedHold } from "#shared/engine/hold.ts";
import { receiptLanguage } from "#shared/engine/receipt/words.ts";
import type { BasketDraft, BasketLine, PricedBasket } from "#shared/records/basket.ts";
import type { RoleSetting } from "#shared/records/settings/index.ts";
import type { Tender, TenderKind } from "#shared/records/tender.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";
import type { doneView } from "#shared/till-api/views/basket.ts";
import { type ActMemory, openActMemory, refusalOut } from "./acts/answer.ts";
import { signingPaper } from "./acts/receipt.ts";
import { type Actor, storeOf, type TillCore } from "./core.ts";
import { type HeardCodes, openHeardCodes } from "./devices/heard-codes.ts";
import { openPrintQueue, type PrintQueue } from "./devices/print-queue.ts";
import type { Printer } from "./devices/printer.ts";
import { type Devices, openDevices } from "./devices/registry.ts";
import type { TaxFreeProvider } from "./devices/tax-free.ts";
import type { PaymentTerminal } from "./devices/terminal.ts";
import { type FiscalExport, openFiscalExport } from "./fiscal/export.ts";
import { openSigning, type Signing } from "./fiscal/signing.ts";
import { type Hints, openHints } from "./hints.ts";
import type { Desk } from "./journal/desk.ts";
import { roleOf, type StaffRow } from "./staff.ts";
import { openShift } from "./views/shift.ts";

export type DoneView = Readonly<z.infer<typeof doneView>>;

/** A promise to be made when the basket is paid, by line. */
export interface PlannedPromise {
  readonly lineId: string;
  readonly orderId: string;
  readonly fallback: "refund" | "substitute" | "wait" | "other-store";
  readonly confidencePercent: number;
  readonly stockAsOfMs: number;
}

export interface OpenPayment {
  readonly paymentId: string;
  readonly tenderId: string;
  readonly amountMinor: number;
  readonly state: "asking" | "unknown";
  /** `card-external` unless said. */
  readonly kind?: TenderKind;
}

/** Everything about the basket in hand; plain JSON, kept on the desk as it is. */
export interface Basket {
  readonly phase: "selling" | "tendering" | "done";
  readonly draft: BasketDraft;
  readonly tenders: readonly Tender[];
  /** The prices shown when payment was opened: they count until paid or back. */
  readonly fixed?: PricedBasket | undefined;
  readonly promises: readonly PlannedPromise[];
  readonly removed: readonly { readonly removed: BasketLine; readonly index: number }[];
  readonly openPayment?: OpenPayment | undefined;
  readonly done?: DoneView | undefined;
  readonly lastLineId?: string | undefined;
}

export interface Session {
  readonly staff: StaffRow;
  readonly role: RoleSetting | undefined;
  readonly locked: boolean;
}

/** What only a demonstration has. */
export interface DemoOptions {
  /** PINs of the demo people by staff id. */
  readonly pins?: Readonly<Record<string, string>>;
  readonly webShopUrl?: string;
  readonly hqUrl?: string;
  readonly codesUrl?: string;
  /** Who gives travellers their tax back; none, and nothing is offered. */
  readonly taxFree?: TaxFreeProvider;
  /** Ends the process as a pulled plug would. */
  readonly pullPlug?: () => void;
}

export interface Counter {
  readonly devices: Devices;
  /** What the register's own scanners read, for the console that follows. */
  readonly heard: HeardCodes;
  readonly core: TillCore;
  readonly demo: DemoOptions;
  readonly acts: ActMemory;
  readonly queue: PrintQueue;
  /** Signs documents between commit and print, where the register's setting asks for it. */
  readonly signing: Signing;
  /** Archives of the fiscal record, made beside the selling. */
  readonly fiscal: FiscalExport;
  /** The payment terminal of this register, when one is set up. */
  readonly terminal: () => PaymentTerminal | undefined;
  readonly useTerminal: (terminal: PaymentTerminal | undefined) => void;
  readonly session: () => Session | undefined;
  readonly setSession: (session: Session | undefined) => void;
  readonly basket: () => Basket;
  /** The basket priced now; the same object while nothing changed. */
  readonly priced: () => Result<PricedBasket, PriceRefusal>;
  /** What is missing for an offer, once a quiet moment allowed to work it out. */
  readonly hints: Hints;
  /** Shows a changed basket at once and keeps it on the desk right after; see `saved`. */
  readonly setBasket: (basket: Basket) => void;
  /** Resolves when the basket as it is now lies on the desk. An act answers only then. */
  readonly saved: () => Promise<void>;
  /** Keeps it in a transaction that is open already; `showBasket` follows when it has committed. */
  readonly putBasket: (desk: Desk, basket: Basket) => void;
  readonly showBasket: (basket: Basket) => void;
  readonly freshBasket: () => Basket;
  readonly revision: () => number;
  readonly notice: () => RefusalOut | undefined;
  readonly setNotice: (refusal: Refusal | undefined) => void;
  /** Who acts now. Refuses `not-signed-in`. */
  readonly actor: () => Result<Actor & { readonly session: Session }, "not-signed-in">;
  readonly shiftId: () => string | undefined;
  /** Under which key this counter's own things lie on the desk; a device on the floor has its own. */
  readonly deskKey: string;
  /** The name of the device on the floor that this is the counter of. */
  readonly floorName?: string;
  /** Changes over to training and back; only where `withTraining` stands before the counter. */
  readonly training?: {
    readonly isOn: () => boolean;
    readonly set: (on: boolean) => Result<Record<never, never>>;
  };
}

const KIND = "basket";
const OWN_KEY = "current";
const CURRENCY_UNKNOWN = "EUR";

/** The counter of an open till, with the basket that was in hand. */
export function openCounter(options: {
  readonly core: TillCore;
  readonly printer: Printer | undefined;
  readonly terminal?: PaymentTerminal;
  readonly demo?: DemoOptions;
  /** A further counter of the same till: a basket of its own, the till's own devices and paper. */
  readonly beside?: Paper & { readonly key: string; readonly name: string };
}): Counter {
  const { core } = options;
  const { desk } = core.journal;
  let session: Session | undefined;
  let notice: RefusalOut | undefined;
  const { beside } = options;
  const key = beside?.key ?? OWN_KEY;
  let { terminal } = options;
  let revision = 1;
  const freshBasket = (): Basket => emptyBasket(core);
  let basket = desk.get<Basket>(KIND, key) ?? freshBasket();
  let priced: PricedMemory | undefined;
  let saving: Promise<void> | undefined;
  const shiftId = (): string | undefined => openShift(core)?.body.shiftId;
  const paper = beside ?? openPaper(core, options.printer);
  const { devices, queue, signing, fiscal } = paper;
  const isOpen = (): boolean => !options.core.closed();

  function showBasket(next: Basket): void {
    basket = next;
    revision += 1;
    notice = undefined;
    core.hub.emit(["basket"]);
  }

  return {
    devices,
    heard: openHeardCodes(() => core.hub.emit(["codes"])),
    core,
    deskKey: key,
    ...(beside === undefined ? {} : { floorName: beside.name }),
    demo: options.demo ?? {},
    acts: openActMemory(),
    queue,
    signing,
    fiscal,
    terminal: () => devices.terminal() ?? terminal,
    useTerminal: (next) => {
      terminal = next;
    },
    session: () => session,
    setSession: (next) => {
      session = next;
      core.hub.emit(["session"]);
    },
    basket: () => {
      basket = inStoreCurrency(core, basket);
      return basket;
    },
    priced: () => {
      if (basket.fixed !== undefined) return done(basket.fixed);
      const revisionNow = core.catalogue.revision();
      if (priced?.draft !== basket.draft || priced.revision !== revisionNow) {
        priced = { draft: basket.draft, revision: revisionNow, result: price(core, basket.draft) };
      }
      return priced.result;
    },
    hints: openHints({
      core,
      explain: (draft) => explainBasket(draft, core.catalogue, contextOf(core, draft)),
      changed: () => core.hub.emit(["basket"]),
    }),
    setBasket: (next) => {
      showBasket(next);
      saving ??= new Promise((resolve) => {
        setImmediate(() => {
          saving = undefined;
          if (isOpen()) desk.put(KIND, key, basket);
          resolve();
        });
      });
    },
    saved: () => saving ?? Promise.resolve(),
    putBasket: (on, next) => on.put(KIND, key, next),
    showBasket,
    freshBasket,
    revision: () => revision,
    notice: () => notice,
    setNotice: (refusal) => {
      notice = refusal === undefined ? undefined : refusalOut(refusal);
      revision += 1;
      core.hub.emit(["basket"]);
    },
    actor: () => {
      if (session === undefined || session.locked) return refuse("not-signed-in");
      return done({ staffId: session.staff.id, shiftId: shiftId(), session });
    },
    shiftId,
  };
}

/** What all counters of a till share: its devices, what waits for them, and its archives. */
type Paper = Pick<Counter, "devices" | "queue" | "signing" | "fiscal">;

function openPaper(core: TillCore, virtualPrinter: Printer | undefined): Paper {
  const { desk } = core.journal;
  const devices = openDevices({
    desk,
    virtualPrinter,
    currency: () => storeOf(core)?.currency ?? CURRENCY_UNKNOWN,
    changed: () => {
      queue.usePrinter(devices.printer());
      core.hub.emit(["paper"]);
    },
  });
  const signing = openSigning({
    core,
    device: () => devices.signing(),
    amend: (...args) => queue.amend(...args),
    paper: () => signingPaper(core),
  });
  const queue = openPrintQueue({
    desk,
    printer: devices.printer(),
    copyText: () => receiptLanguage(storeOf(core)?.locale ?? "en-GB").words.copy,
    changed: () => core.hub.emit(["paper"]),
    closed: core.closed,
    gate: signing,
  });
  return { devices, queue, signing, fiscal: openFiscalExport(core) };
}

interface PricedMemory {
  readonly draft: BasketDraft;
  readonly revision: number;
  readonly result: Result<PricedBasket, PriceRefusal>;
}

type PriceRefusal = PriceBasketRefusal | "hold-fixed" | "hold-unknown";

/** A basket priced for its client, at this instant, by what this till knows. */
export function price(core: TillCore, draft: BasketDraft): Result<PricedBasket, PriceRefusal> {
  const { held } = draft;
  if (held !== undefined) return pricedHold(draft, core.overlay.row("orders", held.holdId));
  return priceBasket(draft, core.catalogue, contextOf(core, draft));
}

function contextOf(core: TillCore, draft: BasketDraft): PriceContext {
  const atMs = core.clock.now();
  const zone = storeOf(core)?.timeZone ?? "UTC";
  const client =
    draft.clientId === undefined ? undefined : core.overlay.row("clients", draft.clientId);
  return {
    atMs,
    segmentIds: client?.segmentIds ?? [],
    utcOffsetMinutes: machineZoneOffset(zone, atMs),
  };
}

function emptyBasket(core: TillCore): Basket {
  const draft = newBasket({
    id: core.ids.next(),
    storeId: core.identity.storeId,
    registerId: core.identity.registerId,
    currency: storeOf(core)?.currency ?? CURRENCY_UNKNOWN,
    channel: "counter",
    atMs: core.clock.now(),
  });
  return { phase: "selling", draft, tenders: [], promises: [], removed: [] };
}

/** A basket begun before the store's settings were here learns their currency while it is empty. */
function inStoreCurrency(core: TillCore, basket: Basket): Basket {
  const currency = storeOf(core)?.currency;
  if (basket.draft.lines.length > 0 || currency === undefined) return basket;
  if (basket.draft.currency === currency) return basket;
  return { ...basket, draft: { ...basket.draft, currency } };
}

/** The session of a person who has just proved who they are. */
export function sessionFor(core: TillCore, staff: StaffRow): Session {
  return { staff, role: roleOf(core, staff), locked: false };
}
