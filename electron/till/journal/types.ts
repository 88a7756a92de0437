/**
 * The words of the journal's contract: what an act may hand in, what it is answered, and how a
 * journal is opened. What an entry means is the records' business.
 */
import type { Result } from "#shared/base/result.ts";
import type { AnyEntry, EntryDraft } from "#shared/records/entry.ts";
import type { JournalRefusalCode } from "#shared/records/refusals/journal.ts";
import type { ChainPoint, Hasher } from "./chain.ts";
import type { Connect } from "./connection.ts";
import type { Desk } from "./desk.ts";
import type { ClientKeys } from "./keys.ts";

/** What an act hands in: of a known kind, or whatever a newer version or a hand-over brought. */
export type Draft = EntryDraft | Omit<AnyEntry, "sequence" | "previousHash" | "hash">;

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
export type Act = Draft | readonly Draft[] | ((tools: AppendTools) => Draft | readonly Draft[]);

export interface AppendChoice {
  /** Belongs to an act begun before the disk was full: may use the room the reserve gave back. */
  readonly inHand?: boolean;
}

/** What an append answers: its entries, on the disk, or why not. */
export type Appended = Result<readonly AnyEntry[], JournalRefusalCode>;

export interface JournalHead extends ChainPoint {
  readonly registerId: string | undefined;
}
