/**
 * The auditor's rounds: which checks are made when, over the live world. What is right is said in
 * auditor.ts; here it is read off journals, replicas and the server's file, step by step.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { storedRow } from "#shared/protocol/image/columns.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import { PRODUCTS } from "./acts.ts";
import {
  type Accepted,
  journalFaults,
  lastWordOnLanguage,
  moneyFaults,
  movementsOf,
  readAccepted,
  readJournal,
  refundFaults,
  shiftFaults,
  type Written,
} from "./auditor.ts";
import type { SimServer } from "./server.ts";
import { StockBook } from "./stock-book.ts";
import type { SimTill } from "./till.ts";

const OPENING_MILLI = 100_000;
const HLC_AHEAD_MS = 5 * 60_000;
const REVOKED_WITHIN_MS = 5_000;

interface TillBook {
  /** Entries the cashier was told are safe: id to hash. */
  readonly acked: Map<string, string>;
  /** Own movements of everything in the journal, by `place:product`. */
  own: Map<string, number>;
  checkpoints: Readonly<Record<string, { readonly epoch: string; readonly position: number }>>;
  /** Where the streams stood when the till had been revoked for long enough. */
  revokedAt: ReadonlyMap<string, number> | undefined;
}

export class Watch {
  readonly faults: string[] = [];
  checked = 0;
  /** Streams that a register has to have, and no other. */
  readonly scopeOf: (sim: SimTill) => readonly string[];
  /** Entries nobody can read, and bodies forged under an id that is taken. */
  readonly poison = new Set<string>();
  readonly forged = new Set<string>();
  private readonly books = new Map<string, TillBook>();
  private readonly logs = new Map<string, StockBook>();
  private readonly tills: readonly SimTill[];
  private readonly server: SimServer;
  private reading:
    | { readonly file: string; readonly database: DatabaseSync; readonly stock: StatementSync }
    | undefined;
  private readonly now: () => number;

  constructor(world: {
    readonly tills: readonly SimTill[];
    readonly server: SimServer;
    readonly now: () => number;
    readonly scopeOf: (sim: SimTill) => readonly string[];
  }) {
    this.tills = world.tills;
    this.server = world.server;
    this.now = world.now;
    this.scopeOf = world.scopeOf;
    for (const sim of world.tills) this.tillAdded(sim);
  }

  /** A machine nobody knew: the copy of another's disk. */
  tillAdded(sim: SimTill): void {
    this.books.set(sim.name, {
      acked: new Map(),
      own: new Map(),
      checkpoints: {},
      revokedAt: undefined,
    });
  }

  /** The cashier saw it done: from here on it may never be missing. */
  acted(sim: SimTill, entries: readonly Written[]): void {
    const book = this.bookOf(sim);
    for (const entry of entries) {
      book.acked.set(entry.id, entry.hash);
      for (const fault of moneyFaults(entry)) this.fault(fault);
      this.addOwn(book, sim, entry);
      this.checked += 1;
    }
  }

  /** After a start: the journal is read as it lies on the disk (I1, I6, I7). */
  started(sim: SimTill): void {
    const book = this.bookOf(sim);
    const entries = this.journalOf(sim);
    this.checkKept(sim, entries);
    for (const fault of journalFaults(sim.name, entries)) this.fault(fault);
    book.own = new Map();
    for (const entry of entries) this.addOwn(book, sim, entry);
    book.checkpoints = {};
    this.checked += 3;
  }

  /** After anything reached a till: scope, checkpoints and what a person would see (I8, I9, I10). */
  touched(sim: SimTill): void {
    const core = sim.till?.core;
    if (core === undefined) return;
    const book = this.bookOf(sim);
    const now = core.replica.checkpoints();
    for (const [stream, at] of Object.entries(now)) {
      const before = book.checkpoints[stream];
      if (before?.epoch === at.epoch && before.position > at.position) {
        this.fault(`I9 ${sim.name}: ${stream} went back to ${at.position}`);
      }
    }
    book.checkpoints = now;
    for (const product of PRODUCTS) this.lookAtStock(sim, now, product);
    this.checkRevoked(sim, book);
    this.checked += 2;
  }

