/**
 * Work: whatever has an owner and a state. Parked baskets with one owner, tasks, the exceptions the
 * server found and their answers, and a store's own variants. Card payments are payment.ts.
 */
import { mailWorkId } from "../../records/entries/receipt-mailed.ts";
import type { Entry } from "../../records/entry.ts";
import type { WorkRow } from "../../records/rows/work.ts";
import type { SettingsView } from "../catalogue.ts";
import type { FoldHandler } from "./draft.ts";

const WORK_KINDS: readonly WorkRow["kind"][] = [
  "task",
  "appointment",
  "exception",
  "parked-basket",
  "change",
  "message",
];

export const basketParkedFold: FoldHandler<"basket.parked"> = {
  keys: ({ body }) => [{ table: "work", id: body.basketId }],
  fold(entry, draft) {
    const { body } = entry;
    const before = draft.get("work", body.basketId);
    if (before?.state === "done" || before?.state === "dropped") return;
    draft.put("work", {
      id: body.basketId,
      kind: "parked-basket",
      state: "open",
      title: body.label,
      storeId: entry.storeId,
      ...(body.forRegisterId === undefined ? {} : { registerId: body.forRegisterId }),
      ...(body.draft.clientId === undefined ? {} : { clientId: body.draft.clientId }),
      at: entry.at,
      entryId: entry.id,
      body: {
        draft: body.draft,
        totalMinor: body.totalMinor,
        parkedByStaffId: entry.staffId,
        parkedAtRegisterId: entry.registerId,
      },
    });
  },
};

/** A mail has one row a sale: asked for again, it is open again, under the newest entry. */
export const receiptMailedFold: FoldHandler<"receipt.mailed"> = {
  keys: ({ body }) => [{ table: "work", id: mailWorkId(body.saleId) }],
  fold(entry, draft) {
    const { saleId, receiptNumber } = entry.body;
    const before = draft.get("work", mailWorkId(saleId));
    if (before?.entryId === entry.id) return;
    draft.put("work", {
      id: mailWorkId(saleId),
      kind: "message",
      state: "open",
      title: receiptNumber,
      storeId: entry.storeId,
      registerId: entry.registerId,
      at: entry.at,
      entryId: entry.id,
      body: { mailOf: saleId },
    });
  },
};

export const basketClaimedFold: FoldHandler<"basket.claimed"> = {
  keys: ({ body }) => [{ table: "work", id: body.basketId }],
  fold(entry, draft) {
    const { basketId, outcome } = entry.body;
    const before = draft.get("work", basketId);
    if (before === undefined) return;
    const isOthers = before.state === "taken" && before.registerId !== entry.registerId;
    if (isOthers || before.state === "done" || before.state === "dropped") {
      draft.except("basket-claimed-twice", {
        basketId,
        state: before.state,
        ownerRegisterId: before.registerId ?? "",
      });
      return;
    }
    draft.put("work", {
      ...before,
      state: outcome === "discarded" ? "dropped" : "taken",
      registerId: entry.registerId,
      ownerStaffId: entry.staffId,
    });
  },
};

export const workAdvancedFold: FoldHandler<"work.advanced"> = {
  keys: ({ body }) => [{ table: "work", id: body.workId }],
  fold(entry, draft) {
    const { body } = entry;
    const before = draft.get("work", body.workId) ?? createdWork(entry);
    if (before === undefined) return;
    const notes = Array.isArray(before.body.notes) ? before.body.notes : [];
    const note = { at: entry.at, staffId: entry.staffId, state: body.state, text: body.note ?? "" };
    const ownerStaffId =
      body.ownerStaffId ?? (body.state === "taken" ? entry.staffId : before.ownerStaffId);
    draft.put("work", {
      ...before,
      state: body.state,
      ...(ownerStaffId === undefined ? {} : { ownerStaffId }),
      body: { ...before.body, notes: [...notes, note] },
    });
  },
};

/** Answers that say what was done about it and settle nothing. */
const STAYS_OPEN: ReadonlySet<string> = new Set(["called"]);

