/**
 * Who is at HQ: by name and PIN against the staff rows, with a role that includes `hq`. Tries are
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
  readonly signIn: (
    name: string,
    pin: string,
  ) => Promise<
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
  const open: HqSignIn["open"] = async (person) => {
    const token = newToken();
    const session = { tokenHash: hashToken(token), staffId: person.id };
    const expiresAtMs = core.now() + SESSION_MS;
    await core.database.write((tx) => insertSession(tx, core.chain, { ...session, expiresAtMs }));
    return { token, staffName: person.name };
  };
  return {
    async signIn(typed, pin) {
      const name = typed.trim().toLowerCase();
      if (isLocked(name)) return refuse("hq-locked-out");
      // Counted before the PIN is looked at: many at once are not more tries.
      noteWrong(name);
      const person = await findPerson(core, name);
      const isRight = await verify(person?.pinVerifier ?? (await nobody), pin).catch(() => false);
      if (person === undefined || !isRight) return refuse("hq-sign-in-wrong");
      wrong.delete(name);
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

/** The first active person of that name whose role includes HQ. */
async function findPerson(core: HqDeps["core"], name: string): Promise<Rows["staff"] | undefined> {
  const tx = core.database.now;
  await core.small.refresh(tx);
  const roles = core.small.now();
  return (await readTable(tx, core.chain, { table: "staff" }))
    .map((each) => JSON.parse(each.body ?? "null") as Rows["staff"])
    .find(
      (row) =>
        row.active &&
        (row.name.toLowerCase() === name || row.shortName.toLowerCase() === name) &&
        roles.setting("role", row.roleId)?.permissions.includes("hq") === true,
    );
}
