/**
 * The server side of a simulated chain: real core and sessions over a real SQLite file, two nodes on
 * one database, time passing at every commit, power cuts, backups and restores.
 */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Core, openCore } from "#server/core.ts";
import { type Database, rowsOf, type Tx } from "#server/database/contract.ts";
import { openDatabase } from "#server/database/open.ts";
import { sql } from "#server/database/sql.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import { createQuestions } from "#server/questions.ts";
import { createSession, type Session } from "#server/session.ts";
import { tellOf } from "#server/streams/changes.ts";
import type { Moved } from "#server/streams/pokes.ts";
import type { Prng } from "#shared/base/prng.ts";
import { EVENTS, type Poke } from "#shared/protocol/messages.ts";
import { connectThrough, copyAfterCut, type DiskFaults, wellDisk } from "./disk.ts";
import type { Schedule } from "./schedule.ts";

export const CHAIN = "main";

/** One connection as a node keeps it. */
export interface NodeSession {
  readonly isLive: () => boolean;
  readonly answer: (event: string, message: unknown) => Promise<unknown>;
  readonly end: () => void;
}

export interface SimServerOptions {
  readonly folder: string;
  /** A database with the chain's rows and registers, to begin with. */
  readonly template: string;
  readonly schedule: Schedule;
  readonly prng: Prng;
  readonly nodes: number;
  /** Most milliseconds a transaction stays open before its commit. */
  readonly commitMs: number;
  readonly trace: (what: string) => void;
  /** Something may have been committed. */
  readonly touched: () => void;
}

interface Node {
  readonly core: Core;
  readonly sessions: Set<Heard>;
  live: boolean;
}

interface Heard {
  streams: readonly string[];
  readonly poke: (poke: Poke) => void;
}

export class SimServer {
  file: string;
  epoch = "";
  readonly warnings: string[] = [];
  private readonly options: SimServerOptions;
  private life = 0;
  private nodes: Node[] = [];
  private database: Database | undefined;
  readonly disk: DiskFaults = wellDisk();
  /** The writer's own setting: what a power cut may take from it. */
  private synchronous = 2;
  private readonly sleepers = new Set<(why: Error) => void>();

  constructor(options: SimServerOptions) {
    this.options = options;
    this.file = this.nextFile();
    copyFileSync(options.template, this.file);
  }

  isLive(): boolean {
    return this.nodes.some((node) => node.live);
  }

  core(): Core {
    const node = this.nodes.find((each) => each.live);
    if (node === undefined) throw new Error("no node is up");
    return node.core;
  }

  /** Opens the database and its nodes; `restored` begins a new history first. */
  async start(restored = false): Promise<void> {
    this.disk.left = undefined;
    const opened = await openDatabase(this.file, { connect: connectThrough(this.disk) });
    if (!opened.ok) throw new Error(`the server did not open: ${opened.refusal.code}`);
    this.database = opened.value;
    this.synchronous = await opened.value.write(readSynchronous);
    const { prng, schedule } = this.options;
    if (restored) await (await this.openNode(opened.value)).core.beginEpoch();
    const slow = this.slowed(opened.value);
    this.nodes = [];
    for (let index = 0; index < this.options.nodes; index += 1) {
      this.nodes.push(await this.openNode(slow, opened.value));
    }
    this.epoch = this.core().epoch();
    this.options.trace(`server up ${this.epoch} ${schedule.nowMs} ${prng.int(0, 9)}`);
  }

  private async openNode(database: Database, first = database): Promise<Node> {
    const { prng, schedule } = this.options;
    let through = first;
    // Opening is done at once; what follows goes through the slow database.
    const late: Database = {
      ...database,
      write: (work) => through.write(work),
      read: (work) => through.read(work),
    };
    const core = await openCore({
      database: late,
      chain: CHAIN,
      rules: engineRules,
      now: () => schedule.nowMs,
      log: { info: () => undefined, warn: (facts, what) => this.warned(what, facts) },
      random: (bytes) => prng.bytes(bytes),
      inline: true,
    });
    through = database;
    const node: Node = { core, sessions: new Set(), live: true };
    core.onMoved((moved) => this.moved(node, moved));
    return node;
  }

  private warned(what: string, facts: Readonly<Record<string, unknown>>): void {
    this.warnings.push(`${what} ${JSON.stringify(facts)}`);
  }

