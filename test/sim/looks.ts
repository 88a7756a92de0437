/** What people do at a simulated till that is not full yet: they scan, and rows come ahead of the pages. */
import { PRODUCTS } from "./acts.ts";
import type { SimTill } from "./till.ts";
import type { World } from "./world.ts";

/** A first fill of the small chain takes some pages; who scans does it among them. */
const WITHIN_MS = 800;
const LOOKS = 5;

/** Some looks (SPEC P24) soon after a till came up, as far as it is still filling then. */
export function lookWhileFilling(
  sim: SimTill,
  world: Pick<World, "prng" | "schedule" | "count" | "touched">,
): void {
  const { life } = sim;
  for (let times = 0; times < LOOKS; times += 1) {
    const ids = [world.prng.pick(PRODUCTS)];
    world.schedule.after(world.prng.int(1, WITHIN_MS), () => {
      const sync = sim.life === life ? sim.till?.core.sync : undefined;
      if (sync?.status().filling === undefined) return;
      void sync.look({ ids }).then((looked) => {
        if (!looked) return;
        world.count("looked-ahead");
        world.touched.add(sim.name);
      });
    });
  }
}
