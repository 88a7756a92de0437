/**
 * What the replica notes of a stream beside its checkpoint, in the table `meta`: how far looks brought
 * rows ahead of the pages, and the floor that a fill goes under. Names only; written with the pages.
 */

export const NOTE_KINDS = ["ahead", "floor"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** The key in `meta` of one stream's note. */
export function noteKey(kind: NoteKind, stream: string): string {
  return `${kind} ${stream}`;
}

/** The stream that a key names. */
export function streamOfNote(kind: NoteKind, key: string): string {
  return key.slice(kind.length + 1);
}
