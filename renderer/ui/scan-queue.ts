/**
 * Codes that were scanned, each given once to the page that is there when its turn comes: one after the
 * other, in the order they came. A code waits while another is under way and while one page makes room
 * for the next, so that none goes to a page that has gone and none is lost between two.
 */

/**
 * Takes one code, with its id where a scanner of the till read it: whoever sells it does so under this
 * id, as it may come again. It must not wait for another scan: the next one comes when this ends.
 */
export type TakeScan = (raw: string, codeId?: string) => Promise<unknown>;

interface Waiting {
  readonly raw: string;
  readonly from?: FromTill | undefined;
}

/** A code that the till keeps until it is told that a page has it. */
interface FromTill {
  readonly id: string;
  readonly taken: () => Promise<unknown>;
}

/** A page's place in the queue. Without `take` the page asks scans to wait: it is about to change. */
export interface ScanPage {
  take: TakeScan | undefined;
}

/** A page that takes scans may need this long to come up before it is said that nothing takes them. */
const COMING_UP_MS_MAX = 600;
/** Without even a page to say so, a code is given up: what comes up later did not ask for it. */
const NO_PAGE_MS_MAX = 3_000;

const pages: ScanPage[] = [];
const waiting: Waiting[] = [];
let unused: TakeScan | undefined;
let isHandingOver = false;
let pageChanged: (() => void) | undefined;

/** Queues a code for the page that takes scans. */
export function takeScan(raw: string, from?: FromTill): void {
  waiting.push({ raw, from });
  if (!isHandingOver) void handOver();
}

/** Puts a page on top: it takes the scans from now on. Answers how to leave. */
export function enterScanPage(page: ScanPage): () => void {
  pages.push(page);
  pageChanged?.();
  return () => {
    pages.splice(pages.indexOf(page), 1);
    pageChanged?.();
  };
}

/** Says that a page began or ended to ask scans to wait. */
export function scanPageChanged(): void {
  pageChanged?.();
}

/** Who is told of a code that no page takes. Answers how to stop. */
export function takeUnusedScans(take: TakeScan): () => void {
  unused = take;
  pageChanged?.();
  return () => {
    if (unused === take) unused = undefined;
  };
}

async function handOver(): Promise<void> {
  isHandingOver = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { raw, from } = next;
    await give(raw, from?.id).catch(() => undefined);
    void from?.taken();
    // What this code changed on the screen, another page perhaps, is there before the next one goes.
    await nextTask();
  }
  isHandingOver = false;
}

/**
 * Gives a code to the page on top as soon as that takes scans; else to who is told that none does. The
 * page is looked up in the moment in which it gets the code.
 */
async function give(raw: string, codeId: string | undefined): Promise<unknown> {
  const sinceMs = performance.now();
  for (;;) {
    const top = pages.at(-1);
    if (top?.take !== undefined) return top.take(raw, codeId);
    const patienceMs = unused === undefined ? NO_PAGE_MS_MAX : COMING_UP_MS_MAX;
    const leftMs = sinceMs + patienceMs - performance.now();
    if (top === undefined && leftMs <= 0) return unused?.(raw);
    await changed(top === undefined ? leftMs : undefined);
  }
}

/** Until a page comes, goes or changes its mind, at most so long. */
function changed(atMostMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = atMostMs === undefined ? undefined : setTimeout(finish, atMostMs);
    pageChanged = finish;
    function finish(): void {
      clearTimeout(timer);
      pageChanged = undefined;
      resolve();
    }
  });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
