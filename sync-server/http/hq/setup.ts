/** The guide of a first shop and the file of products, as HQ's procedures: who may, then setup/ and import/. */
import { implement } from "@orpc/server";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { hqContract } from "#shared/hq-api/contract.ts";
import { createImports } from "../../import/imports.ts";
import {
  finishSetup,
  makeOwner,
  putLooks,
  putPerson,
  putShop,
  putTaxes,
  setupStateOf,
} from "../../setup/setup.ts";
import { answer, refused } from "./answer.ts";
import type { HqContext, HqDeps } from "./deps.ts";
import { steersAll } from "./scope.ts";
import type { HqSignIn, HqStaff } from "./sign-in.ts";

interface SetupParts {
  readonly deps: HqDeps;
  readonly signIns: HqSignIn;
  readonly staffOf: (context: HqContext) => Promise<HqStaff>;
}

/** The procedures of `shared/hq-api/setup.ts` and `import.ts`. */
export function setupHandlers({ deps, signIns, staffOf }: SetupParts) {
  const os = implement(hqContract).$context<HqContext>();
  const { core } = deps;
  const imports = createImports(core);
  const storeIdOf = (context: HqContext, { scope }: HqStaff): string => {
    if (context.register !== undefined) return context.register.storeId;
    const stores = core.small.now().settings("store");
    return stores.find(({ id }) => scope.steers.has(id))?.id ?? "";
  };
  /** Who may change what every store of the chain has. */
  const forChain = async (context: HqContext): Promise<Result<HqStaff, "not-allowed">> => {
    const staff = await staffOf(context);
    return staff.scope.wholeChain ? done(staff) : refuse("not-allowed");
  };
  const nothing = (): Record<never, never> => ({});
  return {
    setupState: os.setupState.handler(async ({ context }) =>
      setupStateOf(core, (await signIns.who(context.token))?.scope),
    ),
    setupOwner: os.setupOwner.handler(async ({ input, context }) => {
      if (context.register === undefined) return refused({ code: "setup-not-from-till" });
      const owner = await makeOwner(core, { ...input, storeId: context.register.storeId });
      if (!owner.ok) return refused(owner.refusal);
      return { ok: true as const, value: await signIns.open(owner.value) };
    }),
    setupShop: os.setupShop.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await putShop(core, input, storeIdOf(context, who.value)), nothing);
    }),
    setupTaxes: os.setupTaxes.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await putTaxes(core, input), nothing);
    }),
    setupLooks: os.setupLooks.handler(async ({ input, context }) => {
      const staff = await staffOf(context);
      const storeId = storeIdOf(context, staff);
      if (!steersAll(staff.scope, core.small.now(), [storeId])) {
        return refused({ code: "not-allowed", args: {} });
      }
      return answer(await putLooks(core, input, storeId), nothing);
    }),
    setupPerson: os.setupPerson.handler(async ({ input, context }) => {
      const staff = await staffOf(context);
      const person = { ...input, storeId: storeIdOf(context, staff) };
      return answer(await putPerson(core, person, staff.scope), (value) => value);
    }),
    setupFinish: os.setupFinish.handler(async ({ context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await finishSetup(core), nothing);
    }),
    importBegin: os.importBegin.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.begin(input), (value) => value);
    }),
    importPart: os.importPart.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.part(input), (value) => value);
    }),
    importMap: os.importMap.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.map(input.id, input.mapping), (value) => value);
    }),
    importState: os.importState.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.state(input.id), (value) => value);
    }),
    importRun: os.importRun.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.run(input.id), (value) => value);
    }),
    importUndo: os.importUndo.handler(async ({ input, context }) => {
      const who = await forChain(context);
      if (!who.ok) return refused(who.refusal);
      return answer(await imports.undo(input.id), (value) => value);
    }),
  };
}
