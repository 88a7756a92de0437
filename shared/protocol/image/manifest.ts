/**
 * An image: a whole replica as one file, so that a first fill is a download and not a stream of rows.
 * This is what server and till agree on; building is the server's, installing the till's.
 *
 * The file is SQLite in `journal_mode=DELETE`, with exactly the objects of `schemaObjects(layout)`,
 * `application_id` REPLICA_APPLICATION_ID, `user_version` the layout's version, `applied` 1 in each
 * row and in `meta`, tombstones left out, and `checkpoint` and `seen` of every stream it holds. It
 * travels compressed with zstd; the hash is of the compressed bytes, so that a download can resume.
 */
import { z } from "zod";
import { atMs, hash } from "../../records/fields.ts";

export const imageManifest = z.object({
  layout: z.int().min(1),
  /** SHA-256 of the compressed bytes; also the image's name. */
  hash,
  bytes: z.int().min(1),
  /** Length of the SQLite file inside. */
  rawBytes: z.int().min(1),
  encoding: z.literal("zstd"),
  streams: z.array(z.string().max(120)),
  madeAtMs: atMs,
});
export type ImageManifest = Readonly<z.infer<typeof imageManifest>>;
