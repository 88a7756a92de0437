/**
 * Starts a sync server, from a script or from the command line. Everything it needs comes in as
 * options; everything it opened is closed by `close`. What it serves is in the files it joins.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fastify } from "fastify";
import { pino } from "pino";
import type { Result } from "#shared/base/result.ts";
import { refuse } from "#shared/base/result.ts";
import { type ServerRefusalCode, serverRefusals } from "#shared/records/refusals/server.ts";
import { phonesQuestion } from "./approvers.ts";
import { compactionTimes, keepCompact } from "./compaction.ts";
import { type Core, type Log, openCore } from "./core.ts";
import { markSeeded, readAllHeads } from "./database/heads.ts";
import { openDatabase } from "./database/open.ts";
import { enrolDevice, makeEnrolmentCode, revokeDevice } from "./enrol.ts";
import { engineRules } from "./entries/engine-rules.ts";
import { type DemoPerson, registerHttp } from "./http/index.ts";
import { createImages } from "./images/store.ts";
import { keepDevicesQuestion } from "./keep-devices.ts";
import { openOutbox } from "./mail/outbox.ts";
import type { MailServer } from "./mail/smtp.ts";
import { keepAffinities } from "./projections/keep-affinities.ts";
import { createQuestions, type Questions } from "./questions.ts";
import { quickKeysQuestion } from "./quick-keys.ts";
import { saleWhereQuestion } from "./sale-where.ts";
import { openSocketServer } from "./socket.ts";
import { tellOf } from "./streams/changes.ts";
import { createPokes } from "./streams/pokes.ts";

export interface ServerOptions {
  /** Path of the SQLite file (made with its folder when missing), or a `postgres://` URL. */
  readonly database: string;
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** The address to listen on; this machine only unless said. */
  readonly host?: string;
  /**
   * The 32 bytes that wrap clients' keys, in hex. Beside a SQLite file they are made on first use
   * (`<file>.key`); every node of a PostgreSQL chain is given the same. Never in a backup of the data.
   */
  readonly masterKey?: string;
  /** The chain this server serves. */
  readonly chain?: string;
  /** Fills a chain that is new; called once in the chain's life. */
  readonly seed?: (core: Core) => Promise<void>;
  readonly now?: () => number;
  readonly log?: Log;
  /** Folder with the built console and web shop. */
  readonly webRoot?: string;
  /** Folder for replica images; beside the database's file unless said. */
  readonly imageFolder?: string;
  /** A demo's people with their PINs, shown where HQ signs in; ignored where the chain is no demo. */
  readonly demoPeople?: readonly DemoPerson[];
  /** Where receipts by e-mail are handed over; without it they wait. */
  readonly mail?: MailServer;
  /** Days after which the log keeps of each row only its last revision; 90 unless said, at least 36. */
  readonly retentionDays?: number;
  /** How many requests one address may make to the shop API in a minute; 3,000 unless said. */
  readonly requestsPerMinute?: number;
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly port: number;
  readonly core: Core;
  readonly questions: Questions;
  /** A one-use code, valid for ten minutes, that makes a device a register of the store. */
  readonly enrolmentCode: (storeId: string, name: string) => Promise<string>;
  /** The same as `POST /enrol`, for scripts and tests. */
  readonly enrol: (request: unknown) => ReturnType<typeof enrolDevice>;
  readonly revoke: (registerId: string) => Promise<void>;
  /** Stops within two seconds; what was accepted is committed. */
  readonly close: () => Promise<void>;
}

/** A server that cannot start says why in the words of `shared/records/refusals/server.ts`. */
export class ServerStartError extends Error {
  override readonly name = "ServerStartError";
  readonly code: ServerRefusalCode;

  constructor(code: ServerRefusalCode, detail: string) {
    const { happened, act } = serverRefusals[code];
    super(`${happened} ${act}${detail === "" ? "" : ` (${detail})`}`);
    this.code = code;
  }
}

