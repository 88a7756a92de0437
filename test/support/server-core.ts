/** A server's core and sessions without sockets, over either database, for contract tests. */
import { zstdDecompressSync } from "node:zlib";
import { type Core, openCore } from "#server/core.ts";
import type { Database } from "#server/database/contract.ts";
import { openDatabase } from "#server/database/open.ts";
import { enrolDevice, makeEnrolmentCode } from "#server/enrol.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import type { EntryRules } from "#server/entries/rules.ts";
import { createQuestions } from "#server/questions.ts";
import { putRows } from "#server/rows/put.ts";
import { createSession, type Session } from "#server/session.ts";
import type { Checkpoints, Page, Pushed, WireRow } from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { aFolder } from "#test/builders/journal.ts";
import {
  aPublicKey,
  aRegister,
  chainRows,
  NOW_MS,
  type TestRegister,
} from "#test/builders/server-chain.ts";
import { type PrivatePostgres, startPostgres } from "./postgres.ts";

export const DATABASES = ["sqlite", "postgres"] as const;

/** Makes databases of one kind; `stop` ends what it started. */
export async function databasesOf(kind: (typeof DATABASES)[number]) {
  const folder = aFolder();
  const postgres: PrivatePostgres | undefined =
    kind === "postgres" ? await startPostgres() : undefined;
  let made = 0;
  const opened: Database[] = [];
  return {
    async address(): Promise<string> {
      made += 1;
      return postgres === undefined ? `${folder.path}/${made}.db` : postgres.freshUrl();
    },
    async open(address: string): Promise<Database> {
      const result = await openDatabase(address);
      if (!result.ok) throw new Error(result.refusal.code);
      opened.push(result.value);
      return result.value;
    },
    async stop() {
      for (const each of opened) await each.close().catch(() => undefined);
      await postgres?.stop();
      folder.remove();
    },
  };
}

export interface TestClock {
  nowMs: number;
}

export interface TestCore {
  readonly core: Core;
  readonly clock: TestClock;
  readonly warnings: string[];
}

/** A core over a database; with `rows`, filled with the small chain. */
export async function aCore(
  database: Database,
  choice: { readonly rules?: EntryRules; readonly empty?: boolean } = {},
): Promise<TestCore> {
  const clock: TestClock = { nowMs: NOW_MS };
  const warnings: string[] = [];
  const core = await openCore({
    database,
    chain: "main",
    rules: choice.rules ?? engineRules,
    now: () => clock.nowMs,
    log: { info: () => undefined, warn: (_facts, what) => warnings.push(what) },
  });
  if (choice.empty !== true && !core.seededBefore) {
    const put = await putRows(core, chainRows());
    if (!put.ok) throw new Error(JSON.stringify(put.refusal));
  }
  return { core, clock, warnings };
}

/** One till as the server sees it: its register, its session and where it stands in each stream. */
export interface TestTill {
  readonly register: TestRegister;
  readonly token: string;
  session: Session;
  epoch: string;
  checkpoints: Checkpoints;
  /** Of streams that it is filling: the floor that the pages named. */
  floors: Record<string, number>;
  /** table/id -> row, as this till has applied them. */
  readonly rows: Map<string, unknown>;
  readonly streamOf: Map<string, string>;
  heard: readonly string[];
}

/** Enrols a till of the store and says hello. */
export async function aTill(core: Core, storeId = "s1"): Promise<TestTill> {
  const code = await makeEnrolmentCode(core, { storeId, name: "Till" });
  const made = await enrolDevice(core, { code, publicKey: aPublicKey() });
  if (!made.ok) throw new Error(made.refusal.code);
  const { registerId, deviceToken } = made.value;
  const till: TestTill = {
    register: aRegister(registerId, storeId),
    token: deviceToken,
    session: createSession(core, createQuestions(), { listen: () => undefined }),
    epoch: "",
    checkpoints: {},
    floors: {},
    rows: new Map(),
    streamOf: new Map(),
    heard: [],
  };
  await greet(core, till);
  return till;
}

/** Connects anew: another session, another hello. */
export async function greet(core: Core, till: TestTill, fields: Record<string, unknown> = {}) {
  till.session = createSession(core, createQuestions(), {
    listen: (streams) => {
      till.heard = streams;
    },
  });
  const answer = await till.session.hello({
    protocol: PROTOCOL_VERSION,
    layout: 1,
    engineVersion: 1,
    app: "test",
    deviceToken: till.token,
    registerId: till.register.id,
    lastSequence: till.register.sequence,
    lastHash: till.register.hash,
    hlc: "",
    atMs: 0,
    ...fields,
  });
  if (answer.ok) till.epoch = answer.welcome.epoch;
  return answer;
}

export function pushTo(till: TestTill, entries: readonly unknown[]): Promise<Pushed> {
  return till.session.push({ epoch: till.epoch, entries });
}

/** Pulls one page and applies it as a till does: in order, whole. */
export async function pullInto(till: TestTill, limit = 5_000): Promise<Page> {
  const { checkpoints, floors } = till;
  const page = await till.session.pull({ checkpoints, limit, floors });
  if (!page.ok) throw new Error(page.code);
  const dropped = new Set([...page.left, ...page.reset.map((each) => each.stream)]);
  for (const [key, stream] of till.streamOf) {
    if (!dropped.has(stream)) continue;
    till.rows.delete(key);
    till.streamOf.delete(key);
  }
  for (const chunk of page.chunks) {
    for (const [table, id, , row] of wireRows(chunk)) {
      const key = `${table}/${id}`;
      if (row !== null) {
        till.rows.set(key, row);
        till.streamOf.set(key, chunk.stream);
      } else if (till.streamOf.get(key) === chunk.stream) {
        till.rows.delete(key);
        till.streamOf.delete(key);
      }
    }
  }
  const kept = Object.entries(till.checkpoints).filter(([stream]) => !dropped.has(stream));
  till.checkpoints = { ...Object.fromEntries(kept), ...page.checkpoints };
  for (const stream of [...dropped, ...Object.keys(page.checkpoints)]) {
    const floor = page.floors?.[stream];
    if (floor === undefined) delete till.floors[stream];
    else till.floors[stream] = floor;
  }
  return page;
}

/** Pulls until there is no more; answers how many pages it took. */
export async function pullAll(till: TestTill, limit = 5_000): Promise<number> {
  for (let pages = 1; ; pages += 1) {
    if (pages > 10_000) throw new Error("a pull never ends");
    if (!(await pullInto(till, limit)).more) return pages;
  }
}

export function wireRows(chunk: Page["chunks"][number]): readonly WireRow[] {
  const bytes = chunk.encoding === "zstd" ? zstdDecompressSync(chunk.bytes) : chunk.bytes;
  return JSON.parse(Buffer.from(bytes).toString()) as WireRow[];
}

/** The stock that a till's rows show. */
export function stockAt(till: TestTill, id: string): number | undefined {
  const row = till.rows.get(`stock/${id}`) as { readonly onHandMilli: number } | undefined;
  return row?.onHandMilli;
}

/** The entries of a push that was answered well. */
export function outcomes(answer: Pushed): readonly string[] {
  return answer.ok ? answer.answers.map((each) => [each.outcome, ...each.codes].join(" ")) : [];
}

export type { AnyEntry };
