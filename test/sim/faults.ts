/**
 * The faults of a simulated world and when they happen: planned from the seed before the run, each
 * counted when it has really been done. A plan that is not carried out fails its run.
 */
import type { Prng } from "#shared/base/prng.ts";
import { compactSoon } from "./compaction.ts";
import type { World } from "./world.ts";

export const FAULTS = [
  "cut",
  "one-way",
  "swizzle",
  "till-power",
  "till-write-cut",
  "till-kill",
  "till-restart",
  "disk-full",
  "disk-failing",
  "server-power",
  "server-disk-full",
  "server-disk-failing",
  "node-kill",
  "clock-skew",
  "clock-freeze",
  "old-protocol",
  "upgrade",
  "double-start",
  "poison",
  "weather",
  "small-pages",
  "compact",
] as const;
/** At most one of these a run: each changes what may be asked of a till for good. */
export const TURNS = ["restore", "image", "clone", "revoke", "scope", "forge"] as const;

export type Fault = (typeof FAULTS)[number] | (typeof TURNS)[number];

export interface PlannedFault {
  readonly fault: Fault;
  readonly atMs: number;
  readonly till: number;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

/** The plan of one run: some faults of the mix at chosen instants of its length. */
export function planFaults(
  prng: Prng,
  run: { readonly lengthMs: number; readonly tills: number; readonly mix: readonly Fault[] },
): readonly PlannedFault[] {
  const common = run.mix.filter((fault) => (FAULTS as readonly string[]).includes(fault));
  const turns = run.mix.filter((fault) => (TURNS as readonly string[]).includes(fault));
  const plan: PlannedFault[] = [];
  const at = (from: number, to: number): number =>
    prng.int(Math.floor(run.lengthMs * from), Math.floor(run.lengthMs * to));
  const till = (): number => prng.int(0, run.tills - 1);
  // A swarm: each run has only some kinds, so that no kind always hides another.
  const kinds = common.filter(() => prng.chance(1, 2));
  if (common.length > 0 && kinds.length === 0) kinds.push(prng.pick(common));
  if (kinds.length > 0) {
    const days = Math.max(1, Math.round(run.lengthMs / DAY_MS));
    const times = prng.int(3, 7 + run.tills) * days;
    for (let index = 0; index < times; index += 1) {
      plan.push({ fault: prng.pick(kinds), atMs: at(0.05, 0.75), till: till() });
    }
  }
  if (turns.length > 0 && (common.length === 0 || prng.chance(2, 3))) {
    plan.push({ fault: prng.pick(turns), atMs: at(0.45, 0.75), till: till() });
  }
  return plan.sort((left, right) => left.atMs - right.atMs);
}

/** Does one fault; answers false when it could not be done now and is to be tried again. */
export async function inject(world: World, { fault, till: index }: PlannedFault): Promise<boolean> {
  const { prng } = world;
  const sim = world.tills[index % world.tills.length];
  if (sim === undefined) return false;
  const { link } = sim;
  const heal = (ms: number, work: () => void): void => void world.schedule.after(ms, work);
  switch (fault) {
    case "cut":
      link.cutToServer = true;
      link.cutToTill = true;
      heal(prng.int(1_000, 150_000), () => world.healLink(sim));
      return true;
    case "one-way":
      if (prng.chance(1, 2)) link.cutToServer = true;
      else link.cutToTill = true;
      heal(prng.int(1_000, 90_000), () => world.healLink(sim));
      return true;
    case "swizzle":
      world.swizzle();
      return true;
    case "till-power":
      if (!sim.isUp()) return false;
      sim.cutPower();
      world.startLater(sim, prng.int(200, 60_000));
      return true;
    case "till-write-cut":
      return sim.isUp() && world.cutInWrite(sim);
    case "till-kill":
      if (!sim.isUp()) return false;
      sim.kill();
      world.startLater(sim, prng.int(200, 60_000));
      return true;
    case "till-restart":
      if (!sim.isUp()) return false;
      await sim.close();
      world.startLater(sim, prng.int(200, 20_000));
      return true;
    case "disk-full":
    case "disk-failing":
      if (!sim.isUp() || sim.disk.left !== undefined) return false;
      world.spoilDisk(sim, fault === "disk-full" ? "full" : "failing");
      return true;
    default:
      return injectOdd(world, fault, sim);
  }
}

/** Faults of server, clocks and versions, and of what is sent. */
async function injectOdd(
  world: World,
  fault: Fault,
  sim: World["tills"][number],
): Promise<boolean> {
  const { prng, server } = world;
  const { link } = sim;
  const heal = (ms: number, work: () => void): void => void world.schedule.after(ms, work);
  switch (fault) {
    case "server-power":
      return server.isLive() && world.cutServer(prng.int(100, 20_000));
    case "server-disk-full":
    case "server-disk-failing":
      if (!server.isLive() || server.disk.left !== undefined) return false;
      world.spoilDisk(server, fault === "server-disk-full" ? "full" : "failing");
      return true;
    case "node-kill":
      if (!server.isLive()) return false;
      server.killNode();
      heal(prng.int(500, 20_000), () => world.noticeAll());
      heal(prng.int(20_000, 60_000), () => server.reviveNodes());
      return true;
    case "clock-skew":
      sim.clock.set(prng.int(-10 * YEAR_MS, 10 * YEAR_MS));
      if (prng.chance(1, 2))
        heal(prng.int(5_000, 120_000), () => sim.clock.set(prng.int(-500, 500)));
      return true;
    case "clock-freeze":
      sim.clock.freeze();
      heal(prng.int(5_000, 120_000), () => sim.clock.set(prng.int(-3_600_000, 3_600_000)));
      return true;
    case "old-protocol":
      link.protocolShift = prng.pick([-1, -2, -4]);
      world.reconnect(sim);
      heal(prng.int(20_000, 120_000), () => {
        link.protocolShift = 0;
        world.reconnect(sim);
      });
      return true;
    case "upgrade":
      if (!sim.isUp()) return false;
      await sim.close();
      sim.ageReplica();
      world.startLater(sim, prng.int(200, 5_000));
      return true;
    case "double-start":
      return sim.isUp() && world.startTwice(sim);
    case "poison":
      return world.poison(sim);
    case "weather":
      world.changeWeather();
      return true;
    case "small-pages":
      link.pullRows = prng.int(1, 8);
      world.reconnect(sim);
      return true;
    case "compact":
      return compactSoon(world);
    default:
      return injectTurn(world, fault, sim);
  }
}

async function injectTurn(
  world: World,
  fault: Fault,
  sim: World["tills"][number],
): Promise<boolean> {
  switch (fault) {
    case "restore":
      return world.restore();
    case "image":
      if (!sim.hasImage()) return false;
      sim.takeTheImage();
      world.startLater(sim, world.prng.int(200, 20_000));
      return true;
    case "clone":
      return sim.isUp() && world.clone(sim);
    case "revoke":
      return world.revoke(sim);
    case "scope":
      return world.changeScope(sim);
    case "forge":
      return world.forge(sim);
    default:
      return false;
  }
}
