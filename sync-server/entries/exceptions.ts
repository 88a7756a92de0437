/** Exceptions as rows of work: one a code and entry, or one a register where the trouble is the till's. */
import type { RefusalArgs } from "#shared/base/result.ts";
import { storedPaymentId } from "#shared/engine/fold/payment.ts";
import { EXCEPTIONS, type ExceptionCode } from "#shared/records/exceptions.ts";
import type { Rows } from "#shared/records/rows/index.ts";

const HOUR_MS = 3_600_000;
/** Troubles of the till itself: one row of work each, however many entries show it. */
const OF_THE_TILL: ReadonlySet<ExceptionCode> = new Set(["chain-broken", "clock-ahead"]);

export interface Raised {
  readonly code: ExceptionCode;
  readonly args: RefusalArgs;
}

export interface RaisedBy {
  readonly entryId: string;
  readonly registerId: string;
  readonly storeId: string;
  readonly clientId: string | undefined;
  readonly atMs: number;
}

/** The id of the work row of an exception. */
function exceptionWorkId({ code, args }: Raised, by: RaisedBy): string {
  // The fold has made this one a row itself, so that a till shows it before the server has seen it.
  if (code === "card-declined-later") return storedPaymentId(String(args["paymentId"]));
  return OF_THE_TILL.has(code) ? `x:${by.registerId}:${code}` : `x:${by.entryId}:${code}`;
}

/** The work row of an exception: who owns it, what stands meanwhile and by when it ends by itself. */
export function exceptionWork(raised: Raised, by: RaisedBy): Rows["work"] {
  const meaning = EXCEPTIONS[raised.code];
  return {
    id: exceptionWorkId(raised, by),
    kind: "exception",
    state: "open",
    title: meaning.says,
    text: meaning.meanwhile,
    storeId: by.storeId,
    registerId: by.registerId,
    ...(by.clientId === undefined ? {} : { clientId: by.clientId }),
    at: by.atMs,
    ...(meaning.afterHours === 0 ? {} : { dueAtMs: by.atMs + meaning.afterHours * HOUR_MS }),
    exceptionCode: raised.code,
    entryId: by.entryId,
    body: { owner: meaning.owner, choices: meaning.choices, args: raised.args },
  };
}
