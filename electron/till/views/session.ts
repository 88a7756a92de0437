/** The session view: who is here, which store and register, and whether the till can sell. */
import type { SessionView } from "#shared/till-api/views/session.ts";
import { policyOf, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import { hasLeft } from "../enrol.ts";
import { peopleHere, roleOf } from "../staff.ts";
import { openShift } from "./shift.ts";

const IDLE_LOCK_SECONDS = 300;

/** The session as it is now. */
export function readSession(counter: Counter): SessionView {
  const { core, demo } = counter;
  const store = storeOf(core);
  const [chain] = core.catalogue.settings("chain");
  const session = counter.session();
  const isDemo = chain?.body.demo ?? false;
  const shift = openShift(core);
  const register = core.catalogue.setting("register", core.identity.registerId);
  return {
    ...(store === undefined
      ? {}
      : {
          store: {
            id: core.identity.storeId,
            name: store.name,
            locale: store.locale,
            currency: store.currency,
            timeZone: store.timeZone,
          },
        }),
    register: { id: core.identity.registerId, name: register?.name ?? core.identity.name },
    ...(chain === undefined ? {} : { chainName: chain.body.name }),
    ...(session === undefined
      ? {}
      : {
          staff: {
            id: session.staff.id,
            name: session.staff.name,
            shortName: session.staff.shortName,
            roleId: session.staff.roleId,
            roleName: session.role?.name ?? "",
            permissions: [...(session.role?.permissions ?? [])],
            ...(session.staff.language === undefined ? {} : { language: session.staff.language }),
          },
        }),
    ...(counter.floorName === undefined ? {} : { floor: { name: counter.floorName } }),
    locked: session?.locked ?? false,
    training: core.real !== undefined,
    demo: isDemo,
    state: stateOf(counter, { store, chain: chain?.body }),
    ...leftOf(core),
    ...(shift === undefined
      ? {}
      : {
          shift: {
            id: shift.body.shiftId,
            openedAtMs: shift.at,
            floatMinor: shift.body.floatMinor,
          },
        }),
    idleLockSeconds: policyOf(core)?.idleLockSeconds ?? IDLE_LOCK_SECONDS,
    words: wordsOf(chain?.body.words),
    version: core.version,
    ...updateOf(core),
    people: peopleHere(core).map((person) => {
      const pin = isDemo ? demo.pins?.[person.id] : undefined;
      return {
        id: person.id,
        name: person.name,
        roleName: roleOf(core, person)?.name ?? "",
        ...(pin === undefined ? {} : { pin }),
      };
    }),
    links: {
      ...(demo.webShopUrl === undefined ? {} : { webShop: demo.webShopUrl }),
      ...(demo.hqUrl === undefined ? {} : { hq: demo.hqUrl }),
    },
  };
}

/** Whether this till can sell, waits for its rows, or belongs to a shop that is still being set up. */
function stateOf(
  { core }: Counter,
  known: {
    readonly store: unknown;
    readonly chain: { readonly setUp?: boolean | undefined } | undefined;
  },
): SessionView["state"] {
  if (known.chain?.setUp === false) return "empty";
  if (known.store !== undefined) return "ready";
  const { filling, lastPulledAtMs } = core.sync.status();
  return known.chain === undefined && filling === undefined && lastPulledAtMs !== undefined
    ? "empty"
    : "filling";
}

function wordsOf(words: Readonly<Record<string, string | undefined>> | undefined) {
  const given: Record<string, string> = {};
  for (const [key, word] of Object.entries(words ?? {})) if (word !== undefined) given[key] = word;
  return given;
}

function updateOf({ updating }: Counter["core"]): Partial<SessionView> {
  const update = updating.waiting();
  return update === undefined ? {} : { update };
}

/** A till that has left the shop says so until it is closed; its journal is kept. */
function leftOf({ journal }: Counter["core"]): Partial<SessionView> {
  if (!hasLeft(journal.desk)) return {};
  const kept = journal.head().sequence;
  const because = `This till has left the shop. Its journal with ${kept} entries stays in its folder.`;
  return { state: "stopped", stoppedBecause: because };
}
