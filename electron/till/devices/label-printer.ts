/**
 * A label printer that speaks ZPL over a cable: asked by `~HS` how it is before it gets labels and
 * until it has worked through them. Labels become bytes in zpl.ts.
 *
 *   open -> ~HS -> labels -> ~HS ... until none is left -> close
 *                     | no labels, open head, silence: ~JA takes back what is not printed
 */
import { setTimeout as wait } from "node:timers/promises";
import type { LabelSize } from "#shared/records/label.ts";
import type { PrinterState, PrintOutcome } from "./printer.ts";
import type { OpenWire, Wire } from "./wire.ts";

export interface LabelPrinter {
  readonly id: string;
  readonly name: string;
  readonly size: LabelSize;
  /** As it was when last asked. */
  readonly state: () => PrinterState;
  readonly check: () => Promise<PrinterState>;
  /** Sends labels and answers when they are out. */
  readonly print: (bytes: Uint8Array) => Promise<PrintOutcome>;
}

export interface ZplOptions {
  readonly id: string;
  readonly name: string;
  readonly size: LabelSize;
  readonly open: OpenWire;
  /** A printer that cannot answer (write-only USB, a print server) is believed when it takes bytes. */
  readonly answers?: boolean;
  readonly limits?: Partial<ZplLimits>;
}

export interface ZplLimits {
  /** For an answer to `~HS`. */
  readonly statusMs: number;
  /** Without any label coming out. */
  readonly standstillMs: number;
  /** Between two questions while it prints. */
  readonly lookMs: number;
}

/** What `~HS` says that matters here. */
interface HostStatus {
  readonly state: PrinterState;
  /** Labels and formats that are still to come. */
  readonly left: number;
}

const LIMITS: ZplLimits = { statusMs: 1_000, standstillMs: 10_000, lookMs: 100 };
const ASK = new TextEncoder().encode("~HS");
/** Cancels all that is not printed. */
const CANCEL = new TextEncoder().encode("~JA");
const ANSWER_LINES = 3;
const STX = "\u0002";
const ETX = "\u0003";

/** A label printer on a cable; nothing is opened before it is asked or printed on. */
export function openLabelPrinter(options: ZplOptions): LabelPrinter {
  const limits = { ...LIMITS, ...options.limits };
  let state: PrinterState = "off";

  async function withTalk<Answer>(
    use: (talk: Talk) => Promise<Answer>,
    absent: Answer,
  ): Promise<Answer> {
    const talk = await openTalk(options.open, limits.statusMs);
    if (talk === undefined) {
      state = "off";
      return absent;
    }
    try {
      return await use(talk);
    } finally {
      talk.wire.close();
    }
  }

  async function ask(talk: Talk): Promise<HostStatus> {
    const status: HostStatus =
      options.answers === false
        ? { state: "ready", left: 0 }
        : ((await talk.status()) ?? { state: "off", left: 0 });
    state = status.state;
    return status;
  }

  async function printOn(talk: Talk, bytes: Uint8Array): Promise<PrintOutcome> {
    if ((await ask(talk)).state !== "ready") return "not-started";
    if (!(await talk.wire.write(bytes))) return "broken-off";
    if (options.answers === false) return "printed";
    let { left } = await ask(talk);
    let movedAt = performance.now();
    while (state === "ready" && left > 0) {
      if (performance.now() - movedAt > limits.standstillMs) break;
      await wait(limits.lookMs);
      const now = await ask(talk);
      if (now.left !== left) movedAt = performance.now();
      left = now.left;
    }
    if (state === "ready" && left === 0) return "printed";
    await talk.wire.write(CANCEL);
    // Its next answer comes after the cancelling: only then may somebody put labels in.
    if (state !== "off") await ask(talk);
    return "broken-off";
  }

  const { id, name, size } = options;
  return {
    id,
    name,
    size,
    state: () => state,
    check: () => withTalk(async (talk) => (await ask(talk)).state, "off"),
    print: (bytes) => withTalk((talk) => printOn(talk, bytes), "not-started"),
  };
}

interface Talk {
  readonly wire: Wire;
  readonly status: () => Promise<HostStatus | undefined>;
}

async function openTalk(open: OpenWire, limitMs: number): Promise<Talk | undefined> {
  let heard = "";
  let came: ((text: string) => void) | undefined;
  const decoder = new TextDecoder("latin1");
  const wire = await open({
    heard: (bytes) => {
      heard += decoder.decode(bytes);
      if (heard.split(ETX).length > ANSWER_LINES) came?.(heard);
    },
    gone: () => came?.(""),
  });
  if (wire === undefined) return undefined;
  return {
    wire,
    status: async () => {
      heard = "";
      const answer = new Promise<string>((resolve) => {
        came = resolve;
      });
      if (!(await wire.write(ASK))) return undefined;
      const limit = new AbortController();
      const late = wait(limitMs, "", { signal: limit.signal }).catch(() => "");
      const text = await Promise.race([answer, late]);
      limit.abort();
      return readStatus(text);
    },
  };
}

/** The answer to `~HS`: three lines between STX and ETX; nothing when it is not one. */
function readStatus(text: string): HostStatus | undefined {
  const parts = text.split(ETX).slice(0, -1);
  const lines = parts.map((part) => part.slice(part.lastIndexOf(STX) + 1).split(","));
  const [first, second] = lines;
  if (first === undefined || second === undefined || lines.length < ANSWER_LINES) return undefined;
  const left = Number(first[4] ?? 0) + Number(second[8] ?? 0);
  if (second[2] === "1") return { state: "cover-open", left };
  if (first[1] === "1") return { state: "paper-out", left };
  // Paused by hand: it takes labels and prints none.
  return { state: first[2] === "1" ? "off" : "ready", left };
}
