/** The disk is full at each of many points of a day's writing: nothing acknowledged is lost, and it goes on. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { aDraft } from "#test/builders/journal.ts";
import { connectToFile } from "#till/journal/connection.ts";
import { type Journal, openJournal } from "#till/journal/journal.ts";
import { verifyJournal } from "#till/journal/verify.ts";
import { lineOf, p99, type TortureLine } from "./common.ts";

const TRIES = 60;

export async function run(count: number): Promise<TortureLine> {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  let missing = 0;
  let bad = 0;
  let stuck = 0;
  const times: number[] = [];
  for (let point = 0; point < count; point += 1) {
    const folder = mkdtempSync(join(base, "keepshop-full-"));
    const file = join(folder, "journal.db");
    let connection: DatabaseSync | undefined;
    const connect = (name: string): DatabaseSync => {
      connection = connectToFile(name);
      return connection;
    };
    const journal = open(file, connect);
    journal.append(aDraft());
    const pages = Number(connection?.prepare("PRAGMA page_count").get()?.page_count);
    connection?.exec(`PRAGMA max_page_count = ${pages + (point % 12)}`);
    const acknowledged: string[] = [];
    let refused = 0;
    for (let turn = 0; turn < TRIES; turn += 1) {
      const size = 100 + ((point * 37 + turn * 101) % 3_000);
      const tried = journal.append(({ takeNumber }) =>
        aDraft({ body: { n: takeNumber("A"), filler: "x".repeat(size) } }),
      );
      if (tried.ok) acknowledged.push(...tried.value.map((entry) => entry.hash));
      else if (tried.refusal.code === "disk-full") refused += 1;
      else bad += 1;
    }
    if (refused === 0) bad += 1;
    const startedMs = performance.now();
    connection?.exec("PRAGMA max_page_count = 1073741823");
    if (!journal.append(aDraft()).ok) stuck += 1;
    times.push(performance.now() - startedMs);
    journal.close();
    const again = open(file, connectToFile);
    const found = new Set(again.after(0).map((entry) => entry.hash));
    missing += acknowledged.filter((hash) => !found.has(hash)).length;
    if (again.lastNumber("A") !== acknowledged.length) bad += 1;
    again.close();
    if (verifyJournal(file, nodeCrypto).state !== "whole") bad += 1;
    rmSync(folder, { recursive: true, force: true });
  }
  return lineOf("disk-full", count, {
    acknowledged_missing: missing,
    bad_opens: bad,
    stuck,
    serve_again_ms_p99: p99(times),
  });
}

function open(file: string, connect: (name: string) => DatabaseSync): Journal {
  const opened = openJournal({ file, crypto: nodeCrypto, reserveBytes: 0, connect });
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value;
}
