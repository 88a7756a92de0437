import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GENESIS_HASH } from "#shared/records/entry.ts";
import { aDraft, aFolder, aJournal } from "#test/builders/journal.ts";
import { HandClock, WireServer } from "#test/builders/sync-wire.ts";
import type { Journal } from "#till/journal/journal.ts";
import { backOffMs, nextPullMs } from "#till/sync/back-off.ts";
import type { PageRow, Sync, SyncOptions } from "#till/sync/contract.ts";
import { openSync } from "#till/sync/sync.ts";

interface World {
  readonly server: WireServer;
  readonly clock: HandClock;
  readonly journal: Journal;
  readonly rows: Map<string, PageRow>;
  readonly seen: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly pages: { readonly rows: number; readonly fill: boolean }[];
  readonly open: (options?: Partial<SyncOptions>) => Sync;
}

let folder: { readonly path: string; readonly remove: () => void };
let journal: Journal;

beforeEach(() => {
  folder = aFolder();
  journal = aJournal(folder.path);
});
afterEach(() => {
  journal.close();
  folder.remove();
});

function aWorld(): World {
  const server = new WireServer();
  const clock = new HandClock();
  const rows = new Map<string, PageRow>();
  const pages: { rows: number; fill: boolean }[] = [];
  const seen = new Map<string, Readonly<Record<string, number>>>();
  let checkpoints: Record<string, { epoch: string; position: number }> = {};
  const open = (options: Partial<SyncOptions> = {}): Sync =>
    openSync({
      transport: server.transport,
      journal,
      replica: {
        checkpoints: () => checkpoints,
        checkpoint: (stream) => checkpoints[stream],
        ahead: () => ({}),
        floors: () => ({}),
        applyPage: (page, choice) => {
          for (const stream of page.drop ?? []) {
            for (const [key, row] of rows) if (row.stream === stream) rows.delete(key);
            delete checkpoints[stream];
          }
          for (const row of page.rows) rows.set(`${row.table}/${row.id}`, row);
          checkpoints = { ...checkpoints, ...page.checkpoints };
          for (const [stream, registers] of Object.entries(page.seen)) seen.set(stream, registers);
          pages.push({ rows: page.rows.length, fill: choice?.fill ?? false });
          return page.rows.length;
        },
      },
      registerId: "register-1",
      deviceToken: "token",
      app: "test",
      layout: 1,
      engineVersion: 1,
      hlc: { text: () => "", hear: () => {} },
      clock,
      random: (bytes) => new Uint8Array(bytes).fill(128),
      onPage: () => {},
      ...options,
    });
  return { server, clock, journal, rows, seen, pages, open };
}

function act(count: number): void {
  for (let made = 0; made < count; made += 1) {
    expect(journal.append(aDraft()).ok).toBe(true);
  }
}

