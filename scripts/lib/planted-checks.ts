// Planted bugs that no simulated process can show: a named check of the torture suite, which has to be
// quiet without the bug and to complain with it.
import { pathToFileURL } from "node:url";
import { armPlantedBug } from "#shared/base/planted.ts";
import { inRoot } from "./root.ts";

/** The names of the bugs that are planted; what each does stands where it is planted. */
export const PLANTED_BUGS: readonly string[] = Array.from(
  { length: 25 },
  (_, index) => `F${String(index + 1).padStart(2, "0")}`,
);

const CHECKS: Readonly<Record<string, string>> = { F03: "idle-transaction" };

/** Runs the check of a bug; answers what showed it, or nothing when it was not noticed. */
export async function runCheck(
  bug: string,
): Promise<{ readonly by: string; readonly failure: string } | undefined> {
  const kind = CHECKS[bug] ?? "";
  const file = inRoot("test", "sim", "torture", `${kind}.ts`);
  const { run } = (await import(pathToFileURL(file).href)) as {
    readonly run: () => Promise<{ readonly stuck: number }>;
  };
  const without = await run();
  armPlantedBug(bug);
  const planted = await run();
  armPlantedBug("");
  if (without.stuck !== 0 || planted.stuck === 0) return undefined;
  return {
    by: `torture ${kind}`,
    failure: "a writer that stands idle holds up the next one for longer than its limit",
  };
}
