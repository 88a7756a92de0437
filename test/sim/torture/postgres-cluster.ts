/**
 * A private PostgreSQL that moves: a primary, standbys made from it, kill -9 and promotion, behind one
 * address that is pointed at whoever is primary. Durable like a shop's: nothing is left unsynced.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { binaries, freePort, ready, unprivileged } from "#test/support/postgres.ts";
import { until } from "./common.ts";

const run = promisify(execFile);
const SETTINGS = ["shared_buffers=32MB", "max_connections=60", "fsync=on", "wal_keep_size=256MB"];
const CAUGHT_UP_WITHIN_MS = 60_000;

interface Member {
  readonly name: string;
  readonly data: string;
  readonly port: number;
  readonly process: ChildProcess;
}

export interface Cluster {
  /** The chain's database at an address that stays while primaries go. */
  readonly url: string;
  /** A standby that has everything the primary has; from then on commits wait for it. */
  readonly addSynchronousStandby: () => Promise<Member>;
  /** A copy of now that hears of nothing later: what a lost race looks like. Not started. */
  readonly copyOfNow: () => Promise<string>;
  /** kill -9 of the primary and all its processes. Nobody is primary after it. */
  readonly killPrimary: () => Promise<void>;
  /** Makes a standby the primary and points the address at it. */
  readonly promote: (standby: Member) => Promise<void>;
  /** Starts a copy as the primary, without what came after it. */
  readonly promoteCopy: (data: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const bin = binaries();
  const owner = process.getuid?.() === 0 ? unprivileged() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "keepshop-cluster-"));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  const members: Member[] = [];

  const start = async (data: string): Promise<Member> => {
    const port = await freePort();
    const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
    const settings = SETTINGS.flatMap((each) => ["-c", each]);
    const server = spawn(join(bin, "postgres"), [...args, ...settings], {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await ready(server);
    const member = { name: data, data, port, process: server };
    members.push(member);
    return member;
  };
  const say = async (port: number, statement: string, database = "postgres"): Promise<string> => {
    const to = ["-h", "127.0.0.1", "-p", String(port), "-U", "keepshop", "-d", database];
    const { stdout } = await run(join(bin, "psql"), [...to, "-Atc", statement], as);
    return stdout.trim();
  };
  const copyFrom = async (port: number, name: string): Promise<string> => {
    const data = join(folder, name);
    mkdirSync(data, { mode: 0o700 });
    if (owner !== undefined) chownSync(data, owner.uid, owner.gid);
    const from = `host=127.0.0.1 port=${port} user=keepshop application_name=${name}`;
    const args = ["-D", data, "-d", from, "-X", "stream", "-R", "-c", "fast"];
    await run(join(bin, "pg_basebackup"), args, as);
    return data;
  };

  const data = join(folder, "first");
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", "keepshop", "-A", "trust", "-E", "UTF8", "--locale=C"],
    as,
  );
  let primary = await start(data);
  await say(primary.port, "CREATE DATABASE chain");
  const address = await openAddress(() => primary.port);
  let made = 0;
  const lead = async (member: Member): Promise<void> => {
    await say(member.port, "SELECT pg_promote()");
    // It would wait for the standby that it was itself.
    await alone(member.port);
    primary = member;
    address.drop();
  };
  const alone = async (port: number): Promise<void> => {
    await say(port, "ALTER SYSTEM SET synchronous_standby_names = ''");
    await say(port, "SELECT pg_reload_conf()");
  };

  return {
    url: `postgres://keepshop@127.0.0.1:${address.port}/chain`,
    async addSynchronousStandby() {
      made += 1;
      const name = `standby${made}`;
      const standby = await start(await copyFrom(primary.port, name));
      await say(primary.port, `ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (${name})'`);
      await say(primary.port, "SELECT pg_reload_conf()");
      const end = performance.now() + CAUGHT_UP_WITHIN_MS;
      for (;;) {
        const question = `SELECT sync_state FROM pg_stat_replication WHERE application_name = '${name}'`;
        const state = await say(primary.port, question);
        if (state === "quorum" || state === "sync") return standby;
        if (performance.now() > end) throw new Error(`${name} did not catch up: ${state}`);
      }
    },
    copyOfNow() {
      made += 1;
      return copyFrom(primary.port, `copy${made}`);
    },
    async killPrimary() {
      await killWhole(primary);
      address.drop();
    },
    promote: lead,
    async promoteCopy(copied) {
      await lead(await start(copied));
    },
    async stop() {
      address.close();
      for (const member of members) await killWhole(member);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Kills the processes of a server by their ids, the first one last so that it cannot restart any. */
async function killWhole(member: Member): Promise<void> {
  const { process: server } = member;
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const gone = once(server, "exit");
  process.kill(server.pid, "SIGSTOP");
  const children = childrenOf(server.pid);
  for (const child of children) killQuietly(child);
  server.kill("SIGKILL");
  await gone;
  await until(() => children.every((child) => !isThere(child)), 10_000);
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .map(Number)
    .filter((child) => child > 0);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}

function isThere(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z");
  } catch {
    return false;
  }
}

/** One port that leads to wherever the primary is at that moment. */
async function openAddress(
  portOf: () => number,
): Promise<{ readonly port: number; readonly drop: () => void; readonly close: () => void }> {
  const open = new Set<Socket>();
  const relay: Server = createServer((from) => {
    const to = connect(portOf(), "127.0.0.1");
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => undefined);
      one.once("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = relay.address();
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    drop,
    close: () => {
      drop();
      relay.close();
    },
  };
}