  /** Pokes those of its own node at once and the others as their polling finds out. */
  private moved(from: Node, moved: readonly Moved[]): void {
    this.options.touched();
    for (const node of this.nodes) {
      const waitMs = node === from ? 0 : this.options.prng.int(10, 250);
      this.options.schedule.after(waitMs, () => {
        if (node.live) void this.tell(node, moved);
      });
    }
  }

  private async tell(node: Node, moved: readonly Moved[]): Promise<void> {
    for (const each of moved) {
      const { poke, except } = await tellOf(node.core, each);
      const { change: _, ...bare } = poke;
      for (const heard of node.sessions) {
        if (!heard.streams.includes(poke.stream)) continue;
        const isOut = except.some((id) => heard.streams.includes(`register:${id}`));
        heard.poke(isOut ? bare : poke);
      }
    }
  }

  connect(poke: (poke: Poke) => void): NodeSession {
    const node = this.options.prng.pick(this.nodes.filter((each) => each.live));
    const heard: Heard = { streams: [], poke };
    node.sessions.add(heard);
    const session = createSession(node.core, createQuestions(), {
      listen: (streams) => {
        heard.streams = streams;
      },
    });
    return {
      isLive: () => node.live,
      answer: (event, message) => answerTo(session, event, message),
      end: () => void node.sessions.delete(heard),
    };
  }

  /** One node goes away; its connections find out by themselves. */
  killNode(): void {
    const live = this.nodes.filter((node) => node.live);
    if (live.length > 1) this.options.prng.pick(live).live = false;
  }

  reviveNodes(): void {
    if (this.isLive()) for (const node of this.nodes) node.live = true;
  }

  /** The machine loses power: what was not committed is gone, the log has a torn end. */
  async cutPower(): Promise<void> {
    const { prng } = this.options;
    const next = this.nextFile();
    copyAfterCut(this.file, next, { prng, synchronous: this.synchronous });
    await this.stop();
    this.file = next;
  }

  /** Copies the database as a backup does. */
  backUp(): string {
    const file = this.nextFile();
    copyFileSync(this.file, file);
    copyFileSync(`${this.file}-wal`, `${file}-wal`);
    return file;
  }

  /** Puts a backup in the place of what is there. The server must be stopped or is stopped here. */
  async restore(backup: string): Promise<void> {
    await this.stop();
    this.file = this.nextFile();
    copyFileSync(backup, this.file);
    copyFileSync(`${backup}-wal`, `${this.file}-wal`);
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) node.live = false;
    for (const wake of [...this.sleepers])
      wake(Object.assign(new Error("the server lost power"), { errcode: 10 }));
    this.sleepers.clear();
    const { database } = this;
    this.database = undefined;
    await database?.close();
    const old = this.file;
    for (const end of ["", "-wal", "-shm"]) rmSync(old + end, { force: true });
  }

  private nextFile(): string {
    this.life += 1;
    mkdirSync(this.options.folder, { recursive: true });
    return join(this.options.folder, `server-${this.life}.db`);
  }

  /** The same database with time passing inside and after each transaction. */
  private slowed(database: Database): Database {
    const { prng, commitMs } = this.options;
    return {
      ...database,
      write: async (work) => {
        const value = await database.write(async (tx) => {
          const made = await work(tx);
          await this.sleep(prng.int(0, commitMs));
          return made;
        });
        await this.sleep(prng.int(0, 2));
        return value;
      },
    };
  }

  private sleep(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const wake = (why: Error): void => {
        cancel();
        this.sleepers.delete(wake);
        reject(why);
      };
      const cancel = this.options.schedule.after(ms, () => {
        this.sleepers.delete(wake);
        resolve();
      });
      this.sleepers.add(wake);
    });
  }
}

async function readSynchronous(tx: Tx): Promise<number> {
  const [row] = await rowsOf<{ synchronous: number }>(tx, sql`PRAGMA synchronous`);
  return row?.synchronous ?? 2;
}

function answerTo(session: Session, event: string, message: unknown): Promise<unknown> {
  if (event === EVENTS.hello) return session.hello(message);
  if (event === EVENTS.push) return session.push(message);
  if (event === EVENTS.pull) return session.pull(message);
  if (event === EVENTS.check) return session.check(message);
  if (event === EVENTS.look) return session.look(message);
  return session.ask(message);
}
