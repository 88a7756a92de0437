/**
 * One till of the simulation: the product's own till on a folder of a memory disk, started, killed,
 * cut from power at any statement, put back from a disk image. What it does is acts.ts.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Prng } from "#shared/base/prng.ts";
import { openTill, type Till } from "#till/main.ts";
import {
  connectThrough,
  copyFolderAfterCut,
  copyWhole,
  type DiskFaults,
  wellDisk,
} from "./disk.ts";
import type { Link } from "./network.ts";
import { type Schedule, SkewedClock } from "./schedule.ts";

export interface SimTillOptions {
  readonly index: number;
  readonly registerId: string;
  readonly storeId: string;
  readonly placeId: string;
  readonly folder: string;
  /** A journal that is enrolled and has no entries. */
  readonly template: string;
  readonly schedule: Schedule;
  readonly prng: Prng;
  readonly link: Link;
  readonly trace: (what: string) => void;
}

export class SimTill {
  readonly name: string;
  readonly registerId: string;
  readonly storeId: string;
  readonly placeId: string;
  readonly clock: SkewedClock;
  readonly link: Link;
  readonly disk: DiskFaults = wellDisk();
  till: Till | undefined;
  /** Raised at each start and end: what an earlier life still does no longer counts. */
  life = 0;
  /** Put back from an image: its disk is not the one that sent the rest. */
  imaged = false;
  /** Another machine runs on with a copy of this disk: which of them is the till, nobody knows. */
  twin = false;
  revokedAtMs: number | undefined;
  shiftId: string | undefined;
  /** Why it could not be opened, when it could not. */
  failed: string | undefined;
  private folder: string;
  private folders = 0;
  private image: string | undefined;
  private readonly options: SimTillOptions;

  constructor(options: SimTillOptions) {
    this.options = options;
    this.name = `till-${options.index}`;
    this.registerId = options.registerId;
    this.storeId = options.storeId;
    this.placeId = options.placeId;
    this.link = options.link;
    this.clock = new SkewedClock(options.schedule);
    this.folder = this.nextFolder();
    mkdirSync(this.folder, { recursive: true });
    copyFileSync(options.template, join(this.folder, "journal.db"));
  }

  isUp(): boolean {
    return this.till !== undefined;
  }

  journalFile(): string {
    return join(this.folder, "journal.db");
  }

  dataFolder(): string {
    return this.folder;
  }

  /** Starts the till's process; answers false when it refused. */
  async start(): Promise<boolean> {
    this.life += 1;
    const { life } = this;
    this.failed = undefined;
    const opened = await openTill({
      dataDir: this.folder,
      transport: this.link.transportFor(() => this.life === life),
      clock: this.clock,
      random: (bytes) => this.options.prng.bytes(bytes),
      reserveBytes: 0,
      connect: connectThrough(this.disk),
      watch: false,
    });
    if (!opened.ok) {
      this.failed = opened.refusal.code;
      this.options.trace(`${this.name} refused ${opened.refusal.code}`);
      return false;
    }
    this.till = opened.value;
    this.options.trace(`${this.name} up ${opened.value.core.journal.head().sequence}`);
    return true;
  }

  /** A process that ends as it should. */
  async close(): Promise<void> {
    const { till } = this;
    if (till === undefined) return;
    this.till = undefined;
    await till.close();
    this.life += 1;
    this.link.drop();
  }

  /**
   * The power goes now, or went while a commit was under way: what is on the disk is copied as it
   * would be found, and the dead process is put away. Answers how many commits of the replica were lost.
   */
  cutPower(committing: "journal" | "replica" | undefined = undefined): number {
    const { till } = this;
    if (till === undefined) return 0;
    const next = this.nextFolder();
    const { prng } = this.options;
    const lost = copyFolderAfterCut(this.folder, next, (name) => ({
      prng,
      synchronous: synchronousOf(this.disk.connections.get(name)),
      committing: committing === (name === "journal.db" ? "journal" : "replica"),
    }));
    this.putAway(till, next);
    return lost;
  }

  /** kill -9: everything written is there. */
  kill(): void {
    const { till } = this;
    if (till === undefined) return;
    const next = this.nextFolder();
    copyWhole(this.folder, next);
    this.putAway(till, next);
  }

  /** The end of the run: nothing of it is looked at any more. */
  discard(): void {
    const { till } = this;
    if (till !== undefined) this.putAway(till, this.nextFolder());
  }

  takeImage(): void {
    this.image = `${this.folder}-image`;
    rmSync(this.image, { recursive: true, force: true });
    copyWhole(this.folder, this.image);
  }

  hasImage(): boolean {
    return this.image !== undefined;
  }

  /** A second machine started from a copy of this one's disk, while this one goes on. */
  copyInto(clone: SimTill): void {
    copyWhole(this.folder, clone.folder);
    for (const sim of [this, clone]) {
      sim.imaged = true;
      sim.twin = true;
    }
    clone.shiftId = this.shiftId;
  }

  /** Another disk with the image's content takes the place of this one. */
  takeTheImage(): void {
    const { till, image } = this;
    if (image === undefined) return;
    const next = this.nextFolder();
    copyWhole(image, next);
    if (till !== undefined) this.putAway(till, next);
    else this.folder = next;
    this.imaged = true;
  }

  /** Makes the replica look like one of another layout. */
  ageReplica(): void {
    for (const name of readdirSync(this.folder)) {
      if (!/^replica-.*\.db$/.test(name)) continue;
      const database = new DatabaseSync(join(this.folder, name));
      database.exec("PRAGMA user_version = 999");
      database.close();
    }
  }

  private putAway(till: Till, next: string): void {
    this.till = undefined;
    this.life += 1;
    this.disk.onWrite = undefined;
    this.disk.left = undefined;
    this.link.drop();
    const old = this.folder;
    this.folder = next;
    till.core.sync.stop();
    till.core.search.stop();
    // What the dead process still had planned is called off by closing it, on a disk nobody reads again.
    setImmediate(() => {
      void till
        .close()
        .catch(() => undefined)
        .finally(() => rmSync(old, { recursive: true, force: true }));
    });
  }

  private nextFolder(): string {
    this.folders += 1;
    return join(this.options.folder, `${this.options.index}-${this.folders}`);
  }
}

function synchronousOf(database: DatabaseSync | undefined): number {
  return Number(database?.prepare("PRAGMA synchronous").get()?.synchronous ?? 2);
}
