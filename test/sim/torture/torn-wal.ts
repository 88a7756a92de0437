/** Logs cut short, zeroed, overwritten and flipped at any byte: a whole prefix opens, or a clear refusal. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { createPrng, type Prng } from "#shared/base/prng.ts";
import { aDraft } from "#test/builders/journal.ts";
import { openJournal } from "#till/journal/journal.ts";
import { commitEnds } from "../disk.ts";
import { lineOf, p99, type TortureLine } from "./common.ts";

const ENTRIES = 12;

export async function run(count: number): Promise<TortureLine> {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const folder = mkdtempSync(join(base, "keepshop-torn-"));
  const whole = join(folder, "whole.db");
  const journal = openJournal({ file: whole, crypto: nodeCrypto, reserveBytes: 0 });
  if (!journal.ok) throw new Error(journal.refusal.code);
  const lengths: number[] = [];
  for (let made = 0; made < ENTRIES; made += 1) {
    journal.value.append(aDraft());
    lengths.push(readFileSync(`${whole}-wal`).length);
  }
  const hashes = journal.value.after(0).map((entry) => entry.hash);
  const wal = readFileSync(`${whole}-wal`);
  const prng = createPrng("torn-wal");
  const times: number[] = [];
  let missing = 0;
  let bad = 0;
  for (let image = 0; image < count; image += 1) {
    const file = join(folder, "image.db");
    rmSync(`${file}-wal`, { force: true });
    copyFileSync(whole, file);
    const torn = tear(prng, wal);
    writeFileSync(`${file}-wal`, torn.bytes);
    // What was committed before the first wrong byte was synced and may not be missing.
    const safe = commitEnds(wal).filter((end) => end <= torn.from && lengths.includes(end)).length;
    const startedMs = performance.now();
    const opened = openJournal({ file, crypto: nodeCrypto, reserveBytes: 0 });
    times.push(performance.now() - startedMs);
    if (!opened.ok) {
      if (opened.refusal.code !== "journal-damaged") bad += 1;
      if (torn.from >= wal.length) bad += 1;
      continue;
    }
    const found = opened.value.after(0);
    if (found.some((entry, index) => entry.hash !== hashes[index])) bad += 1;
    if (found.length < safe) missing += 1;
    if (!opened.value.append(aDraft()).ok) bad += 1;
    opened.value.close();
  }
  journal.value.close();
  rmSync(folder, { recursive: true, force: true });
  return lineOf("torn-wal", count, {
    acknowledged_missing: missing,
    bad_opens: bad,
    serve_again_ms_p99: p99(times),
  });
}

/** The log with an end as a power cut leaves it; `from` is the first byte that may be wrong. */
function tear(prng: Prng, wal: Uint8Array): { readonly bytes: Uint8Array; readonly from: number } {
  const from = prng.int(0, wal.length);
  const bytes = Uint8Array.from(wal);
  switch (prng.int(0, 4)) {
    case 0:
      return { bytes: bytes.subarray(0, from), from };
    case 1:
      return { bytes: bytes.fill(0, from), from };
    case 2: {
      const garbage = prng.bytes(Math.min(8_192, wal.length - from));
      bytes.set(garbage, from);
      return { bytes: bytes.subarray(0, from + garbage.length), from };
    }
    case 3: {
      const at = Math.min(from, wal.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << prng.int(0, 7));
      return { bytes, from: at };
    }
    default:
      return {
        bytes: Uint8Array.from([...wal, ...prng.bytes(prng.int(1, 5_000))]),
        from: wal.length,
      };
  }
}
