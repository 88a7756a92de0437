/**
 * The one transaction that writes the journal: place in the chain, receipt numbers, group commit, and
 * what happens when the disk is full. Reading, answers and opening do not belong here.
 */
import type { DatabaseSync } from "node:sqlite";
import { assert, present, safeInteger } from "#shared/base/assert.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { planted } from "#shared/base/planted.ts";
import { done, refuse } from "#shared/base/result.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import { chainHash } from "./chain.ts";
import { diskTrouble } from "./connection.ts";
import { openDesk } from "./desk.ts";
import { openClientKeys } from "./keys.ts";
import type { Reserve } from "./reserve.ts";
import type {
  Act,
  AppendChoice,
  Appended,
  AppendTools,
  Draft,
  JournalHead,
  JournalOptions,
} from "./types.ts";

interface Waiting {
  readonly act: Act;
  readonly answer: (appended: Appended) => void;
  readonly fail: (error: unknown) => void;
}

export interface Writer {
  /**
   * Writes one act, in one transaction with one fsync, and answers its entries after the fsync.
   * Refuses `disk-full` (nothing was written) and `disk-failing` (restart to find out).
   */
  readonly append: (act: Act, choice?: AppendChoice) => Appended;
  /** The same, together with all acts of this turn of the event loop in one transaction. */
  readonly appendAsync: (act: Act, choice?: AppendChoice) => Promise<Appended>;
  /**
   * Runs a small write beside the entries (desk, answers, keys). On a full disk it is done in the room
   * that the reserve gives back; when even that does not help, or the disk fails, the error is thrown.
   */
  readonly besides: <Value>(work: () => Value) => Value;
  readonly head: () => JournalHead;
  /** Whether new acts are taken: `full` until the disk has room again, `failing` until a restart. */
  readonly disk: () => Disk;
}

/** Opens the writing side of a journal whose chain has been verified. */
export function openWriter(
  database: DatabaseSync,
  options: JournalOptions,
  reserve: Reserve,
): Writer {
  const schedule = options.schedule ?? ((run: () => void) => void setImmediate(run));
  const committer = openCommitter(database, options, reserve);
  let queue: Waiting[] = [];

  function flush(): void {
    const batch = queue;
    queue = [];
    try {
      const outcomes = committer.commit(batch.map((waiting) => waiting.act));
      options.fault?.("after-fsync-before-answer");
      batch.forEach((waiting, index) => {
        const outcome = present(outcomes[index], "each act of a batch has an outcome");
        if ("error" in outcome) waiting.fail(outcome.error);
        else waiting.answer(outcome.result);
      });
    } catch (error) {
      for (const waiting of batch) waiting.fail(error);
    }
  }

  return {
    append: (drafts, choice) => {
      options.fault?.("before-append");
      const code = committer.admit(choice?.inHand ?? false);
      if (code !== undefined) return refuse(code);
      const outcome = present(committer.commit([drafts])[0], "an act has an outcome");
      options.fault?.("after-fsync-before-answer");
      if ("error" in outcome) throw outcome.error;
      return outcome.result;
    },
    appendAsync: (drafts, choice) => {
      options.fault?.("before-append");
      const code = committer.admit(choice?.inHand ?? false);
      if (code !== undefined) return Promise.resolve(refuse(code));
      return new Promise((answer, fail) => {
        if (queue.length === 0) schedule(flush);
        queue.push({ act: drafts, answer, fail });
      });
    },
    besides: committer.besides,
    head: committer.head,
    disk: () => {
      committer.admit(false);
      return committer.disk();
    },
  };
}

type Disk = "ok" | "full" | "failing";

interface Committer {
  /** Why an append may not even be tried, on the disk as it is. */
  readonly admit: (inHand: boolean) => JournalRefusalCode | undefined;
  /** Runs acts in one transaction; on a full disk once more in the room that the reserve held. */
  readonly commit: (acts: readonly Act[]) => readonly Outcome[];
  readonly besides: Writer["besides"];
  readonly head: () => JournalHead;
  readonly disk: () => Disk;
}

