/**
 * A store's quick keys: read for HQ, and put by HQ or by a person of the store at one of its tills.
 * What a tile is and how many there may be is the schema's, in shared/records/settings.
 */
import { z } from "zod";
import { type Result, refuse } from "#shared/base/result.ts";
import { id } from "#shared/records/fields.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import {
  type QuickPage,
  quickKeysId,
  quickKeysSetting,
  quickPages,
} from "#shared/records/settings/quick-keys.ts";
import type { Core } from "./core.ts";
import { readCurrent } from "./database/revisions.ts";
import type { Question } from "./questions.ts";
import { putRows } from "./rows/put.ts";

const asked = z.object({ staffId: id, pages: quickPages });

/** The question by which a till hands over its store's pages: the store is the one of its token. */
export function quickKeysQuestion(core: Core): Question {
  return async (payload, asker) => {
    const read = asked.safeParse(payload);
    if (!read.success) return "malformed";
    const { staffId, pages } = read.data;
    const { storeId } = asker;
    if (!(await mayPut(core, { staffId, storeId }))) {
      return { value: { ok: false, code: "not-allowed" } };
    }
    const put = await putQuickKeys(core, { storeId, pages });
    if (put.ok) return { value: { ok: true } };
    const { code, args } = put.refusal;
    return { value: { ok: false, code, args } };
  };
}

/** The pages of a store, or without one of the chain; empty when nobody made any. */
export async function quickKeysOf(
  core: Core,
  storeId: string | undefined,
): Promise<readonly QuickPage[]> {
  const row = await readRow(core, { table: "settings", id: quickKeysId(storeId) });
  const read = quickKeysSetting.safeParse((row as Rows["settings"] | undefined)?.body);
  return read.success ? read.data.pages : [];
}

/**
 * Puts pages in the place of the store's, or without a store of the chain's, and tells the tills. Refuses `quick-keys-unknown` with the
 * tile's or page's name when what it leads to is not there, or an amount is under no department.
 */
export async function putQuickKeys(
  core: Core,
  put: { readonly storeId?: string | undefined; readonly pages: readonly QuickPage[] },
): Promise<Result<void, "quick-keys-unknown" | "row-malformed">> {
  const { storeId, pages } = put;
  await core.small.refresh(core.database.now);
  if (storeId !== undefined && core.small.now().setting("store", storeId) === undefined) {
    return refuse("quick-keys-unknown", { name: storeId });
  }
  for (const page of pages) {
    for (const registerId of page.registerIds) {
      const register = await readRow(core, { table: "settings", id: registerId });
      const body = (register as Rows["settings"] | undefined)?.body;
      if (storeId === undefined || body?.storeId !== storeId) {
        return refuse("quick-keys-unknown", { name: page.name });
      }
    }
    const lost = await lostTile(core, page);
    if (lost !== undefined) return refuse("quick-keys-unknown", { name: lost });
  }
  const rowId = quickKeysId(storeId);
  const row = { id: rowId, kind: "quick-keys" as const, body: put };
  return putRows(core, [{ table: "settings", id: rowId, row }]);
}

/** The name of the first tile whose product or category is not there. */
async function lostTile(core: Core, page: QuickPage): Promise<string | undefined> {
  for (const tile of page.tiles) {
    if (tile.kind === "act") continue;
    if (tile.kind === "category") {
      if (core.small.now().setting("category", tile.categoryId) === undefined) return tile.name;
      continue;
    }
    const row = await readRow(core, { table: "products", id: tile.productId });
    if (row === undefined) return tile.name;
    const { kind } = row as Rows["products"];
    if (tile.kind === "amount" && kind !== "department") return tile.name;
  }
  return undefined;
}

/** Whether this person works in the store and their role includes `settings`. */
async function mayPut(
  core: Core,
  { staffId, storeId }: { readonly staffId: string; readonly storeId: string },
): Promise<boolean> {
  const row = (await readRow(core, { table: "staff", id: staffId })) as Rows["staff"] | undefined;
  if (row?.active !== true || !row.storeIds.includes(storeId)) return false;
  await core.small.refresh(core.database.now);
  const role = core.small.now().setting("role", row.roleId);
  return role?.permissions.includes("settings") === true;
}

async function readRow(
  core: Core,
  name: { readonly table: "settings" | "products" | "staff"; readonly id: string },
): Promise<unknown> {
  const [current] = await readCurrent(core.database.now, core.chain, [name]);
  return current?.body == null ? undefined : JSON.parse(current.body);
}
