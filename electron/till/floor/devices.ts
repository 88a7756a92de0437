/**
 * The tablets and phones that may work through this till: who was let in by which code, under which number,
 * until when. Only hashes of secrets lie on the desk; pairing and taking out are entries besides.
 */
import { createHash } from "node:crypto";
import { hexEncode } from "#shared/base/bytes.ts";
import type { RandomBytes } from "../host.ts";
import type { Desk } from "../journal/desk.ts";

export interface FloorDevice {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly cookieHash: string;
  readonly pairedAtMs: number;
  readonly revokedAtMs?: number;
}

export interface FloorDevices {
  /** Those that may work here, the newest last. */
  readonly list: () => readonly FloorDevice[];
  /** A code for one new device, used once. */
  readonly mint: (name: string) => { readonly code: string; readonly expiresAtMs: number };
  /** Trades the code for a device and its cookie, once; nothing for one that is spent, old or unknown. */
  readonly exchange: (
    code: string,
  ) => { readonly device: FloorDevice; readonly cookie: string } | undefined;
  /** The device of a cookie, also one that was taken out since. */
  readonly byCookie: (cookie: string | undefined) => FloorDevice | undefined;
  readonly revoke: (deviceId: string) => FloorDevice | undefined;
}

const KIND = "floor-device";
const CODE_BYTES = 16;
const COOKIE_BYTES = 32;
const CODE_VALID_MS = 5 * 60_000;

/** The devices of one till. Codes live as long as the process, devices as long as the desk. */
export function openFloorDevices(options: {
  readonly desk: Desk;
  readonly random: RandomBytes;
  readonly now: () => number;
  readonly nextId: () => string;
}): FloorDevices {
  const { desk, random, now, nextId } = options;
  const codes = new Map<string, { readonly name: string; readonly expiresAtMs: number }>();
  const all = () => desk.list<FloorDevice>(KIND).map(({ value }) => value);
  return {
    list: () =>
      all()
        .filter((device) => device.revokedAtMs === undefined)
        .sort((left, right) => left.number - right.number),
    mint: (name) => {
      const code = hexEncode(random(CODE_BYTES));
      const expiresAtMs = now() + CODE_VALID_MS;
      codes.set(hashOf(code), { name, expiresAtMs });
      return { code, expiresAtMs };
    },
    exchange: (code) => {
      const granted = codes.get(hashOf(code));
      codes.delete(hashOf(code));
      if (granted === undefined || granted.expiresAtMs < now()) return undefined;
      const cookie = hexEncode(random(COOKIE_BYTES));
      const device: FloorDevice = {
        id: nextId(),
        name: granted.name,
        // A number is never given twice, or two devices would share receipt numbers.
        number: Math.max(0, ...all().map(({ number }) => number)) + 1,
        cookieHash: hashOf(cookie),
        pairedAtMs: now(),
      };
      desk.put(KIND, device.id, device);
      return { device, cookie };
    },
    byCookie: (cookie) => {
      if (cookie === undefined) return undefined;
      const wanted = hashOf(cookie);
      return all().find(({ cookieHash }) => cookieHash === wanted);
    },
    revoke: (deviceId) => {
      const device = desk.get<FloorDevice>(KIND, deviceId);
      if (device === undefined || device.revokedAtMs !== undefined) return undefined;
      const revoked = { ...device, revokedAtMs: now() };
      desk.put(KIND, deviceId, revoked);
      return revoked;
    },
  };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
