/**
 * A receipt printer that speaks ESC/POS over a cable: asked how it is before and while it prints, and
 * asked at the end whether it worked through everything. Documents become bytes in escpos.ts.
 *
 *   open -> DLE EOT 2, 4 -> bytes, GS r 1 -> answer of GS r -> close
 *                              | paper out, cover open, silence: buffer cleared, broken off
 */
import type { Printer, PrinterState, PrintOutcome } from "./printer.ts";
import type { OpenWire, Wire } from "./wire.ts";

export interface EscPosOptions {
  readonly id: string;
  readonly name: string;
  readonly columns: number;
  readonly codePage?: string | undefined;
  readonly open: OpenWire;
  /** A printer that cannot answer (write-only USB) is believed to be ready when it takes bytes. */
  readonly answers?: boolean;
  readonly limits?: Partial<EscPosLimits>;
}

export interface EscPosLimits {
  /** For an answer to a question about its state. */
  readonly statusMs: number;
  /** For the whole document to be on paper. */
  readonly printMs: number;
}

const LIMITS: EscPosLimits = { statusMs: 1_000, printMs: 20_000 };
/** DLE EOT 2 (why offline) and DLE EOT 4 (paper): answered at once, also when it stands still. */
const ASK_STATE = Uint8Array.of(0x10, 0x04, 2, 0x10, 0x04, 4);
/** GS r 1: answered in its turn, after all that was sent before. */
const ASK_END = Uint8Array.of(0x1d, 0x72, 1);
/** DLE DC4 8: forgets what it has not printed, so that new paper brings no half receipt. */
const CLEAR_BUFFER = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
/** DLE DC4 1: the drawer's pulse in real time, which is also heard without paper. */
const KICK_NOW = Uint8Array.of(0x10, 0x14, 1, 0, 1);
const COVER_OPEN = 0x04;
const PAPER_END = 0x60;

/** A printer on a cable; nothing is opened before it is asked or printed on. */
export function openEscPosPrinter(options: EscPosOptions): Printer {
  const limits = { ...LIMITS, ...options.limits };
  let state: PrinterState = "off";

  async function withTalk<Answer>(
    use: (talk: Talk) => Promise<Answer>,
    absent: Answer,
  ): Promise<Answer> {
    const talk = await openTalk(options.open);
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

  async function ask(talk: Talk): Promise<PrinterState> {
    if (options.answers === false) state = "ready";
    else state = stateOf(await talk.states(limits.statusMs));
    return state;
  }

  async function kickOn(talk: Talk): Promise<boolean> {
    const isTold = await talk.wire.write(KICK_NOW);
    if (options.answers === false) return isTold;
    return isTold && (await ask(talk)) !== "off";
  }

  async function printOn(talk: Talk, bytes: Uint8Array): Promise<PrintOutcome> {
    if ((await ask(talk)) !== "ready") return "not-started";
    if (!(await talk.wire.write(bytes))) return "broken-off";
    if (options.answers === false) return "printed";
    const deadlineMs = performance.now() + limits.printMs;
    const end = talk.end();
    await talk.wire.write(ASK_END);
    for (;;) {
      const ended = await within(end, limits.statusMs);
      if (ended === true) return "printed";
      const stands = ended === false || (await ask(talk)) !== "ready";
      if (stands || performance.now() > deadlineMs) {
        if (ended === false) state = "off";
        await talk.wire.write(CLEAR_BUFFER);
        // Its next answer comes after the clearing: only then may somebody put paper in.
        if (ended !== false) await ask(talk);
        return "broken-off";
      }
    }
  }

  return {
    id: options.id,
    name: options.name,
    columns: options.columns,
    codePage: options.codePage,
    state: () => state,
    check: () => withTalk(ask, "off"),
    print: (bytes) => withTalk((talk) => printOn(talk, bytes), "not-started"),
    kick: () => withTalk((talk) => kickOn(talk), false),
  };
}

interface Talk {
  readonly wire: Wire;
  /** The answers to DLE EOT 2 and 4; undefined when it does not say. */
  readonly states: (limitMs: number) => Promise<readonly [number, number] | undefined>;
  /** Settles true when the end of the document has been answered, false when the cable is gone. */
  readonly end: () => Promise<boolean>;
}

async function openTalk(open: OpenWire): Promise<Talk | undefined> {
  let states: number[] = [];
  let statesCame: ((states: readonly [number, number]) => void) | undefined;
  let endCame: ((ended: boolean) => void) | undefined;
  const wire = await open({
    heard: (bytes) => {
      for (const byte of bytes) {
        // Bits 1 and 4 are always set in an answer to DLE EOT, and bit 4 never in one to GS r.
        if ((byte & 0x93) !== 0x12) {
          if ((byte & 0x90) === 0) endCame?.(true);
          continue;
        }
        states.push(byte);
        const [offline, paper] = states;
        if (offline !== undefined && paper !== undefined) statesCame?.([offline, paper]);
      }
    },
    gone: () => endCame?.(false),
  });
  if (wire === undefined) return undefined;
  return {
    wire,
    states: async (limitMs) => {
      states = [];
      const came = new Promise<readonly [number, number]>((resolve) => {
        statesCame = resolve;
      });
      if (!(await wire.write(ASK_STATE))) return undefined;
      return within(came, limitMs);
    },
    end: () =>
      new Promise((resolve) => {
        endCame = resolve;
      }),
  };
}

function stateOf(states: readonly [number, number] | undefined): PrinterState {
  if (states === undefined) return "off";
  const [offline, paper] = states;
  if ((offline & COVER_OPEN) !== 0) return "cover-open";
  return (paper & PAPER_END) === 0 ? "ready" : "paper-out";
}

/** What a promise settles to, or undefined after so long. */
function within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => resolve(undefined), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
