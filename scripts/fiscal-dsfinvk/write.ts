/** The DSFinV-K archive from an open fiscal archive: file by file, as the closings come. */
import { readFileSync } from "node:fs";
import { openArchiveHost, writeWhole } from "#machine/archive-host.ts";
import { type ZipEntry, zipDirectory, zipFileHead } from "#shared/base/zip.ts";
import { writeClosing } from "./closing.ts";
import {
  DSFINVK_FILES,
  type DsfinvkName,
  type DsfinvkTaker,
  dsfinvkHead,
  dsfinvkIndex,
  dsfinvkLine,
} from "./files.ts";
import { openSource } from "./source.ts";

export interface DsfinvkWritten {
  readonly closings: number;
  /** Receipts that belong to no closing of the archive, and so to none of DSFinV-K. */
  readonly leftOver: number;
}

const PIECE_CHARACTERS = 262_144;

/**
 * Writes `out` from `archive`, whole or not at all. `dtd` is the official `gdpdu-01-09-2004.dtd`, which
 * has to lie beside the index when it is handed over. Throws in words when the archive is none.
 */
export async function writeDsfinvk(of: {
  readonly archive: string;
  readonly out: string;
  readonly dtd?: string | undefined;
  readonly nowMs: number;
}): Promise<DsfinvkWritten> {
  const source = await openSource(of.archive);
  const host = openArchiveHost();
  const entries: ZipEntry[] = [];
  try {
    const names = Object.keys(DSFINVK_FILES) as DsfinvkName[];
    const files = new Map(names.map((name) => [name, openFile(name)]));
    const take: DsfinvkTaker = (name, row) => files.get(name)?.add(dsfinvkLine(name, row));
    const certificates = new Map<string, string>();
    let closings = 0;
    for await (const shift of source.closings()) {
      writeClosing(shift, { source, take, certificates });
      closings += 1;
    }
    for (const name of names) files.get(name)?.end();
    const supplier = source.store.get("legal_name") ?? "";
    addWhole("index.xml", dsfinvkIndex({ supplier, place: source.store.get("legal_city") ?? "" }));
    if (of.dtd !== undefined) addWhole("gdpdu-01-09-2004.dtd", readFileSync(of.dtd, "utf8"));
    await writeWhole(of.out, pieces());
    return { closings, leftOver: source.leftOver() };
  } finally {
    host.remove();
  }

  function addWhole(name: string, text: string): void {
    const file = openFile(name);
    file.add(text);
    file.end();
  }

  function openFile(name: string) {
    let text = name.endsWith(".csv") ? dsfinvkHead(name as DsfinvkName) : "";
    let [crc32, plainBytes, packedBytes] = [0, 0, 0];
    const put = (isLast: boolean): void => {
      const plain = Buffer.from(text, "utf8");
      const packed = host.deflate(plain, isLast);
      text = "";
      crc32 = host.crc32(plain, crc32);
      plainBytes += plain.length;
      packedBytes += packed.length;
      host.append(name, packed);
    };
    return {
      add: (more: string): void => {
        text += more;
        if (text.length >= PIECE_CHARACTERS) put(false);
      },
      end: (): void => {
        put(true);
        entries.push({ name, crc32, plainBytes, packedBytes, atMs: of.nowMs });
      },
    };
  }

  function* pieces(): Iterable<Uint8Array> {
    for (const entry of entries) {
      yield zipFileHead(entry);
      yield* host.read(entry.name);
    }
    yield zipDirectory(entries);
  }
}
