/**
 * The signing device at the end of a cable: one request at a time over one connection, which is opened
 * when it is needed and let go when the device falls silent. Bytes are frames.ts.
 */
import type { OpenWire, Wire } from "../wire.ts";
import type {
  SignedStep,
  SigningAnswer,
  SigningDevice,
  SigningInput,
  SigningTrouble,
} from "./device.ts";
import { type Field, OPERATION, type Reply, readReply, requestBytes, TAG } from "./frames.ts";

export interface SigningDriverOptions {
  readonly id: string;
  readonly name: string;
  readonly open: OpenWire;
  /** Longest wait for one reply; a device signs in well under a second. */
  readonly limitMs?: number;
}

const LIMIT_MS = 3_000;
const NUMBERS_MAX = 0xffff;
/** Number, log time and counter of one open transaction, 64 bits each. */
const STEP_BYTES = 24;

/** What a reply's status means; any other is a refusal of the device. */
const TROUBLES: Readonly<Record<number, SigningTrouble>> = {
  1: "clock-not-set",
  2: "full",
  3: "certificate-expired",
  4: "transaction-unknown",
};

/** A device by its cable; nothing is opened before the first question. */
export function openSigningDriver(options: SigningDriverOptions): SigningDevice {
  const link = openLink(options);

  async function ask<Value>(
    operation: number,
    fields: readonly Field[],
    read: (reply: Reply) => Value | undefined,
  ): Promise<SigningAnswer<Value>> {
    const said = await link.ask(operation, fields);
    if (typeof said === "string") return { ok: false, trouble: said };
    if (said.status !== 0) return { ok: false, trouble: TROUBLES[said.status] ?? "refused" };
    const value = read(said);
    return value === undefined ? { ok: false, trouble: "refused" } : { ok: true, value };
  }

  const stepped = (operation: number) => (input: SigningInput & { transactionNumber?: number }) =>
    ask(
      operation,
      [
        [TAG.clientId, input.clientId],
        [TAG.processType, input.processType],
        [TAG.processData, input.processData],
        ...(input.transactionNumber === undefined
          ? []
          : [[TAG.transactionNumber, input.transactionNumber] as const]),
      ],
      stepOf,
    );

  return {
    id: options.id,
    name: options.name,
    describe: () =>
      ask(OPERATION.describe, [], ({ fields }) => ({
        serialNumber: bytesOf(fields, TAG.serialNumber).toString("hex"),
        publicKey: bytesOf(fields, TAG.publicKey).toString("base64"),
        certificate: bytesOf(fields, TAG.certificate).toString("base64"),
        algorithm: bytesOf(fields, TAG.algorithm).toString("utf8"),
        timeFormat: bytesOf(fields, TAG.timeFormat).toString("utf8"),
      })),
    setTime: (nowMs) =>
      ask(OPERATION.setTime, [[TAG.logTime, Math.floor(nowMs / 1_000)]], () => null),
    start: stepped(OPERATION.start),
    update: stepped(OPERATION.update),
    finish: stepped(OPERATION.finish),
    openTransactions: (clientId) =>
      ask(OPERATION.openTransactions, [[TAG.clientId, clientId]], ({ fields }) => {
        const steps = bytesOf(fields, TAG.steps);
        return Array.from({ length: steps.length / STEP_BYTES }, (_, index) => {
          const at = index * STEP_BYTES;
          const numbers = [0, 8, 16].map((from) => Number(steps.readBigUInt64BE(at + from)));
          const [transactionNumber = 0, logTime = 0, signatureCounter = 0] = numbers;
          return { transactionNumber, logTimeMs: logTime * 1_000, signatureCounter };
        });
      }),
    finished: (transactionNumber) =>
      ask(OPERATION.finished, [[TAG.transactionNumber, transactionNumber]], stepOf),
    close: link.close,
  };
}

function stepOf({ fields }: Reply): SignedStep | undefined {
  const transactionNumber = numberOf(fields, TAG.transactionNumber);
  const logTime = numberOf(fields, TAG.logTime);
  const signatureCounter = numberOf(fields, TAG.signatureCounter);
  const signature = bytesOf(fields, TAG.signature).toString("base64");
  if (transactionNumber === undefined || logTime === undefined) return undefined;
  if (signatureCounter === undefined || signature === "") return undefined;
  return { transactionNumber, logTimeMs: logTime * 1_000, signatureCounter, signature };
}

function bytesOf(fields: Reply["fields"], tag: number): Buffer {
  return Buffer.from(fields.get(tag) ?? new Uint8Array());
}

function numberOf(fields: Reply["fields"], tag: number): number | undefined {
  const bytes = bytesOf(fields, tag);
  return bytes.length === 8 ? Number(bytes.readBigUInt64BE()) : undefined;
}

interface Link {
  readonly ask: (
    operation: number,
    fields: readonly Field[],
  ) => Promise<Reply | "off" | "time-out">;
  readonly close: () => void;
}

/** Requests one after another; each has its number, so that a late reply is never taken for another. */
function openLink({ open, limitMs = LIMIT_MS }: SigningDriverOptions): Link {
  let wire: Wire | undefined;
  let buffer = Buffer.alloc(0);
  let lastNumber = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting: { number: number; answer: (reply: Reply | "off" | "time-out") => void } | undefined;

  const gone = (): void => {
    wire = undefined;
    waiting?.answer("off");
  };

  function heard(bytes: Uint8Array): void {
    buffer = Buffer.concat([buffer, bytes]);
    for (let next = readReply(buffer); next !== undefined; next = readReply(buffer)) {
      buffer = buffer.subarray(next.used);
      if (next.reply?.number === waiting?.number && next.reply !== undefined) {
        waiting?.answer(next.reply);
      }
    }
  }

  async function askNow(operation: number, fields: readonly Field[]) {
    buffer = Buffer.alloc(0);
    wire ??= await open({ heard, gone });
    if (wire === undefined) return "off" as const;
    const number = (lastNumber % NUMBERS_MAX) + 1;
    lastNumber = number;
    const answered = new Promise<Reply | "off" | "time-out">((answer) => {
      const limit = setTimeout(() => answer("time-out"), limitMs);
      waiting = {
        number,
        answer: (reply) => {
          clearTimeout(limit);
          answer(reply);
        },
      };
    });
    if (!(await wire.write(requestBytes(number, operation, fields)))) waiting?.answer("off");
    const said = await answered;
    waiting = undefined;
    if (said === "time-out") {
      // What is still to come on this connection belongs to nobody.
      wire?.close();
      wire = undefined;
    }
    return said;
  }

  return {
    ask: (operation, fields) => {
      const asked = turn.then(() => askNow(operation, fields));
      turn = asked.catch(() => undefined);
      return asked;
    },
    close: () => {
      wire?.close();
      wire = undefined;
    },
  };
}
