/** What sync needs of the till, and what it tells: no behaviour here. */
import type { Checkpoints, PushKey, Seen } from "#shared/protocol/messages.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { HlcClock } from "../hlc-clock.ts";
import type { RandomBytes, TillClock, TillFaults } from "../host.ts";
import type { Journal } from "../journal/journal.ts";
import type { OpenTransport } from "./transport.ts";

/** One revision of one row as the replica takes it; a body of `null` says that it is gone. */
export interface PageRow {
  readonly stream: string;
  readonly table: string;
  readonly id: string;
  readonly position: number;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** The replica as far as sync writes and asks it. */
export interface SyncReplica {
  readonly checkpoints: () => Checkpoints;
  readonly checkpoint: (stream: string) => Checkpoints[string] | undefined;
  readonly ahead: () => Checkpoints;
  readonly floors: () => Readonly<Record<string, number>>;
  readonly applyPage: (
    page: {
      readonly rows: readonly PageRow[];
      readonly checkpoints: Checkpoints;
      readonly seen: Seen;
      readonly ahead?: Checkpoints;
      readonly floors?: Readonly<Record<string, number>>;
      readonly drop?: readonly string[];
      /** Rows to take away whatever their position, before the others: a bucket fetched again. */
      readonly remove?: readonly { readonly table: string; readonly id: string }[];
    },
    options?: { readonly fill?: boolean },
  ) => number;
}

/** The replica as a check walks over it. */
export interface CheckReplica {
  readonly tables: readonly string[];
  /** Rows of a table in the file's own order; `next` is `after` again when there are no more. */
  readonly rowsAfter: (
    table: string,
    page: { readonly after: number; readonly limit: number },
  ) => {
    readonly rows: readonly {
      readonly id: string;
      readonly stream: string;
      readonly position: number;
    }[];
    readonly next: number;
  };
}

/** What the last check found. */
export interface CheckOutcome {
  readonly atMs: number;
  /** Streams that hold, at the end, exactly what the server holds. */
  readonly streams: number;
  /** Buckets that differed and were fetched again. Not one is expected: each is a fault of ours. */
  readonly faults: number;
}

/** Products by code or number, or by id. */
export interface Wanted {
  readonly codes?: readonly string[];
  readonly ids?: readonly string[];
}

/** What a page did, for overlay and views. */
export interface AppliedPage {
  readonly streams: readonly string[];
  readonly dropped: readonly string[];
  readonly rows: readonly PageRow[];
  /** Part of the first fill: nobody watches row by row. */
  readonly fill: boolean;
}

/** `lease` and `unknown` are said while no connection stands: nothing is sent then either. */
export type PushOnlyReason = "upgrade" | "fenced" | "revoked" | "lease" | "unknown";

/** How far the first fill is. */
export interface Filling {
  readonly percent: number;
  readonly streams: readonly {
    readonly stream: string;
    readonly position: number;
    readonly head: number;
  }[];
}

export interface SyncStatus {
  /** `connecting` only while the first attempt is under way. */
  readonly link: "up" | "connecting" | "cut";
  readonly cutByHand: boolean;
  readonly mode: "full" | "push-only" | undefined;
  readonly pushOnlyReason: PushOnlyReason | undefined;
  /** Entries the server has not answered. */
  readonly pending: number;
  readonly oldestPendingAtMs: number | undefined;
  readonly lastConfirmedAtMs: number | undefined;
  readonly lastPulledAtMs: number | undefined;
  readonly filling: Filling | undefined;
  /** The server's clock less this till's, as last heard. */
  readonly clockOffsetMs: number;
  readonly lastCheck: CheckOutcome | undefined;
  /** Buckets that ever differed on this till. */
  readonly replicaFaults: number;
  /** Why the last connection ended, for logs and support; never needed to sell. */
  readonly trouble: string | undefined;
}

export interface SyncOptions {
  readonly transport: OpenTransport;
  readonly journal: Pick<
    Journal,
    | "after"
    | "since"
    | "head"
    | "highestAcknowledged"
    | "recordAnswers"
    | "forgetAnswers"
    | "unsent"
    | "desk"
    | "guests"
  >;
  readonly replica: SyncReplica;
  /** Without it the replica is never compared with the server. */
  readonly checks?: CheckReplica;
  readonly registerId: string;
  readonly deviceToken: string;
  readonly app: string;
  readonly layout: number;
  readonly engineVersion: number;
  readonly hlc: Pick<HlcClock, "text" | "hear">;
  readonly clock: TillClock;
  readonly random: RandomBytes;
  readonly onPage: (page: AppliedPage) => void;
  readonly onAnswers?: () => void;
  /** The first fill is over: everything the till belongs to is here. */
  readonly onFilled?: () => void;
  /** The streams this till belongs to, whenever the server says them. */
  readonly onScope?: (streams: readonly string[]) => void;
  readonly faults?: TillFaults | undefined;
  /**
   * The server can be reached: a damaged replica is replaced by an empty one now. Answers whether it
   * was, and then everything is fetched.
   */
  readonly mend?: () => boolean;
  /** The till was taken out of service and everything it did is answered: its data goes. */
  readonly onRevoked?: () => void;
  /** Whether this till's own entries have a part in a row: then a look leaves it to the pages. */
  readonly isOwn?: (row: { readonly table: string; readonly id: string }) => boolean;
  /** Whether clients' data is locked for want of contact; said while no connection stands. */
  readonly isLeaseOver?: () => boolean;
  /** The keys that the server needs to read what these entries hold sealed. */
  readonly keysOf?: (entries: readonly AnyEntry[]) => readonly PushKey[];
}

export interface Sync {
  readonly start: () => void;
  /** Ends for good; nothing is lost, since all that matters is in the journal. */
  readonly stop: () => void;
  /** Pulls the network cable, for demo and tests. */
  readonly cut: () => void;
  /** Ends the connection that stands and makes another at once; nothing when there is none. */
  readonly again: () => void;
  readonly restore: () => void;
  /** There is something new to send. */
  readonly pushSoon: () => void;
  readonly pullSoon: () => void;
  /** Compares the replica with the server now; nothing when there is no connection to do it over. */
  /**
   * Fetches what is named ahead of the pages while the till fills. Answers whether the server was asked
   * and what it has of it now lies in the replica; false at once where there is nothing to ask.
   */
  readonly look: (wanted: Wanted) => Promise<boolean>;
  readonly checkNow: () => Promise<CheckOutcome | undefined>;
  readonly status: () => SyncStatus;
  readonly onStatus: (listener: () => void) => () => void;
  /** One named question to the server besides syncing, such as the HQ tunnel. Rejects when cut. */
  readonly ask: (name: string, payload: unknown) => Promise<unknown>;
}
