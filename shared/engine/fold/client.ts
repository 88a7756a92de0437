/**
 * Clients: fields by the last writer, tags and consents by the newest word on each, links that can be
 * undone, contacts and the open complaint. What was erased stays erased: an entry about a client
 * whose row is gone changes nothing. The caller opens sealed fields before it folds.
 */
import { clientFields } from "../../records/client.ts";
import type { Entry } from "../../records/entry.ts";
import type { ClientRow } from "../../records/rows/client.ts";
import { type FoldDraft, type FoldHandler, list } from "./draft.ts";

const FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(clientFields.shape));
const INTERESTS_MAX = 20;
/** Signs that someone wanted a thing; what was shown by us or refused is not one. */
const WISHES: ReadonlySet<string> = new Set(["view", "put-back", "abandoned", "out-of-stock"]);

export const clientCreatedFold: FoldHandler<"client.created"> = {
  keys: ({ body }) => [{ table: "clients", id: body.clientId }],
  fold(entry, draft) {
    const { clientId, fields } = entry.body;
    const before = draft.get("clients", clientId) ?? emptyClient(clientId, entry.at);
    draft.put("clients", setFields(before, { set: fields, cleared: [], hlc: entry.hlc }));
  },
};

export const clientChangedFold: FoldHandler<"client.changed"> = {
  keys: ({ body }) => [{ table: "clients", id: body.clientId }],
  fold(entry, draft) {
    const { body, hlc } = entry;
    const before = draft.get("clients", body.clientId);
    if (before === undefined) return;
    const fields = setFields(before, { set: body.set, cleared: list(body.cleared), hlc });
    draft.put("clients", setTags(fields, entry));
  },
};

export const clientLinkedFold: FoldHandler<"client.linked"> = {
  keys: ({ body }) => [{ table: "clients", id: body.otherClientId }],
  fold({ body, hlc }, draft) {
    link(draft, { clientId: body.otherClientId, linkedTo: body.keptClientId, hlc });
  },
};

export const clientUnlinkedFold: FoldHandler<"client.unlinked"> = {
  keys: ({ body }) => [{ table: "clients", id: body.otherClientId }],
  fold({ body, hlc }, draft) {
    link(draft, { clientId: body.otherClientId, linkedTo: undefined, hlc });
  },
};

export const consentChangedFold: FoldHandler<"consent.changed"> = {
  keys: ({ body }) => [{ table: "clients", id: body.clientId }],
  fold(entry, draft) {
    const { body, hlc, at } = entry;
    const before = draft.get("clients", body.clientId);
    if (before === undefined) return;
    const stamp = `consent.${body.purpose}.${body.channel}`;
    const known = before.consents.find(
      (consent) => consent.purpose === body.purpose && consent.channel === body.channel,
    );
    const isOlder = hlc < (before.stamps?.[stamp] ?? "");
    // Of two words at one instant the withdrawal counts, whichever came in first.
    const isOverruled = isOlder || (body.given && known?.given === false && known.atMs >= at);
    if (isOverruled) return;
    const others = before.consents.filter((consent) => consent !== known);
    const { purpose, channel, given, proof } = body;
    const consents = [...others, { purpose, channel, given, atMs: at, proof }].sort(byConsent);
    draft.put("clients", { ...before, consents, stamps: { ...before.stamps, [stamp]: hlc } });
  },
};

export const contactAddedFold: FoldHandler<"contact.added"> = {
  keys: ({ body }) => [
    { table: "clients", id: body.clientId },
    { table: "contacts", id: body.contactId },
    ...(body.closesContactId === undefined
      ? []
      : ([{ table: "contacts", id: body.closesContactId }] as const)),
  ],
  fold(entry, draft) {
    const { body, at } = entry;
    const client = draft.get("clients", body.clientId);
    if (client === undefined) return;
    const opens = body.opensComplaint === true;
    draft.put("contacts", {
      id: body.contactId,
      clientId: body.clientId,
      at,
      department: body.department,
      kind: body.kind,
      text: body.text,
      staffId: entry.staffId,
      storeId: entry.storeId,
      ...(body.closesContactId === undefined ? {} : { closesContactId: body.closesContactId }),
      ...(body.aboutSaleId === undefined ? {} : { aboutSaleId: body.aboutSaleId }),
      open: opens,
    });
    if (opens) {
      const openComplaint = { contactId: body.contactId, text: body.text.slice(0, 400), atMs: at };
      draft.put("clients", { ...client, openComplaint });
    }
    if (body.closesContactId !== undefined) closeContact(draft, client, body.closesContactId);
  },
};

