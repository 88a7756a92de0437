/**
 * One document through a signing device: from start to finish, with its clock set when it has lost it
 * and an answer that was lost fetched from its log. What becomes of a failure is signing.ts.
 */
import { ABANDONED, PROCESS_TYPE } from "#shared/engine/fiscal/process-data.ts";
import type { FiscalSigned } from "#shared/records/entries/fiscal-signed.ts";
import type {
  SignedStep,
  SigningAnswer,
  SigningDevice,
  SigningFacts,
  StartedStep,
} from "../devices/signing/device.ts";

/** A document that waits for its signature; plain JSON, on the desk. */
export interface SigningRequest {
  readonly id: string;
  readonly document: FiscalSigned["document"];
  readonly processData: string;
  readonly at: number;
  readonly staffId: string;
  readonly shiftId?: string | undefined;
  readonly clientId: string;
  /** Begun on the device: after a crash it is finished, not begun again. */
  readonly transaction?: StartedStep;
}

export interface Asking {
  readonly device: SigningDevice;
  readonly facts: SigningFacts;
  readonly nowMs: number;
  /** Keeps the request with its transaction before the finish is asked for. */
  readonly keep: (request: SigningRequest) => void;
  /** The certificate that an entry of this register holds already. */
  readonly certificateKnown: string | undefined;
}

/** The signature over one document, or why the device gave none. */
export async function finishOne(
  request: SigningRequest,
  asking: Asking,
): Promise<SigningAnswer<FiscalSigned>> {
  const { device } = asking;
  const begun = request.transaction;
  const started =
    begun === undefined ? await start(request, asking) : ({ ok: true, value: begun } as const);
  if (!started.ok) return started;
  const finished = await finish(request, started.value, asking);
  if (finished.ok)
    return { ok: true, value: bodyOf(request, started.value, finished.value, asking) };
  // Another device than the one it was begun on knows nothing of it: then once more from the start.
  if (finished.trouble !== "transaction-unknown" || begun === undefined) return finished;
  const { transaction: _, ...anew } = request;
  return finishOne(anew, { ...asking, device });
}

/** The finish of a transaction that belongs to no document any more; nothing when it cannot be finished. */
export async function abandonedBody(of: {
  readonly request: SigningRequest;
  readonly started: StartedStep;
  readonly asking: Asking;
}): Promise<FiscalSigned | undefined> {
  const { request, started, asking } = of;
  const finished = await withTime(asking, () =>
    asking.device.finish({
      ...ABANDONED,
      clientId: request.clientId,
      transactionNumber: started.transactionNumber,
    }),
  );
  if (!finished.ok) return undefined;
  const { documentId: _, ...body } = bodyOf(request, started, finished.value, asking);
  return { ...body, ...ABANDONED, document: "none", outcome: "abandoned" };
}

async function start(request: SigningRequest, asking: Asking): Promise<SigningAnswer<StartedStep>> {
  const { clientId } = request;
  const started = await withTime(asking, () =>
    // A start carries neither type nor data (DSFinV-K annex I); both come with the finish.
    asking.device.start({ clientId, processType: "", processData: "" }),
  );
  if (!started.ok) return started;
  const { signature: _, ...transaction } = started.value;
  asking.keep({ ...request, transaction });
  return { ok: true, value: transaction };
}

async function finish(
  request: SigningRequest,
  { transactionNumber }: StartedStep,
  asking: Asking,
): Promise<SigningAnswer<SignedStep>> {
  const { clientId, processData } = request;
  const said = await withTime(asking, () =>
    asking.device.finish({ clientId, transactionNumber, processType: PROCESS_TYPE, processData }),
  );
  if (said.ok || (said.trouble !== "time-out" && said.trouble !== "transaction-unknown"))
    return said;
  // It may have been finished and only its answer lost: the device's log knows.
  const logged = await asking.device.finished(transactionNumber);
  return logged.ok ? logged : said;
}

/** Asks, and once more after the device was told the time that it had lost. */
async function withTime<Value>(
  { device, nowMs }: Asking,
  ask: () => Promise<SigningAnswer<Value>>,
): Promise<SigningAnswer<Value>> {
  const said = await ask();
  if (said.ok || said.trouble !== "clock-not-set") return said;
  const set = await device.setTime(nowMs);
  return set.ok ? ask() : set;
}

function bodyOf(
  request: SigningRequest,
  started: StartedStep,
  finished: SignedStep,
  { device, facts, certificateKnown }: Asking,
): FiscalSigned {
  const { certificate, ...known } = facts;
  return {
    documentId: request.id,
    document: request.document,
    outcome: "signed",
    deviceId: device.id,
    ...known,
    clientId: request.clientId,
    transactionNumber: started.transactionNumber,
    startedAtMs: started.logTimeMs,
    finishedAtMs: finished.logTimeMs,
    startCounter: started.signatureCounter,
    signatureCounter: finished.signatureCounter,
    processType: PROCESS_TYPE,
    processData: request.processData,
    signature: finished.signature,
    ...(certificate === certificateKnown || certificate === "" ? {} : { certificate }),
  };
}
