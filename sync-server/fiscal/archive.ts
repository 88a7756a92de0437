/**
 * The fiscal archive as the server makes it: every register of a store, or one, from the entries it
 * has accepted. Format and rows are `engine/fiscal`; the till makes the same from its journal.
 */

import { openArchiveHost, writeWhole } from "#machine/archive-host.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { addDays, DAY_MS, msOfDate, parseDate } from "#shared/base/time.ts";
import {
  type ArchivedEntry,
  type ArchiveSummary,
  type FiscalMaster,
  openFiscalArchive,
} from "#shared/engine/fiscal/archive.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import { readEntriesOfRegister, readStretchOfRegister } from "../database/fiscal.ts";
import { listRegisters } from "../database/registers.ts";
import { readTable } from "../database/revisions.ts";

export interface ArchiveAsked {
  readonly storeId: string;
  /** One register; all of the store unless said. */
  readonly registerId?: string | undefined;
  /** Business days, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** The stores whose takings the asker sees: another one is answered as if it were not there. */
  readonly among?: ReadonlySet<string>;
}

const PAGE_ENTRIES = 500;
const SOFTWARE = "keepshop-server/0.1.0";

/**
 * Writes the archive to a file, whole or not at all. Refuses `fiscal-span-invalid` for dates that are
 * none or the wrong way round, and `fiscal-nothing` when no register made an entry then.
 */
export async function writeFiscalArchive(
  core: Core,
  asked: ArchiveAsked,
  file: string,
): Promise<Result<ArchiveSummary, "fiscal-nothing" | "fiscal-span-invalid">> {
  const { from, to } = asked;
  if (parseDate(from) === undefined || parseDate(to) === undefined || from > to) {
    return refuse("fiscal-span-invalid", { from, to });
  }
  if (asked.among?.has(asked.storeId) === false) return refuse("fiscal-nothing");
  const host = openArchiveHost();
  try {
    const archive = openFiscalArchive({
      host,
      master: await masterOf(core, asked.storeId),
      span: { from, to },
      madeBy: { side: "server", software: SOFTWARE },
      nowMs: core.now(),
    });
    for (const { id, storeId } of await listRegisters(core.database.now, core.chain)) {
      if (storeId !== asked.storeId) continue;
      if (asked.registerId !== undefined && id !== asked.registerId) continue;
      await addRegister(core, { registerId: id, from, to }, archive);
    }
    if (archive.summary().entries === 0) return refuse("fiscal-nothing");
    await writeWhole(file, archive.finish());
    return done(archive.summary());
  } finally {
    host.remove();
  }
}

interface Span {
  readonly registerId: string;
  readonly from: string;
  readonly to: string;
}

type Taking = Pick<ReturnType<typeof openFiscalArchive>, "add" | "addBeside">;

/** Every entry from the register's first to its last of the span, so that the chain has no hole. */
async function addRegister(core: Core, span: Span, archive: Taking): Promise<void> {
  const stretch = await stretchOf(core, span);
  if (stretch === undefined) return;
  let lastHash: string | undefined;
  for (let after = stretch.first - 1; after < stretch.last; after += PAGE_ENTRIES) {
    const upTo = Math.min(after + PAGE_ENTRIES, stretch.last);
    const asked = { registerId: span.registerId, after, upTo };
    const rows = await readEntriesOfRegister(core.database.now, core.chain, asked);
    const bySequence = Map.groupBy(rows.map(archivedOf), ({ entry }) => entry.sequence);
    for (const copies of bySequence.values()) {
      const follows = copies.find(({ entry }) => entry.previousHash === lastHash);
      const chosen = follows ?? copies[0];
      for (const each of copies) {
        if (each === chosen) archive.add(each);
        else archive.addBeside(each);
      }
      lastHash = chosen?.entry.hash ?? lastHash;
    }
  }
}

/** The register's first and last sequence whose business day is in the span. */
async function stretchOf(
  core: Core,
  { registerId, from, to }: Span,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const tx = core.database.now;
  // A business day may begin a day before and end a day after its date in UTC.
  const fromMs = msOfDate(from) - DAY_MS;
  const toMs = msOfDate(addDays(to, 1)) + DAY_MS;
  const wide = await readStretchOfRegister(tx, core.chain, { registerId, fromMs, toMs });
  if (wide === undefined) return undefined;
  const sequencesIn = async (after: number, upTo: number): Promise<readonly number[]> => {
    const rows = await readEntriesOfRegister(tx, core.chain, { registerId, after, upTo });
    return rows
      .filter(({ body }) => {
        const { businessDate } = JSON.parse(body) as Partial<AnyEntry>;
        return businessDate !== undefined && businessDate >= from && businessDate <= to;
      })
      .map(({ sequence }) => sequence);
  };
  // From both ends inwards: what lies between belongs to the chain whatever its day.
  let first: number | undefined;
  for (let after = wide.first - 1; first === undefined && after < wide.last; ) {
    const upTo = Math.min(after + PAGE_ENTRIES, wide.last);
    first = (await sequencesIn(after, upTo))[0];
    after = upTo;
  }
  if (first === undefined) return undefined;
  for (let upTo = wide.last; upTo > first; upTo -= PAGE_ENTRIES) {
    const last = (await sequencesIn(Math.max(upTo - PAGE_ENTRIES, first - 1), upTo)).at(-1);
    if (last !== undefined) return { first, last };
  }
  return { first, last: first };
}

function archivedOf({ body }: { readonly body: string }): ArchivedEntry {
  const entry = JSON.parse(body) as AnyEntry;
  const { hash: _, ...hashed } = entry;
  return { entry, text: canonicalJson(hashed) };
}

async function masterOf(core: Core, storeId: string): Promise<FiscalMaster> {
  const tx = core.database.now;
  await core.small.refresh(tx);
  const settings = core.small.now();
  const store = settings.setting("store", storeId);
  const staff = new Map(
    (await readTable(tx, core.chain, { table: "staff" })).map(({ id, body }) => [
      id,
      (JSON.parse(body ?? "null") as Rows["staff"]).shortName,
    ]),
  );
  return {
    storeId,
    store,
    legalEntity:
      store === undefined ? undefined : settings.setting("legal-entity", store.legalEntityId),
    register: (registerId) => settings.setting("register", registerId),
    keys: settings.settings("device-key").map(({ body }) => body),
    staffName: (staffId) => staff.get(staffId),
    taxes: settings.settings("tax").map(({ id, body }) => ({ id, body })),
  };
}
