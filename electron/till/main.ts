/**
 * A till without a console: opens journal, replica, overlay and sync over one data folder and closes
 * them again. This is the door for the kiosk, for Electron's till process, for scripts and tests.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { nodeCrypto, nodeSealer } from "#machine/node-crypto.ts";
import type { Crypto } from "#shared/base/crypto.ts";
import { createIdSource } from "#shared/base/id.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { FoldedTable } from "#shared/engine/fold/contract.ts";
import { ENGINE_VERSION } from "#shared/engine/versions.ts";
import type { TillCore } from "./core.ts";
import {
  type DeviceSecrets,
  deskSecrets,
  enrol,
  type Identity,
  readIdentity,
  readSecrets,
  type SecretStore,
} from "./enrol.ts";
import { openHlcClock } from "./hlc-clock.ts";
import {
  type RandomBytes,
  systemClock,
  systemRandom,
  type TillClock,
  type TillFaults,
} from "./host.ts";
import { openHub } from "./hub.ts";
import { type Connect, diskTrouble } from "./journal/connection.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { leasedOverlay, openLease } from "./lease.ts";
import { setLeftJournalAside, waitingIn } from "./leave.ts";
import { openMending } from "./mend.ts";
import { openPersonal } from "./personal.ts";
import { ReplicaDamage } from "./replica/damage.ts";
import { installImage } from "./replica/fill.ts";
import { type KeptReplica, keepReplica } from "./replica/kept.ts";
import type { Replica } from "./replica/tables.ts";
import { discardReplicaFiles, freshReplicaFile, openReplicaFile } from "./replica-file.ts";
import { openSearchIndex, searchedReplica } from "./search-index.ts";
import { downloadImage, removeDownloads } from "./sync/image-download.ts";
import { socketTransport } from "./sync/socket-transport.ts";
import { openSync } from "./sync/sync.ts";
import type { OpenTransport } from "./sync/transport.ts";
import { openForgetting, openPageHook, openRows, wipeReplica } from "./till-rows.ts";
import { markUnsent, unmarkWhenSent } from "./unsent-mark.ts";
import { openUpdating } from "./updating.ts";
import { openWatching, showFilled, WATCHED_TOPICS } from "./watching.ts";

/** Said to the server in `hello` and at enrolment. */
export const APP_VERSION = "keepshop-till/0.1.0";

export interface OpenTillOptions {
  /** Holds `journal.db` and `replica-*.db`; made when it is not there. One process at a time. */
  readonly dataDir: string;
  /** Where the server is. The code is used only by a till that is not enrolled yet. */
  readonly server?: { readonly url: string; readonly enrolmentCode?: string };
  readonly clock?: TillClock;
  readonly random?: RandomBytes;
  readonly crypto?: Crypto;
  readonly secrets?: SecretStore;
  /** `false` runs without RxDB, for the simulator and for many tills in one process. */
  readonly watch?: boolean;
  /** Ends the process at named instants, for end-to-end tests. */
  readonly faults?: TillFaults;
  /** The wire, when it is not Socket.IO to the server's address. */
  readonly transport?: OpenTransport;
  /** Rows from which an empty till fills by a file image; `Infinity` always fills by rows. */
  readonly imageFromRows?: number;
  /** How long an empty till waits for the image before it opens and fills by rows; 3 s unless said. */
  readonly imagePatienceMs?: number;
  /** Bytes the journal holds back against a full disk; 64 MiB unless said. */
  readonly reserveBytes?: number;
  /** Makes the connections of both files; the simulator gives one whose disk fails on purpose. */
  readonly connect?: Connect;
}

