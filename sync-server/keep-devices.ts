/**
 * The devices of a register, kept with its settings: what a till has set up comes here, so that the next
 * till of that name in the store begins with the same printer, scale and terminal.
 */
import { z } from "zod";
import type { Rows } from "#shared/records/rows/index.ts";
import { keptDevices, type SettingBody } from "#shared/records/settings/index.ts";
import type { Core } from "./core.ts";
import type { Tx } from "./database/contract.ts";
import { readCurrent, readTable } from "./database/revisions.ts";
import type { Question } from "./questions.ts";
import { writeRows } from "./rows/write.ts";

const asked = z.object({ devices: keptDevices });

/** Keeps the devices of the register that asks; who it is says its token. */
export function keepDevicesQuestion(core: Core): Question {
  return async (payload, asker) => {
    const read = asked.safeParse(payload);
    if (!read.success) return "malformed";
    const name = { table: "settings", id: asker.id } as const;
    const moved = await core.database.write(async (tx) => {
      const [current] = await readCurrent(tx, core.chain, [name]);
      if (current === undefined) return undefined;
      const row = JSON.parse(current.body ?? "null") as Rows["settings"];
      const body = { ...row.body, devices: read.data.devices };
      return writeRows(tx, core.chain, [{ ...name, row: { ...row, body } }]);
    });
    if (moved === undefined) return "refused";
    core.publish(moved);
    return { value: {} };
  };
}

/**
 * What a register of this name had set up in the store, the newest first; nothing when none had. Asked
 * on the connection of the transaction that enrols: a second one for each would drain the pool.
 */
export async function devicesOfName(
  tx: Tx,
  chain: string,
  till: { readonly storeId: string; readonly name: string },
): Promise<SettingBody<"register">["devices"]> {
  const rows = await readTable(tx, chain, { table: "settings" });
  const found = rows
    .map(({ body }) => JSON.parse(body ?? "null") as Rows["settings"])
    .filter(({ kind, body }) => kind === "register" && body.storeId === till.storeId)
    .filter(({ body }) => body.name === till.name && body.devices !== undefined)
    // Ids grow with time: the last one is the till that stood there last.
    .sort((left, right) => (left.id < right.id ? 1 : -1))[0];
  return (found?.body as SettingBody<"register"> | undefined)?.devices;
}