export const exceptionResolvedFold: FoldHandler<"exception.resolved"> = {
  keys: ({ body }) => [{ table: "work", id: body.exceptionId }],
  fold(entry, draft) {
    const { body } = entry;
    const before = draft.get("work", body.exceptionId);
    if (before === undefined) return;
    const isUndone = body.undoes !== undefined;
    const staysOpen = isUndone || STAYS_OPEN.has(body.choice);
    const answers = Array.isArray(before.body.answers) ? before.body.answers : [];
    const answer = {
      entryId: entry.id,
      at: entry.at,
      staffId: entry.staffId,
      choice: body.choice,
      note: body.note ?? "",
      ...(isUndone ? { undoes: body.undoes } : {}),
    };
    const { choice: _before, ...facts } = before.body;
    draft.put("work", {
      ...before,
      state: staysOpen ? "open" : "done",
      ownerStaffId: entry.staffId,
      body: {
        ...facts,
        ...(staysOpen ? {} : { choice: body.choice }),
        answers: [...answers, answer],
      },
    });
  },
};

export const variantSetFold: FoldHandler<"variant.set"> = {
  keys: ({ body }) => [
    body.subject === "price"
      ? { table: "prices", id: body.variantId }
      : { table: "work", id: body.variantId },
  ],
  fold(entry, draft, settings) {
    const { body } = entry;
    const isOutside = isOutsideRail(entry, settings);
    if (isOutside) {
      draft.except("variant-outside", { variantId: body.variantId, railId: body.railId });
    }
    const validToMs = isOutside ? entry.at : body.validToMs;
    if (body.subject !== "price") {
      draft.put("work", {
        id: body.variantId,
        kind: "change",
        state: isOutside ? "dropped" : "taken",
        title: `${body.subject} ${body.subjectId}`,
        storeId: entry.storeId,
        ownerStaffId: entry.staffId,
        at: entry.at,
        entryId: entry.id,
        body: { ...body },
      });
      return;
    }
    if (typeof body.value !== "number") return;
    const store = settings.setting("store", entry.storeId);
    draft.put("prices", {
      id: body.variantId,
      bookId: variantBookId(entry.storeId),
      productId: body.subjectId,
      amountMinor: body.value,
      currency: store?.currency ?? settings.settings("chain")[0]?.body.currency ?? "XXX",
      minQuantityMilli: 1000,
      validFromMs: body.validFromMs,
      ...(validToMs === undefined ? {} : { validToMs }),
      kind: "regular",
      ...(body.reasonId === undefined ? {} : { reasonId: body.reasonId }),
      setByStaffId: entry.staffId,
    });
  },
};

/** The price book of a store's own variants; it comes before every book the store lists. */
export function variantBookId(storeId: string): string {
  return `variants:${storeId}`;
}

/** Whether a later rail than the one it was checked against forbids the variant. */
function isOutsideRail(entry: Entry<"variant.set">, settings: SettingsView): boolean {
  const { railId, railPosition, value } = entry.body;
  const rail = settings.settings("rail").find((candidate) => candidate.id === railId);
  if (rail === undefined || rail.position <= railPosition) return false;
  if (typeof value !== "number") return false;
  const { floorMinor, capMinor, validFromMs, validToMs } = rail.body;
  return (
    (floorMinor !== undefined && value < floorMinor) ||
    (capMinor !== undefined && value > capMinor) ||
    (validFromMs !== undefined && entry.body.validFromMs < validFromMs) ||
    (validToMs !== undefined && entry.body.validFromMs >= validToMs)
  );
}

function createdWork(entry: Entry<"work.advanced">): WorkRow | undefined {
  const { created, workId } = entry.body;
  if (created === undefined) return undefined;
  return {
    id: workId,
    kind: WORK_KINDS.find((kind) => kind === created.kind) ?? "task",
    state: "open",
    title: created.title,
    storeId: entry.storeId,
    registerId: entry.registerId,
    ...(created.clientId === undefined ? {} : { clientId: created.clientId }),
    at: entry.at,
    ...(created.dueAtMs === undefined ? {} : { dueAtMs: created.dueAtMs }),
    entryId: entry.id,
    body: {},
  };
}
