/**
 * Reads CSV as RFC 4180 has it from a stream of bytes, one record at a time, and counts and hashes the
 * bytes on the way. Part of the checker: only Node's own modules.
 */
import { createHash } from "node:crypto";

/** One record by the names of the first line; an empty field without quotes is not there. */
export type CsvRecord = ReadonlyMap<string, string>;

export interface CsvStream {
  readonly records: AsyncGenerator<CsvRecord, void>;
  /** What was read, once `records` has ended. */
  readonly end: () => { readonly rows: number; readonly bytes: number; readonly sha256: string };
}

const QUOTE = '"';

/** The records of a file; throws in words when it is no CSV. */
export function readCsv(bytes: AsyncIterable<Buffer>): CsvStream {
  const hash = createHash("sha256");
  let [byteCount, rows] = [0, 0];
  let digest = "";

  async function* lines(): AsyncGenerator<readonly (string | undefined)[], void> {
    const splitter = new RecordSplitter();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    for await (const piece of bytes) {
      hash.update(piece);
      byteCount += piece.length;
      yield* splitter.feed(decoder.decode(piece, { stream: true }));
    }
    yield* splitter.feed(decoder.decode());
    splitter.finish();
  }

  async function* records(): AsyncGenerator<CsvRecord, void> {
    let names: readonly (string | undefined)[] | undefined;
    for await (const fields of lines()) {
      if (names === undefined) {
        names = fields;
        continue;
      }
      if (fields.length !== names.length) {
        throw new Error(`record ${rows + 1} has ${fields.length} fields, not ${names.length}`);
      }
      rows += 1;
      const record = new Map<string, string>();
      for (const [index, name] of names.entries()) {
        const field = fields[index];
        if (name !== undefined && field !== undefined) record.set(name, field);
      }
      yield record;
    }
    digest = hash.digest("hex");
  }

  return { records: records(), end: () => ({ rows, bytes: byteCount, sha256: digest }) };
}

/** Cuts text into records: quotes, doubled quotes and line ends inside them. */
class RecordSplitter {
  private rest = "";

  /** The whole records of what has come so far. */
  *feed(text: string): Generator<(string | undefined)[], void> {
    this.rest += text;
    for (;;) {
      const read = readRecord(this.rest);
      if (read === undefined) return;
      this.rest = this.rest.slice(read.end);
      yield read.fields;
    }
  }

  finish(): void {
    if (this.rest !== "") throw new Error("the last record has no end");
  }
}

interface OneRecord {
  readonly fields: (string | undefined)[];
  /** Where the next record begins. */
  readonly end: number;
}

/** The first record of a text, or nothing while its end has not come. */
function readRecord(text: string): OneRecord | undefined {
  const fields: (string | undefined)[] = [];
  let at = 0;
  for (;;) {
    const field = text[at] === QUOTE ? readQuoted(text, at) : readPlain(text, at);
    if (field === undefined) return undefined;
    fields.push(field.value);
    at = field.end;
    if (text[at] === ",") at += 1;
    else if (text.startsWith("\r\n", at)) return { fields, end: at + 2 };
    else if (at + 1 >= text.length) return undefined;
    else throw new Error(`a record is broken at "${text.slice(at, at + 20)}"`);
  }
}

interface OneField {
  readonly value: string | undefined;
  readonly end: number;
}

function readQuoted(text: string, start: number): OneField | undefined {
  for (let at = start + 1; ; at += 1) {
    const quote = text.indexOf(QUOTE, at);
    // The last character may be the first of two quotes.
    if (quote < 0 || quote + 1 >= text.length) return undefined;
    if (text[quote + 1] !== QUOTE) {
      return { value: text.slice(start + 1, quote).replaceAll('""', QUOTE), end: quote + 1 };
    }
    at = quote + 1;
  }
}

function readPlain(text: string, start: number): OneField | undefined {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\r") end += 1;
  if (end >= text.length) return undefined;
  const value = text.slice(start, end);
  return { value: value === "" ? undefined : value, end };
}
