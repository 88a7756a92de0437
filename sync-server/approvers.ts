/**
 * Phones by which people approve from afar: a till asks for a pairing, the phone takes it up with its
 * own public key, a till of the person's store takes it out. The server never holds a phone's secret.
 */
import { z } from "zod";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { hexDecode, utf8Encode } from "#shared/base/bytes.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { PHONE_CLOCK_MS, type PhoneFacts, phoneNewsText } from "#shared/hq-api/approvals.ts";
import { id } from "#shared/records/fields.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { approverId, approverSetting, type SettingBody } from "#shared/records/settings/index.ts";
import { hashToken, newToken } from "./auth.ts";
import type { Core } from "./core.ts";
import type { Tx } from "./database/contract.ts";
import { listRegisters } from "./database/registers.ts";
import { readCurrent } from "./database/revisions.ts";
import type { Asker, Question } from "./questions.ts";
import { putRows } from "./rows/put.ts";
import { writeRows } from "./rows/write.ts";

type Approver = SettingBody<"approver">;

/** How long the code that a till shows may be taken up. */
const PAIRING_MS = 10 * 60_000;

const asked = z.discriminatedUnion("what", [
  z.object({ what: z.literal("pair"), staffId: id }),
  z.object({ what: z.literal("forget"), staffId: id }),
]);

/** The question by which a till pairs or takes out the phone of a person of its own store. */
export function phonesQuestion(core: Core): Question {
  return async (payload, asker) => {
    const read = asked.safeParse(payload);
    if (!read.success) return "malformed";
    const { what, staffId } = read.data;
    const person = await personOf(core, staffId);
    if (person === undefined || !worksAt(person, asker)) {
      return { value: { ok: false, code: "not-here" } };
    }
    core.log.info({ staffId, registerId: asker.id, what }, "a phone for approvals");
    if (what === "forget") {
      await putRows(core, [{ table: "settings", id: approverId(staffId), row: undefined }]);
      return { value: { ok: true } };
    }
    return { value: { ok: true, ...(await openPairing(core, staffId)) } };
  };
}

/** Keeps a fresh code as a hash beside the phone that is in use until the new one takes its place. */
async function openPairing(core: Core, staffId: string) {
  const code = newToken();
  const untilMs = core.now() + PAIRING_MS;
  const before = await readApprover(core, core.database.now, staffId);
  await putApprover(core, { ...before, staffId, pairing: { codeHash: hashToken(code), untilMs } });
  return { code, untilMs };
}

/**
 * Makes a phone the one by which this person approves. Refuses `pairing-unknown`: not asked for, taken
 * up before, or too old; the answer does not say which.
 */
export async function pairPhone(
  core: Core,
  phone: { readonly staffId: string; readonly code: string; readonly publicKey: string },
): Promise<Result<PhoneFacts, "pairing-unknown">> {
  const { staffId, publicKey } = phone;
  if (!isKey(publicKey)) return refuse("pairing-unknown");
  const moved = await core.database.write(async (tx) => {
    const before = await readApprover(core, tx, staffId);
    const pairing = before?.pairing;
    if (pairing === undefined || pairing.untilMs < core.now()) return undefined;
    if (pairing.codeHash !== hashToken(phone.code)) return undefined;
    return writeRows(tx, core.chain, [approverRow({ staffId, publicKey, fromMs: core.now() })]);
  });
  if (moved === undefined) return refuse("pairing-unknown");
  core.publish(moved);
  const facts = await factsFor(core, staffId);
  return facts === undefined ? refuse("pairing-unknown") : done(facts);
}

/** What a paired phone should know. Refuses `phone-unknown` when it is not this person's any more. */
export async function phoneNews(
  core: Core,
  said: { readonly staffId: string; readonly atMs: number; readonly signature: string },
): Promise<Result<PhoneFacts, "phone-unknown">> {
  const { staffId, atMs } = said;
  const { publicKey } = (await readApprover(core, core.database.now, staffId)) ?? {};
  const isNow = Math.abs(core.now() - atMs) <= PHONE_CLOCK_MS;
  const signed = {
    message: utf8Encode(phoneNewsText(staffId, atMs)),
    signature: hexDecode(said.signature) ?? new Uint8Array(),
    publicKey: hexDecode(publicKey ?? "") ?? new Uint8Array(),
  };
  if (!isNow || !nodeCrypto.verify(signed)) return refuse("phone-unknown");
  const facts = await factsFor(core, staffId);
  return facts === undefined ? refuse("phone-unknown") : done(facts);
}

async function factsFor(core: Core, staffId: string): Promise<PhoneFacts | undefined> {
  const person = await personOf(core, staffId);
  if (person === undefined) return undefined;
  const tx = core.database.now;
  await core.small.refresh(tx);
  const settings = core.small.now();
  const chain = settings.settings("chain")[0]?.body;
  const keys = settings.settings("device-key").map(({ body }) => body);
  const registers = (await listRegisters(tx, core.chain)).flatMap((each) => {
    const publicKey = keys.find((key) => key.registerId === each.id)?.publicKey;
    const isTheirs = person.storeIds.includes(each.storeId) && each.revokedAtMs === null;
    if (!isTheirs || publicKey === undefined) return [];
    const storeName = settings.setting("store", each.storeId)?.name ?? each.storeId;
    return [{ id: each.id, name: each.name, storeName, publicKey }];
  });
  return {
    staffId,
    name: person.name,
    chainName: chain?.name ?? core.chain,
    currency: chain?.currency ?? "EUR",
    words: chain?.words ?? {},
    acts: [...(settings.setting("role", person.roleId)?.approves ?? [])],
    registers,
  };
}

async function personOf(core: Core, staffId: string): Promise<Rows["staff"] | undefined> {
  const [current] = await readCurrent(core.database.now, core.chain, [
    { table: "staff", id: staffId },
  ]);
  const person = JSON.parse(current?.body ?? "null") as Rows["staff"] | null;
  return person?.active === true ? person : undefined;
}

function worksAt(person: Rows["staff"], asker: Asker): boolean {
  return person.storeIds.includes(asker.storeId);
}

async function readApprover(core: Core, tx: Tx, staffId: string): Promise<Approver | undefined> {
  const [current] = await readCurrent(tx, core.chain, [
    { table: "settings", id: approverId(staffId) },
  ]);
  const row = JSON.parse(current?.body ?? "null") as Rows["settings"] | null;
  const read = approverSetting.safeParse(row?.body);
  return read.success ? read.data : undefined;
}

function putApprover(core: Core, body: Approver) {
  return putRows(core, [approverRow(body)]);
}

function approverRow(body: Approver) {
  const rowId = approverId(body.staffId);
  const row = { id: rowId, kind: "approver" as const, body };
  return { table: "settings" as const, id: rowId, row };
}

/** A key of small order would make a code that anybody could compute. */
function isKey(publicKey: string): boolean {
  const key = hexDecode(publicKey);
  const secretKey = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
  return key !== undefined && nodeCrypto.agree({ secretKey, publicKey: key }) !== undefined;
}