/**
 * Starts a server on SQLite or PostgreSQL and answers when it listens. Rejects with
 * `ServerStartError` when the database cannot be opened or the port is taken.
 * @example
 * const server = await startServer({ database: "/tmp/shop/server.db", seed });
 * const code = await server.enrolmentCode("store-1", "Till 1");
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: "warn" });
  checkRetention(options.retentionDays);
  if (!options.database.includes("://")) makeFolder(options.database);
  const database = startedWith(await openDatabase(options.database, chainOf(options)));
  const core = await openCore({
    database,
    ...chainOf(options),
    rules: engineRules,
    now: options.now ?? Date.now,
    log,
    ...masterKeyOf(options, log),
  });
  if (options.seed !== undefined && !core.seededBefore) {
    await options.seed(core);
    await database.write((tx) => markSeeded(tx, core.chain));
    await database.tune();
  }
  return listen(core, options);
}

function chainOf({ chain = "main" }: ServerOptions): { readonly chain: string } {
  return { chain };
}

/** Tills push their last 35 days again in a new history: what those were priced at must be there. */
const RETENTION_DAYS_MIN = 36;
const RETENTION_DAYS_MAX = 36_500;

function checkRetention(days: number | undefined): void {
  if (days === undefined) return;
  if (Number.isSafeInteger(days) && days >= RETENTION_DAYS_MIN && days <= RETENTION_DAYS_MAX)
    return;
  startedWith(refuse("server-retention"));
}

const CLOSE_MS_MAX = 1_500;
const REQUESTS_PER_MINUTE = 3_000;

async function listen(core: Core, options: ServerOptions): Promise<RunningServer> {
  const questions = createQuestions();
  questions.add("sale-where", saleWhereQuestion(core));
  questions.add("keep-devices", keepDevicesQuestion(core));
  questions.add("quick-keys", quickKeysQuestion(core));
  questions.add("phones", phonesQuestion(core));
  const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1_048_576 });
  const sockets = openSocketServer(app.server, core, questions);
  const pokes = createPokes((moved) => void tellOf(core, moved).then(sockets.poke));
  core.onMoved((moved) => pokes.publish(moved));
  const stopWatching = watchOtherNodes(core, pokes.publish);
  const images = createImages(core, imageFolderOf(options));
  const affinities = keepAffinities(core);
  const compaction = keepCompact(core, compactionTimes(options.retentionDays));
  const outbox = options.mail === undefined ? undefined : openOutbox(core, options.mail);
  let ready = true;
  registerHttp(app, {
    core,
    questions,
    images,
    webRoot: options.webRoot,
    isReady: () => ready,
    connected: sockets.connected,
    connectedRegisters: sockets.connectedRegisters,
    demoPeople: options.demoPeople ?? [],
    requestsPerMinute: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
  });
  const close = async (): Promise<void> => {
    if (!ready) return;
    ready = false;
    stopWatching();
    pokes.close();
    await withinMs(core.queue.idle(), CLOSE_MS_MAX);
    await outbox?.close();
    await sockets.close();
    await app.close();
    await images.close();
    await affinities.close();
    await compaction.close();
    await core.database.close();
  };
  try {
    await app.listen({ port: options.port ?? 0, host: options.host ?? "127.0.0.1" });
  } catch (error) {
    await close();
    if (isCode(error, "EADDRINUSE")) {
      throw new ServerStartError("server-port-taken", `port ${options.port}`);
    }
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://${options.host ?? "127.0.0.1"}:${port}`,
    port,
    core,
    questions,
    enrolmentCode: (storeId, name) => makeEnrolmentCode(core, { storeId, name }),
    enrol: (request) => enrolDevice(core, request),
    async revoke(registerId) {
      await revokeDevice(core, registerId);
      sockets.revoke(registerId);
    },
    close,
  };
}

const WATCH_EVERY_MS = 250;