function openCommitter(
  database: DatabaseSync,
  options: JournalOptions,
  reserve: Reserve,
): Committer {
  const writer = openActWriter(database, options);
  let disk: Disk = "ok";

  function commit(acts: readonly Act[], again: boolean): readonly Outcome[] {
    const head = writer.head();
    let outcomes: readonly Outcome[] | undefined;
    try {
      if (planted("F08") && database.isTransaction) database.exec("COMMIT");
      database.exec("BEGIN IMMEDIATE");
      outcomes = acts.map(writer.write);
      // F08: "done" is said now and the commit left to the next act.
      if (!planted("F08")) database.exec("COMMIT");
      return outcomes;
    } catch (error) {
      const trouble = diskTrouble(error);
      const undone = rollBack(database);
      writer.rewind(head);
      if (trouble === undefined) throw error;
      disk = trouble === "full" && undone ? "full" : "failing";
      if (disk === "full" && reserve.release() && again) return commit(acts, false);
      // F11: the error of a full disk is swallowed and the act called done.
      if (planted("F11") && outcomes !== undefined) return outcomes;
      const code = disk === "full" ? "disk-full" : "disk-failing";
      return acts.map(() => ({ result: refuse(code) }));
    }
  }

  return {
    admit: (inHand) => {
      if (disk === "full" && reserve.restore()) disk = "ok";
      if (disk === "failing") return "disk-failing";
      return disk === "full" && !inHand ? "disk-full" : undefined;
    },
    commit: (acts) => commit(acts, true),
    besides: (work) => {
      try {
        return work();
      } catch (error) {
        if (diskTrouble(error) !== "full" || database.isTransaction) throw error;
        disk = "full";
        if (!reserve.release()) throw error;
        return work();
      }
    },
    head: writer.head,
    disk: () => disk,
  };
}

/** Undoes what the failed transaction left open. Says whether SQLite could. */
function rollBack(database: DatabaseSync): boolean {
  try {
    if (database.isTransaction) database.exec("ROLLBACK");
    return true;
  } catch {
    return false;
  }
}

/** What became of one act of a batch: its answer, or the bug that its function threw. */
type Outcome = { readonly result: Appended } | { readonly error: unknown };

interface ActWriter {
  readonly write: (act: Act) => Outcome;
  readonly head: () => JournalHead;
  readonly rewind: (head: JournalHead) => void;
}

/** Writes acts inside an open transaction; a throwing act undoes itself only. */
function openActWriter(database: DatabaseSync, options: JournalOptions): ActWriter {
  const insert = database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)");
  const setHead = database.prepare("UPDATE head SET registerId = ?, sequence = ?, hash = ?");
  const seal = database.prepare("INSERT INTO seal VALUES (?, ?, ?)");
  const sealing = new Set(options.sealingKinds ?? ["shift.closed"]);
  const tools = openTools(database);
  let head = readHead(database);

  function writeEntry(draft: Draft): AnyEntry {
    assert(
      head.registerId === undefined || draft.registerId === head.registerId,
      "a journal holds the entries of one register",
    );
    const sequence = safeInteger(head.sequence + 1, "an entry's sequence");
    const body = { ...draft, sequence, previousHash: head.hash };
    const text = canonicalJson(body);
    const hash = chainHash(options.crypto, head.hash, text);
    insert.run(sequence, draft.id, draft.kind, draft.businessDate, draft.at, text, hash);
    if (sealing.has(draft.kind)) seal.run(sequence, hash, options.signSeal?.(hash) ?? null);
    head = { registerId: draft.registerId, sequence, hash };
    return { ...body, hash };
  }

  return {
    head: () => head,
    rewind: (to) => {
      head = to;
    },
    write: (act) => {
      const before = head;
      database.exec("SAVEPOINT act");
      try {
        const made = typeof act === "function" ? act(tools) : act;
        const entries = (Array.isArray(made) ? made : [made]).map(writeEntry);
        setHead.run(head.registerId ?? null, head.sequence, head.hash);
        database.exec("RELEASE act");
        return { result: done(entries) };
      } catch (error) {
        if (diskTrouble(error) !== undefined) throw error;
        database.exec("ROLLBACK TO act; RELEASE act");
        head = before;
        return { error };
      }
    },
  };
}

function openTools(database: DatabaseSync): AppendTools {
  const take = database.prepare(
    `INSERT INTO series VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`,
  );
  return {
    takeNumber: (series) => safeInteger(Number(take.get(series)?.last), "a receipt number"),
    desk: openDesk(database),
    keys: openClientKeys(database),
  };
}

/** The last entry's place in the chain, as the file has it. */
export function readHead(database: DatabaseSync): JournalHead {
  const row = present(database.prepare("SELECT * FROM head").get(), "a journal has a head");
  return {
    registerId: row.registerId === null ? undefined : String(row.registerId),
    sequence: Number(row.sequence),
    hash: String(row.hash),
  };
}
