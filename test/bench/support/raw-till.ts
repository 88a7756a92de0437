// The bare client of raw-server.ts: a WebSocket whose messages go into plain SQLite tables. As a
// process of its own (`fill`) where its memory is what is measured.
import { closeSync, createWriteStream, fsyncSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { WebSocket } from "ws";
import { answerQuestions } from "./child.ts";

/** Takes every row and lays it into one indexed table; answers how many rows and JSON characters. */
export async function rawFill(
  port: number,
  file: string,
): Promise<{ readonly rows: number; readonly characters: number }> {
  const database = openBare(file);
  const insert = database.prepare("INSERT INTO doc VALUES (?, ?, ?)");
  const socket = await rawSocket(port);
  let rows = 0;
  let characters = 0;
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const text = data.toString();
      if (text === "end") return resolve();
      characters += text.length;
      const list = JSON.parse(text) as { readonly id: string; readonly sku?: string }[];
      database.exec("BEGIN");
      for (const row of list) {
        rows += 1;
        insert.run(`${rows}:${row.id}`, row.sku ?? row.id, JSON.stringify(row));
      }
      database.exec("COMMIT");
    });
    socket.send("all");
  });
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  if (database.prepare("SELECT 1 FROM doc WHERE code > 'a' LIMIT 1").get() === undefined) {
    throw new Error("nothing arrived");
  }
  database.close();
  socket.terminate();
  return { rows, characters };
}

/** Fetches a SQLite file, syncs it, opens it and looks something up. */
export async function rawTransfer(port: number, file: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  if (response.body === null) throw new Error("no file came");
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(file));
  const handle = openSync(file, "r");
  fsyncSync(handle);
  closeSync(handle);
  const database = new DatabaseSync(file);
  if (database.prepare("SELECT id FROM products LIMIT 1").get() === undefined) {
    throw new Error("the file lacks products");
  }
  database.close();
}

/** A connection to the bare server. */
export async function rawSocket(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
}

/** A plain database with a document table and a change table, as durable as the replica's. */
export function openBare(file: string, synchronous: "NORMAL" | "FULL" = "NORMAL"): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};
    CREATE TABLE IF NOT EXISTS doc (id TEXT PRIMARY KEY, code TEXT, body TEXT);
    CREATE INDEX IF NOT EXISTS doc_code ON doc (code);
    CREATE TABLE IF NOT EXISTS change (position INTEGER PRIMARY KEY, id TEXT, body TEXT)`);
  return database;
}

if (process.send !== undefined && process.argv[2] === "answer") {
  answerQuestions({
    fill: ({ port, file }: { readonly port: number; readonly file: string }) => rawFill(port, file),
  });
}
