/**
 * The one transaction in which pushed entries become the chain's truth: pushes of many registers at
 * once, one statement a table for all of them. Positions are taken last (F01); nobody is answered
 * before the commit (F05). What an entry means is in rules.ts and the engine.
 */
import { present } from "#shared/base/assert.ts";
import { planted } from "#shared/base/planted.ts";
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { Answer } from "#shared/protocol/messages.ts";
import type { Tx } from "../database/contract.ts";
import { findAnswers, insertEntries, insertSeen, type NewEntry } from "../database/entries.ts";
import { ENTRY_COUNTER, type Head, takePositions } from "../database/heads.ts";
import { moveRegisters, type Register, readRegisters } from "../database/registers.ts";
import { insertRevisions, type RowName, readCurrent, supersede } from "../database/revisions.ts";
import type { AcceptContext } from "./context.ts";
import { type Fresh, foldFresh, keysOfFresh, prepareFresh } from "./fold-group.ts";
import type { Incoming } from "./incoming.ts";
import { type Judgement, judge, type Stop, storedLookup } from "./judge.ts";
import { createWorkingSet, lockName, movedBy, type WorkingSet } from "./working-set.ts";

export interface PushJob {
  readonly registerId: string;
  /** In order of sequence, without gaps. */
  readonly entries: readonly Incoming[];
  /** Keep the entries without folding them: their data made the database refuse the transaction. */
  readonly unreadable: boolean;
  /** Of a register of the server itself: a place that is taken is tried again, never fenced. */
  readonly own?: boolean;
}

export interface JobResult {
  readonly answers: readonly Answer[];
  readonly stop: Stop | undefined;
  readonly lastSequence: number;
}

export interface GroupResult {
  /** In the order of the jobs. */
  readonly results: readonly JobResult[];
  /** Streams that moved, with their new heads. */
  readonly moved: ReadonlyMap<string, Head>;
}

/** Accepts the jobs, at most one a register, and answers each entry. Runs inside one transaction. */
export async function acceptGroup(
  tx: Tx,
  context: AcceptContext,
  jobs: readonly PushJob[],
): Promise<GroupResult> {
  const { chain } = context;
  const ids = [...new Set(jobs.map((job) => job.registerId))].sort();
  const registers = new Map(
    (await readRegisters(tx, chain, ids, "lock")).map((each) => [each.id, each]),
  );
  const asked = jobs.flatMap((job) => job.entries);
  const lookup = storedLookup(await findAnswers(tx, chain, asked));
  const judgements = jobs.map((job) =>
    judge(present(registers.get(job.registerId), "a register"), job, lookup),
  );
  const fresh = freshOf(context, { jobs, judgements, registers });
  await context.small.refresh(tx);
  const settings = context.small.now();
  const set = await readWorkingSet(tx, context, { fresh, settings });
  const codes = foldFresh(context, { fresh, set, settings });
  const moved = await writeGroup(tx, context, { fresh, set, codes, judgements, registers });
  return { moved, results: resultsOf({ judgements, fresh, codes, set, moved }) };
}

interface Judged {
  readonly jobs: readonly PushJob[];
  readonly judgements: readonly Judgement[];
  readonly registers: ReadonlyMap<string, Register>;
}

function freshOf(context: AcceptContext, group: Judged): readonly Fresh[] {
  return group.judgements.flatMap(({ judged, stand }, index) => {
    const register = present(group.registers.get(stand.id), "a register");
    const unreadable = group.jobs[index]?.unreadable === true;
    return judged.flatMap((each) =>
      each.as === "again" ? [] : [prepareFresh(context, { judged: each, register, unreadable })],
    );
  });
}

async function readWorkingSet(
  tx: Tx,
  context: AcceptContext,
  group: { readonly fresh: readonly Fresh[]; readonly settings: SettingsView },
): Promise<WorkingSet> {
  const names = new Map<string, RowName>();
  const products = new Set<string>();
  for (const each of group.fresh) {
    for (const key of keysOfFresh(context, each, group.settings)) {
      names.set(lockName(context.chain, key), key);
    }
    if (each.entry !== undefined) {
      for (const product of context.rules.productsOf(each.entry)) products.add(product);
    }
  }
  if (products.size > 0) await context.pricing.load(tx, products);
  await tx.lockNames([...names.keys()].sort());
  return createWorkingSet(await readCurrent(tx, context.chain, [...names.values()]));
}

