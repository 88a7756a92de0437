/**
 * The fiscal archive as a till makes it, offline, from its own journal: entries page by page, so that
 * selling goes on between two pages. Format and rows are `engine/fiscal`; the server makes the same.
 */
import { setImmediate } from "node:timers/promises";
import { openArchiveHost, writeWhole } from "#machine/archive-host.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { parseDate } from "#shared/base/time.ts";
import {
  type ArchiveSummary,
  type FiscalMaster,
  openFiscalArchive,
} from "#shared/engine/fiscal/archive.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { FiscalRefusalCode } from "#shared/records/refusals/fiscal.ts";
import type { EntryText, JournalTexts } from "../journal/texts.ts";

export interface TillArchiveAsked {
  readonly texts: JournalTexts;
  readonly master: FiscalMaster;
  /** Business days, both inclusive. */
  readonly span: { readonly from: string; readonly to: string };
  readonly software: string;
  readonly nowMs: number;
  readonly file: string;
  /** Where the scratch files lie: on the disk that the archive goes to. */
  readonly scratchFolder: string;
  /** Whether the till was closed meanwhile: then the archive is given up, with nothing left behind. */
  readonly stopped?: () => boolean;
  /** Told between pages: how many of how many entries are in. */
  readonly progress?: (done: number, of: number) => void;
}

/** Small, so that a page with its compression stays far below the time of one scan. */
const PAGE_ENTRIES = 20;

/**
 * Writes the archive to a file, whole or not at all. Refuses `fiscal-span-invalid`, `fiscal-nothing`,
 * `fiscal-folder-unwritable` and `fiscal-stopped`.
 */
export async function writeTillArchive(
  asked: TillArchiveAsked,
): Promise<Result<ArchiveSummary, FiscalRefusalCode>> {
  const { texts, span } = asked;
  const { from, to } = span;
  if (parseDate(from) === undefined || parseDate(to) === undefined || from > to) {
    return refuse("fiscal-span-invalid", { from, to });
  }
  const stretch = texts.stretch(from, to);
  if (stretch === undefined) return refuse("fiscal-nothing");
  try {
    return done(await writeStretch(asked, stretch));
  } catch (error) {
    if (error instanceof StoppedError) return refuse("fiscal-stopped");
    if (!isDiskError(error)) throw error;
    return refuse("fiscal-folder-unwritable", { file: asked.file });
  }
}

async function writeStretch(
  asked: TillArchiveAsked,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<ArchiveSummary> {
  const host = openArchiveHost(asked.scratchFolder);
  try {
    const archive = openFiscalArchive({
      host,
      master: asked.master,
      span: asked.span,
      madeBy: { side: "till", software: asked.software },
      nowMs: asked.nowMs,
    });
    for (let after = first - 1; after < last; ) {
      const page = asked.texts.page({ after, upTo: last, limit: PAGE_ENTRIES });
      for (const each of page) archive.add({ entry: entryOf(each), text: each.text });
      after = page.at(-1)?.sequence ?? last;
      asked.progress?.(after - first + 1, last - first + 1);
      await setImmediate();
      if (asked.stopped?.() === true) throw new StoppedError();
    }
    await writeWhole(asked.file, archive.finish());
    return archive.summary();
  } finally {
    host.remove();
  }
}

function entryOf({ text, hash }: EntryText): AnyEntry {
  return { ...(JSON.parse(text) as Omit<AnyEntry, "hash">), hash };
}

class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** An error of the file system has a code in capitals; anything else is a bug. */
function isDiskError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}
