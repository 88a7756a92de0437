/**
 * Enrolment: a one-use code makes a device a new register for life, with its own receipt series and
 * its public key in the settings. A new disk is a new register; nothing here gives an old one back.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type Enrolled, enrol } from "#shared/protocol/messages.ts";
import { GENESIS_HASH } from "#shared/records/entry.ts";
import type { ServerRefusalCode } from "#shared/records/refusals/server.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import { hashCode, hashToken, newCode, newToken } from "./auth.ts";
import type { Core } from "./core.ts";
import {
  countRegisters,
  insertEnrolment,
  insertRegister,
  revokeRegister,
  takeEnrolment,
} from "./database/registers.ts";
import { devicesOfName } from "./keep-devices.ts";
import { writeRows } from "./rows/write.ts";

/** How long a code may be used. */
export const CODE_VALID_MS = 10 * 60_000;

/** A one-use code for one new till of a store, valid for ten minutes. */
export async function makeEnrolmentCode(
  core: Core,
  till: { readonly storeId: string; readonly name: string },
): Promise<string> {
  const code = newCode();
  const expiresAtMs = core.now() + CODE_VALID_MS;
  await core.database.write((tx) =>
    insertEnrolment(tx, core.chain, { codeHash: hashCode(code), ...till, expiresAtMs }),
  );
  return code;
}

/**
 * Makes a device a register. Refuses `enrol-malformed` and `enrol-code-unknown` (unknown, used or
 * too old: the answer does not say which).
 */
export async function enrolDevice(
  core: Core,
  request: unknown,
): Promise<Result<Enrolled, ServerRefusalCode>> {
  const asked = enrol.safeParse(request);
  if (!asked.success) {
    return refuse("enrol-malformed", undefined, asked.error.issues[0]?.path.map(String).join("."));
  }
  const { code, publicKey } = asked.data;
  const deviceToken = newToken();
  const registerId = core.ids.next();
  const atMs = core.now();
  const made = await core.database.write(async (tx) => {
    const used = { codeHash: hashCode(code), atMs, registerId };
    const grant = await takeEnrolment(tx, core.chain, used);
    if (grant === undefined) return undefined;
    const { storeId, name } = grant;
    const tokenHash = hashToken(deviceToken);
    const fresh = { id: registerId, storeId, name, tokenHash, publicKey, atMs };
    let number = (await countRegisters(tx, core.chain, storeId)) + 1;
    const seriesOf = (): string => `${shortName(storeId)}-${number}`;
    const insert = () =>
      insertRegister(tx, core.chain, { ...fresh, series: seriesOf(), lastHash: GENESIS_HASH });
    while (!(await insert())) number += 1;
    const series = seriesOf();
    const devices = await devicesOfName(tx, core.chain, { storeId, name });
    const moved = await writeRows(tx, core.chain, settingsOf({ ...fresh, series, devices }));
    return { storeId, name, series, moved };
  });
  if (made === undefined) return refuse("enrol-code-unknown");
  const { storeId, name, series, moved } = made;
  core.publish(moved);
  return done({ chainId: core.chain, registerId, storeId, name, series, deviceToken });
}

/** Revokes a device: it may hand in what it sold and gets nothing more. */
export async function revokeDevice(core: Core, registerId: string): Promise<void> {
  const atMs = core.now();
  await core.database.write((tx) => revokeRegister(tx, core.chain, { id: registerId, atMs }));
}

function settingsOf(register: {
  readonly id: string;
  readonly storeId: string;
  readonly name: string;
  readonly series: string;
  readonly publicKey: string;
  readonly atMs: number;
  readonly devices: SettingBody<"register">["devices"];
}) {
  const { id, storeId, name, series, publicKey, atMs, devices } = register;
  const keyId = `device-key:${id}`;
  const setting = {
    name,
    storeId,
    series,
    serialNumber: id,
    kind: "counter",
    ...(devices === undefined ? {} : { devices }),
  };
  const key = { registerId: id, publicKey, fromMs: atMs };
  return [
    { table: "settings", id, row: { id, kind: "register", body: setting } },
    { table: "settings", id: keyId, row: { id: keyId, kind: "device-key", body: key } },
  ] as const;
}

/** What a receipt number begins with: the store's id without its prefix, as a person would say it. */
function shortName(storeId: string): string {
  return storeId
    .replace(/^store-/, "")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .slice(0, 12)
    .toUpperCase();
}
