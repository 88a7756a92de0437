/**
 * What came over the wire, checked and unpacked. A server that answers nonsense is a `Nonsense`, never
 * a crash and never a half-applied page. Applying is replica's business.
 */
import { zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { CHECK_BUCKETS } from "#shared/protocol/checks.ts";
import {
  checkpoints,
  type Page,
  type Poke,
  type Pushed,
  poke,
  pushed,
  type WireRow,
  welcome,
} from "#shared/protocol/messages.ts";
import { fitsOf } from "#shared/records/fits.ts";
import type { PageRow } from "./contract.ts";

/** Thrown by this file only: the server said something that the protocol does not have. */
export class Nonsense extends Error {
  override readonly name = "Nonsense";
}

/** No honest chunk is larger unpacked; a bomb is refused before it fills the memory. */
const CHUNK_BYTES_MAX = 64 * 1024 * 1024;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const count = z.int().min(0);

const chunk = z.object({
  stream: z.string(),
  epoch: z.string(),
  fromPosition: count,
  toPosition: count,
  rows: count,
  encoding: z.enum(["json", "zstd"]),
  bytes,
});

const checked = z.union([
  z.object({
    ok: z.literal(true),
    sums: z.array(z.string().regex(/^[0-9a-f]{16}$/)).length(CHECK_BUCKETS),
  }),
  z.object({ ok: z.literal(true), chunk }),
  // A server of an older version does not know the question: whatever it says, there is no answer.
  z.object({ ok: z.literal(false), code: z.string() }),
]);

const page = z.object({
  ok: z.literal(true),
  chunks: z.array(chunk),
  checkpoints,
  seen: z.record(z.string(), z.record(z.string(), count)),
  more: z.boolean(),
  left: z.array(z.string()),
  reset: z.array(z.object({ stream: z.string(), epoch: z.string() })),
  serverHlc: z.string(),
  heads: z.record(z.string(), count),
  floors: z.record(z.string(), count).optional(),
});

const looked = z.union([
  z.object({ ok: z.literal(true), chunks: z.array(chunk) }),
  // A server of an older version does not know the question: whatever it says, there is no answer.
  z.object({ ok: z.literal(false), code: z.string() }),
]);

const helloed = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), welcome }),
  z.object({
    ok: z.literal(false),
    code: z.enum(["unknown-device", "malformed", "busy"]),
    slowMs: z.int().optional(),
  }),
]);

const refusedPull = z.object({
  ok: z.literal(false),
  code: z.enum(["upgrade", "fenced", "revoked", "unknown-device", "malformed", "busy"]),
  slowMs: z.int().optional(),
});

const fitsPoke = fitsOf(poke);

export type RefusedPull = Readonly<z.infer<typeof refusedPull>>;

/** The welcome, a refusal of this device, or `Nonsense`. */
export function readHelloed(value: unknown): z.infer<typeof helloed> {
  return known(helloed, value, "welcome");
}

/** The answer to a push, or `Nonsense`. */
export function readPushed(value: unknown): Pushed {
  return known(pushed, value, "pushed");
}

/** The poke, or nothing when it is none: whatever a poke tells can be pulled, so a broken one is dropped. */
export function readPoke(value: unknown): Poke | undefined {
  // Asked for each change of each stream: a poke like any other is not copied.
  if (fitsPoke(value)) return value as Poke;
  const read = poke.safeParse(value);
  return read.success ? read.data : undefined;
}

/** The answer to a pull, or `Nonsense`. */
export function readPulled(value: unknown): ({ readonly ok: true } & Page) | RefusedPull {
  return known(z.union([page, refusedPull]), value, "page");
}

/** The answer to a check, or `Nonsense`. */
export function readChecked(value: unknown): z.infer<typeof checked> {
  return known(checked, value, "checked");
}

/** The answer to a look, or `Nonsense`. */
export function readLooked(value: unknown): z.infer<typeof looked> {
  return known(looked, value, "looked");
}

/** Rows of a page in the order in which the server made them. `Nonsense` when a chunk is not whole. */
export function rowsOfPage({ chunks }: Pick<Page, "chunks">): readonly PageRow[] {
  return chunks.flatMap((chunk) => {
    const list = unpack(chunk);
    if (list.length !== chunk.rows) throw new Nonsense(`chunk of ${chunk.stream}: rows missing`);
    return placed(list, chunk);
  });
}

/** Rows that came with a poke, or nothing when they cannot be read: they are pulled then. */
export function rowsOfPoke({ stream, position, change }: Poke): readonly PageRow[] | undefined {
  if (change === undefined) return undefined;
  try {
    const list = wireRows(JSON.parse(change.rows));
    return placed(list, { stream, fromPosition: change.from, toPosition: position });
  } catch {
    return undefined;
  }
}

function placed(
  list: readonly WireRow[],
  of: Pick<Page["chunks"][number], "stream" | "fromPosition" | "toPosition">,
): PageRow[] {
  return list.map(([table, id, position, body]) => {
    if (position < of.fromPosition || position > of.toPosition) {
      throw new Nonsense(`chunk of ${of.stream}: position outside`);
    }
    return { stream: of.stream, table, id, position, body };
  });
}

function wireRows(list: unknown): readonly WireRow[] {
  if (!Array.isArray(list)) throw new Nonsense("chunk: not a list");
  for (const row of list) if (!isWireRow(row)) throw new Nonsense("chunk: not a row");
  return list;
}

function unpack(chunk: Page["chunks"][number]): readonly WireRow[] {
  try {
    const plain =
      chunk.encoding === "json"
        ? chunk.bytes
        : zstdDecompressSync(chunk.bytes, { maxOutputLength: CHUNK_BYTES_MAX });
    return wireRows(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)));
  } catch (error) {
    if (error instanceof Nonsense) throw error;
    throw new Nonsense(`chunk of ${chunk.stream}: ${String(error)}`);
  }
}

/** By hand, because a page has thousands of rows. */
function isWireRow(row: unknown): row is WireRow {
  if (!Array.isArray(row) || row.length !== 4) return false;
  const [table, id, position, body] = row;
  if (typeof table !== "string" || typeof id !== "string" || id === "") return false;
  return Number.isSafeInteger(position) && typeof body === "object" && !Array.isArray(body);
}

function known<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const read = schema.safeParse(value);
  if (!read.success) {
    const at = read.error.issues[0]?.path.map(String).join(".") ?? "";
    throw new Nonsense(`${what}: ${at}`);
  }
  return read.data;
}