export interface Till {
  readonly core: TillCore;
  readonly identity: Identity;
  /** Resolves when the first fill is over; at once on a till that is full. */
  readonly filled: () => Promise<void>;
  /** Resolves when the server has answered every entry. */
  readonly sent: () => Promise<void>;
  /** The network cable, for demo and tests. */
  readonly link: { readonly cut: () => void; readonly restore: () => void };
  /** Ends sync and closes both files. Nothing is lost: all that matters is on the disk already. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a till. The first time it takes a server and a one-use code and becomes a register; after that
 * it needs neither to sell. Refuses with the codes of journal, replica and `till-*`; a damaged replica
 * is fetched anew, a damaged journal is left alone and refused with what is safe.
 * @example
 *   const opened = await openTill({ dataDir, server: { url: server.url, enrolmentCode } });
 *   if (!opened.ok) throw new Error(opened.refusal.code);
 *   await opened.value.filled();
 */
export async function openTill(options: OpenTillOptions): Promise<Result<Till>> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  } catch {
    return refuse("till-folder-unwritable", { folder: options.dataDir });
  }
  let secretKey: Uint8Array | undefined;
  const crypto = options.crypto ?? nodeCrypto;
  const { faults } = options;
  setLeftJournalAside(options.dataDir);
  const opened = openJournal({
    file: join(options.dataDir, "journal.db"),
    crypto,
    ...(faults === undefined ? {} : { fault: faults }),
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
    ...(options.connect === undefined ? {} : { connect: options.connect }),
    signSeal: (hash) => signSeal(crypto, secretKey, hash),
  });
  if (!opened.ok) return opened;
  const journal = opened.value;
  markUnsent(options.dataDir);
  let replica: Replica | undefined;
  try {
    const who = await whoAmI(options, journal, crypto);
    if (!who.ok) return closedOver(journal, who);
    secretKey = who.value.secrets.secretKey;
    const file = openReplicaFile(options.dataDir, { connect: options.connect });
    if (!file.ok) return closedOver(journal, file);
    replica = file.value.replica;
    const filled = await filledReplica(options, replica, who.value);
    if (!filled.ok) return closedOver(journal, filled);
    replica = filled.value;
    const core = builtCore({ options, journal, crypto, replica, ...who.value });
    core.sync.start();
    return done(tillOver(core));
  } catch (error) {
    replica?.close();
    const trouble = diskTrouble(error);
    if (trouble !== undefined) {
      return closedOver(journal, refuse(trouble === "full" ? "disk-full" : "replica-unwritable"));
    }
    journal.close();
    throw error;
  }
}

/** A till that does not open lets go of its journal: the next try, or a hand-over, needs it. */
function closedOver<Refused extends { readonly ok: false }>(
  journal: Journal,
  refused: Refused,
): Refused {
  journal.close();
  return refused;
}

function signSeal(crypto: Crypto, secretKey: Uint8Array | undefined, hash: string): string {
  if (secretKey === undefined) return "";
  return Buffer.from(crypto.sign(Buffer.from(hash, "hex"), secretKey)).toString("hex");
}

/** This till's register: the one it has, or a new one for a code. */
async function whoAmI(
  options: OpenTillOptions,
  journal: Journal,
  crypto: Crypto,
): Promise<Result<{ readonly identity: Identity; readonly secrets: DeviceSecrets }>> {
  const secrets = options.secrets ?? deskSecrets(journal.desk);
  let identity = readIdentity(journal.desk);
  if (identity === undefined) {
    const { server } = options;
    if (server?.enrolmentCode === undefined) return refuse("till-not-enrolled");
    const enrolled = await enrol({
      serverUrl: server.url,
      code: server.enrolmentCode,
      desk: journal.desk,
      secrets,
      crypto,
      random: options.random ?? systemRandom,
    });
    if (!enrolled.ok) return enrolled;
    identity = enrolled.value;
  }
  const device = readSecrets(secrets);
  if (device === undefined) return refuse("till-not-enrolled");
  const serverUrl = options.server?.url ?? identity.serverUrl;
  return done({ identity: { ...identity, serverUrl }, secrets: device });
}

