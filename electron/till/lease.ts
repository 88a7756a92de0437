/**
 * The lease on clients' data (DESIGN 4): without contact to the server for the hours the store's policy
 * gives, people and their timelines are not shown any more, while selling goes on. Any page renews it.
 */
import { parseHlc } from "#shared/base/hlc.ts";
import { HOUR_MS } from "#shared/base/time.ts";
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import type { Desk } from "./journal/desk.ts";
import type { Overlay } from "./overlay/overlay.ts";

export interface Lease {
  /** Whether clients' data is locked now. */
  readonly isOver: () => boolean;
  /** The server was heard: the hours begin anew. */
  readonly heard: () => void;
}

const KIND = "sync";
const KEY = "heard";
/** Heard again so soon, the disk is left alone. */
const KEPT_EVERY_MS = 10 * 60_000;
/** Until the store's policy has arrived. */
const HOURS = 72;

/**
 * The lease of one till. Time is the later of the clock and the till's own newest stamp, so that a
 * clock put back does not make it longer.
 */
export function openLease(till: {
  readonly desk: Desk;
  readonly now: () => number;
  readonly stamp: () => string;
  readonly hours: () => number | undefined;
}): Lease {
  let heardAtMs = till.desk.get<number>(KIND, KEY);
  let keptAtMs = heardAtMs ?? 0;

  function now(): number {
    const stamp = parseHlc(till.stamp());
    return Math.max(till.now(), stamp.ok ? stamp.value.atMs : 0);
  }

  return {
    isOver: () => heardAtMs !== undefined && now() - heardAtMs > (till.hours() ?? HOURS) * HOUR_MS,
    heard: () => {
      heardAtMs = now();
      if (heardAtMs - keptAtMs < KEPT_EVERY_MS) return;
      keptAtMs = heardAtMs;
      till.desk.put(KIND, KEY, heardAtMs);
    },
  };
}

const LEASED: ReadonlySet<string> = new Set(["clients", "contacts"]);

/** Whether rows of the table may not be shown now. */
export function isLocked(lease: Lease, table: string): boolean {
  return LEASED.has(table) && lease.isOver();
}

/** The overlay as acts and views see it: without people once the lease is over. */
export function leasedOverlay(overlay: Overlay, lease: Lease): Overlay {
  return {
    ...overlay,
    row: (table, id) => (isLocked(lease, table) ? undefined : overlay.row(table, id)),
    overlaid: <Table extends FoldedTable>(table: Table) =>
      isLocked(lease, table) ? [] : overlay.overlaid(table),
  };
}
