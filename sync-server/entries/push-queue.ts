/**
 * Gathers pushes while a transaction runs and commits them together in the next one: at one till a
 * push waits for nobody, at a hundred they share one sync of the disk.
 */
import type { Database } from "../database/contract.ts";
import type { Head } from "../database/heads.ts";
import { acceptGroup, type JobResult, type PushJob } from "./accept.ts";
import type { AcceptContext } from "./context.ts";

const GROUP_ENTRIES_MAX = 400;
const GROUP_JOBS_MAX = 64;
const QUEUE_JOBS_MAX = 2_000;

export type PushOutcome = JobResult | "busy";

export interface PushQueue {
  /** Answers after the commit; `busy` when the database cannot take it now. */
  readonly push: (job: Omit<PushJob, "unreadable">) => Promise<PushOutcome>;
  readonly waiting: () => number;
  /** Since when the database has taken nothing and why; nothing while it takes what is pushed. */
  readonly trouble: () => WriteTrouble | undefined;
  /** A write from elsewhere has been taken: whatever stood in the way is over. */
  readonly recovered: () => void;
  /** Answers when everything handed in before is committed. */
  readonly idle: () => Promise<void>;
}

export interface WriteTrouble {
  readonly sinceMs: number;
  readonly why: string;
}

interface Waiting {
  readonly job: PushJob;
  readonly answer: (outcome: PushOutcome) => void;
}

export interface PushQueueOptions {
  readonly database: Database;
  readonly context: () => AcceptContext;
  readonly moved: (heads: ReadonlyMap<string, Head>) => void;
}

interface Judged extends PushQueueOptions {
  readonly taken: () => void;
  readonly refused: (why: string) => void;
}

/** The queue in front of one database. */
export function createPushQueue(options: PushQueueOptions): PushQueue {
  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  let trouble: WriteTrouble | undefined;
  const judged: Judged = {
    ...options,
    taken: () => {
      trouble = undefined;
    },
    refused: (why) => {
      trouble = { sinceMs: trouble?.sinceMs ?? options.context().nowMs, why };
    },
  };
  const drain = async (): Promise<void> => {
    // One turn of the event loop, so that pushes which arrived together are committed together.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const { group, rest } = takeGroup(queue);
      queue = rest;
      const outcomes = await commit(
        judged,
        group.map((each) => each.job),
      );
      group.forEach((each, index) => {
        each.answer(outcomes[index] ?? "busy");
      });
    }
    running = undefined;
  };
  return {
    waiting: () => queue.length,
    trouble: () => trouble,
    recovered: judged.taken,
    idle: async () => running,
    push: (job) =>
      new Promise((answer) => {
        if (queue.length >= QUEUE_JOBS_MAX) {
          answer("busy");
          return;
        }
        queue.push({ job: { ...job, unreadable: false }, answer });
        running ??= drain();
      }),
  };
}

/** The jobs of the next transaction: at most one a register, so that none is judged on a stale stand. */
function takeGroup(queue: readonly Waiting[]): { group: Waiting[]; rest: Waiting[] } {
  const group: Waiting[] = [];
  const rest: Waiting[] = [];
  const registers = new Set<string>();
  let entries = 0;
  for (const each of queue) {
    const { registerId } = each.job;
    const fits =
      group.length === 0 ||
      (group.length < GROUP_JOBS_MAX && entries + each.job.entries.length <= GROUP_ENTRIES_MAX);
    const waits = !fits || registers.has(registerId);
    registers.add(registerId);
    if (waits) {
      rest.push(each);
      continue;
    }
    entries += each.job.entries.length;
    group.push(each);
  }
  return { group, rest };
}

/**
 * Commits the jobs together. When their data makes the database refuse, they are tried apart, down to
 * the one entry at fault, which is kept unread: one bad entry never stands in the way of others (F23).
 */
async function commit(options: Judged, jobs: readonly PushJob[]): Promise<readonly PushOutcome[]> {
  const context: AcceptContext = { ...options.context(), late: [] };
  try {
    const group = await options.database.write((tx) => acceptGroup(tx, context, jobs));
    for (const late of context.late ?? []) await options.database.write(late);
    options.taken();
    // Who pushed is answered first: the pokes are read and sent in a turn of their own.
    setImmediate(() => options.moved(group.moved));
    return group.results;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.warn("a group of pushes was not committed", { jobs: jobs.length, why });
    if (!options.database.isDataFault(error)) {
      options.refused(why);
      return jobs.map(() => "busy");
    }
  }
  const outcomes: PushOutcome[] = [];
  for (const job of jobs) outcomes.push(await commitAlone(options, job, jobs.length > 1));
  return outcomes;
}

async function commitAlone(
  options: Judged,
  job: PushJob,
  worthTrying: boolean,
): Promise<PushOutcome> {
  if (worthTrying) return (await commit(options, [job]))[0] ?? "busy";
  if (job.unreadable) return "busy";
  if (job.entries.length === 1) {
    return (await commit(options, [{ ...job, unreadable: true }]))[0] ?? "busy";
  }
  const answers: JobResult["answers"][number][] = [];
  let last: JobResult | undefined;
  for (const entry of job.entries) {
    const outcome = (await commit(options, [{ ...job, entries: [entry] }]))[0] ?? "busy";
    if (outcome === "busy") return "busy";
    answers.push(...outcome.answers);
    last = outcome;
    if (outcome.stop !== undefined) break;
  }
  return last === undefined ? "busy" : { ...last, answers };
}