interface Folded {
  readonly fresh: readonly Fresh[];
  readonly set: WorkingSet;
  readonly codes: ReadonlyMap<Fresh, readonly string[]>;
  readonly judgements: readonly Judgement[];
  readonly registers: ReadonlyMap<string, Register>;
}

/** Everything that is written, positions taken as late as can be. */
async function writeGroup(
  tx: Tx,
  context: AcceptContext,
  group: Folded,
): Promise<ReadonlyMap<string, Head>> {
  const { chain } = context;
  const stands = group.judgements
    .map(({ stand }) => stand)
    .filter((stand) => {
      const before = group.registers.get(stand.id);
      return before?.lastSequence !== stand.lastSequence || before.fenced !== stand.fenced;
    });
  await moveRegisters(tx, chain, stands);
  if (group.fresh.length === 0) return new Map();
  const counts = new Map(group.set.counts());
  counts.set(ENTRY_COUNTER, group.fresh.length);
  const heads = await takePositions(tx, chain, counts);
  const sequences = new Map(group.judgements.map(({ stand }) => [stand.id, stand.lastSequence]));
  const written = group.set.write(heads, sequences);
  await supersede(tx, chain, written.superseded);
  if (planted("F01"))
    context.late?.push((after) => insertRevisions(after, chain, written.revisions));
  else await insertRevisions(tx, chain, written.revisions);
  await insertSeen(tx, chain, written.seen);
  await insertEntries(
    tx,
    chain,
    newEntries(context, group, heads.get(ENTRY_COUNTER)?.position ?? 0),
  );
  const moved = movedBy(heads, written);
  moved.delete(ENTRY_COUNTER);
  // Rows that are not there yet cannot be told of.
  if (planted("F01")) for (const [stream, { change: _, ...head }] of moved) moved.set(stream, head);
  return moved;
}

function newEntries(context: AcceptContext, group: Folded, arrived: number): readonly NewEntry[] {
  return group.fresh.map((each, index): NewEntry => {
    const codes = group.codes.get(each) ?? [];
    const { incoming, register } = each;
    return {
      registerId: register.id,
      sequence: incoming.sequence,
      id: incoming.id,
      hash: incoming.hash,
      outcome: codes.length === 0 ? "ok" : "exception",
      codes,
      kind: each.entry?.kind ?? (incoming.erased ? incoming.kind : undefined) ?? "unreadable",
      storeId: register.storeId,
      atMs: each.entry?.at ?? context.nowMs,
      receivedAtMs: context.nowMs,
      hlc: each.entry?.hlc ?? "",
      folded: each.entry !== undefined && !codes.includes("entry-unreadable"),
      arrival: arrived + index + 1,
      body: incoming.body,
    };
  });
}

function resultsOf(group: {
  readonly judgements: readonly Judgement[];
  readonly fresh: readonly Fresh[];
  readonly codes: ReadonlyMap<Fresh, readonly string[]>;
  readonly set: WorkingSet;
  readonly moved: ReadonlyMap<string, Head>;
}): readonly JobResult[] {
  const codesOf = new Map(group.fresh.map((each) => [each.incoming, group.codes.get(each) ?? []]));
  return group.judgements.map(({ judged, stand, stop }): JobResult => {
    const streams = group.set.streamsOf(stand.id);
    const positions = Object.fromEntries(
      streams.map((stream) => [stream, group.moved.get(stream)?.position ?? 0]),
    );
    const answers = judged.map((each): Answer => {
      const { id, sequence } = each.incoming;
      if (each.as === "again") {
        const { outcome, codes } = each.stored;
        return { id, sequence, outcome, codes: [...codes] };
      }
      const codes = [...(codesOf.get(each.incoming) ?? [])];
      return { id, sequence, outcome: codes.length === 0 ? "ok" : "exception", codes, positions };
    });
    return { answers, stop, lastSequence: stand.lastSequence };
  });
}