/** With PostgreSQL other nodes move streams too: one small query every 250 ms hears of them. */
function watchOtherNodes(
  core: Core,
  publish: ReturnType<typeof createPokes>["publish"],
): () => void {
  if (core.database.kind === "sqlite") return () => undefined;
  const known = new Map<string, number>();
  let asking = false;
  const look = async (): Promise<void> => {
    const heads = await readAllHeads(core.database.now, core.chain);
    core.learnEpoch(heads[0]?.epoch ?? "");
    const moved = heads.filter((head) => known.get(head.stream) !== head.position);
    for (const head of moved) known.set(head.stream, head.position);
    publish(moved);
  };
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    look()
      .catch(() => undefined)
      .finally(() => {
        asking = false;
      });
  }, WATCH_EVERY_MS);
  return () => clearInterval(timer);
}

function startedWith<Value>(opened: Result<Value, ServerRefusalCode>): Value {
  if (opened.ok) return opened.value;
  const { code, args } = opened.refusal;
  throw new ServerStartError(code, Object.values(args ?? {}).join(", "));
}

const MASTER_KEY = /^[0-9a-f]{64}$/;

function masterKeyOf({ masterKey, database }: ServerOptions, log: Log) {
  if (masterKey !== undefined) {
    if (!MASTER_KEY.test(masterKey)) startedWith(refuse("server-master-key"));
    return { masterKey: new Uint8Array(Buffer.from(masterKey, "hex")) };
  }
  if (database.includes("://")) {
    log.warn(
      {},
      "no master key was given: clients' keys are not guarded against a stolen database",
    );
    return {};
  }
  const file = `${database}.key`;
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  const text = readFileSync(file, "utf8").trim();
  if (!MASTER_KEY.test(text)) startedWith(refuse("server-master-key"));
  return { masterKey: new Uint8Array(Buffer.from(text, "hex")) };
}

/** KEEPSHOP_SMTP is the mail server's URL, KEEPSHOP_MAIL_FROM the address receipts come from. */
export function mailOf(env: NodeJS.ProcessEnv): { readonly mail?: MailServer } {
  const { KEEPSHOP_SMTP: url, KEEPSHOP_MAIL_FROM: from } = env;
  return url === undefined || from === undefined ? {} : { mail: { url, from } };
}

/** KEEPSHOP_RETENTION_DAYS: whole days; anything else is refused at start. */
function retentionOf({ KEEPSHOP_RETENTION_DAYS: days = "" }: NodeJS.ProcessEnv) {
  return days === "" ? {} : { retentionDays: Number(days) };
}

function imageFolderOf({ imageFolder, database }: ServerOptions): string {
  if (imageFolder !== undefined) return imageFolder;
  return database.includes("://") ? join(tmpdir(), "keepshop-images") : `${database}-images`;
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    const opened = refuse("server-folder-unwritable", { file: dirname(file) });
    if (isCode(error, "EACCES") || isCode(error, "EROFS") || isCode(error, "ENOTDIR")) {
      startedWith(opened);
    }
    if (isCode(error, "EEXIST") || isCode(error, "EPERM")) startedWith(opened);
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

/** The options that the environment sets; one that is empty is as good as not there. */
function given(
  options: Readonly<Record<"masterKey" | "host" | "webRoot" | "imageFolder", string | undefined>>,
): Partial<ServerOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => (value ?? "") !== ""));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [database = "keepshop-server.db", port = "4700"] = process.argv.slice(2);
  try {
    const server = await startServer({
      database,
      port: Number(port),
      ...given({
        masterKey: process.env.KEEPSHOP_MASTER_KEY,
        host: process.env.KEEPSHOP_HOST,
        webRoot: process.env.KEEPSHOP_WEB,
        imageFolder: process.env.KEEPSHOP_IMAGES,
      }),
      ...mailOf(process.env),
      ...retentionOf(process.env),
    });
    process.stdout.write(`Keepshop server on ${server.url}\n`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void server.close());
    }
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
