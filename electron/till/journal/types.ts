/**
 * The words of the journal's contract: an entry as far as the journal must know it (DESIGN 4), what
 * an act may hand in, and how a journal is opened. What a body means is the records' business.
 */
import type { Result } from "#shared/base/result.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import type { ChainPoint, Hasher } from "./chain.ts";
import type { Connect } from "./connection.ts";
import type { Desk } from "./desk.ts";
import type { ClientKeys } from "./keys.ts";

/** An entry as it lies in the journal and travels to the server. Never changed. */
export interface Entry {
  readonly id: string;
  readonly registerId: string;
  /** Contiguous from 1 per register. */
  readonly sequence: number;
  readonly kind: string;
  readonly version: number;
  readonly storeId: string;
  readonly shiftId?: string;
  readonly staffId: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly businessDate: string;
  readonly hlc: string;
  readonly engineVersion: number;
  readonly basis: unknown;
  readonly body: unknown;
  readonly previousHash: string;
  readonly hash: string;
}

/** What an act hands in; the journal adds its place in the chain. */
export type EntryDraft = Omit<Entry, "sequence" | "previousHash" | "hash">;

/** The instants at which tests end the process (never passed in production). */
export type FaultPoint = "before-append" | "after-fsync-before-answer";

export interface JournalOptions {
  readonly file: string;
  readonly crypto: Hasher;
  readonly fault?: (point: FaultPoint) => void;
  /** Bytes held back against a full disk; 64 MiB unless said. */
  readonly reserveBytes?: number;
  /** When the entries of one turn are committed together; the end of the turn unless said. */
  readonly schedule?: (run: () => void) => void;
  readonly connect?: Connect;
  /** Kinds whose entry ends a stretch that is verified and sealed; `shift.closed` unless said. */
  readonly sealingKinds?: readonly string[];
  /** Signs a seal's hash with the device's key; the signature is kept beside the seal. */
  readonly signSeal?: (hash: string) => string;
}

/** What an append may do besides its entries, all in the one transaction. */
export interface AppendTools {
  /** The next receipt number of a series, from 1, gap-free: it exists only if the entry does. */
  readonly takeNumber: (series: string) => number;
  readonly desk: Desk;
  readonly keys: ClientKeys;
}

/** Drafts, or a function that makes them; it may run again if the disk made the first try void. */
export type Act =
  | EntryDraft
  | readonly EntryDraft[]
  | ((tools: AppendTools) => EntryDraft | readonly EntryDraft[]);

export interface AppendChoice {
  /** Belongs to an act begun before the disk was full: may use the room the reserve gave back. */
  readonly inHand?: boolean;
}

/** What an append answers: its entries, on the disk, or why not. */
export type Appended = Result<readonly Entry[], JournalRefusalCode>;

export interface JournalHead extends ChainPoint {
  readonly registerId: string | undefined;
}
