/**
 * The fiscal archive of a journal's file that no till has open: a till switched off, a backup, a disk
 * at the support's. What is known around the entries comes from the replica beside it, if there is one.
 */
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Result, refuse } from "#shared/base/result.ts";
import type { ArchiveSummary, FiscalMaster } from "#shared/engine/fiscal/archive.ts";
import { layout } from "#shared/protocol/image/layout.ts";
import type { FiscalRefusalCode } from "#shared/records/refusals/fiscal.ts";
import { openCatalogue } from "../catalogue.ts";
import { readClosedJournal } from "../journal/texts.ts";
import { keepReplica } from "../replica/kept.ts";
import { openReplicaFile } from "../replica-file.ts";
import { writeTillArchive } from "./archive.ts";
import { masterOf } from "./master.ts";

export interface ClosedArchiveAsked {
  /** `journal.db` or a backup of it; not in use by a till. */
  readonly journal: string;
  readonly span: { readonly from: string; readonly to: string };
  readonly software: string;
  readonly nowMs: number;
  readonly file: string;
}

/**
 * Writes the archive of a closed journal. Refuses as `writeTillArchive`, and `journal-missing` when the
 * file is no journal of this version.
 */
export async function archiveClosedJournal(
  asked: ClosedArchiveAsked,
): Promise<Result<ArchiveSummary, FiscalRefusalCode | "journal-missing">> {
  const journal = readClosedJournal(asked.journal);
  if (journal === undefined) return refuse("journal-missing");
  const folder = dirname(asked.journal);
  try {
    const [first] = journal.texts.page({ after: 0, upTo: Number.MAX_SAFE_INTEGER, limit: 1 });
    if (first === undefined) return refuse("fiscal-nothing");
    const { storeId } = JSON.parse(first.text) as { readonly storeId: string };
    return await withMaster(folder, storeId, (master) =>
      writeTillArchive({
        texts: journal.texts,
        master,
        span: asked.span,
        software: asked.software,
        nowMs: asked.nowMs,
        file: asked.file,
        scratchFolder: dirname(asked.file),
      }),
    );
  } finally {
    journal.close();
  }
}

async function withMaster<Value>(
  folder: string,
  storeId: string,
  work: (master: FiscalMaster) => Promise<Value>,
): Promise<Value> {
  // Only one that can be read as it is: of another layout it would be thrown away.
  const mine = `replica-${layout.version}-`;
  const hasReplica = readdirSync(folder).some((name) => name.startsWith(mine));
  const opened = hasReplica ? openReplicaFile(folder) : undefined;
  if (opened?.ok !== true) return work(nothingKnown(storeId));
  const replica = keepReplica(opened.value.replica);
  try {
    const catalogue = openCatalogue(replica, () => undefined);
    return await work(masterOf({ catalogue, replica, identity: { storeId } }));
  } finally {
    replica.close();
  }
}

function nothingKnown(storeId: string): FiscalMaster {
  return {
    storeId,
    store: undefined,
    legalEntity: undefined,
    register: () => undefined,
    keys: [],
    staffName: () => undefined,
    taxes: [],
  };
}
