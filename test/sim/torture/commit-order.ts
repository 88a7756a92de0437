/**
 * 64 writers over three nodes' pools hold their transactions open for a while before they commit,
 * readers follow the stream: no row may be passed by (F01 to F04). `count` is rows at least.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#server/database/contract.ts";
import { openChain, readHeads, takePositions } from "#server/database/heads.ts";
import { openDatabase } from "#server/database/open.ts";
import { insertRevisions, readStretch } from "#server/database/revisions.ts";
import { startPostgres } from "#test/support/postgres.ts";
import { lineOf, type TortureLine } from "./common.ts";

const CHAIN = "main";
const STREAM = "chain:catalogue";
const WRITERS = 64;
const NODES = 3;
const READERS = 4;

export async function run(count: number): Promise<TortureLine> {
  const postgres = await startPostgres();
  const nodes: Database[] = [];
  try {
    const url = await postgres.freshUrl();
    for (let node = 0; node < NODES; node += 1) nodes.push(await open(url));
    return await follow(nodes, count);
  } finally {
    for (const node of nodes) await node.close();
    await postgres.stop();
  }
}

async function open(url: string): Promise<Database> {
  const opened = await openDatabase(url);
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value;
}

async function follow(nodes: readonly Database[], count: number): Promise<TortureLine> {
  const nodeOf = (index: number): Database => nodes[index % nodes.length] as Database;
  await nodeOf(0).write((tx) => openChain(tx, { chain: CHAIN, epoch: "one", atMs: 0 }));
  let written = 0;
  let undone = 0;
  let writing = true;
  const perTransaction = Math.max(1, Math.ceil(count / 4_000));
  const writer = async (index: number): Promise<void> => {
    for (let turn = 0; written < count; turn += 1) {
      const rows = perTransaction;
      try {
        await nodeOf(index).write(async (tx) => {
          await sleep(Math.random() * 20);
          const heads = await takePositions(tx, CHAIN, new Map([[STREAM, rows]]));
          const from = heads.get(STREAM)?.position ?? 0;
          const revisions = Array.from({ length: rows }, (_, row) => ({
            stream: STREAM,
            position: from + row + 1,
            table: "affinities" as const,
            id: `${index}-${turn}-${row}`,
            parent: null,
            body: "{}",
          }));
          await insertRevisions(tx, CHAIN, revisions);
          await sleep(Math.random() * 2);
          if (Math.random() < 0.05) throw new Error("rolled back on purpose");
        });
        written += rows;
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes("on purpose")) throw error;
        undone += 1;
      }
    }
  };
  const reader = async (index: number): Promise<{ seen: number; twice: number }> => {
    let at = 0;
    let seen = 0;
    let twice = 0;
    let last = false;
    for (;;) {
      const { now } = nodeOf(index);
      last = !writing;
      const to = (await readHeads(now, CHAIN, [STREAM])).get(STREAM)?.position ?? 0;
      const rows = await readStretch(now, CHAIN, { stream: STREAM, from: at, to });
      for (const [place, row] of rows.entries()) if (row.position !== at + place + 1) twice += 1;
      seen += rows.length;
      at = to;
      if (last) return { seen, twice };
      await sleep(2);
    }
  };
  const readers = Array.from({ length: READERS }, (_, index) => reader(index));
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index)));
  writing = false;
  const results = await Promise.all(readers);
  const missing = results.reduce((sum, { seen }) => sum + Math.max(0, written - seen), 0);
  const duplicated = results.reduce((sum, each) => sum + each.twice, 0);
  if (undone === 0) throw new Error("no transaction was rolled back: the run proved too little");
  return lineOf("commit-order", written, { acknowledged_missing: missing, duplicated });
}
