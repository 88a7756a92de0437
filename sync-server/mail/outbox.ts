/**
 * Receipts on their way out: every open mail of the chain is handed to the mail server, tried again with more
 * and more time between, and its state written where the till shows it. Addresses are read out of the sealed
 * entry for the moment of sending, and are in no row and no log.
 */

import {
  isMailAddress,
  isMailBuyer,
  mailWorkId,
  type ReceiptMailed,
  receiptMailed,
} from "#shared/records/entries/receipt-mailed.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { sealedOf } from "#shared/records/seal.ts";
import type { Core } from "../core.ts";
import { destroyClientKeys } from "../database/client-keys.ts";
import { findEntry } from "../database/entries.ts";
import { readTable } from "../database/revisions.ts";
import { writeRows } from "../rows/write.ts";
import { type MailServer, sendMail } from "./smtp.ts";

type Work = Rows["work"];

/** After each failed try, so many minutes; after the last one it is given up and says so. */
const WAIT_MINUTES = [1, 5, 15, 60, 240, 720, 1_440];
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 10_000;
const AT_ONCE = 50;
const PREFIX = mailWorkId("");

export interface Outbox {
  /** Sends what is due now; resolves when that is done. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Watches the chain for receipts to be sent. */
export function openOutbox(core: Core, server: MailServer): Outbox {
  let running: Promise<void> | undefined;
  let closed = false;
  const look = (): Promise<void> => {
    running ??= sendDue(core, server)
      .catch((error: unknown) =>
        core.log.warn({ why: nameOf(error) }, "mails could not be looked at"),
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  core.onMoved((moved) => {
    if (!closed && moved.some(({ stream }) => stream.startsWith("store:"))) void look();
  });
  return {
    look,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function sendDue(core: Core, server: MailServer): Promise<void> {
  const page = { table: "work", afterId: PREFIX, limit: 10_000 } as const;
  const rows = (await readTable(core.database.now, core.chain, page))
    .filter(({ id }) => id.startsWith(PREFIX))
    .map(({ body }) => JSON.parse(body ?? "null") as Work)
    .filter((row) => row.state === "open" && (row.dueAtMs ?? 0) <= core.now());
  for (const row of rows.slice(0, AT_ONCE)) await sendOne(core, server, row);
}

async function sendOne(core: Core, server: MailServer, row: Work): Promise<void> {
  const { mail, buyerId } = await mailOf(core, row.entryId ?? "");
  const tries = Number(row.body.tries ?? 0) + 1;
  // A buyer who was erased meanwhile gets nothing: the address cannot be read any more.
  const sent =
    mail === undefined
      ? "never"
      : await sendMail(server, { ...mail, messageId: row.entryId ?? row.id, atMs: core.now() });
  const wait = sent === "later" ? WAIT_MINUTES[tries - 1] : undefined;
  const state = sent === "sent" ? "done" : wait === undefined ? "dropped" : "open";
  const { dueAtMs: _, ...rest } = row;
  const next: Work = {
    ...rest,
    state,
    body: { ...row.body, tries },
    ...(wait === undefined ? {} : { dueAtMs: core.now() + wait * MINUTE_MS }),
  };
  const moved = await core.database.write(async (tx) => {
    // Only the key made for this one mail; a client's own stays.
    if (state !== "open" && buyerId !== undefined) {
      await destroyClientKeys(tx, core.chain, { clientId: buyerId, atMs: core.now() });
    }
    return writeRows(tx, core.chain, [{ table: "work", id: row.id, row: next }]);
  });
  core.log.info({ mail: row.id, state, tries }, "a receipt by mail");
  core.publish(moved);
}

async function mailOf(
  core: Core,
  entryId: string,
): Promise<{ readonly mail?: ReceiptMailed["mail"]; readonly buyerId?: string }> {
  const tx = core.database.now;
  const found = await findEntry(tx, core.chain, entryId);
  if (found === undefined) return {};
  const entry = JSON.parse(found.body) as AnyEntry;
  const opened = (await core.personal.opener(tx, [entry]))(entry);
  const clientId = sealedOf(entry.body)?.clientId ?? "";
  const buyer = isMailBuyer(clientId) ? { buyerId: clientId } : {};
  if (typeof opened === "string") return buyer;
  const read = receiptMailed.safeParse(opened.body);
  const mail = read.success ? read.data.mail : undefined;
  // What a till says is not believed: an address with a line in it would be commands to the mail server.
  return mail === undefined || !isMailAddress(mail.to) ? buyer : { ...buyer, mail };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