export const playAnsweredFold: FoldHandler<"play.answered"> = {
  keys: ({ id, body }) => [
    { table: "clients", id: body.clientId },
    { table: "contacts", id: `play:${id}` },
  ],
  fold(entry, draft) {
    const { body } = entry;
    const wasAsked = body.answer !== "held-out" && body.answer !== "shown";
    if (!wasAsked || draft.get("clients", body.clientId) === undefined) return;
    draft.put("contacts", {
      id: `play:${entry.id}`,
      clientId: body.clientId,
      at: entry.at,
      department: "store",
      kind: "play",
      text: [body.playId, body.answer, ...(body.note ? [body.note] : [])].join(" · "),
      staffId: entry.staffId,
      storeId: entry.storeId,
      ...(body.saleId === undefined ? {} : { aboutSaleId: body.saleId }),
      open: false,
    });
  },
};

export const signalsRecordedFold: FoldHandler<"signals.recorded"> = {
  keys: ({ body }) =>
    body.signals.flatMap((signal) =>
      signal.clientId === undefined ? [] : [{ table: "clients" as const, id: signal.clientId }],
    ),
  fold({ body }, draft) {
    for (const { kind, clientId, productId } of body.signals) {
      if (clientId === undefined || productId === undefined) continue;
      const client = draft.get("clients", clientId);
      if (client === undefined) continue;
      const others = client.interests.filter((interest) => interest !== productId);
      if (kind === "refused") draft.put("clients", { ...client, interests: others });
      if (!WISHES.has(kind)) continue;
      const interests = [productId, ...others].slice(0, INTERESTS_MAX);
      draft.put("clients", { ...client, interests });
    }
  },
};

function setFields(
  row: ClientRow,
  change: {
    readonly set: Readonly<Record<string, unknown>>;
    readonly cleared: readonly string[];
    readonly hlc: string;
  },
): ClientRow {
  const next: Record<string, unknown> = { ...row };
  const stamps: Record<string, string> = { ...row.stamps };
  const write = (field: string, value: unknown): void => {
    if (!FIELD_NAMES.has(field) || change.hlc < (stamps[field] ?? "")) return;
    stamps[field] = change.hlc;
    if (value !== undefined) next[field] = value;
    else if (field === "name") next.name = "";
    else delete next[field];
  };
  for (const [field, value] of Object.entries(change.set)) {
    if (value !== undefined) write(field, value);
  }
  for (const field of change.cleared) write(field, undefined);
  next.stamps = stamps;
  return next as ClientRow;
}

function setTags(row: ClientRow, entry: Entry<"client.changed">): ClientRow {
  const { body, hlc } = entry;
  const tags = new Set(row.tags);
  const stamps = { ...row.stamps };
  const write = (tag: string, isThere: boolean): void => {
    const stamp = `tag.${tag}`;
    if (hlc < (stamps[stamp] ?? "")) return;
    stamps[stamp] = hlc;
    if (isThere) tags.add(tag);
    else tags.delete(tag);
  };
  for (const tag of list(body.tagsAdded)) write(tag, true);
  for (const tag of list(body.tagsRemoved)) write(tag, false);
  return { ...row, tags: [...tags].sort(), stamps };
}

function link(
  draft: FoldDraft,
  change: {
    readonly clientId: string;
    readonly linkedTo: string | undefined;
    readonly hlc: string;
  },
): void {
  const before = draft.get("clients", change.clientId);
  if (before === undefined || change.hlc < (before.stamps?.linkedTo ?? "")) return;
  const { linkedTo: _was, ...rest } = before;
  draft.put("clients", {
    ...rest,
    ...(change.linkedTo === undefined ? {} : { linkedTo: change.linkedTo }),
    stamps: { ...before.stamps, linkedTo: change.hlc },
  });
}

function closeContact(draft: FoldDraft, client: ClientRow, contactId: string): void {
  const contact = draft.get("contacts", contactId);
  if (contact !== undefined) draft.put("contacts", { ...contact, open: false });
  if (client.openComplaint?.contactId !== contactId) return;
  const { openComplaint: _answered, ...rest } = draft.get("clients", client.id) ?? client;
  draft.put("clients", rest);
}

function emptyClient(id: string, atMs: number): ClientRow {
  return {
    id,
    name: "",
    tags: [],
    segmentIds: [],
    consents: [],
    interests: [],
    createdAtMs: atMs,
    visits: 0,
    stamps: {},
  };
}

function byConsent(
  left: ClientRow["consents"][number],
  right: ClientRow["consents"][number],
): number {
  const [a, b] = [`${left.purpose}.${left.channel}`, `${right.purpose}.${right.channel}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
