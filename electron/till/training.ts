/**
 * Training: the same counter over a journal of its own beside the real one. Its receipts are of series
 * T, nothing of it is pushed, and no report counts it. It reads the real replica and never writes it.
 */
import { join } from "node:path";
import { done, type Result } from "#shared/base/result.ts";
import { foldEntry } from "#shared/engine/fold/index.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import { streamFor, type TillCore } from "./core.ts";
import { type Counter, openCounter } from "./counter.ts";
import { openJournal } from "./journal/journal.ts";
import { openOverlay } from "./overlay/overlay.ts";

/** The file beside `journal.db` that training is written to. */
const TRAINING_FILE = "training.db";

/** A till core whose acts stay in `file`: nothing is sent, and what it changes only it can see. */
export function openTrainingCore(
  real: TillCore,
  file = TRAINING_FILE,
): Result<TillCore, JournalRefusalCode> {
  const opened = openJournal({
    file: join(real.dataDir, file),
    crypto: real.crypto,
    reserveBytes: 0,
  });
  if (!opened.ok) return opened;
  const journal = opened.value;
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    real.alsoClose.delete(close);
    journal.close();
  };
  real.alsoClose.add(close);
  const identity = { ...real.identity, series: `T${real.identity.series}` };
  const { replica, catalogue } = real;
  return done({
    ...real,
    identity,
    journal,
    overlay: openOverlay({
      row: (table, id) => replica.get(table, id)?.row,
      seen: () => 0,
      inScope: () => true,
      settings: catalogue,
      fold: foldEntry,
      streamOf: (table, row) => streamFor({ catalogue, identity }, table, row),
      setAside: () => undefined,
      entriesAfter: (sequence, limit) => journal.after(sequence, limit),
    }),
    sync: {
      ...real.sync,
      pushSoon: () => undefined,
      status: () => ({ ...real.sync.status(), pending: 0, oldestPendingAtMs: undefined }),
      ask: () => Promise.reject(new Error("training asks no server")),
    },
    faults: undefined,
    real,
    alsoClose: new Set([close]),
    closed: () => isClosed || real.closed(),
  });
}

/** Ends a training core: its file is closed and stays. */
export function closeTrainingCore(core: TillCore): void {
  for (const close of core.alsoClose) close();
}

/**
 * A counter that can change over to training and back while consoles stay connected: whoever asks it
 * gets the till that is in use now. The person signed in goes along; the baskets stay apart.
 */
export function withTraining(real: Counter): Counter {
  let inUse = real;
  const training = {
    isOn: () => inUse !== real,
    set: (on: boolean): Result<Record<never, never>> => {
      if (on === (inUse !== real)) return done({});
      const session = inUse.session();
      if (on) {
        const core = openTrainingCore(real.core);
        if (!core.ok) return core;
        inUse = openCounter({ core: core.value, printer: real.queue.printer(), demo: real.demo });
      } else {
        const { core } = inUse;
        inUse = real;
        closeTrainingCore(core);
      }
      inUse.setSession(session);
      real.core.hub.emit([
        "session",
        "basket",
        "shift",
        "journal",
        "paper",
        "sync",
        "rows:purchases",
      ]);
      return done({});
    },
  };
  // Scanners stay the till's own: what they read goes to whoever follows, training or not.
  const kept = { training, heard: real.heard };
  return new Proxy(real, {
    get: (_, key) => Reflect.get(key in kept ? kept : inUse, key),
  });
}