  /** After anything the server may have committed (I3, I4). */
  serverMoved(): void {
    if (!this.server.isLive()) return;
    const database = this.serverFile();
    const log = this.logOf(this.server.epoch);
    const fresh = readAccepted(database, log.entries.at(-1)?.arrival ?? 0);
    if (fresh.length === 0) return;
    for (const entry of fresh) {
      if (entry.folded) for (const fault of moneyFaults(entry)) this.fault(fault);
      const differs = entry.codes.filter((code) => /-differs$/.test(code));
      if (differs.length > 0) this.fault(`I3 ${entry.id}: ${differs.join()}`);
    }
    log.add(fresh);
    this.checkServerStock(log);
    this.checked += 2;
  }

  /** After a start of the server on the same history: what was committed is still there (I2). */
  serverStarted(restored: boolean): void {
    this.reading?.database.close();
    this.reading = undefined;
    const database = this.serverFile();
    const { epoch } = this.server;
    const before = this.logs.get(epoch)?.entries ?? [];
    const after = readAccepted(database, 0);
    const there = new Set(after.map((entry) => entry.id));
    for (const entry of restored ? [] : before) {
      if (!there.has(entry.id)) this.fault(`I2 ${entry.id}: committed and lost by the server`);
    }
    const known = new Map(before.map((entry) => [`${entry.id} ${entry.hash}`, entry]));
    this.logs.set(
      epoch,
      new StockBook(
        this.placeOf,
        after.map((entry) => ({ ...entry, ...known.get(`${entry.id} ${entry.hash}`) })),
      ),
    );
    this.checked += 1;
  }

  /** When all is healed and quiet: everything, once more and whole. */
  finished(): void {
    this.serverMoved();
    const database = this.serverFile();
    const log = readAccepted(database, 0);
    for (const sim of this.tills) {
      const entries = this.journalOf(sim);
      this.checkKept(sim, entries);
      for (const fault of journalFaults(sim.name, entries)) this.fault(fault);
      for (const fault of shiftFaults(entries)) this.fault(fault);
      this.checkArrived(sim, entries, log);
      this.checkReplica(sim, database);
      this.checked += 4;
    }
    for (const fault of refundFaults(log)) this.fault(fault);
    const language = lastWordOnLanguage(log, HLC_AHEAD_MS);
    const row = database
      .prepare(
        `SELECT body FROM revision WHERE tbl = 'clients' AND id = 'maya' AND superseded IS NULL`,
      )
      .get();
    const stands = JSON.parse(String(row?.body ?? "{}")).language;
    if (language !== stands) this.fault(`F20 the client's language is ${stands}, not ${language}`);
    this.checkServerStock(new StockBook(this.placeOf, log));
    this.checked += 3;
  }

  close(): void {
    this.reading?.database.close();
    this.reading = undefined;
  }

  fault(what: string): void {
    if (this.faults.length < 20) this.faults.push(what);
  }

  /** Whatever a cashier was told is safe lies in the journal; a disk that is gone is another matter. */
  private checkKept(sim: SimTill, entries: readonly Written[]): void {
    const { acked } = this.bookOf(sim);
    const byId = new Map(entries.map((entry) => [entry.id, entry.hash]));
    for (const [id, hash] of acked) {
      if (sim.imaged && !byId.has(id)) acked.delete(id);
      else if (byId.get(id) !== hash)
        this.fault(`I1 ${sim.name}: entry ${id} is not in the journal`);
    }
  }

