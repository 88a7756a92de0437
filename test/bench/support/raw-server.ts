// The bare way, as a process: a WebSocket into plain SQLite and a file over HTTP, with no protocol, no
// scope, no check and no compression. What a real sync may be compared with, and never faster than.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { type WebSocket, WebSocketServer } from "ws";
import { answerQuestions, sharedNowMs } from "./child.ts";

/** Rows of one frame; measured fastest in research/performance.md. */
const FRAME_ROWS = 2_000;

interface Start {
  /** A sync server's database: the same rows are given out bare. */
  readonly from: string;
  /** Where what is written goes, with `synchronous=FULL`. */
  readonly database: string;
  /** A file to give out over HTTP. */
  readonly file?: string;
}

let database: DatabaseSync;
let sockets: WebSocketServer;

answerQuestions({
  start: async ({ from, database: file, file: given }: Start) => {
    database = new DatabaseSync(file);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE change (position INTEGER PRIMARY KEY, id TEXT, body TEXT);
      CREATE TABLE sale (id TEXT PRIMARY KEY, body TEXT)`);
    const frames = framesOf(from);
    const http = createServer((_request, response) => {
      response.setHeader("content-length", statSync(given ?? "").size);
      createReadStream(given ?? "", { highWaterMark: 1 << 20 }).pipe(response);
    });
    sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
    sockets.on("connection", (socket) => serve(socket, frames));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  },
  change: ({ id }: { readonly id: string }) => {
    const startedMs = sharedNowMs();
    const body = priceText(id, 500);
    const { lastInsertRowid: position } = insertChange().run(null, id, body);
    const text = JSON.stringify([Number(position), id, body]);
    for (const socket of sockets.clients) socket.send(text);
    return { startedMs, position: Number(position) };
  },
  changes: ({ count }: { readonly count: number }) => {
    const insert = insertChange();
    database.exec("BEGIN");
    for (let made = 0; made < count; made += 1) {
      const id = `late-${made}`;
      insert.run(null, id, priceText(id, made));
    }
    database.exec("COMMIT");
  },
  memory: () => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
});

/** As many bytes as a price of the product has: what is carried is the same, only how differs. */
function priceText(id: string, amountMinor: number): string {
  return JSON.stringify({
    amountMinor,
    bookId: "book-chain",
    currency: "GBP",
    id: `price:bench-00000-0000000000000-${id}`,
    kind: "regular",
    minQuantityMilli: 1000,
    productId: "product-00000",
    validFromMs: 1_795_000_000_000 + amountMinor,
  });
}

function insertChange() {
  return database.prepare("INSERT INTO change VALUES (?, ?, ?)");
}

function serve(socket: WebSocket, frames: () => Iterable<string>): void {
  const insertSale = database.prepare("INSERT INTO sale VALUES (?, ?)");
  const after = database.prepare("SELECT position, id, body FROM change WHERE position > ?");
  socket.on("message", (data) => {
    const text = data.toString();
    if (text === "all") {
      for (const frame of frames()) socket.send(frame);
      socket.send("end");
    } else if (text.startsWith("after ")) {
      const rows = after.all(Number(text.slice(6))).map((row) => [row.position, row.id, row.body]);
      socket.send(JSON.stringify(rows));
    } else {
      const { id } = JSON.parse(text) as { readonly id: string };
      insertSale.run(id, text);
      socket.send(id);
    }
  });
}

/** Every standing row of the chain, as frames of JSON lists; read once, so that sending is all that costs. */
function framesOf(file: string): () => Iterable<string> {
  let kept: readonly string[] | undefined;
  return () => {
    kept ??= [...readFrames(file)];
    return kept;
  };
}

function* readFrames(file: string): Generator<string> {
  const source = new DatabaseSync(file, { readOnly: true });
  const rows = source
    .prepare("SELECT body FROM revision WHERE superseded IS NULL AND body IS NOT NULL")
    .iterate();
  let frame: string[] = [];
  for (const { body } of rows) {
    frame.push(String(body));
    if (frame.length < FRAME_ROWS) continue;
    yield `[${frame.join(",")}]`;
    frame = [];
  }
  yield `[${frame.join(",")}]`;
  source.close();
}