/** Below this the rows are here before an image is built. */
const IMAGE_FROM_ROWS = 50_000;
/** Nobody waits longer for a counter: after this it opens and sells from rows while the rest fills. */
const IMAGE_PATIENCE_MS = 3_000;

/** The replica as it is, or in place of an empty one the image of this till's scope. */
async function filledReplica(
  options: OpenTillOptions,
  replica: Replica,
  { identity, secrets }: { readonly identity: Identity; readonly secrets: DeviceSecrets },
): Promise<Result<Replica>> {
  const fromRows = options.imageFromRows ?? IMAGE_FROM_ROWS;
  const isEmpty = Object.keys(replica.checkpoints()).length === 0;
  if (!isEmpty) removeDownloads(options.dataDir);
  if (!isEmpty || options.transport !== undefined || fromRows === Infinity) return done(replica);
  const image = await downloadImage({
    serverUrl: identity.serverUrl,
    deviceToken: secrets.deviceToken,
    folder: options.dataDir,
    layout: replica.layout.version,
    fromRows,
    patienceMs: options.imagePatienceMs ?? IMAGE_PATIENCE_MS,
  });
  if (image === undefined) return done(replica);
  const installed = await installImage({ folder: options.dataDir, ...image });
  removeDownloads(options.dataDir);
  if (!installed.ok) return done(replica);
  replica.close();
  const opened = openReplicaFile(options.dataDir);
  return opened.ok ? done(opened.value.replica) : opened;
}

/** A replica that cannot even be opened to sell from is replaced before anything else. */
function builtCore(parts: Omit<Parts, "replica"> & { readonly replica: Replica }): TillCore {
  const replica = keepReplica(parts.replica);
  try {
    return buildCore({ ...parts, replica });
  } catch (error) {
    if (!replica.suspect(error)) throw error;
    const { dataDir, connect } = parts.options;
    const fresh = freshReplicaFile(dataDir, { connect });
    if (!fresh.ok) throw new ReplicaDamage(fresh.refusal.code);
    replica.replaceBy(fresh.value).discard();
    discardReplicaFiles(dataDir, { keep: replica.file });
    return buildCore({ ...parts, replica: keepReplica(fresh.value) });
  }
}

interface Parts {
  readonly options: OpenTillOptions;
  readonly journal: Journal;
  readonly replica: KeptReplica;
  readonly crypto: Crypto;
  readonly identity: Identity;
  readonly secrets: DeviceSecrets;
}

const SYNC_DESK = "sync";

/** Tills that were closed in this process; what they planned for later looks here. */
const closedJournals = new WeakSet<Journal>();

/** What this till knows and shows, over its journal and replica, before it speaks to anyone. */
function openKnown({ options, journal, replica, crypto, identity, secrets }: Parts) {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const hub = openHub();
  const { registerId } = identity;
  const hlc = openHlcClock({ registerId, lastText: lastStamp(journal), now: clock.now });
  const { secretKey } = secrets;
  const { desk, keys } = journal;
  const personal = openPersonal({ keys, sealer: nodeSealer, crypto, random, secretKey });
  const { catalogue, overlay, ...scope } = openRows({ journal, replica, identity, personal });
  const lease = openLease({ desk, now: clock.now, stamp: hlc.text, ...scope });
  const tableNames = replica.layout.tables.map(({ name }) => name as string);
  const search = openSearchIndex({ replica, catalogue, desk });
  const watch = openWatching(options.watch !== false, replica, () => hub.emit(WATCHED_TOPICS));
  const forgetErased = openForgetting({ journal, replica, personal });
  const onPage = openPageHook({ catalogue, overlay, hub, tables: tableNames, forgetErased });
  const closed = (): boolean => closedJournals.has(journal);
  const mending = openMending({
    folder: options.dataDir,
    connect: { connect: options.connect },
    ...{ replica, journal, search, watch, clock, closed, onPage },
  });
  const forgetEverything = (): void =>
    wipeReplica({ replica, journal, personal, search, onPage, destroy: mending.destroy });
  const shown = { clock, random, hub, hlc, personal, catalogue, overlay, lease, search, watch };
  return { ...shown, scope, tableNames, forgetErased, onPage, closed, mending, forgetEverything };
}

