/**
 * One simulated chain from a seed: tills, links, server, faults and auditor on one virtual clock, and
 * the run from the first act to the last check. Same seed, same choice: the same bytes.
 */
import { createHash, type Hash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { revokeDevice } from "#server/enrol.ts";
import { putRows } from "#server/rows/put.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { createPrng, type Prng } from "#shared/base/prng.ts";
import { EVENTS, type Helloed } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { chainRows } from "#test/builders/server-chain.ts";
import { openJournal } from "#till/journal/journal.ts";
import { actAtRandom, appendPoison, PRODUCTS } from "./acts.ts";
import type { Written } from "./auditor.ts";
import type { DiskFaults, Trouble } from "./disk.ts";
import { type Fault, inject, type PlannedFault, planFaults } from "./faults.ts";
import { lookWhileFilling } from "./looks.ts";
import { fairWeather, Link, type Weather } from "./network.ts";
import { percent, Schedule } from "./schedule.ts";
import { SimServer } from "./server.ts";
import { aPrice, type Seat, START_MS, type Template, tokenOf } from "./template.ts";
import { SimTill } from "./till.ts";
import { Watch } from "./watch.ts";

export interface RunChoice {
  readonly seed: number;
  readonly template: Template;
  /** A folder of a memory disk; gone after the run. */
  readonly folder: string;
  readonly mix: readonly Fault[];
  /** Acts of all tills together. */
  readonly acts: number;
  readonly lengthMs: number;
  readonly progress?: (at: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly virtualMs: number;
  readonly lengthMs: number;
  readonly operations: number;
  readonly failures: number;
}

export interface RunResult {
  readonly seed: number;
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly invariantsChecked: number;
  readonly failures: readonly string[];
  readonly traceHash: string;
  readonly virtualMs: number;
}

/** How long after the last fault everything must be where it belongs: one back-off and two time limits. */
const QUIET_WITHIN_MS = 180_000;
const TRY_AGAIN_MS = 3_000;
const PROGRESS_STEPS = 5_000;

export class World {
  readonly prng: Prng;
  readonly schedule = new Schedule(START_MS);
  readonly server: SimServer;
  readonly tills: SimTill[];
  readonly weather: Weather = fairWeather();
  readonly watch: Watch;
  private readonly choice: RunChoice;
  private readonly injected: Record<string, number> = {};
  private readonly hash: Hash = createHash("sha256");
  private operations = 0;
  private healed = false;
  private backup: string | undefined;
  private busy = 0;
  private serverTouched = true;
  readonly touched = new Set<string>();
  private readonly narrow = new Set<string>();

  constructor(choice: RunChoice) {
    this.choice = choice;
    const prng = createPrng(`sim ${choice.seed}`);
    this.prng = prng.fork("faults");
    const { schedule } = this;
    const trace = this.trace;
    mkdirSync(choice.folder, { recursive: true });
    this.server = new SimServer({
      folder: join(choice.folder, "server"),
      template: choice.template.server,
      schedule,
      prng: prng.fork("server"),
      nodes: 2,
      commitMs: 6,
      trace,
      touched: () => {
        this.serverTouched = true;
      },
    });
    this.tills = choice.template.seats.map((_, index) => this.makeTill(index, index, prng));
    this.watch = new Watch({
      tills: this.tills,
      server: this.server,
      now: () => schedule.nowMs,
      scopeOf: (sim) => this.scopeOf(sim),
    });
  }

  /** The till of a seat; a seat has two of them only when its disk was cloned. */
  private makeTill(index: number, place: number, prng: Prng): SimTill {
    const { choice, schedule, trace } = this;
    const seat = choice.template.seats[place] as Seat;
    const name = `till-${index + 1}`;
    const link = new Link({
      schedule,
      prng: prng.fork(`link ${index}`),
      server: this.server,
      weather: this.weather,
      count: this.count,
      trace,
      touched: () => void this.touched.add(name),
      name,
    });
    return new SimTill({
      index: index + 1,
      ...seat,
      folder: join(choice.folder, "tills"),
      template: choice.template.journals[place] ?? "",
      schedule,
      prng: prng.fork(`till ${index}`),
      link,
      trace,
    });
  }

  readonly trace = (what: string): void => {
    this.hash.update(`${this.schedule.nowMs} ${what}\n`);
  };

  readonly count = (fault: string): void => {
    this.injected[fault] = (this.injected[fault] ?? 0) + 1;
  };

  async run(): Promise<RunResult> {
    const { choice, prng, schedule, watch } = this;
    try {
      await this.server.start();
      watch.serverStarted(false);
      for (const sim of this.tills) await this.start(sim);
      const plan = planFaults(prng, {
        lengthMs: choice.lengthMs,
        tills: this.tills.length,
        mix: choice.mix,
      });
      const pending = { left: plan.length };
      for (const fault of plan) this.planFault(fault, pending);
      this.planActs();
      this.planImages(plan);
      const between = (): void => {
        this.audit();
        this.tellProgress();
      };
      await schedule.runUntil(START_MS + choice.lengthMs, between);
      if (pending.left > 0)
        watch.fault(`PLAN ${pending.left} of ${plan.length} faults not injected`);
      await this.heal();
      let quiet = false;
      const look = (): void => {
        quiet = this.isQuiet();
        if (!quiet) schedule.after(2_000, look);
      };
      schedule.after(1_000, look);
      await schedule.runUntil(schedule.nowMs + QUIET_WITHIN_MS, between, () => quiet);
      if (!quiet) watch.fault(`I11 not quiet in time: ${this.whatIsOpen()}`);
      if (this.operations === 0) watch.fault("PLAN nothing was done");
      watch.finished();
    } catch (error) {
      watch.fault(`CRASH ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    }
    await this.putAway();
    for (const fault of watch.faults) this.trace(fault);
    return {
      seed: choice.seed,
      operations: this.operations,
      faults: this.injected,
      invariantsChecked: watch.checked,
      failures: watch.faults,
      traceHash: this.hash.digest("hex"),
      virtualMs: schedule.nowMs - START_MS,
    };
  }

  private async putAway(): Promise<void> {
    this.watch.close();
    for (const sim of this.tills) sim.discard();
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await this.server.stop().catch(() => undefined);
    rmSync(this.choice.folder, { recursive: true, force: true });
  }

  private tellProgress(): void {
    const { choice, schedule } = this;
    if (choice.progress === undefined || schedule.steps % PROGRESS_STEPS !== 0) return;
    choice.progress({
      virtualMs: schedule.nowMs - START_MS,
      lengthMs: choice.lengthMs,
      operations: this.operations,
      failures: this.watch.faults.length,
    });
  }

  private audit(): void {
    if (this.serverTouched) this.watch.serverMoved();
    this.serverTouched = false;
    for (const { name, link } of this.tills) {
      if (link.waitsForMore(this.schedule.nowMs)) {
        this.watch.fault(`F17 ${name}: was told that there is more and did not ask for it`);
      }
    }
    if (this.touched.size === 0) return;
    for (const sim of this.tills) if (this.touched.has(sim.name)) this.watch.touched(sim);
    this.touched.clear();
  }

  private planFault(planned: PlannedFault, pending: { left: number }): void {
    let tries = 0;
    const attempt = (): void => {
      // One that cannot be injured so just now is passed over for the next.
      const till = planned.till + Math.floor(tries / 2);
      tries += 1;
      void inject(this, { ...planned, till }).then((done) => {
        if (!done) {
          if (!this.healed) this.schedule.after(TRY_AGAIN_MS, attempt);
          return;
        }
        pending.left -= 1;
        this.count(planned.fault);
        this.trace(`fault ${planned.fault} ${planned.till}`);
      });
    };
    this.schedule.after(planned.atMs, attempt);
  }

  private planActs(): void {
    const prng = this.prng.fork("acts");
    for (let index = 0; index < this.choice.acts; index += 1) {
      const sim = this.tills[index % this.tills.length] as SimTill;
      this.schedule.after(prng.int(500, this.choice.lengthMs - 1_000), () => this.act(sim, prng));
    }
    for (let index = 0; index < 3; index += 1) {
      this.schedule.after(prng.int(0, this.choice.lengthMs), () => {
        this.hqChanges(aPrice(prng.pick(PRODUCTS), prng.int(100, 9_000)));
      });
    }
  }

  private act(sim: SimTill, prng: Prng): void {
    if (!sim.isUp()) return;
    const { life } = sim;
    const { name, acted } = actAtRandom(sim, prng);
    if (sim.life !== life) return;
    this.touched.add(sim.name);
    this.trace(`${sim.name} ${name} ${acted.as === "done" ? acted.entries[0]?.hash : acted.as}`);
    if (acted.as === "done") {
      this.operations += 1;
      this.watch.acted(sim, acted.entries as unknown as readonly Written[]);
    } else if (acted.as === "refused" && acted.code === "disk-failing") {
      // The till said to restart it.
      sim.kill();
      this.startLater(sim, 3_000);
    } else if (acted.as === "refused" && sim.revokedAtMs !== undefined) {
      // A till out of service has wiped its replica: it knows no product any more (P13).
      this.trace(`${sim.name} out of service ${acted.code}`);
    } else if (acted.as === "refused" && !/^(disk-|return-)/.test(acted.code)) {
      this.watch.fault(`ACT ${sim.name} ${name} was refused: ${acted.code}`);
    }
  }

  /** Copies that a planned fault comes back to; without one nobody needs them. */
  private planImages(plan: readonly PlannedFault[]): void {
    const has = (fault: Fault): boolean => plan.some((planned) => planned.fault === fault);
    const at = Math.floor(this.choice.lengthMs * 0.3);
    if (has("image")) {
      this.schedule.after(at, () => {
        for (const sim of this.tills) sim.takeImage();
      });
    }
    const backUp = (): void => {
      if (this.server.isLive()) this.backup = this.server.backUp();
      else this.schedule.after(1_000, backUp);
    };
    if (has("restore")) this.schedule.after(at, backUp);
  }

  hqChanges(row: Parameters<typeof putRows>[1][number]): void {
    if (!this.server.isLive()) return;
    void putRows(this.server.core(), [row]).catch(() => undefined);
  }

  async start(sim: SimTill): Promise<void> {
    if (sim.isUp()) return;
    this.touched.add(sim.name);
    if (await sim.start()) {
      this.watch.started(sim);
      lookWhileFilling(sim, this);
    } else if (sim.disk.left === undefined) {
      this.watch.fault(`OPEN ${sim.name} did not open: ${sim.failed}`);
    } else this.startLater(sim, 2_000);
  }

  startLater(sim: SimTill, ms: number): void {
    this.busy += 1;
    this.schedule.after(ms, () => {
      this.busy -= 1;
      void this.start(sim);
    });
  }

  /** The power goes at one of the next writing statements of the till. */
  cutInWrite(sim: SimTill): boolean {
    let left = this.prng.int(1, 25);
    const isAfter = this.prng.chance(1, 2);
    sim.disk.onWrite = (sql, when, file) => {
      if (when !== (isAfter ? "after" : "before")) return;
      left -= 1;
      if (left > 0) return;
      sim.disk.onWrite = undefined;
      const isCommit = isAfter && /^\s*COMMIT/i.test(sql);
      const committed = file === "journal.db" ? "journal" : "replica";
      sim.cutPower(isCommit ? committed : undefined);
      this.startLater(sim, this.prng.int(200, 30_000));
    };
    return true;
  }

  spoilDisk(sim: { readonly disk: DiskFaults }, trouble: Trouble): void {
    sim.disk.left = this.prng.int(0, 30);
    sim.disk.trouble = trouble;
    this.schedule.after(this.prng.int(5_000, 40_000), () => {
      sim.disk.left = undefined;
    });
  }

  /** The disk of a till is copied to another machine, and both run on. */
  clone(sim: SimTill): boolean {
    const { prng, schedule, tills } = this;
    const place = tills.indexOf(sim);
    if (sim.imaged || place >= this.choice.template.seats.length) return false;
    const twin = this.makeTill(tills.length, place, prng.fork("clone"));
    sim.copyInto(twin);
    tills.push(twin);
    this.watch.tillAdded(twin);
    this.startLater(twin, prng.int(200, 20_000));
    const acts = prng.fork("acts of the clone");
    for (let times = prng.int(1, 6); times > 0; times -= 1) {
      schedule.after(prng.int(1_000, 60_000), () => this.act(twin, acts));
    }
    return true;
  }

  /** The machine of the server loses power and comes back. */
  cutServer(downMs: number): boolean {
    this.busy += 1;
    void this.server.cutPower().then(() => {
      this.noticeSome();
      this.schedule.after(downMs, () => void this.serverBack(false));
    });
    return true;
  }

  private async serverBack(restored: boolean): Promise<void> {
    await this.server.start(restored);
    this.busy -= 1;
    this.watch.serverStarted(restored);
  }

  restore(): boolean {
    const { backup } = this;
    if (backup === undefined || !this.server.isLive()) return false;
    this.busy += 1;
    void this.server.restore(backup).then(() => {
      this.noticeSome();
      this.schedule.after(this.prng.int(500, 20_000), () => void this.serverBack(true));
    });
    return true;
  }

  /** Some links notice at once that the server went away, others only by waiting in vain. */
  private noticeSome(): void {
    for (const { link } of this.tills) if (this.prng.chance(1, 2)) link.notice();
  }

  noticeAll(): void {
    for (const { link } of this.tills) link.notice();
  }

  healLink(sim: SimTill): void {
    sim.link.cutToServer = false;
    sim.link.cutToTill = false;
  }

  /** Cuts the links one by one and heals them in another order. */
  swizzle(): void {
    const { prng, schedule, tills } = this;
    let at = 0;
    for (const sim of prng.shuffle(tills)) {
      at += prng.int(100, 8_000);
      schedule.after(at, () => {
        sim.link.cutToServer = true;
        sim.link.cutToTill = true;
      });
    }
    for (const sim of prng.shuffle(tills)) {
      at += prng.int(100, 20_000);
      schedule.after(at, () => this.healLink(sim));
    }
  }

  reconnect(sim: SimTill): void {
    sim.till?.link.cut();
    sim.till?.link.restore();
  }

  changeWeather(): void {
    const { prng, weather } = this;
    const some = (most: number): number => (percent(prng, 50) ? prng.int(1, most) : 0);
    weather.lostPercent = some(20);
    weather.lostAnswerPercent = some(40);
    weather.doubledPercent = some(40);
    weather.latePercent = some(30);
    weather.lateMs = prng.int(500, 45_000);
    weather.lostPokePercent = some(100);
  }

  /** A second process on the same folder must be turned away (F16). */
  startTwice(sim: SimTill): boolean {
    const second = openJournal({ file: sim.journalFile(), crypto: nodeCrypto, reserveBytes: 0 });
    if (second.ok) {
      second.value.close();
      this.watch.fault(`F16 ${sim.name}: two processes hold one journal`);
    } else if (second.refusal.code !== "journal-in-use") {
      this.watch.fault(`F16 ${sim.name}: ${second.refusal.code}`);
    }
    return true;
  }

  poison(sim: SimTill): boolean {
    const { life } = sim;
    const acted = appendPoison(sim);
    if (acted.as !== "done" || sim.life !== life) return false;
    for (const entry of acted.entries) this.watch.poison.add(entry.id);
    this.watch.acted(sim, acted.entries as unknown as readonly Written[]);
    return true;
  }

  revoke(sim: SimTill): boolean {
    if (!this.server.isLive() || this.tills.some((each) => each.revokedAtMs !== undefined)) {
      return false;
    }
    void revokeDevice(this.server.core(), sim.registerId).then(
      () => {
        sim.revokedAtMs = this.schedule.nowMs;
      },
      () => undefined,
    );
    return true;
  }

  /** HQ takes the warehouse from a store: its stock may not stay on the store's tills (F18). */
  changeScope(sim: SimTill): boolean {
    const found = chainRows().find(({ table, id }) => table === "settings" && id === sim.storeId);
    if (found === undefined || !this.server.isLive()) return false;
    const row = found.row as Rows["settings"];
    const narrow = { ...row, body: { ...row.body, warehousePlaceIds: [] } };
    void putRows(this.server.core(), [{ ...found, row: narrow }]).then(
      () => void this.narrow.add(sim.storeId),
      () => undefined,
    );
    return true;
  }

  /** Somebody sends another body under an id that the server has: both are kept, the till is fenced. */
  forge(sim: SimTill): boolean {
    const core = sim.till?.core;
    const last = core?.journal.highestAcknowledged() ?? 0;
    const entry = core?.journal.after(last - 1, 1)[0];
    if (core === undefined || last === 0 || entry === undefined || !this.server.isLive())
      return false;
    const { hash: _, ...content } = { ...entry, staffId: "mallory" };
    const hash = nodeCrypto.sha256(content.previousHash + canonicalJson(content));
    const node = this.server.connect(() => undefined);
    const hello = {
      protocol: PROTOCOL_VERSION,
      layout: 1,
      engineVersion: 1,
      app: "forger",
      deviceToken: tokenOf(sim.registerId),
      registerId: sim.registerId,
      lastSequence: 1_000_000,
      lastHash: hash,
      hlc: "",
      atMs: 0,
    };
    void (async () => {
      const helloed = (await node.answer(EVENTS.hello, hello)) as Helloed;
      if (!helloed.ok) return;
      const { epoch } = helloed.welcome;
      const answer = await node.answer(EVENTS.push, { epoch, entries: [{ ...content, hash }] });
      const told = answer as { readonly ok: boolean; readonly code?: string };
      if (told.ok)
        this.watch.fault(`F06 ${sim.name}: another body of one id was taken as the same`);
      else if (told.code === "conflict") this.watch.forged.add(entry.id);
    })().catch(() => undefined);
    return true;
  }

  private async heal(): Promise<void> {
    this.healed = true;
    Object.assign(this.weather, fairWeather());
    this.server.reviveNodes();
    this.server.disk.left = undefined;
    for (const sim of this.tills) {
      this.healLink(sim);
      sim.disk.left = undefined;
      sim.disk.onWrite = undefined;
      sim.link.protocolShift = 0;
      sim.link.notice();
      if (sim.till?.core.sync.status().mode === "push-only") this.reconnect(sim);
      if (sim.till?.core.journal.disk() === "failing") {
        sim.kill();
        this.startLater(sim, 100);
      }
      if (!sim.isUp()) this.startLater(sim, 200);
    }
  }

  private isQuiet(): boolean {
    return this.busy === 0 && this.server.isLive() && this.whatIsOpen() === "";
  }

  private whatIsOpen(): string {
    if (!this.server.isLive()) return "the server is down";
    const open: string[] = [];
    for (const sim of this.tills) {
      const core = sim.till?.core;
      if (core === undefined) {
        open.push(`${sim.name} is down`);
        continue;
      }
      const { count } = core.journal.unsent();
      const status = core.sync.status();
      if (count > 0) open.push(`${sim.name} has ${count} unsent (${status.trouble})`);
      if (sim.revokedAtMs !== undefined || this.watch.isFenced(sim)) continue;
      if (sim.imaged && status.pushOnlyReason === "fenced") continue;
      const pending = core.overlay.pendingCount();
      if (status.mode !== "full")
        open.push(`${sim.name} is ${status.link} ${status.mode} (${status.trouble})`);
      if (pending > 0) open.push(`${sim.name} has ${pending} not folded in`);
      const behind = this.watch.behind(sim);
      if (behind !== "") open.push(`${sim.name} is behind in ${behind}`);
    }
    return open.join("; ");
  }

  private scopeOf(sim: SimTill): readonly string[] {
    return [
      `register:${sim.registerId}`,
      `store:${sim.storeId}`,
      "chain:catalogue",
      "book:base",
      `place:${sim.placeId}`,
      ...(this.narrow.has(sim.storeId) ? [] : ["place:warehouse"]),
      "clients:all",
    ];
  }
}
