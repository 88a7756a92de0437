/** Quick keys as HQ's procedures: of one store the asker steers, or of all stores that make none themselves. */
import { implement } from "@orpc/server";
import { hqContract } from "#shared/hq-api/contract.ts";
import { listRegisters } from "../../database/registers.ts";
import { putQuickKeys, quickKeysOf } from "../../quick-keys.ts";
import { answer, refused } from "./answer.ts";
import type { HqContext, HqDeps } from "./deps.ts";
import { type StoreTills, storesWithTills } from "./reach.ts";
import { steersAll } from "./scope.ts";
import type { HqStaff } from "./sign-in.ts";

interface KeysParts {
  readonly deps: HqDeps;
  readonly staffOf: (context: HqContext) => Promise<HqStaff>;
}

/** The procedures `quickKeys` and `setQuickKeys`. */
export function quickKeyHandlers({ deps, staffOf }: KeysParts) {
  const os = implement(hqContract).$context<HqContext>();
  const { core } = deps;
  return {
    quickKeys: os.quickKeys.handler(async ({ input: { storeId }, context }) => {
      const { scope } = await staffOf(context);
      const mine = (await storesWithTills(deps)).filter(({ id }) => scope.steers.has(id));
      const isTheirs = storeId === undefined || scope.steers.has(storeId);
      return {
        pages: isTheirs ? [...(await quickKeysOf(core, storeId))] : [],
        registers: await registersOf(deps, mine, storeId),
        reach: total(
          storeId === undefined
            ? await withoutOwn(deps, mine)
            : mine.filter(({ id }) => id === storeId),
        ),
      };
    }),
    setQuickKeys: os.setQuickKeys.handler(async ({ input, context }) => {
      const { scope } = await staffOf(context);
      const asked = input.storeId === undefined ? undefined : [input.storeId];
      if (!steersAll(scope, core.small.now(), asked)) return refused({ code: "not-allowed" });
      return answer(await putQuickKeys(core, input), () => ({ pages: input.pages.length }));
    }),
  };
}

/** The tills of one of the asker's stores that are in service. */
async function registersOf(
  { core }: HqDeps,
  mine: readonly StoreTills[],
  storeId: string | undefined,
) {
  if (!mine.some(({ id }) => id === storeId)) return [];
  return (await listRegisters(core.database.now, core.chain))
    .filter((each) => each.storeId === storeId && each.revokedAtMs === null)
    .filter(({ id }) => !id.startsWith("web:"))
    .map(({ id, name }) => ({ id, name }));
}

/** Stores with a counter that make no pages of their own: those the chain's pages reach. */
async function withoutOwn(
  { core }: HqDeps,
  mine: readonly StoreTills[],
): Promise<readonly StoreTills[]> {
  const counters = mine.filter(({ store }) => store.channel === "shop");
  const own = await Promise.all(counters.map(({ id }) => quickKeysOf(core, id)));
  return counters.filter((_, at) => own[at]?.length === 0);
}

function total(stores: readonly StoreTills[]) {
  return {
    stores: stores.length,
    tills: stores.reduce((sum, each) => sum + each.tills, 0),
    tillsConnected: stores.reduce((sum, each) => sum + each.tillsConnected, 0),
  };
}