function buildCore(parts: Parts): TillCore {
  const { options, journal, replica, crypto, identity, secrets } = parts;
  const { registerId } = identity;
  const { secretKey, deviceToken } = secrets;
  const { scope, tableNames, forgetErased, onPage, mending, watch, overlay, ...known } =
    openKnown(parts);
  const { clock, random, hub, hlc, personal, lease, search, forgetEverything } = known;
  if (Object.keys(replica.checkpoints()).length === 0) replica.beginFill();
  const sync = openSync({
    transport: options.transport ?? socketTransport(identity.serverUrl, deviceToken),
    journal,
    replica: searchedReplica(replica, search),
    checks: { tables: tableNames, rowsAfter: replica.rowsAfter },
    registerId,
    deviceToken,
    app: APP_VERSION,
    layout: replica.layout.version,
    engineVersion: ENGINE_VERSION,
    hlc,
    clock,
    random,
    faults: options.faults,
    keysOf: personal.keysOf,
    onPage: (page) => {
      lease.heard();
      onPage(page);
    },
    onRevoked: forgetEverything,
    mend: mending.mend,
    isLeaseOver: lease.isOver,
    isOwn: ({ table, id }) => overlay.has(table as FoldedTable, id),
    onAnswers: () => forgetErased(undefined),
    onFilled: () => showFilled({ replica, search, watch, hub, tableNames }),
    onScope: scope.setScope,
  });
  sync.onStatus(() => hub.emit(["sync"]));
  if (sync.status().filling === undefined) {
    search.fillIfNeeded();
    watch.open();
    mending.inspectSoon();
  }
  // Not in the middle of the read that found it.
  replica.onDamage(() => {
    hub.emit(["sync"]);
    setImmediate(sync.again);
  });
  return {
    ...known,
    ...{ identity, crypto, secretKey, journal, replica, sync },
    version: APP_VERSION,
    ids: createIdSource({ now: clock.now, random }),
    overlay: leasedOverlay(overlay, lease),
    faults: options.faults,
    watched: watch.replica,
    closeWatched: watch.close,
    dataDir: options.dataDir,
    secrets: options.secrets ?? deskSecrets(journal.desk),
    alsoClose: new Set(),
    updating: openUpdating({ now: clock.now, changed: () => hub.emit(["session"]) }),
  };
}

function lastStamp(journal: Journal): string | undefined {
  const { sequence } = journal.head();
  return sequence === 0 ? undefined : journal.after(sequence - 1, 1)[0]?.hlc;
}

/** Where the overlay may begin at the next start: a hint, so a full or failing disk does without. */
function keepMark(core: TillCore): void {
  try {
    core.journal.desk.put(SYNC_DESK, "overlay-mark", core.overlay.mark());
  } catch (error) {
    if (diskTrouble(error) === undefined) throw error;
  }
}

function tillOver(core: TillCore): Till {
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isSo()) return resolve();
      const stop = core.sync.onStatus(() => {
        if (!isSo()) return;
        stop();
        resolve();
      });
    });
  return {
    core,
    identity: core.identity,
    filled: () => until(() => core.sync.status().filling === undefined),
    sent: () => until(() => core.sync.status().pending === 0),
    link: { cut: core.sync.cut, restore: core.sync.restore },
    close: async () => {
      if (core.closed()) return;
      core.sync.stop();
      closedJournals.add(core.journal);
      for (const close of core.alsoClose) close();
      core.search.stop();
      await core.closeWatched();
      keepMark(core);
      unmarkWhenSent(core.dataDir, waitingIn(core.journal));
      core.replica.close();
      core.journal.close();
    },
  };
}
