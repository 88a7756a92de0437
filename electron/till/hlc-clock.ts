/** The till's hybrid logical clock: ticks with each act, rises to the server's, never falls at a restart. */
import { formatHlc, type Hlc, parseHlc, receiveHlc, startHlc, tickHlc } from "#shared/base/hlc.ts";

export interface HlcClock {
  /** The clock of a new act, later than any before. */
  readonly tick: () => string;
  readonly text: () => string;
  /** Raises the clock to what the server said; text that is no clock is ignored. */
  readonly hear: (serverHlc: string) => void;
}

/** The clock of a register, going on from the last entry's. `now` gives UTC milliseconds. */
export function openHlcClock(options: {
  readonly registerId: string;
  readonly lastText: string | undefined;
  readonly now: () => number;
}): HlcClock {
  const last = options.lastText === undefined ? undefined : parseHlc(options.lastText);
  const start = startHlc(options.registerId);
  let clock: Hlc = last?.ok ? { ...last.value, node: options.registerId } : start;
  return {
    tick: () => {
      clock = tickHlc(clock, options.now());
      return formatHlc(clock);
    },
    text: () => formatHlc(clock),
    hear: (serverHlc) => {
      const heard = parseHlc(serverHlc);
      if (heard.ok) clock = receiveHlc(clock, heard.value, { nowMs: options.now() });
    },
  };
}
