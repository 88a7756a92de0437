/**
 * Folds the new entries of a group one after the other over one working set, and says which exceptions
 * each one raised. An entry that makes our own code fail is kept and changes nothing (F23).
 */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { RowKey } from "#shared/engine/fold/contract.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { ExceptionCode } from "#shared/records/exceptions.ts";
import type { Register } from "../database/registers.ts";
import type { AcceptContext } from "./context.ts";
import { exceptionWork, type Raised, type RaisedBy } from "./exceptions.ts";
import { believeClock, type Incoming } from "./incoming.ts";
import type { Judged } from "./judge.ts";
import { asAnyChanges, type WorkingSet, type Writer } from "./working-set.ts";

type FoldContext = Pick<AcceptContext, "chain" | "rules" | "pricing" | "epoch" | "nowMs" | "warn">;

/** An entry that is new to the chain, ready to be folded. */
export interface Fresh {
  readonly incoming: Incoming;
  readonly register: Register;
  /** What is folded: the entry with the clock the server believes; nothing when it cannot be. */
  readonly entry: AnyEntry | undefined;
  readonly raised: readonly Raised[];
}

/** Makes ready what was judged to be new. */
export function prepareFresh(
  context: FoldContext,
  found: {
    readonly judged: Judged;
    readonly register: Register;
    readonly unreadable: boolean;
  },
): Fresh {
  const { register } = found;
  const { incoming, as } = found.judged;
  const raised: Raised[] = [];
  const raise = (code: ExceptionCode): void => {
    raised.push({ code, args: { sequence: incoming.sequence } });
  };
  if (as !== "next") raise("chain-broken");
  const { entry } = incoming;
  const foreign = entry !== undefined && entry.storeId !== register.storeId;
  const unread = entry === undefined && !incoming.erased;
  if (unread || foreign || found.unreadable) raise("entry-unreadable");
  if (entry === undefined || foreign || found.unreadable || as === "double") {
    return { incoming, register, entry: undefined, raised };
  }
  const clock = believeClock(entry, context.nowMs);
  if (clock.ahead) raise("clock-ahead");
  if (register.revokedAtMs !== null && entry.at > register.revokedAtMs) raise("staff-not-allowed");
  return { incoming, register, entry: { ...entry, hlc: clock.hlc }, raised };
}

/** The rows that folding an entry and raising its exceptions looks at. */
export function keysOfFresh(
  context: FoldContext,
  fresh: Fresh,
  settings: SettingsView,
): readonly RowKey[] {
  const by = raisedBy(context, fresh);
  const work = fresh.raised.map(
    (each): RowKey => ({
      table: "work",
      id: exceptionWork(each, by).id,
    }),
  );
  if (fresh.entry === undefined) return work;
  try {
    return [
      ...work,
      ...context.rules.keysOf(fresh.entry, settings),
      ...context.rules.keysToDecide(fresh.entry, settings),
    ];
  } catch (error) {
    context.warn("an entry's keys could not be found", factsOf(fresh, error));
    return work;
  }
}

/** Folds in order; answers the exception codes of each. */
export function foldFresh(
  context: FoldContext,
  group: {
    readonly fresh: readonly Fresh[];
    readonly set: WorkingSet;
    readonly settings: SettingsView;
  },
): ReadonlyMap<Fresh, readonly string[]> {
  const codes = new Map<Fresh, readonly string[]>();
  for (const fresh of group.fresh) {
    const raised = [...fresh.raised, ...foldOne(context, fresh, group)];
    const by = raisedBy(context, fresh);
    for (const each of raised) raiseWork(each, by, group.set, writerOf(fresh, group.settings));
    codes.set(fresh, [...new Set(raised.map((each) => each.code))]);
  }
  return codes;
}

function foldOne(
  context: FoldContext,
  fresh: Fresh,
  group: { readonly set: WorkingSet; readonly settings: SettingsView },
): readonly Raised[] {
  const { entry } = fresh;
  if (entry === undefined) return [];
  const { set, settings } = group;
  const writer = writerOf(fresh, settings);
  const verified = verifyOne(context, fresh, entry);
  try {
    const folded = context.rules.foldEntry(entry, set.read, settings);
    set.apply(asAnyChanges(folded.changes), writer);
    const decided = context.rules.decide(entry, set.read, { settings, nowMs: context.nowMs });
    set.apply(asAnyChanges(decided.changes), writer);
    return [...verified, ...folded.exceptions, ...decided.exceptions];
  } catch (error) {
    context.warn("an entry could not be folded", factsOf(fresh, error));
    return [{ code: "entry-unreadable", args: { sequence: fresh.incoming.sequence } }];
  }
}

/**
 * A sale that cannot be worked out again still counts; that it could not be is said. Positions of a
 * history that a restore has ended cannot be looked up, so what was priced in it is taken as it is.
 */
function verifyOne(context: FoldContext, fresh: Fresh, entry: AnyEntry): readonly Raised[] {
  if (Object.values(entry.basis).some((each) => each.epoch !== context.epoch)) return [];
  try {
    return context.rules.verify(entry, context.pricing.at(entry.basis));
  } catch (error) {
    context.warn("an entry could not be verified", factsOf(fresh, error));
    return [{ code: "total-differs", args: { verified: false } }];
  }
}

function raiseWork(raised: Raised, by: RaisedBy, set: WorkingSet, writer: Writer): void {
  const row = exceptionWork(raised, by);
  const there = set.read("work", row.id);
  if (there !== undefined && there.state !== "done" && there.state !== "dropped") return;
  set.apply([{ table: "work", id: row.id, row }], writer);
}

function raisedBy(context: FoldContext, fresh: Fresh): RaisedBy {
  const clientId = fresh.entry?.body.clientId;
  return {
    entryId: fresh.incoming.id,
    registerId: fresh.register.id,
    storeId: fresh.register.storeId,
    clientId: typeof clientId === "string" ? clientId : undefined,
    atMs: context.nowMs,
  };
}

function writerOf(fresh: Fresh, settings: SettingsView): Writer {
  const { storeId } = fresh.register;
  const clientGroup = settings.setting("store", storeId)?.clientGroup;
  return {
    registerId: fresh.register.id,
    hints: { storeId, ...(clientGroup === undefined ? {} : { clientGroup }) },
  };
}

function factsOf(fresh: Fresh, error: unknown): Readonly<Record<string, unknown>> {
  const why = error instanceof Error ? error.message : String(error);
  return { entryId: fresh.incoming.id, registerId: fresh.register.id, why };
}
