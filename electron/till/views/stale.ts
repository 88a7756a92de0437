/** Row 23: how old a figure of the server's is at this till, and whether that is older than the shop allows. */
import { policyOf, type TillCore } from "../core.ts";

const MINUTE_MS = 60_000;
const STALE_AFTER_MINUTES = 60;

export interface Known {
  /** Left out before the server was ever heard. */
  readonly asOfMs?: number;
  readonly stale: boolean;
}

/** A row is as old as the last time the server spoke, or as its own instant when that is later. */
export function knownAt(core: TillCore, rowMs = 0): Known {
  const contactMs = core.sync.status().lastPulledAtMs ?? 0;
  const afterMinutes = policyOf(core)?.stock.staleAfterMinutes ?? STALE_AFTER_MINUTES;
  const stale = core.clock.now() - contactMs > afterMinutes * MINUTE_MS;
  const asOfMs = Math.max(rowMs, contactMs);
  return asOfMs === 0 ? { stale } : { asOfMs, stale };
}
