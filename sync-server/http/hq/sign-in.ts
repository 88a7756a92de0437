/**
 * Who is at HQ: by name and PIN against the staff rows, with a role that includes `hq`. Two people may
 * have one name: the PIN tells them apart, and where it does not, their shop or staff number. Tries are
 * limited, a session is a random token kept as a hash, and a person who left is out at once.
 */
import { hash, verify } from "@node-rs/argon2";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type PersonScope, scopeOfPerson } from "#shared/engine/legal-entity.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { hashToken, newToken } from "../../auth.ts";
import { readCurrent, readTable } from "../../database/revisions.ts";
import { endSession, findSession, insertSession } from "../../database/sessions.ts";
import type { HqDeps } from "./deps.ts";

export interface HqStaff {
  readonly id: string;
  readonly name: string;
  readonly roleName: string;
  readonly permissions: readonly string[];
  /** Which stores they steer and whose takings they see, as rows and settings say now. */
  readonly scope: PersonScope;
}

export interface HqSignIn {
  /**
   * Refuses `hq-sign-in-wrong` in one form for all causes, so that nobody learns who is there: not even
   * by the time it takes, which is the same for no, one and several people of a name.
   */
  readonly signIn: (asked: {
    readonly name: string;
    readonly pin: string;
    /** A shop by id or name, or the staff number, of somebody whose name and PIN are not theirs alone. */
    readonly which?: string | undefined;
  }) => Promise<
    Result<
      { readonly token: string; readonly staffName: string },
      "hq-sign-in-wrong" | "hq-locked-out"
    >
  >;
  /** A session of a person who has just been made. */
  readonly open: (
    person: Pick<Rows["staff"], "id" | "name">,
  ) => Promise<{ readonly token: string; readonly staffName: string }>;
  readonly signOut: (token: string | undefined) => Promise<void>;
  /** Who holds the token, while the session lasts and the person may use HQ. */
  readonly who: (token: string | undefined) => Promise<HqStaff | undefined>;
}

const SESSION_MS = 12 * 3_600_000;
const TRIES_MAX = 5;
const LOCKED_MS = 5 * 60_000;
const NAMES_MAX = 1_000;
/** So many people of one name are told apart by their PINs alone; each costs a try at every sign-in. */
const NAMESAKES_MAX = 3;

/** Sign-in over the staff of the chain. */
export function createHqSignIn({ core }: HqDeps): HqSignIn {
  const wrong = new Map<string, { count: number; atMs: number }>();
  // A name that nobody has takes as long as one that somebody has.
  const nobody = hash("no PIN is this", { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const isLocked = (name: string): boolean => {
    const tries = wrong.get(name);
    if (tries === undefined || core.now() - tries.atMs > LOCKED_MS) return false;
    return tries.count >= TRIES_MAX;
  };
  const noteWrong = (name: string): void => {
    const before = wrong.get(name);
    const goesOn = before !== undefined && core.now() - before.atMs <= LOCKED_MS;
    wrong.delete(name);
    wrong.set(name, { count: goesOn ? before.count + 1 : 1, atMs: core.now() });
    const oldest = wrong.size > NAMES_MAX ? wrong.keys().next().value : undefined;
    if (oldest !== undefined) wrong.delete(oldest);
  };
  // Only the own try is taken back: else one of two with a name could try out the other's PIN for ever.
  const forgiveTry = (name: string): void => {
    const tries = wrong.get(name);
    if (tries === undefined || tries.count <= 1) wrong.delete(name);
    else wrong.set(name, { ...tries, count: tries.count - 1 });
  };
  const open: HqSignIn["open"] = async (person) => {
    const token = newToken();
    const session = { tokenHash: hashToken(token), staffId: person.id };
    const expiresAtMs = core.now() + SESSION_MS;
    await core.database.write((tx) => insertSession(tx, core.chain, { ...session, expiresAtMs }));
    return { token, staffName: person.name };
  };
  return {
    async signIn({ name: typed, pin, which = "" }) {
      const name = typed.trim().toLowerCase();
      if (isLocked(name)) return refuse("hq-locked-out");
      // Counted before the PIN is looked at: many at once are not more tries.
      noteWrong(name);
      const people = await findPeople(core, name, which.trim().toLowerCase());
      const right = await withPin(people, pin, await nobody);
      const [person] = right;
      if (person === undefined || right.length > 1) return refuse("hq-sign-in-wrong");
      forgiveTry(name);
      return done(await open(person));
    },
    open,
    async signOut(token) {
      if (token === undefined) return;
      const asked = { tokenHash: hashToken(token), atMs: core.now() };
      await core.database.write((tx) => endSession(tx, core.chain, asked));
    },
    async who(token) {
      if (token === undefined) return undefined;
      const tx = core.database.now;
      const asked = { tokenHash: hashToken(token), atMs: core.now() };
      const id = (await findSession(tx, core.chain, asked))?.staffId;
      if (id === undefined) return undefined;
      const [current] = await readCurrent(tx, core.chain, [{ table: "staff", id }]);
      if (current === undefined) return undefined;
      await core.small.refresh(tx);
      const row = JSON.parse(current.body ?? "null") as Rows["staff"];
      const settings = core.small.now();
      const role = settings.setting("role", row.roleId);
      if (!row.active || role?.permissions.includes("hq") !== true) return undefined;
      const { name: roleName, permissions } = role;
      const scope = scopeOfPerson({ storeIds: row.storeIds, permissions }, settings);
      return { id: row.id, name: row.name, roleName, permissions, scope };
    },
  };
}

type Person = Rows["staff"];

/** Those whose PIN it is. Always as many are tried as there may be people of one name. */
async function withPin(
  people: readonly Person[],
  pin: string,
  nobody: string,
): Promise<readonly Person[]> {
  const tried = people.length > NAMESAKES_MAX ? [] : people;
  const rights = await Promise.all(
    Array.from({ length: NAMESAKES_MAX }, (_, at) =>
      verify(tried[at]?.pinVerifier ?? nobody, pin).catch(() => false),
    ),
  );
  return tried.filter((_, at) => rights[at] === true);
}

/**
 * The active people of that name whose role includes HQ, one row a person: somebody who works at several
 * shops may have a row at each, with the one verifier.
 */
async function findPeople(
  core: HqDeps["core"],
  name: string,
  which: string,
): Promise<readonly Person[]> {
  const tx = core.database.now;
  await core.small.refresh(tx);
  const settings = core.small.now();
  const isMeant = ({ id, storeIds }: Person): boolean =>
    which === "" ||
    id.toLowerCase() === which ||
    storeIds.some(
      (storeId) =>
        storeId.toLowerCase() === which ||
        settings.setting("store", storeId)?.name.toLowerCase() === which,
    );
  const rows = (await readTable(tx, core.chain, { table: "staff" }))
    .map((each) => JSON.parse(each.body ?? "null") as Person)
    .filter(
      (row) =>
        row.active &&
        (row.name.toLowerCase() === name || row.shortName.toLowerCase() === name) &&
        isMeant(row) &&
        settings.setting("role", row.roleId)?.permissions.includes("hq") === true,
    );
  const people = new Map<string, Person>();
  for (const row of rows) if (!people.has(row.pinVerifier)) people.set(row.pinVerifier, row);
  return [...people.values()];
}
