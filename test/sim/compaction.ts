/**
 * The log of a simulated server lets go of its past within minutes (SPEC P25): HQ takes a product away,
 * and a little later nothing but the floors says that it was there.
 */
import { compact } from "#server/compaction.ts";
import { putRows } from "#server/rows/put.ts";
import { aProduct } from "#test/builders/server-chain.ts";
import type { World } from "./world.ts";

const TIMES = {
  retentionMs: 15_000,
  markEveryMs: 0,
  raiseEveryMs: 0,
  clearAfterMs: 25_000,
  runEveryMs: 1,
  positionsMax: 100_000,
};
/** One run marks, one raises floors, one clears below them. */
const RUNS_AT_MS = [1_000, 20_000, 50_000];

/** Takes away a product that every till may have, and compacts around it. False when no server is up. */
export function compactSoon(world: Pick<World, "server" | "schedule" | "prng" | "count">): boolean {
  const { server, schedule, prng, count } = world;
  if (!server.isLive()) return false;
  const gone = aProduct(`gone-${prng.int(1, 1_000_000)}`);
  void putRows(server.core(), [gone]).catch(() => undefined);
  const whenLive = (ms: number, work: () => Promise<unknown>): void => {
    schedule.after(ms, () => {
      if (server.isLive()) void work().catch(() => undefined);
    });
  };
  const takenAtMs = prng.int(2_000, 20_000);
  whenLive(takenAtMs, () => putRows(server.core(), [{ ...gone, row: undefined }]));
  for (const ms of RUNS_AT_MS) {
    whenLive(takenAtMs + ms, async () => {
      const { raised, removed } = await compact(server.core(), TIMES);
      if (raised.length > 0) count("floor-raised");
      if (removed > 0) count("past-cleared");
    });
  }
  return true;
}
