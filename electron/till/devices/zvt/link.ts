/**
 * One ZVT request over one connection: sent, acknowledged, then whatever the terminal says until it
 * is complete or aborted, each answered with an acknowledgement. What requests mean is terminal.ts.
 *
 *   ECR 06 01 ->          PT 80 00 ->
 *                         PT 04 FF (insert card ...) ->   ECR 80 00
 *                         PT 04 0F (result, card) ->      ECR 80 00
 *                         PT 06 0F (complete) | 06 1E (aborted) ->  ECR 80 00
 */
import type { OpenWire, Wire } from "../wire.ts";
import { type Apdu, apduBytes, readApdu, readFields, type ZvtFields } from "./apdu.ts";

export interface ZvtSaid {
  /**
   * `silence`: the terminal has taken the request and then nothing more came; what became of it is
   * not known. `not-sent`: it never had it.
   */
  readonly how: "complete" | "aborted" | "refused" | "silence" | "not-sent";
  /** The code of an abortion or refusal. */
  readonly code?: number;
  /** The last status information. */
  readonly status?: ZvtFields;
  /** What was said with the completion. */
  readonly completion?: Uint8Array;
  readonly paper: readonly string[];
}

export interface ZvtLink {
  /** Sends a request and hears it to its end; one at a time. */
  readonly ask: (command: number, data: readonly number[]) => Promise<ZvtSaid>;
  /** Sends the abort of the running request. */
  readonly abort: () => Promise<void>;
  readonly close: () => void;
}

export interface ZvtLimits {
  /** For the acknowledgement of a request. */
  readonly acknowledgeMs: number;
  /** Between one message of the terminal and the next; its own "please wait" comes far sooner. */
  readonly silenceMs: number;
}

const POSITIVE = 0x8000;
const NEGATIVE_CLASS = 0x84;
const STATUS = 0x040f;
const INTERMEDIATE = 0x04ff;
const PRINT_LINE = 0x06d1;
const PRINT_TEXT = 0x06d3;
const COMPLETE = 0x060f;
const ABORTED = 0x061e;
const ABORT = 0x06b0;
const ATTRIBUTE_BYTES = 1;

/** Opens the connection; undefined when no terminal is there. */
export async function openZvtLink(open: OpenWire, limits: ZvtLimits): Promise<ZvtLink | undefined> {
  let buffer = new Uint8Array();
  let running: Running | undefined;
  let isGone = false;
  const wire = await open({
    heard: (bytes) => {
      buffer = Uint8Array.from([...buffer, ...bytes]);
      for (let next = readApdu(buffer); next !== undefined; next = readApdu(buffer)) {
        buffer = buffer.slice(next.used);
        running?.hear(next.apdu);
      }
    },
    gone: () => {
      isGone = true;
      running?.gone();
    },
  });
  if (wire === undefined) return undefined;
  return {
    ask: async (command, data) => {
      if (isGone) return { how: "not-sent", paper: [] };
      const request = startRequest(wire, limits);
      running = request;
      const isSent = await wire.write(apduBytes(command, data));
      if (!isSent) request.gone();
      return request.said;
    },
    abort: async () => {
      await wire.write(apduBytes(ABORT));
    },
    close: wire.close,
  };
}

interface Running {
  readonly hear: (apdu: Apdu) => void;
  readonly gone: () => void;
  readonly said: Promise<ZvtSaid>;
}

function startRequest(wire: Wire, limits: ZvtLimits): Running {
  const { promise: said, resolve } = Promise.withResolvers<ZvtSaid>();
  const paper: string[] = [];
  let status: ZvtFields | undefined;
  let isTaken = false;
  let limit = setTimeout(() => end({ how: "silence" }), limits.acknowledgeMs);

  function end(how: Omit<ZvtSaid, "paper" | "status">): void {
    clearTimeout(limit);
    resolve({ ...how, ...(status === undefined ? {} : { status }), paper });
  }

  function hear({ command, data }: Apdu): void {
    clearTimeout(limit);
    limit = setTimeout(() => end({ how: "silence" }), limits.silenceMs);
    if (command === POSITIVE) {
      isTaken = true;
      return;
    }
    if (command >> 8 === NEGATIVE_CLASS) {
      // An abort that came too late is refused as well, and changes nothing for the request itself.
      if (!isTaken) end({ how: "refused", code: command & 0xff });
      return;
    }
    void wire.write(apduBytes(POSITIVE));
    isTaken = true;
    if (command === STATUS) status = { ...status, ...readFields(data) };
    else if (command === PRINT_LINE) paper.push(lineOf(data.slice(ATTRIBUTE_BYTES)));
    else if (command === COMPLETE) end({ how: "complete", completion: data });
    else if (command === ABORTED) end({ how: "aborted", code: data[0] ?? 0 });
    else if (command !== INTERMEDIATE && command !== PRINT_TEXT) end({ how: "silence" });
  }

  return { hear, gone: () => end({ how: "silence" }), said };
}

function lineOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1").trimEnd();
}
