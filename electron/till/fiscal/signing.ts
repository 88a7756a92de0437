/**
 * Between commit and print: each document of a register that uses a signing device is signed after its
 * entry is on the disk and before its paper goes out. A device that fails never stops a sale: the paper
 * says so, and the outage is recorded with its start and its end. What waits lies on the desk.
 *
 *   put (in the act's transaction) -> start -> number kept -> finish -> fiscal.signed + paper, one commit
 *                   |                                  \-- crash: the open transaction is finished or named
 *                   \-- trouble: outage.recorded (start), paper says so; at the next success (end)
 */
import { type SigningPaper, withSigning } from "#shared/engine/receipt/signing.ts";
import type { FiscalSigned } from "#shared/records/entries/fiscal-signed.ts";
import type { OutageRecorded } from "#shared/records/entries/outage-recorded.ts";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { type Actor, append, type EntryPart, entriesOf, type TillCore } from "../core.ts";
import type { PrintQueue } from "../devices/print-queue.ts";
import type { SigningDevice, SigningFacts, SigningTrouble } from "../devices/signing/device.ts";
import type { Desk } from "../journal/desk.ts";
import { type Asking, abandonedBody, finishOne, type SigningRequest } from "./transaction.ts";

export interface Signing {
  /** Asks for a signature, in the transaction that commits the document; nothing when it is off. */
  readonly put: (desk: Desk, document: DocumentToSign) => void;
  /** Whether a print job waits for its signature. */
  readonly holds: (jobId: string) => boolean;
  /** Signs what waits, one after another; ends when each is signed or its paper says why not. */
  readonly run: () => Promise<void>;
  /** A document as it is printed again: with its signature, or with the outage it was made in. */
  readonly onCopy: (document: ReceiptDocument, documentId: string) => ReceiptDocument;
  /** Since when the device has failed, and why; nothing while it works. */
  readonly outage: () => Outage | undefined;
}

export interface DocumentToSign extends Actor {
  /** Id of the sale, return or movement, and of the print job. */
  readonly id: string;
  readonly document: "sale" | "return" | "cash-movement" | "hold";
  readonly processData: string;
}

/** On the desk while it lasts. */
export interface Outage extends Actor {
  readonly outageId: string;
  readonly deviceId: string;
  readonly fromMs: number;
  readonly reason: SigningTrouble | "not-set-up";
}

export interface SigningOptions {
  readonly core: TillCore;
  readonly device: () => SigningDevice | undefined;
  readonly amend: PrintQueue["amend"];
  /** What is printed around a document of this till. */
  readonly paper: () => Omit<SigningPaper, "signed"> | undefined;
  /** How long a device that failed is left alone; then it is asked again, sale or not. */
  readonly restMs?: number;
}

const REQUESTS = "to-sign";
const STATE = "signing";
const OUTAGE = "outage";
const CERTIFICATE = "certificate";
const REST_MS = 30_000;
const NO_DEVICE = "none";
/** Answering is not enough after these: only a signature shows that it works again. */
const ANSWERS_AND_CANNOT: ReadonlySet<Outage["reason"]> = new Set([
  "full",
  "certificate-expired",
  "refused",
  "transaction-unknown",
]);