  private checkArrived(sim: SimTill, entries: readonly Written[], log: readonly Accepted[]): void {
    const mine = log.filter((entry) => entry.registerId === sim.registerId);
    const count = new Map<string, number>();
    for (const entry of mine) count.set(entry.id, (count.get(entry.id) ?? 0) + 1);
    const own = new Map(entries.map((entry) => [entry.id, entry.hash]));
    for (const entry of entries) {
      const there = mine.find((each) => each.id === entry.id && each.hash === entry.hash);
      if (there === undefined) this.fault(`I2 ${sim.name}: entry ${entry.sequence} never arrived`);
      else if (there.folded === this.poison.has(entry.id)) {
        this.fault(`I2 ${sim.name}: entry ${entry.sequence} folded ${there.folded}`);
      }
      const times = this.forged.has(entry.id) ? 2 : 1;
      if (count.get(entry.id) !== times) {
        this.fault(`I2 ${sim.name}: entry ${entry.sequence} is there ${count.get(entry.id)} times`);
      }
    }
    const strange = mine.filter((entry) => !own.has(entry.id));
    if (strange.length === 0) return;
    if (!sim.imaged) this.fault(`I2 ${sim.name}: ${strange.length} entries nobody made`);
    // Two of one disk are told apart by what they write; one that only listens does no harm.
    else if (sim.twin && !contradicts(entries, mine)) return;
    else if (this.takesPages(sim)) this.fault(`F07 ${sim.name}: a copied till is not fenced`);
  }

  /** Whether the server gives this till pages, or would. */
  private takesPages(sim: SimTill): boolean {
    return !this.isFenced(sim) && sim.till?.core.sync.status().pushOnlyReason !== "fenced";
  }

  /** Whether the server takes nothing but pushes from it. */
  isFenced(sim: SimTill): boolean {
    const row = this.serverFile()
      .prepare("SELECT fenced FROM register WHERE id = ?")
      .get(sim.registerId);
    return row?.fenced === 1;
  }

  /** Streams in which the till has not reached the server's head. */
  behind(sim: SimTill): string {
    const at = sim.till?.core.replica.checkpoints() ?? {};
    return this.serverFile()
      .prepare("SELECT stream, position, epoch FROM stream_head WHERE position > 0")
      .all()
      .filter((head) => this.scopeOf(sim).includes(String(head.stream)))
      .filter((head) => {
        const known = at[String(head.stream)];
        return known?.position !== head.position || known?.epoch !== head.epoch;
      })
      .map((head) => String(head.stream))
      .join();
  }

  /** Byte for byte what the server has for its streams, and nothing else (I5, I8). */
  private checkReplica(sim: SimTill, server: DatabaseSync): void {
    const core = sim.till?.core;
    if (core === undefined || sim.revokedAtMs !== undefined || !this.takesPages(sim)) return;
    const scope = this.scopeOf(sim);
    const wanted = new Map<string, string>();
    const current = server.prepare(
      `SELECT tbl, id, position, body FROM revision
       WHERE stream = ? AND superseded IS NULL AND body IS NOT NULL`,
    );
    for (const stream of scope) {
      for (const row of current.all(stream)) {
        const table = layout.tables.find(({ name }) => name === row.tbl);
        const body = JSON.parse(String(row.body));
        const stored = table === undefined ? body : storedRow(table, body);
        wanted.set(`${row.tbl}/${row.id}`, `${row.position} ${JSON.stringify(stored)}`);
      }
    }
    for (const { name } of layout.tables) {
      const rows = core.replica.database
        .prepare(`SELECT id, stream, position, data FROM "${name}" WHERE deleted = 0`)
        .all();
      for (const row of rows) {
        const key = `${name}/${row.id}`;
        if (!scope.includes(String(row.stream))) this.fault(`I8 ${sim.name}: ${key}`);
        else if (wanted.get(key) !== `${row.position} ${row.data}`) {
          this.fault(`I5 ${sim.name}: ${key} at ${row.position}`);
        }
        wanted.delete(key);
      }
    }
    for (const key of wanted.keys()) this.fault(`I5 ${sim.name}: ${key} is missing`);
    const pending = core.overlay.pendingCount();
    if (pending !== 0) this.fault(`I10 ${sim.name}: the overlay still adds ${pending} entries`);
  }

