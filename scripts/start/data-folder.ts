/** The folder that holds a running shop: made, checked for writing, and owned by one start at a time. */
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** Takes the folder, or throws an error whose message is the sentence to print. */
export function takeDataFolder(folder: string, reset: boolean): () => void {
  makeFolder(folder);
  const lock = join(folder, "keepshop.lock");
  const release = takeLock(folder, lock);
  if (reset)
    for (const part of ["server", "tills"])
      rmSync(join(folder, part), { recursive: true, force: true });
  return release;
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