/** Signing over the desk of a till; what a crash left behind is taken up by the first `run`. */
export function openSigning(options: SigningOptions): Signing {
  const { core } = options;
  const { desk } = core.journal;
  const restMs = options.restMs ?? REST_MS;
  let running: Promise<void> | undefined;
  let restUntilMs = 0;
  let callOff: (() => void) | undefined;
  /** The device whose open transactions were looked through since it last failed. */
  let trusted: { readonly device: SigningDevice; readonly facts: SigningFacts } | undefined;

  const outage = (): Outage | undefined => desk.get<Outage>(STATE, OUTAGE);
  const requests = (): readonly SigningRequest[] =>
    desk
      .list<SigningRequest>(REQUESTS)
      .map(({ value }) => value)
      .sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));

  async function signAll(): Promise<void> {
    for (let next = requests()[0]; next !== undefined; next = requests()[0]) {
      if (core.closed() || !(await signNext(next))) return;
    }
  }

  /** Signs one document, or says on its paper why not. False when nothing can be written. */
  async function signNext(request: SigningRequest): Promise<boolean> {
    const device = options.device();
    if (device === undefined) return failed(request, NO_DEVICE, "not-set-up");
    const began = outage();
    if (began?.deviceId === device.id && core.clock.now() < restUntilMs) {
      return failed(request, device.id, began.reason);
    }
    const asking = await askingOf(device, request);
    if (typeof asking === "string") return failed(request, device.id, asking);
    const said = await finishOne(request, asking);
    if (core.closed()) return false;
    return said.ok ? signed(request, said.value) : failed(request, device.id, said.trouble);
  }

  /** The device with what it says of itself, once nothing of before a failure lies open on it. */
  async function askingOf(
    device: SigningDevice,
    request: SigningRequest,
  ): Promise<Asking | SigningTrouble> {
    const asking = (facts: SigningFacts): Asking => ({
      device,
      facts,
      nowMs: core.clock.now(),
      keep: (kept) => desk.put(REQUESTS, kept.id, kept),
      certificateKnown: desk.get<string>(STATE, CERTIFICATE),
    });
    if (trusted?.device === device) return asking(trusted.facts);
    const facts = await device.describe();
    if (!facts.ok) return facts.trouble;
    const open = await device.openTransactions(request.clientId);
    if (!open.ok) return open.trouble;
    const known = new Set(requests().map(({ transaction }) => transaction?.transactionNumber));
    for (const started of open.value) {
      if (known.has(started.transactionNumber)) continue;
      const body = await abandonedBody({ request, started, asking: asking(facts.value) });
      if (core.closed()) return "off";
      if (body !== undefined) append(core, actorOf(request), { kind: "fiscal.signed", body });
    }
    trusted = { device, facts: facts.value };
    return asking(facts.value);
  }

  function signed(request: SigningRequest, body: FiscalSigned): boolean {
    const parts: EntryPart[] = [{ kind: "fiscal.signed", body }];
    const ended = outage();
    if (ended !== undefined) parts.push({ kind: "outage.recorded", body: endOf(ended) });
    const written = append(core, actorOf(request), (tools) => {
      settle(tools.desk, request, body);
      if (ended !== undefined) tools.desk.delete(STATE, OUTAGE);
      if (body.certificate !== undefined) tools.desk.put(STATE, CERTIFICATE, body.certificate);
      return parts;
    });
    if (ended !== undefined) core.hub.emit(["fiscal"]);
    return written.ok;
  }

  function failed(request: SigningRequest, deviceId: string, reason: Outage["reason"]): boolean {
    trusted = undefined;
    if (outage() !== undefined) {
      // The start is recorded already; only the paper of this document is still to be told.
      settle(desk, request, undefined);
      return true;
    }
    const actor = actorOf(request);
    const fromMs = core.clock.now();
    const begun: Outage = { ...actor, outageId: core.ids.next(), deviceId, fromMs, reason };
    const written = append(core, actor, (tools) => {
      settle(tools.desk, request, undefined);
      tools.desk.put(STATE, OUTAGE, begun);
      return { kind: "outage.recorded", body: bodyOf(begun) };
    });
    askAgainLater();
    core.hub.emit(["fiscal"]);
    return written.ok;
  }

  /** The paper learns what came of it, and the request is over, in whatever transaction is open. */
  function settle(on: Desk, request: SigningRequest, body: FiscalSigned | undefined): void {
    options.amend(on, request.id, (document) => onPaper(document, body));
    on.delete(REQUESTS, request.id);
  }

  function onPaper(document: ReceiptDocument, body: FiscalSigned | undefined): ReceiptDocument {
    const paper = options.paper();
    return paper === undefined ? document : withSigning(document, { ...paper, signed: body });
  }

  /** While nobody buys: ends the outage when the device answers again. */
  function askAgainLater(): void {
    restUntilMs = core.clock.now() + restMs;
    callOff?.();
    callOff = core.clock.after(restMs, () => void (running ?? Promise.resolve()).then(probe));
  }

  async function probe(): Promise<void> {
    const ended = outage();
    const device = options.device();
    if (core.closed() || ended === undefined) return;
    const set = await device?.setTime(core.clock.now());
    if (core.closed() || outage()?.outageId !== ended.outageId) return;
    if (set?.ok !== true || ANSWERS_AND_CANNOT.has(ended.reason)) return askAgainLater();
    append(core, actorOf(ended), (tools) => {
      tools.desk.delete(STATE, OUTAGE);
      return { kind: "outage.recorded", body: endOf(ended) };
    });
    core.hub.emit(["fiscal"]);
  }

  function endOf(ended: Outage): OutageRecorded {
    return { ...bodyOf(ended), toMs: core.clock.now() };
  }

  core.alsoClose.add(() => callOff?.());
  if (outage() !== undefined) askAgainLater();
  restUntilMs = 0;
  return {
    put: (on, { id, document, processData, ...actor }) => {
      if (!isOn(core)) return;
      const clientId = signingClientId(core);
      const at = core.clock.now();
      const request: SigningRequest = {
        ...actorOf(actor),
        id,
        document,
        processData,
        at,
        clientId,
      };
      on.put(REQUESTS, id, request);
    },
    holds: (jobId) => desk.get(REQUESTS, jobId) !== undefined,
    run: () => {
      running ??= signAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    onCopy: (document, documentId) => {
      const found = entriesOf(core, "fiscal.signed").findLast(
        (entry) => entry.body.documentId === documentId,
      );
      return found === undefined && !isOn(core) ? document : onPaper(document, found?.body);
    },
    outage,
  };
}

/** Whether this register's documents are signed: HQ says so in the register's setting. */
function isOn({ catalogue, identity, real }: TillCore): boolean {
  return real === undefined && catalogue.setting("register", identity.registerId)?.signing === true;
}

/** The register as a device knows it: the end of its serial number, letters and digits (TR-03151). */
function signingClientId({ catalogue, identity }: TillCore): string {
  const serial = catalogue.setting("register", identity.registerId)?.serialNumber;
  return (serial ?? identity.registerId).replaceAll(/[^A-Za-z0-9]/g, "").slice(-CLIENT_ID_MAX);
}

const CLIENT_ID_MAX = 30;

function actorOf({ staffId, shiftId }: Actor): Actor {
  return shiftId === undefined ? { staffId } : { staffId, shiftId };
}

function bodyOf({ outageId, deviceId, fromMs, reason }: Outage): OutageRecorded {
  return { outageId, device: "signing-device", deviceId, fromMs, reason };
}