  private lookAtStock(sim: SimTill, checkpoints: TillBook["checkpoints"], product: string): void {
    const core = sim.till?.core;
    const stream = `place:${sim.placeId}`;
    const at = checkpoints[stream];
    if (core === undefined || at === undefined) return;
    // Entries of the lost disk and of this one share numbers until the till is enrolled anew.
    if (sim.imaged) return;
    const log = this.logs.get(at.epoch);
    if (log === undefined) return;
    const key = `${sim.placeId}:${product}`;
    const own = this.bookOf(sim).own.get(key) ?? 0;
    const row = core.overlay.row("stock", key);
    const held = core.replica.get("stock", key);
    // While it fills, a row may not be here yet; then nothing is claimed of it.
    if (row === undefined || held === undefined) return;
    // One that was looked up is ahead of the pages.
    const isAhead = held.position > at.position;
    const position = isAhead ? this.endOf(stream, held.position) : at.position;
    const expected = OPENING_MILLI + own + log.sumOfOthers(key, sim.registerId, position);
    if (row.onHandMilli !== expected) {
      this.fault(`I10 ${sim.name}: ${key} shows ${row.onHandMilli}, not ${expected}`);
    }
  }

  /** The last position of the transaction that made a revision: all of it counts at once. */
  private endOf(stream: string, position: number): number {
    const row = this.serverFile()
      .prepare(
        "SELECT min(position) AS ends FROM seen WHERE stream = ? AND started <= ? AND position >= ?",
      )
      .get(stream, position, position);
    return Number(row?.ends ?? position);
  }

  /** A wipe empties the streams; nothing but a page moves one on (F25). */
  private checkRevoked(sim: SimTill, book: TillBook): void {
    if (sim.revokedAtMs === undefined) return;
    if (this.now() < sim.revokedAtMs + REVOKED_WITHIN_MS) return;
    const at = new Map(
      Object.entries(book.checkpoints).map(([stream, { position }]) => [stream, position]),
    );
    book.revokedAt ??= at;
    for (const [stream, position] of at) {
      if (position > (book.revokedAt.get(stream) ?? 0)) {
        this.fault(`F25 ${sim.name}: read a page of ${stream} after it was revoked`);
      }
    }
  }

  private checkServerStock(log: StockBook): void {
    const rows = this.reading?.stock.all() ?? [];
    for (const row of rows) {
      const { onHandMilli } = JSON.parse(String(row.body));
      const expected = OPENING_MILLI + log.sumOf(String(row.id));
      if (onHandMilli !== expected) this.fault(`I4 ${row.id}: ${onHandMilli}, not ${expected}`);
    }
  }

  private addOwn(book: TillBook, sim: SimTill, entry: Written): void {
    if (this.poison.has(entry.id)) return;
    for (const { placeId, productId, milli } of movementsOf(entry, () => sim.placeId)) {
      const key = `${placeId}:${productId}`;
      book.own.set(key, (book.own.get(key) ?? 0) + milli);
    }
  }

  private readonly placeOf = (registerId: string): string =>
    this.tills.find((sim) => sim.registerId === registerId)?.placeId ?? "";

  private journalOf(sim: SimTill): ReturnType<typeof readJournal> {
    const open = sim.disk.connections.get("journal.db");
    if (sim.isUp() && open?.isOpen === true) return readJournal(open);
    const database = new DatabaseSync(sim.journalFile());
    try {
      return readJournal(database);
    } finally {
      database.close();
    }
  }

  private serverFile(): DatabaseSync {
    const { file } = this.server;
    if (this.reading?.file !== file) {
      this.reading?.database.close();
      const database = new DatabaseSync(file, { readOnly: true });
      const stock = database.prepare(
        `SELECT id, body FROM revision WHERE tbl = 'stock' AND superseded IS NULL AND body IS NOT NULL`,
      );
      this.reading = { file, database, stock };
    }
    return this.reading.database;
  }

  private logOf(epoch: string): StockBook {
    const log = this.logs.get(epoch) ?? new StockBook(this.placeOf);
    this.logs.set(epoch, log);
    return log;
  }

  private bookOf(sim: SimTill): TillBook {
    return this.books.get(sim.name) as TillBook;
  }
}

/** Whether a journal has another entry than the server under one of its numbers. */
function contradicts(entries: readonly Written[], mine: readonly Accepted[]): boolean {
  const own = new Map(entries.map((entry) => [entry.sequence, entry.hash]));
  return mine.some(({ sequence, hash }) => own.has(sequence) && own.get(sequence) !== hash);
}
