/**
 * What waits to be printed, on the desk: put there in the same transaction as the entry, taken away
 * when the paper is out. A print that was begun and not seen to end is printed again, marked as copy.
 *
 *   waiting --sent to the printer--> printing --taken--> gone (kept in `printed` for the screen)
 *      ^------------ printer not ready -------|      crash: waiting again, as copy
 */
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { Desk } from "../journal/desk.ts";
import { documentBytes } from "./escpos.ts";
import type { Printer, PrintOutcome } from "./printer.ts";

export interface PrintJob {
  readonly id: string;
  readonly at: number;
  readonly title: string;
  readonly document: ReceiptDocument;
  readonly state: "waiting" | "printing" | "printed";
  /** Printed before, or perhaps: the paper says so. */
  readonly copy: boolean;
  /** The drawer was opened when the paper was not ready; the paper must not open it again. */
  readonly kicked?: boolean;
}

export interface PrintQueue {
  /** Puts a job on the desk, in whatever transaction is open; printed by `run`. */
  readonly put: (desk: Desk, job: Omit<PrintJob, "state" | "copy"> & { copy?: boolean }) => void;
  /**
   * Prints what waits, in order, until something does not print, on this printer or the register's
   * own. Answers how much came out. What still waits is tried again by itself.
   */
  readonly run: (
    other?: Printer,
  ) => Promise<{ readonly printed: number; readonly waiting: number }>;
  readonly jobs: () => readonly PrintJob[];
  /** Changes the document of a job that is not printed yet, in whatever transaction is open. */
  readonly amend: (
    desk: Desk,
    id: string,
    change: (document: ReceiptDocument) => ReceiptDocument,
  ) => void;
  readonly printer: () => Printer | undefined;
  readonly usePrinter: (printer: Printer | undefined) => void;
}

const KIND = "print";
/** Printed documents the screen can still show. */
const PRINTED_MAX = 50;
const RETRY_MS = 5_000;

/** The queue on a desk. `copyText` is the mark of a reprint in the store's language. */
export function openPrintQueue(options: {
  readonly desk: Desk;
  readonly printer: Printer | undefined;
  readonly copyText: () => string;
  readonly changed: () => void;
  /** Whether the till was closed: the job stays as it is on the desk and is a copy next time. */
  readonly closed: () => boolean;
  /** How long what waits is left before it is tried again. */
  readonly retryMs?: number;
  /** What stands between commit and print: run before each job; one that it holds does not go out. */
  readonly gate?: {
    readonly run: () => Promise<void>;
    readonly holds: (jobId: string) => boolean;
  };
}): PrintQueue {
  const { desk } = options;
  let printer = options.printer;
  let retry: NodeJS.Timeout | undefined;
  let running: Promise<{ printed: number; waiting: number }> | undefined;
  // As the desk has them: a sale must not read fifty documents again to print one.
  const known = new Map<string, PrintJob>();
  /** Written in a transaction that may not be over, or not for good. */
  const unsure = new Set<string>();
  for (const { key, value } of desk.list<PrintJob>(KIND)) {
    known.set(key, value);
    if (value.state === "printing") save({ ...value, state: "waiting", copy: true });
  }

  function save(job: PrintJob): void {
    desk.put(KIND, job.id, job);
    known.set(job.id, job);
  }

  function look(id: string): void {
    const job = desk.get<PrintJob>(KIND, id);
    if (job === undefined) known.delete(id);
    else known.set(id, job);
  }

  /** Acts write in one go: when this one is over, the desk says what became of the job. */
  function writtenWith(id: string): void {
    if (unsure.size === 0) {
      setImmediate(() => {
        if (!options.closed()) for (const each of unsure) look(each);
        unsure.clear();
      });
    }
    unsure.add(id);
  }

  function jobs(): readonly PrintJob[] {
    for (const id of unsure) look(id);
    const list = [...known.values()];
    return list.sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
  }

  async function printAll(on: Printer | undefined): Promise<{ printed: number; waiting: number }> {
    let printed = 0;
    for (;;) {
      await options.gate?.run();
      if (options.closed()) return { printed, waiting: 0 };
      const job = jobs().find(
        ({ state, id }) => state === "waiting" && options.gate?.holds(id) !== true,
      );
      if (job === undefined || on === undefined) break;
      const state = await on.check().catch(() => "off" as const);
      if (options.closed()) return { printed, waiting: 0 };
      if (state !== "ready") {
        if (job.document.opensDrawer && !job.copy && job.kicked !== true && (await on.kick())) {
          if (!options.closed()) save({ ...job, kicked: true });
        }
        break;
      }
      save({ ...job, state: "printing" });
      const bytes = documentBytes(paperOf(job), {
        columns: on.columns,
        codePage: on.codePage,
        ...(job.copy ? { copy: options.copyText() } : {}),
      });
      const outcome = await on.print(bytes).catch(() => "broken-off" as const);
      if (options.closed()) return { printed, waiting: 0 };
      save(after(job, outcome));
      options.changed();
      if (outcome !== "printed") break;
      printed += 1;
    }
    forgetOld();
    const waiting = jobs().filter(({ state }) => state !== "printed").length;
    if (waiting > 0 && printer !== undefined) tryAgain();
    options.changed();
    return { printed, waiting };
  }

  function tryAgain(): void {
    clearTimeout(retry);
    retry = setTimeout(() => void run(), options.retryMs ?? RETRY_MS);
    retry.unref();
  }

  function run(other?: Printer): Promise<{ printed: number; waiting: number }> {
    if (options.closed()) return Promise.resolve({ printed: 0, waiting: 0 });
    // One at a time: what is on its way to one printer must not go to the other as well.
    if (other !== undefined && running !== undefined) return running.then(() => run(other));
    running ??= printAll(other ?? printer).finally(() => {
      running = undefined;
    });
    return running;
  }

  function forgetOld(): void {
    const done = jobs().filter(({ state }) => state === "printed");
    for (const { id } of done.slice(0, Math.max(0, done.length - PRINTED_MAX))) {
      desk.delete(KIND, id);
      known.delete(id);
    }
  }

  return {
    put: (on, job) => {
      on.put(KIND, job.id, { ...job, state: "waiting", copy: job.copy ?? false });
      writtenWith(job.id);
    },
    run,
    jobs,
    amend: (on, id, change) => {
      const job = on.get<PrintJob>(KIND, id);
      if (job?.state !== "waiting") return;
      on.put(KIND, id, { ...job, document: change(job.document) });
      writtenWith(id);
    },
    printer: () => printer,
    usePrinter: (next) => {
      printer = next;
    },
  };
}

/** What goes on paper: the drawer opens once for a job. */
function paperOf({ document, kicked }: PrintJob): ReceiptDocument {
  return kicked === true ? { ...document, opensDrawer: false } : document;
}

/** A job after a try: what may be on paper in part is a copy the next time. */
function after(job: PrintJob, outcome: PrintOutcome): PrintJob {
  if (outcome === "printed") return { ...job, state: "printed" };
  return { ...job, state: "waiting", copy: job.copy || outcome === "broken-off" };
}