describe("sync", () => {
  it("sends what lies in the journal, in order and once, and fills the replica", async () => {
    const { server, clock, rows, open } = aWorld();
    server.put("chain:catalogue", "products", "p1", { id: "p1" });
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    act(230);
    const sync = open();
    sync.start();
    await clock.pass(0);
    expect(server.entries.map((entry) => entry.sequence)).toEqual(
      Array.from({ length: 230 }, (_, index) => index + 1),
    );
    expect(server.pushes.map((push) => push.entries.length)).toEqual([100, 100, 30]);
    expect([...rows.keys()]).toEqual(["products/p1", "stock/a:p1"]);
    expect(sync.status()).toMatchObject({ link: "up", mode: "full", pending: 0 });
    expect(server.hellos[0]).toMatchObject({ lastSequence: 230, deviceToken: "token" });
    sync.stop();
  });

  it("sells on while cut, and sends the rest after restore", async () => {
    const { server, clock, open } = aWorld();
    const sync = open();
    sync.start();
    await clock.pass(0);
    sync.cut();
    act(3);
    sync.pushSoon();
    await clock.pass(120_000);
    expect(server.entries).toEqual([]);
    expect(sync.status()).toMatchObject({ link: "cut", cutByHand: true, pending: 3 });
    sync.restore();
    await clock.pass(0);
    expect(server.entries).toHaveLength(3);
    expect(sync.status()).toMatchObject({ link: "up", cutByHand: false, pending: 0 });
    sync.stop();
  });

  it("tries again by itself with growing rests, and says cut meanwhile", async () => {
    const { server, clock, open } = aWorld();
    server.reachable = false;
    const sync = open();
    sync.start();
    expect(sync.status().link).toBe("connecting");
    await clock.pass(10_000);
    expect(sync.status()).toMatchObject({ link: "cut", cutByHand: false, trouble: "unreachable" });
    server.reachable = true;
    act(1);
    await clock.pass(60_000);
    expect(server.entries).toHaveLength(1);
    sync.stop();
  });

  it("loses nothing when the answer to a push is lost: it asks again and gets the same answer", async () => {
    const { server, clock, open } = aWorld();
    act(2);
    let lost = 0;
    server.misbehave = (event, answer) => {
      if (event !== "push" || lost > 0) return answer;
      lost += 1;
      throw new Error("timeout");
    };
    const sync = open();
    sync.start();
    await clock.pass(60_000);
    expect(server.pushes.length).toBe(2);
    expect(server.entries).toHaveLength(2);
    expect(sync.status().pending).toBe(0);
    sync.stop();
  });

  it("begins at the sequence the server needs", async () => {
    const { server, clock, open } = aWorld();
    act(4);
    const sync = open();
    sync.start();
    await clock.pass(0);
    server.entries.length = 2;
    act(1);
    sync.pushSoon();
    await clock.pass(60_000);
    expect(server.entries.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(sync.status().pending).toBe(0);
    sync.stop();
  });

  it("sends the last 35 days again and fills anew when the server begins another history", async () => {
    const { server, clock, rows, open } = aWorld();
    server.put("chain:catalogue", "products", "p1", { id: "p1" });
    act(3);
    const sync = open();
    sync.start();
    await clock.pass(0);
    sync.cut();
    server.restore("epoch-2");
    server.entries = [];
    server.put("chain:catalogue", "products", "p2", { id: "p2" });
    sync.restore();
    await clock.pass(0);
    expect(server.entries).toHaveLength(3);
    expect([...rows.keys()]).toEqual(["products/p2"]);
    sync.stop();
  });

  it("drops a stream it does not belong to any more", async () => {
    const { server, clock, rows, open } = aWorld();
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    const sync = open();
    sync.start();
    await clock.pass(0);
    expect(rows.size).toBe(1);
    server.restore("epoch-1");
    sync.pullSoon();
    await clock.pass(0);
    expect(rows.size).toBe(0);
    sync.stop();
  });

  it("pulls on a poke, and not on one that says nothing new", async () => {
    const { server, clock, open, rows } = aWorld();
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    const sync = open();
    sync.start();
    await clock.pass(0);
    const before = server.pulls;
    server.poke("place:a");
    await clock.pass(0);
    expect(server.pulls).toBe(before);
    server.put("place:a", "stock", "a:p2", { id: "a:p2" });
    server.poke("place:a");
    await clock.pass(0);
    expect(rows.size).toBe(2);
    sync.stop();
  });

  it("P17: takes the change that a poke carries, without asking, with what is seen of its own", async () => {
    const { server, clock, open, rows, seen } = aWorld();
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    const sync = open();
    sync.start();
    await clock.pass(0);
    const before = server.pulls;
    const from = server.put("place:a", "stock", "a:p2", { id: "a:p2" }) - 1;
    server.tell("place:a", from, { "register-1": 7, "register-2": 9 });
    await clock.pass(0);
    expect(server.pulls).toBe(before);
    expect(rows.size).toBe(2);
    expect(seen.get("place:a")).toEqual({ "register-1": 7 });
    sync.stop();
  });

  it("P17: pulls when a change begins beyond where it stands, cannot be read, or a pull is under way", async () => {
    const { server, clock, open, rows } = aWorld();
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    const sync = open();
    sync.start();
    await clock.pass(0);
    server.put("place:a", "stock", "a:p2", { id: "a:p2" });
    const last = server.put("place:a", "stock", "a:p3", { id: "a:p3" });
    let pulls = server.pulls;
    server.tell("place:a", last - 1);
    await clock.pass(0);
    expect(server.pulls).toBe(pulls + 1);
    expect(rows.size).toBe(3);
    pulls = server.pulls;
    server.put("place:a", "stock", "", { id: "" });
    server.put("place:a", "stock", "a:p4", { id: "a:p4" });
    server.misbehave = () => undefined;
    server.tell("place:a", last);
    await clock.pass(0);
    expect(server.pulls).toBe(pulls + 1);
    expect(rows.size).toBe(3);
    sync.stop();
  });

  it("P17: leaves a change to the pull that is under way", async () => {
    const { server, clock, open, rows, pages } = aWorld();
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    const sync = open();
    sync.start();
    await clock.pass(0);
    const from = server.put("place:a", "stock", "a:p2", { id: "a:p2" }) - 1;
    const before = pages.length;
    sync.pullSoon();
    server.tell("place:a", from);
    expect(pages.length).toBe(before);
    await clock.pass(0);
    expect(rows.size).toBe(2);
    sync.stop();
  });

  it("pulls by the clock when no poke came", async () => {
    const { server, clock, open, rows } = aWorld();
    const sync = open();
    sync.start();
    await clock.pass(0);
    server.put("place:a", "stock", "a:p1", { id: "a:p1" });
    await clock.pass(45_000);
    expect(rows.size).toBe(1);
    sync.stop();
  });

  it("only sends when the server says push-only, and says why", async () => {
    const { server, clock, open } = aWorld();
    server.mode = "push-only";
    server.reason = "fenced";
    act(1);
    const sync = open();
    sync.start();
    await clock.pass(60_000);
    expect(server.entries).toHaveLength(1);
    expect(server.pulls).toBe(0);
    expect(sync.status()).toMatchObject({ mode: "push-only", pushOnlyReason: "fenced" });
    sync.stop();
  });

  it("says how far the first fill is, marks its pages, and is not filling after a restart", async () => {
    const { server, clock, open, pages } = aWorld();
    for (let row = 0; row < 12_000; row += 1) {
      server.put("chain:catalogue", "products", `p${row}`, { id: `p${row}` });
    }
    const percents: (number | undefined)[] = [];
    const sync = open();
    sync.onStatus(() => percents.push(sync.status().filling?.percent));
    sync.start();
    await clock.pass(0);
    expect(new Set(percents)).toEqual(new Set([0, 2, 5, 12, 25, 52, 94, undefined]));
    // Few rows first, so that people can sign in; twice as many each time while the line is fast.
    expect(pages).toEqual(
      [100, 200, 400, 800, 1_600, 3_200, 5_000, 700].map((rows) => ({ rows, fill: true })),
    );
    sync.stop();
    const again = open();
    expect(again.status().filling).toBeUndefined();
  });

  it("takes smaller batches when one was too large", async () => {
    const { server, clock, open } = aWorld();
    act(8);
    server.misbehave = (event, answer) => {
      const size = server.pushes.at(-1)?.entries.length ?? 0;
      return event === "push" && size > 3 ? { ok: false, code: "too-large" } : answer;
    };
    const sync = open();
    sync.start();
    await clock.pass(60_000);
    expect(sync.status().pending).toBe(0);
    sync.stop();
  });
});

describe("a server that answers nonsense", () => {
  const nonsense: readonly (readonly [string, string, (answer: never) => unknown])[] = [
    ["hello", "no welcome at all", () => "hello yourself"],
    ["hello", "a welcome of another shape", () => ({ mode: "sometimes" })],
    ["push", "nothing", () => undefined],
    ["push", "an answer to an entry never sent", (answer: object) => withAnswer(answer, 99)],
    ["push", "too few answers", (answer: object) => ({ ...answer, answers: [] })],
    ["push", "a need beyond the journal", () => ({ ok: false, code: "need", sequence: 4_000 })],
    ["pull", "a page without checkpoints", (answer: object) => ({ ...answer, checkpoints: 1 })],
    ["pull", "a chunk that is not JSON", (answer: object) => withChunk(answer, "{]")],
    ["pull", "a chunk with a row missing", (answer: object) => withChunk(answer, "[]")],
    ["pull", "a row that is none", (answer: object) => withChunk(answer, '[["products","",1,{}]]')],
    ["pull", "more, and nothing more", (answer: object) => endless(answer)],
  ];

  for (const [event, name, spoil] of nonsense) {
    it(`loses nothing and goes on when the server is well again: ${name}`, async () => {
      const { server, clock, rows, open } = aWorld();
      server.put("chain:catalogue", "products", "p1", { id: "p1" });
      act(2);
      let said = 0;
      server.misbehave = (asked, answer) => {
        if (asked !== event) return answer;
        said += 1;
        return said > 3 ? answer : spoil(answer as never);
      };
      const sync = open();
      sync.start();
      await clock.pass(200);
      expect(sync.status().trouble).toBeDefined();
      expect(journal.count()).toBe(2);
      await clock.pass(120_000);
      expect(sync.status()).toMatchObject({ link: "up", pending: 0 });
      expect(rows.size).toBe(1);
      expect(journal.head().hash).not.toBe(GENESIS_HASH);
      sync.stop();
    });
  }

  function withAnswer(answer: object, sequence: number) {
    return { ...answer, answers: [{ id: "other", sequence, outcome: "ok" }] };
  }

  function withChunk(answer: object, text: string) {
    const [chunk] = (answer as { chunks: object[] }).chunks;
    return { ...answer, chunks: [{ ...chunk, bytes: new TextEncoder().encode(text) }] };
  }

  function endless(answer: object) {
    return { ...answer, chunks: [], checkpoints: {}, more: true };
  }
});

describe("rests between attempts", () => {
  it("are spread over the whole span and never longer than a minute", () => {
    expect(backOffMs(0, 0.5)).toBe(500);
    expect(backOffMs(3, 0.999)).toBe(7_992);
    expect(backOffMs(40, 0.999)).toBe(59_940);
    expect(backOffMs(5, 0)).toBe(0);
    expect([nextPullMs(0), nextPullMs(0.999)]).toEqual([15_000, 44_970]);
  });
});
