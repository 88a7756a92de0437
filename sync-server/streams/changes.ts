/**
 * What a small change of a stream was, for a poke to carry to every till of it: read once, in the words
 * of the wire. A till that does not stand where it begins pulls instead; when to poke is pokes.ts.
 */
import {
  POKE_CHANGE_CHARACTERS_MAX,
  POKE_CHANGE_ROWS_MAX,
  type Poke,
} from "#shared/protocol/messages.ts";
import type { Core } from "../core.ts";
import { readSeenWithin } from "../database/entries.ts";
import type { HeadChange } from "../database/heads.ts";
import { readOutOfService } from "../database/registers.ts";
import { readStretch } from "../database/revisions.ts";
import { wireText } from "./chunks.ts";
import type { Moved } from "./pokes.ts";

/** A poke, and who of its listeners gets no content. */
export interface Telling {
  readonly poke: Poke;
  /** Registers that are revoked or fenced. */
  readonly except: readonly string[];
}

/** What to tell of a stream that moved; without content when it is not small or cannot be read now. */
export async function tellOf(core: Core, moved: Moved): Promise<Telling> {
  const { from, change, ...poke } = moved;
  const bare = { poke, except: [] };
  if (from === undefined) return bare;
  return (await readChange(core, { poke, from, change }).catch(() => undefined)) ?? bare;
}

async function readChange(
  core: Core,
  told: { readonly poke: Poke; readonly from: number; readonly change: HeadChange | undefined },
): Promise<Telling | undefined> {
  const { poke, from } = told;
  const { stream, position: to } = poke;
  if (to <= from || to - from > POKE_CHANGE_ROWS_MAX) return undefined;
  const change = told.change ?? (await lookUp(core, { stream, from, to }));
  const { revisions, seen } = change;
  // Which streams a till belongs to follows from settings: it pulls, and is told its streams again.
  if (revisions.some(({ table }) => table === "settings")) return undefined;
  const rows = wireText(revisions);
  if (rows.length > POKE_CHANGE_CHARACTERS_MAX) return undefined;
  // Read after the rows: whoever was taken out of service before they were written is in it.
  const except = await readOutOfService(core.database.now, core.chain);
  return { poke: { ...poke, change: { from, rows, seen, serverHlc: core.hlc() } }, except };
}

/** What moved a stream, where several moves are told of at once or another node made them. */
async function lookUp(
  { chain, database }: Core,
  stretch: { readonly stream: string; readonly from: number; readonly to: number },
): Promise<HeadChange> {
  const revisions = await readStretch(database.now, chain, stretch);
  const folded = await readSeenWithin(database.now, chain, stretch);
  const seen = Object.fromEntries(folded.map((each) => [each.registerId, each.sequence]));
  return { revisions, seen };
}
