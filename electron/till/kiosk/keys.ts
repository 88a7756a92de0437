/**
 * Who may open the console over HTTP: a one-use key in the address, traded once for a cookie. Only
 * hashes are kept, on the desk, so that a page outlives a restart of its till.
 */
import { createHash } from "node:crypto";
import { hexEncode } from "#shared/base/bytes.ts";
import { CONNECTION_ROLES, type ConnectionRole } from "#shared/till-api/common.ts";
import type { RandomBytes } from "../host.ts";
import type { Desk } from "../journal/desk.ts";

export interface KioskKeys {
  /** A new one-use key for a role. */
  readonly mint: (role: ConnectionRole) => string;
  /** The `Set-Cookie` for a key, once; nothing for one that is spent or unknown. */
  readonly exchange: (key: string, port: number) => string | undefined;
  /** The role of a cookie's value. */
  readonly roleOf: (cookie: string | undefined) => ConnectionRole | undefined;
}

const COOKIE = "keepshop-till";
const KIND = "kiosk-session";
const KEY_BYTES = 24;
/** Sessions kept; beyond it the oldest ends. */
const SESSIONS_MAX = 20;

interface Session {
  readonly role: ConnectionRole;
  readonly number: number;
}

/** The keys of one till. Minted keys live as long as the process, sessions as long as the desk. */
export function openKioskKeys(desk: Desk, random: RandomBytes): KioskKeys {
  const unused = new Map<string, ConnectionRole>();
  return {
    mint: (role) => {
      const key = hexEncode(random(KEY_BYTES));
      unused.set(hashOf(key), role);
      return key;
    },
    exchange: (key, port) => {
      const role = unused.get(hashOf(key));
      if (role === undefined) return undefined;
      unused.delete(hashOf(key));
      const cookie = hexEncode(random(KEY_BYTES));
      const sessions = desk.list<Session>(KIND);
      const number = Math.max(0, ...sessions.map(({ value }) => value.number)) + 1;
      desk.put(KIND, hashOf(cookie), { role, number });
      for (const { key: old, value } of sessions) {
        if (value.number <= number - SESSIONS_MAX) desk.delete(KIND, old);
      }
      return `${cookieName(port)}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    roleOf: (cookie) => {
      const role = cookie === undefined ? undefined : desk.get<Session>(KIND, hashOf(cookie))?.role;
      return CONNECTION_ROLES.find((known) => known === role);
    },
  };
}

/** The value of the till's cookie in a request's `Cookie` header. */
export function cookieOf(header: string | undefined, port: number): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === cookieName(port) && value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** Cookies know no ports: two tills of one machine would take each other's without this. */
function cookieName(port: number): string {
  return `${COOKIE}-${port}`;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
