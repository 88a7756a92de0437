import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrng } from "#shared/base/prng.ts";
import { aMove } from "#test/builders/server-chain.ts";
import { aCore, aTill, databasesOf, greet, pushTo } from "#test/support/server-core.ts";
import { fairWeather, Link } from "./network.ts";
import { openRunner } from "./run.ts";
import { Schedule } from "./schedule.ts";
import { SimServer } from "./server.ts";
import { makeTemplate, START_MS } from "./template.ts";
import { SimTill } from "./till.ts";

const folder = join(tmpdir(), `keepshop-found-${process.pid}`);
let databases: Awaited<ReturnType<typeof databasesOf>>;
beforeAll(async () => {
  databases = await databasesOf("sqlite");
});
afterAll(async () => {
  await databases.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("what the simulator found", () => {
  it("F07: a hello that was long on its way does not fence the till that sent it", async () => {
    const { core } = await aCore(await databases.open(await databases.address()));
    const till = await aTill(core);
    const early = { lastSequence: 0, lastHash: till.register.hash };
    await pushTo(till, [aMove(till.register, { productId: "tee", quantityMilli: -1_000 })]);
    const late = await greet(core, till, early);
    expect(late).toMatchObject({ ok: true, welcome: { mode: "push-only", reason: "fenced" } });
    const page = await till.session.pull({ checkpoints: {}, limit: 100 });
    expect(page).toMatchObject({ ok: false, code: "fenced" });
    expect(await greet(core, till)).toMatchObject({ ok: true, welcome: { mode: "full" } });
  });

  it("F18: a stream that a page says was left is out of the overlay at once, not at the next hello", async () => {
    const runner = await openRunner({ mix: ["scope"] });
    for (const seed of [1, 2, 3, 4]) {
      const { failures } = await runner.seed(seed);
      expect(failures, `npm run sim -- --seeds ${seed}..${seed} --faults scope`).toEqual([]);
    }
    runner.close();
  });

  it("F25: a till out of service forgets what it knew, also in memory and on a full disk", async () => {
    const runner = await openRunner({ mix: ["revoke", "disk-full"] });
    for (const seed of [3, 6, 13]) {
      const { failures } = await runner.seed(seed);
      expect(failures, `npm run sim -- --seeds ${seed}..${seed} --faults revoke,disk-full`).toEqual(
        [],
      );
    }
    runner.close();
  });

  it("F11: a till that is closed on a full disk lets go of its journal", async () => {
    const sim = await aSimTill("closed");
    expect(await sim.start()).toBe(true);
    sim.disk.left = 0;
    await sim.close();
    sim.disk.left = undefined;
    expect(await sim.start(), sim.failed).toBe(true);
    await sim.close();
  });

  it("F11: an upgrade on a full disk refuses at any statement and opens once there is room", async () => {
    const sim = await aSimTill("upgraded");
    expect(await sim.start()).toBe(true);
    const refusals = new Set<string | undefined>();
    for (let left = 0; left < 12; left += 1) {
      await sim.close();
      sim.ageReplica();
      sim.disk.left = left;
      if (!(await sim.start())) refusals.add(sim.failed);
      sim.disk.left = undefined;
      expect(sim.isUp() || (await sim.start()), `${left} ${sim.failed}`).toBe(true);
    }
    expect([...refusals]).toContain("disk-full");
    await sim.close();
  });
});

/** One till of a chain of its own, not started, on a good link. */
async function aSimTill(name: string): Promise<SimTill> {
  const template = await makeTemplate(join(folder, name, "template"), 1);
  const schedule = new Schedule(START_MS);
  const nothing = (): void => undefined;
  const told = { schedule, prng: createPrng("found"), trace: nothing, touched: nothing };
  const server = new SimServer({
    ...told,
    folder: join(folder, name, "server"),
    template: template.server,
    nodes: 1,
    commitMs: 0,
  });
  const link = new Link({ ...told, server, weather: fairWeather(), count: nothing, name: "till" });
  const sim = new SimTill({
    ...told,
    index: 1,
    registerId: "register-1",
    storeId: "s1",
    placeId: "p1",
    folder: join(folder, name, "tills"),
    template: template.journals[0] ?? "",
    link,
  });
  return sim;
}
