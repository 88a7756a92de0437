/** The folder that holds a running shop: made, checked for writing, and owned by one start at a time. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { unsentIn } from "#till/leave.ts";

/** Takes the folder, or throws an error whose message is the sentence to print. */
export function takeDataFolder(
  folder: string,
  { reset, evenUnsent = false }: { readonly reset: boolean; readonly evenUnsent?: boolean },
): () => void {
  makeFolder(folder);
  const lock = join(folder, "keepshop.lock");
  const release = takeLock(folder, lock);
  if (reset && !evenUnsent) {
    try {
      refuseUnsent(join(folder, "tills"));
    } catch (error) {
      release();
      throw error;
    }
  }
  if (reset)
    for (const part of ["server", "tills"])
      rmSync(join(folder, part), { recursive: true, force: true });
  return release;
}

/** A reset throws journals away: not while one holds what the server does not have. */
function refuseUnsent(tills: string): void {
  if (!existsSync(tills)) return;
  for (const name of readdirSync(tills)) {
    const waiting = unsentIn(join(tills, name), nodeCrypto);
    if (waiting.ok && waiting.value === 0) continue;
    const what = waiting.ok
      ? `${waiting.value} acts of till ${name} have not reached the server yet`
      : `The journal of till ${name} cannot be read, so nobody can say what the server lacks`;
    throw new Error(
      `${what}. Nothing was thrown away. Start without --reset and wait until the lamp says that ` +
        `all is confirmed, or export them in the till under Settings, Hand over. To throw them ` +
        `away for good: --reset --even-unsent.`,
    );
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Error(
      `The folder ${folder} cannot be written. Nothing was started or changed. ` +
        `Choose another with --data DIR, or make this one writable.`,
    );
  }
}

function takeLock(folder: string, lock: string): () => void {
  for (let round = 0; round < 2; round += 1) {
    try {
      const handle = openSync(lock, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(lock, { force: true });
    } catch {
      const owner = Number(readOwner(lock));
      if (isRunning(owner))
        throw new Error(
          `Keepshop already runs on the data in ${folder} (process ${owner}). Nothing was changed. ` +
            `Use that one, stop it with Ctrl+C, or start a second shop with --data DIR --port N.`,
        );
      unlinkSync(lock);
    }
  }
  throw new Error(`The folder ${folder} is being taken by another start. Try again.`);
}

function readOwner(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
