/** Acts on clients: make one, change, note, consent, and answer work. Each is one entry. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ClientFields } from "#shared/records/client.ts";
import type { ClientChanged } from "#shared/records/entries/client-changed.ts";
import type { ConsentChanged } from "#shared/records/entries/consent-changed.ts";
import type { ContactAdded } from "#shared/records/entries/contact-added.ts";
import { isMailAddress } from "#shared/records/entries/receipt-mailed.ts";
import { append, type EntryPart } from "../core.ts";
import type { Counter } from "../counter.ts";
import { answerDebt, type DebtAnswer, isDebt, undoDebt } from "./debts.ts";
import { client as setBasketClient } from "./sell.ts";

/** Makes a client and, if asked, puts them to the basket in hand. */
export function create(
  counter: Counter,
  input: {
    readonly fields: ClientFields;
    readonly marketingConsent?: boolean | undefined;
    readonly attach: boolean;
  },
): Result<{ readonly clientId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const clientId = counter.core.ids.next();
  const parts: EntryPart[] = [{ kind: "client.created", body: { clientId, fields: input.fields } }];
  if (input.marketingConsent !== undefined) {
    const { marketingConsent: given } = input;
    parts.push({
      kind: "consent.changed",
      body: { clientId, purpose: "marketing", channel: "any", given, proof: "counter" },
    });
  }
  const written = append(counter.core, who.value, parts);
  if (!written.ok) return written;
  if (input.attach && counter.basket().phase !== "tendering") setBasketClient(counter, clientId);
  return done({ clientId });
}

/**
 * Changes fields of a client; the last writer of each field wins. Refuses `client-unknown`, and
 * `email-malformed` for an address that no mail could reach.
 */
export function change(
  counter: Counter,
  input: {
    readonly clientId: string;
    readonly set: ClientChanged["set"];
    readonly cleared: readonly string[];
  },
): Result<Record<never, never>> {
  const { clientId, set, cleared } = input;
  if (set.email !== undefined && !isMailAddress(set.email)) return refuse("email-malformed");
  return about(counter, clientId, {
    kind: "client.changed",
    body: { clientId, set, cleared: [...cleared], tagsAdded: [], tagsRemoved: [] },
  });
}

/** Adds a touch to the client's timeline; a complaint opens or is answered with it. */
export function note(
  counter: Counter,
  input: {
    readonly clientId: string;
    readonly text: string;
    readonly kind: ContactAdded["kind"];
    readonly opensComplaint?: boolean | undefined;
    readonly closesContactId?: string | undefined;
  },
): Result<{ readonly contactId: string }> {
  const contactId = counter.core.ids.next();
  const { clientId, text, kind, opensComplaint, closesContactId } = input;
  const written = about(counter, clientId, {
    kind: "contact.added",
    body: {
      contactId,
      clientId,
      department: "store",
      kind,
      text,
      ...(opensComplaint === undefined ? {} : { opensComplaint }),
      ...(closesContactId === undefined ? {} : { closesContactId }),
    },
  });
  return written.ok ? done({ contactId }) : written;
}

/** Keeps a consent given or withdrawn at the counter, with its proof: where, and in which words. */
export function consent(
  counter: Counter,
  input: Omit<ConsentChanged, "proof"> & { readonly wording?: string | undefined },
): Result<Record<never, never>> {
  const { clientId, purpose, channel, given, wording } = input;
  const proof = wording === undefined ? "counter" : `counter: ${wording}`;
  return about(counter, clientId, {
    kind: "consent.changed",
    body: { clientId, purpose, channel, given, proof },
  });
}

/** One-tap answer to an exception, or to a task. Refuses `work-unknown`, and what a debt asks for. */
export function answerWork(counter: Counter, input: DebtAnswer): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const row = counter.core.overlay.row("work", input.workId);
  if (row === undefined) return refuse("work-unknown");
  if (isDebt(row)) return answerDebt(counter, row, input);
  const note = input.note === undefined ? {} : { note: input.note };
  const part: EntryPart =
    row.kind === "exception"
      ? {
          kind: "exception.resolved",
          body: {
            exceptionId: row.id,
            code: row.exceptionCode ?? row.title,
            choice: input.choice,
            ...note,
          },
        }
      : { kind: "work.advanced", body: { workId: row.id, state: stateOf(input.choice), ...note } };
  const written = append(counter.core, who.value, part);
  return written.ok ? done({}) : written;
}

/** Takes the last answer to an exception or task back. Refuses `work-unknown`. */
export function undoWork(counter: Counter, workId: string): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const row = counter.core.overlay.row("work", workId);
  if (row === undefined) return refuse("work-unknown");
  if (isDebt(row)) return undoDebt(counter, row);
  const answered = counter.core.journal
    .ofKind("exception.resolved")
    .findLast((entry) => entry.body.exceptionId === workId);
  const part: EntryPart =
    row.kind === "exception" && answered !== undefined
      ? {
          kind: "exception.resolved",
          body: {
            exceptionId: workId,
            code: row.exceptionCode ?? row.title,
            choice: "undo",
            undoes: answered.id,
          },
        }
      : { kind: "work.advanced", body: { workId, state: "open" } };
  const written = append(counter.core, who.value, part);
  return written.ok ? done({}) : written;
}

function stateOf(choice: string): "open" | "taken" | "done" | "dropped" | "handed-over" {
  switch (choice) {
    case "taken":
    case "dropped":
    case "handed-over":
    case "open":
      return choice;
    default:
      return "done";
  }
}

function about(counter: Counter, clientId: string, part: EntryPart): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  if (counter.core.overlay.row("clients", clientId) === undefined) return refuse("client-unknown");
  const written = append(counter.core, who.value, part);
  return written.ok ? done({}) : written;
}
