// Knowing whether something that was built is still what its sources would give: a hash over the
// contents of its inputs, kept beside the result. It builds nothing itself.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { withLock } from "./lock.ts";

export interface FreshQuestion {
  /** Folder that the paths are relative to. */
  readonly base: string;
  /** Files and folders the result is made of; a missing one counts as empty. */
  readonly inputs: readonly string[];
  /** The file or folder that is made. */
  readonly output: string;
  /** Where the hash of the last good build is kept. */
  readonly stamp: string;
}

/** SHA-256 over the names and contents of all inputs, in hexadecimal. */
function inputsHash(base: string, inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const input of [...inputs].sort()) {
    for (const file of filesUnder(join(base, input))) {
      hash.update(relative(base, file)).update("\0");
      hash.update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

/** Runs `make` unless the output is there and was made from exactly these inputs. */
export function makeUnlessFresh(
  question: FreshQuestion,
  make: () => Promise<void>,
): Promise<"made" | "fresh"> {
  return withLock(`${question.stamp}.lock`, async () => {
    const hash = inputsHash(question.base, question.inputs);
    const isKnown = existsSync(question.stamp) && readFileSync(question.stamp, "utf8") === hash;
    if (isKnown && existsSync(question.output)) return "fresh";
    rmSync(question.stamp, { force: true });
    await make();
    writeFileSync(question.stamp, hash);
    return "made";
  });
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
