/** What may be done with a client as they stand: be written to, be greeted, be found under one record. */
import type { ConsentChanged } from "../records/entries/consent-changed.ts";
import type { ClientRow } from "../records/rows/client.ts";

/**
 * Whether the client may be contacted for a purpose on a channel: a consent for it (or for any
 * channel) that no later withdrawal took back. Service needs none unless it was withdrawn. An open
 * complaint silences marketing and profiling.
 */
export function mayContact(
  client: Pick<ClientRow, "consents" | "openComplaint">,
  about: Pick<ConsentChanged, "purpose" | "channel">,
): boolean {
  const { purpose, channel } = about;
  if (purpose !== "service" && client.openComplaint !== undefined) return false;
  let [givenAtMs, withdrawnAtMs] = [-1, -1];
  for (const consent of client.consents) {
    if (consent.purpose !== purpose) continue;
    if (consent.channel !== channel && consent.channel !== "any") continue;
    if (consent.given) givenAtMs = Math.max(givenAtMs, consent.atMs);
    else withdrawnAtMs = Math.max(withdrawnAtMs, consent.atMs);
  }
  if (purpose === "service") return withdrawnAtMs < 0 || givenAtMs > withdrawnAtMs;
  return givenAtMs >= 0 && givenAtMs > withdrawnAtMs;
}

/** The record that stands for a client, following links; a ring of links stops where it began. */
export function standingClient(
  client: ClientRow,
  read: (id: string) => ClientRow | undefined,
): ClientRow {
  const seen = new Set([client.id]);
  let current = client;
  while (current.linkedTo !== undefined && !seen.has(current.linkedTo)) {
    const next = read(current.linkedTo);
    if (next === undefined) break;
    seen.add(next.id);
    current = next;
  }
  return current;
}
