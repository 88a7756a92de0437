/**
 * When the replica is compared with the server: once after the first fill, then daily, and when asked.
 * Keeps on the desk what the last check found, and how many faults this till ever had.
 */
import { DAY_MS } from "#shared/base/time.ts";
import { randomFraction } from "../host.ts";
import { type CheckHooks, checkReplica } from "./check.ts";
import type { CheckOutcome, SyncOptions, SyncStatus } from "./contract.ts";

export interface Checking {
  /** A connection that gives rows stands. */
  readonly connected: (connection: Pick<CheckHooks, "ask" | "alive">) => void;
  /** All there was has been pulled: a check that is due is planned. */
  readonly pulled: () => void;
  readonly now: () => Promise<CheckOutcome | undefined>;
  readonly status: () => Pick<SyncStatus, "lastCheck" | "replicaFaults">;
}

const KIND = "sync";
const KEY = "checked";
/** Tills that were filled together do not all check together. */
const WITHIN_MS = 60_000;

interface Kept {
  readonly last: CheckOutcome;
  readonly faults: number;
}

/** The checks of one till. */
export function openChecking(options: SyncOptions, tell: () => void): Checking {
  const { clock, journal, random } = options;
  let connection: Pick<CheckHooks, "ask" | "alive"> | undefined;
  let running: Promise<CheckOutcome | undefined> | undefined;
  let planned = false;
  let kept = journal.desk.get<Kept>(KIND, KEY);

  async function run(on: Pick<CheckHooks, "ask" | "alive">): Promise<CheckOutcome | undefined> {
    try {
      const last = await checkReplica(options, { ...on, repaired: options.onPage });
      if (last === undefined || !on.alive()) return undefined;
      kept = { last, faults: (kept?.faults ?? 0) + last.faults };
      journal.desk.put(KIND, KEY, kept);
      tell();
      return last;
    } catch {
      // The connection ended or spoke nonsense; its session says so, and the check comes again.
      return undefined;
    } finally {
      running = undefined;
    }
  }

  function now(): Promise<CheckOutcome | undefined> {
    if (connection?.alive() !== true || options.checks === undefined) {
      return Promise.resolve(undefined);
    }
    running ??= run(connection);
    return running;
  }

  return {
    connected: (next) => {
      connection = next;
      planned = false;
    },
    pulled: () => {
      const last = kept?.last.atMs;
      const isDue = last === undefined || clock.now() - last >= DAY_MS;
      if (planned || !isDue || options.checks === undefined) return;
      planned = true;
      const on = connection;
      clock.after(Math.round(randomFraction(random) * WITHIN_MS), () => {
        planned = false;
        if (on?.alive() === true) void now();
      });
    },
    now,
    status: () => ({ lastCheck: kept?.last, replicaFaults: kept?.faults ?? 0 }),
  };
}
