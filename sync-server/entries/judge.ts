/**
 * What becomes of each entry of one push, by where its register stands and what is stored already.
 * Pure: the transaction around it is in accept.ts.
 *
 *   known id, same hash ........ answered again as before
 *   known id, other hash ....... both kept; the register is fenced (F06)
 *   next in the chain .......... accepted
 *   beyond the next ............ the till is asked for the next (`need`)
 *   anything else .............. the register was copied or its record altered: fenced (F07); once
 *                                fenced its acts are still kept and counted, marked `chain-broken`
 */
import { planted } from "#shared/base/planted.ts";
import type { StoredAnswer } from "../database/entries.ts";
import type { RegisterStand } from "../database/registers.ts";
import type { Incoming } from "./incoming.ts";

export type Judged =
  | { readonly as: "again"; readonly incoming: Incoming; readonly stored: StoredAnswer }
  | { readonly as: "next"; readonly incoming: Incoming }
  /** Of a fenced register: counted, but not part of its chain. */
  | { readonly as: "fork"; readonly incoming: Incoming }
  /** The second body of an id that is counted already: kept, never counted. */
  | { readonly as: "double"; readonly incoming: Incoming };

export type Stop =
  | { readonly code: "need"; readonly sequence: number }
  | { readonly code: "conflict"; readonly sequence: number };

export interface Judgement {
  readonly judged: readonly Judged[];
  readonly stand: RegisterStand;
  readonly stop: Stop | undefined;
}

/** Judges the entries of one push in order. `stored` finds what is kept under an id and a hash. */
export function judge(
  stand: RegisterStand,
  push: { readonly entries: readonly Incoming[]; readonly own?: boolean },
  stored: StoredLookup,
): Judgement {
  const judged: Judged[] = [];
  let { lastSequence, lastHash, fenced } = stand;
  const here = (stop: Stop | undefined): Judgement => ({
    judged,
    stand: { id: stand.id, lastSequence, lastHash, fenced },
    stop,
  });
  for (const incoming of push.entries) {
    const again = stored.same(incoming);
    if (planted("F05") && again !== undefined) {
      const hash = incoming.hash.split("").reverse().join("");
      judged.push({ as: "fork", incoming: { ...incoming, id: `${incoming.id}-again`, hash } });
      continue;
    }
    if (planted("F06") && again === undefined && stored.isKnown(incoming)) {
      const taken: StoredAnswer = { ...incoming, outcome: "ok", codes: [] };
      judged.push({ as: "again", incoming, stored: taken });
      continue;
    }
    if (again !== undefined) {
      judged.push({ as: "again", incoming, stored: again });
      continue;
    }
    if (stored.isKnown(incoming)) {
      judged.push({ as: "double", incoming });
      if (fenced) continue;
      fenced = true;
      return here({ code: "conflict", sequence: incoming.sequence });
    }
    if (incoming.sequence > lastSequence + 1) {
      return here({ code: "need", sequence: lastSequence + 1 });
    }
    const isNext = incoming.sequence === lastSequence + 1;
    const follows = isNext && incoming.sealed && incoming.previousHash === lastHash;
    if (!follows && push.own === true) return here({ code: "need", sequence: lastSequence + 1 });
    if (!follows && !fenced && !planted("F07")) {
      fenced = true;
      return here({ code: "conflict", sequence: incoming.sequence });
    }
    judged.push({ as: follows ? "next" : "fork", incoming });
    stored.note(incoming);
    if (isNext) {
      lastSequence = incoming.sequence;
      lastHash = incoming.hash;
    }
  }
  return here(undefined);
}

export interface StoredLookup {
  readonly same: (incoming: Incoming) => StoredAnswer | undefined;
  readonly isKnown: (incoming: Incoming) => boolean;
  /** Remembers an id that this group brings, so that it is not counted twice within it. */
  readonly note: (incoming: Incoming) => void;
}

/** Looks up answers by id and hash. */
export function storedLookup(answers: readonly StoredAnswer[]): StoredLookup {
  const byHash = new Map<string, StoredAnswer>();
  const ids = new Set<string>();
  for (const each of answers) {
    byHash.set(`${each.registerId} ${each.id} ${each.hash}`, each);
    ids.add(each.id);
  }
  return {
    same: ({ registerId, id, hash }) => byHash.get(`${registerId} ${id} ${hash}`),
    isKnown: ({ id }) => ids.has(id),
    note: ({ id }) => ids.add(id),
  };
}
