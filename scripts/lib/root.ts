// Where the project lies, and nothing else: every script builds its paths from here, so that it does
// not matter from which folder it was started.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder, absolute. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the project, from its parts. */
export function inRoot(...parts: readonly string[]): string {
  return join(root, ...parts);
}
