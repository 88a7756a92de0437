/**
 * How this till becomes a register, once: it makes its own key, trades a one-use code for a register,
 * and keeps both. A new disk is a new register; an app installed again over its journal keeps its own.
 */
import { z } from "zod";
import { hexDecode, hexEncode } from "#shared/base/bytes.ts";
import { type Crypto, SECRET_KEY_BYTES } from "#shared/base/crypto.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type Enrolled, enrolled } from "#shared/protocol/messages.ts";
import type { RandomBytes } from "./host.ts";
import type { Desk } from "./journal/desk.ts";

/** Where the device's key and token lie: the system's keyring in Electron, the desk elsewhere. */
export interface SecretStore {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => Promise<void> | void;
}

/** What this till is, for the life of its journal. */
export interface Identity {
  readonly registerId: string;
  readonly storeId: string;
  readonly name: string;
  readonly series: string;
  readonly serverUrl: string;
  /** Ed25519, lower-case hex. */
  readonly publicKey: string;
}

export interface DeviceSecrets {
  readonly deviceToken: string;
  readonly secretKey: Uint8Array;
}

const DESK_KIND = "till";
const IDENTITY = "identity";
const LEFT = "left";
const DEVICE_KEY = "device-key";
const DEVICE_TOKEN = "device-token";
/** `POST` here, JSON in and out. */
const ENROL_PATH = "/enrol";
const ENROL_TIMEOUT_MS = 15_000;

const enrolRefusal = z.object({ code: z.string().max(60) });
const identityShape = z.object({
  registerId: z.string(),
  storeId: z.string(),
  name: z.string(),
  series: z.string(),
  serverUrl: z.string(),
  publicKey: z.string(),
});

/** Secrets kept on the desk, for a till without a keyring: in the journal's file, in no backup's name. */
export function deskSecrets(desk: Desk): SecretStore {
  return {
    get: (name) => desk.get<string>("secret", name),
    set: (name, value) => desk.put("secret", name, value),
  };
}

/** Who this till is, when it was enrolled before. */
export function readIdentity(desk: Desk): Identity | undefined {
  const read = identityShape.safeParse(desk.get(DESK_KIND, IDENTITY));
  return read.success ? read.data : undefined;
}

/** The device's key and token, when they are there. */
export function readSecrets(secrets: SecretStore): DeviceSecrets | undefined {
  const key = secrets.get(DEVICE_KEY);
  const deviceToken = secrets.get(DEVICE_TOKEN);
  if (key === undefined || deviceToken === undefined) return undefined;
  const secretKey = hexDecode(key);
  return secretKey === undefined ? undefined : { deviceToken, secretKey };
}

/**
 * Trades the code for a register and keeps it. Refuses `till-server-unreachable`,
 * `till-server-nonsense` and what the server refuses, such as `enrol-code-unknown`.
 */
export async function enrol(options: {
  readonly serverUrl: string;
  readonly code: string;
  readonly desk: Desk;
  readonly secrets: SecretStore;
  readonly crypto: Crypto;
  readonly random: RandomBytes;
}): Promise<Result<Identity>> {
  const secretKey = options.random(SECRET_KEY_BYTES);
  const publicKey = hexEncode(options.crypto.publicKeyOf(secretKey));
  const answered = await ask(options.serverUrl, { code: options.code, publicKey });
  if (!answered.ok) return answered;
  const { registerId, storeId, name, series, deviceToken } = answered.value;
  const identity = { registerId, storeId, name, series, serverUrl: options.serverUrl, publicKey };
  await options.secrets.set(DEVICE_KEY, hexEncode(secretKey));
  await options.secrets.set(DEVICE_TOKEN, deviceToken);
  options.desk.put(DESK_KIND, IDENTITY, identity);
  return done(identity);
}

/**
 * Forgets the device's key and token, and says on the desk that this till has left the shop: its
 * journal is set aside when the till is opened next, and then it may be enrolled as a new register.
 */
export function forgetIdentity(desk: Desk, secrets: SecretStore): void {
  desk.put(DESK_KIND, LEFT, true);
  for (const name of [DEVICE_KEY, DEVICE_TOKEN]) void secrets.set(name, "");
}

/** Whether this till has left the shop. */
export function hasLeft(desk: Pick<Desk, "get">): boolean {
  return desk.get<boolean>(DESK_KIND, LEFT) === true;
}

async function ask(serverUrl: string, body: unknown): Promise<Result<Enrolled>> {
  let response: Response;
  try {
    response = await fetch(new URL(ENROL_PATH, serverUrl), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ENROL_TIMEOUT_MS),
      redirect: "error",
    });
  } catch {
    return refuse("till-server-unreachable", { server: serverUrl });
  }
  const answer = parsed(await response.text().catch(() => ""));
  const read = enrolled.safeParse(answer);
  if (response.ok && read.success) return done(read.data);
  const refusal = enrolRefusal.safeParse(answer);
  return response.ok || !refusal.success
    ? refuse("till-server-nonsense", { server: serverUrl })
    : refuse(refusal.data.code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
