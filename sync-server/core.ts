/**
 * One chain's server without any socket: its database, caches, queue and pokes, joined. Sessions, HQ
 * and the shop all work through it; what each of them may do is their own file.
 */
import { randomBytes } from "node:crypto";
import { formatHlc, type Hlc, startHlc, tickHlc } from "#shared/base/hlc.ts";
import { createIdSource, type IdSource } from "#shared/base/id.ts";
import { createPricing, type Pricing } from "./catalogue/pricing.ts";
import { createSmallTables, type SmallTables } from "./catalogue/versions.ts";
import type { Database } from "./database/contract.ts";
import { changeEpoch, type Head, openChain } from "./database/heads.ts";
import { createPushQueue, type PushQueue } from "./entries/push-queue.ts";
import type { EntryRules } from "./entries/rules.ts";
import { createPersonal, openMasterKey, type Personal } from "./personal.ts";
import { type Checks, createChecks } from "./streams/checks.ts";
import { type Chunks, createChunks } from "./streams/chunks.ts";
import { createProductCodes, type ProductCodes } from "./streams/codes.ts";
import type { Moved } from "./streams/pokes.ts";

/** Where the server writes what its keeper should know. Never personal data. */
export interface Log {
  readonly info: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly warn: (facts: Readonly<Record<string, unknown>>, what: string) => void;
}

export interface CoreOptions {
  readonly database: Database;
  readonly chain: string;
  readonly rules: EntryRules;
  readonly now: () => number;
  readonly log: Log;
  /** Where epochs and ids take their chance from; the machine unless said. */
  readonly random?: (bytes: number) => Uint8Array;
  /** `true` compresses on the event loop, so that a run can be repeated step by step. */
  readonly inline?: boolean;
  /** 32 bytes that wrap clients' keys; kept outside the database. Without it nothing guards them. */
  readonly masterKey?: Uint8Array;
}

export interface Core {
  readonly database: Database;
  readonly chain: string;
  readonly rules: EntryRules;
  readonly log: Log;
  readonly now: () => number;
  readonly ids: IdSource;
  readonly small: SmallTables;
  readonly pricing: Pricing;
  readonly chunks: Chunks;
  readonly checks: Checks;
  readonly codes: ProductCodes;
  readonly personal: Personal;
  readonly queue: PushQueue;
  readonly seededBefore: boolean;
  /** The server's own clock, later at every call. */
  readonly hlc: () => string;
  readonly epoch: () => string;
  /** Another node may have begun a new history: what is read with a stream's state is believed. */
  readonly learnEpoch: (epoch: string) => void;
  /** Begins a new history: after a restore, or a failover that lost data. */
  readonly beginEpoch: () => Promise<void>;
  /** Says that streams moved, after the commit. */
  readonly publish: (moved: ReadonlyMap<string, Head>) => void;
  /** Who wants to hear of moved streams. */
  readonly onMoved: (listener: (moved: readonly Moved[]) => void) => void;
}

/** Opens the chain in a database whose tables are there. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { database, chain, rules, now, log } = options;
  const random = options.random ?? systemRandom;
  const newEpoch = (): string => Buffer.from(random(EPOCH_BYTES)).toString("base64url");
  const opened = await database.write((tx) =>
    openChain(tx, { chain, epoch: newEpoch(), atMs: now() }),
  );
  let epoch = opened.epoch;
  let clock: Hlc = startHlc("server");
  const listeners: ((moved: readonly Moved[]) => void)[] = [];
  const small = createSmallTables(chain);
  const pricing = createPricing(chain, small);
  const chunks = createChunks(chain, { inline: options.inline ?? false });
  const publish = (moved: ReadonlyMap<string, Head>): void => {
    if (moved.size === 0) return;
    const pokes = [...moved].map(
      ([stream, { position, epoch: of, from, change }]): Moved => ({
        stream,
        position,
        epoch: of,
        ...(from === undefined ? {} : { from }),
        ...(change === undefined ? {} : { change }),
      }),
    );
    for (const listener of listeners) listener(pokes);
  };
  const warn = (what: string, facts: Readonly<Record<string, unknown>>): void => {
    log.warn(facts, what);
  };
  const queue = createPushQueue({
    database,
    moved: publish,
    context: () => ({ chain, rules, small, pricing, epoch, nowMs: now(), warn }),
  });
  return {
    database,
    chain,
    rules,
    log,
    now,
    ids: createIdSource({ now, random }),
    small,
    pricing,
    chunks,
    checks: createChecks(chain),
    codes: createProductCodes({ database, chain, epoch: () => epoch }),
    personal: createPersonal({
      core: () => ({ database, chain, now }),
      masterKey: options.masterKey ?? openMasterKey(chain),
      random,
    }),
    queue,
    seededBefore: opened.seeded,
    publish,
    onMoved: (listener) => listeners.push(listener),
    epoch: () => epoch,
    hlc() {
      clock = tickHlc(clock, now());
      return formatHlc(clock);
    },
    learnEpoch(newest) {
      if (newest === "" || newest === epoch) return;
      chunks.forget();
      epoch = newest;
    },
    async beginEpoch() {
      const fresh = newEpoch();
      await database.write((tx) => changeEpoch(tx, chain, fresh));
      chunks.forget();
      epoch = fresh;
    },
  };
}

const EPOCH_BYTES = 12;

function systemRandom(bytes: number): Uint8Array {
  return new Uint8Array(randomBytes(bytes));
}
