// The rules of the protocol (docs/SPEC.md) as one suite over SQLite and PostgreSQL alike. A till here
// is a session without a socket; what the socket adds is in server-sockets.test.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readStoodAt } from "#server/database/revisions.ts";
import { revokeDevice } from "#server/enrol.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import { putRows } from "#server/rows/put.ts";
import { bucketOf, createChecksums } from "#shared/protocol/checks.ts";
import { aMove, aPrice, aProduct, nextEntry, sealed } from "#test/builders/server-chain.ts";
import {
  aCore,
  aTill,
  DATABASES,
  databasesOf,
  greet,
  outcomes,
  pullAll,
  pullInto,
  pushTo,
  stockAt,
  type TestCore,
  type TestTill,
  wireRows,
} from "#test/support/server-core.ts";

describe.each(DATABASES)("on %s", (kind) => {
  let databases: Awaited<ReturnType<typeof databasesOf>>;
  let made: TestCore;
  let till: TestTill;

  beforeAll(async () => {
    databases = await databasesOf(kind);
  });
  afterAll(async () => databases.stop());
  beforeEach(async () => {
    made = await aCore(await databases.open(await databases.address()));
    till = await aTill(made.core);
  });

  const sell = (who: TestTill, quantityMilli = 1_000) =>
    aMove(who.register, { productId: "tee", quantityMilli: -quantityMilli });

  test("P1: nothing is answered before a hello with a device token", async () => {
    const stranger = await aTill(made.core);
    expect(await greet(made.core, stranger, { deviceToken: "wrong" })).toEqual({
      ok: false,
      code: "unknown-device",
    });
    expect(await pushTo(stranger, [sell(stranger)])).toMatchObject({ code: "unknown-device" });
    expect(await stranger.session.pull({ checkpoints: {}, limit: 10 })).toMatchObject({
      code: "unknown-device",
    });
  });

  test("P1: a token of one register does not speak for another", async () => {
    const other = await aTill(made.core);
    const answer = await greet(made.core, till, { registerId: other.register.id });
    expect(answer).toEqual({ ok: false, code: "unknown-device" });
  });

  test("P2: a till gets the streams of its store and no other, whatever it asks for", async () => {
    till.checkpoints = { "store:s2": { epoch: till.epoch, position: 0 } };
    const page = await pullInto(till);
    expect(page.left).toEqual(["store:s2"]);
    expect(Object.keys(page.checkpoints)).toEqual([
      `register:${till.register.id}`,
      "store:s1",
      "chain:catalogue",
      "book:base",
      "place:p1",
      "place:warehouse",
      "clients:all",
    ]);
    expect([...till.rows.keys()].some((key) => key.startsWith("stock/p2:"))).toBe(false);
  });

  test("P20: a check answers from the server's own rows as they stood at the till's position", async () => {
    await pushTo(till, [sell(till)]);
    await pullAll(till);
    const stream = "place:p1";
    const at = till.checkpoints[stream] ?? { epoch: "", position: 0 };
    const asked = { stream, ...at, tables: ["stock", "products"] };
    const sums = createChecksums();
    for (const row of await standingAt(made.core, asked)) sums.add(row);
    const first = await till.session.check(asked);
    expect(first).toEqual({ ok: true, sums: sums.texts() });

    await pushTo(till, [sell(till)]);
    expect(await till.session.check(asked)).toEqual(first);

    const bucket = bucketOf({ table: "stock", id: "p1:tee" });
    const answer = await till.session.check({ ...asked, bucket });
    if (!answer.ok || !("chunk" in answer)) throw new Error("no rows");
    const rows = wireRows(answer.chunk);
    expect(rows.map(([table, id]) => `${table}/${id}`)).toContain("stock/p1:tee");
    expect(rows.every(([table, id]) => bucketOf({ table, id }) === bucket)).toBe(true);
  });

  test("P20: a check of another history, a position ahead or a stream of others is answered moved", async () => {
    await pullAll(till);
    const stream = "place:p1";
    const at = till.checkpoints[stream] ?? { epoch: "", position: 0 };
    const asked = { stream, ...at, tables: ["stock"] };
    const moved = { ok: false, code: "moved" };
    expect(await till.session.check({ ...asked, epoch: "other" })).toEqual(moved);
    expect(await till.session.check({ ...asked, position: at.position + 1 })).toEqual(moved);
    expect(await till.session.check({ ...asked, stream: "store:s2" })).toEqual(moved);
    expect(await till.session.check({ ...asked, bucket: 256 })).toMatchObject({
      code: "malformed",
    });
    await revokeDevice(made.core, till.register.id);
    expect(await till.session.check(asked)).toEqual({ ok: false, code: "revoked" });
  });

  test("P3: an unsupported protocol may push and not pull", async () => {
    const answer = await greet(made.core, till, { protocol: 99 });
    expect(answer).toMatchObject({ ok: true, welcome: { mode: "push-only", reason: "upgrade" } });
    expect(outcomes(await pushTo(till, [sell(till)]))).toEqual(["ok"]);
    expect(await till.session.pull({ checkpoints: {}, limit: 10 })).toMatchObject({
      code: "upgrade",
    });
  });

  test("P4, F05: an answer that was lost is given again, and nothing counts twice", async () => {
    const entries = [sell(till), sell(till), sell(till)];
    const first = await pushTo(till, entries);
    const again = await pushTo(till, entries);
    expect(outcomes(first)).toEqual(["ok", "ok", "ok"]);
    expect(outcomes(again)).toEqual(["ok", "ok", "ok"]);
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(97_000);
  });

  test("P5: a gap is answered with the sequence that is wanted", async () => {
    const [first, second] = [sell(till), sell(till)];
    expect(await pushTo(till, [second])).toEqual({ ok: false, code: "need", sequence: 1 });
    expect(outcomes(await pushTo(till, [first, second]))).toEqual(["ok", "ok"]);
  });

  test("P6, F06: one id with another body is a conflict: both kept, the register fenced", async () => {
    const entry = sell(till);
    await pushTo(till, [entry]);
    const changed = sealed({ ...entry, body: { ...entry.body, moveId: "other" } });
    expect(await pushTo(till, [changed])).toEqual({ ok: false, code: "conflict", sequence: 1 });
    expect(outcomes(await pushTo(till, [changed]))).toEqual(["exception chain-broken"]);
    expect(await till.session.pull({ checkpoints: {}, limit: 10 })).toMatchObject({
      code: "fenced",
    });
    const other = await aTill(made.core);
    await pullAll(other);
    expect(stockAt(other, "p1:tee")).toBe(99_000);
    expect([...other.rows.keys()]).toContain(`work/x:${till.register.id}:chain-broken`);
  });

  test("P6, F07: a till restored from an image is found at its first push, and its sales count", async () => {
    await pushTo(till, [sell(till)]);
    const image = { ...till.register };
    await pushTo(till, [sell(till), sell(till)]);
    Object.assign(till.register, image);
    const forked = [sell(till, 5_000), sell(till, 7_000)];
    expect(await pushTo(till, forked)).toEqual({ ok: false, code: "conflict", sequence: 2 });
    expect(outcomes(await pushTo(till, forked))).toEqual([
      "exception chain-broken",
      "exception chain-broken",
    ]);
    const other = await aTill(made.core);
    await pullAll(other);
    expect(stockAt(other, "p1:tee")).toBe(100_000 - 3_000 - 12_000);
  });

  test("P6, F07: a hello behind what was acknowledged shows a restored disk", async () => {
    const image = { ...till.register };
    await pushTo(till, [sell(till)]);
    Object.assign(till.register, image);
    const answer = await greet(made.core, till);
    expect(answer).toMatchObject({ ok: true, welcome: { mode: "push-only", reason: "fenced" } });
  });

  test("P23: a neighbour's entries are judged by their own chain, and a wrong one fences nobody", async () => {
    const other = await aTill(made.core);
    const [first, second] = [sell(other), sell(other)];
    expect(await pushTo(till, [second])).toMatchObject({ code: "need", sequence: 1 });
    const forged = sealed({ ...first, previousHash: "f".repeat(64) } as never);
    expect(await pushTo(till, [forged])).toMatchObject({ code: "need", sequence: 1 });
    expect(outcomes(await pushTo(till, [first, second]))).toEqual(["ok", "ok"]);
    expect(outcomes(await pushTo(other, [first, second]))).toEqual(["ok", "ok"]);
    expect(await greet(made.core, other)).toMatchObject({ welcome: { mode: "full" } });
  });

  test("P7: entries of another store's register or out of order are refused whole", async () => {
    const other = await aTill(made.core, "s2");
    expect(await pushTo(till, [sell(other)])).toMatchObject({
      code: "malformed",
      position: "entries[0].registerId",
    });
    const [first, , third] = [sell(till), sell(till), sell(till)];
    expect(await pushTo(till, [first, third])).toMatchObject({
      code: "malformed",
      position: "entries[1].sequence",
    });
    expect(await pushTo(till, [{ nonsense: true }])).toMatchObject({ code: "malformed" });
    expect(await till.session.push("nonsense")).toMatchObject({ code: "malformed" });
  });

  test("P7: too many entries or bytes are answered, not cut off", async () => {
    const many = Array.from({ length: 101 }, () => sell(till));
    expect(await pushTo(till, many)).toMatchObject({ code: "too-large" });
    const note = "x".repeat(4_000);
    const wide = Array.from({ length: 2 }, (_, index) =>
      nextEntry(
        { ...till.register, sequence: index },
        { kind: "later.kind", body: { notes: Array.from({ length: 90 }, () => note) } },
      ),
    );
    expect(await pushTo(till, wide)).toMatchObject({ code: "too-large" });
  });

  test.each([0, 1, 2, 3])("P8, F23: a bad entry at place %i blocks nobody", async (bad) => {
    const entries = [];
    for (let place = 0; place < 4; place += 1) {
      entries.push(
        place === bad
          ? nextEntry(till.register, { kind: "stock.moved", body: { lines: "nonsense" } })
          : sell(till),
      );
    }
    const answered = outcomes(await pushTo(till, entries));
    expect(answered.filter((each) => each === "ok")).toHaveLength(3);
    expect(answered[bad]).toBe("exception entry-unreadable");
    await pullAll(till);
    expect(stockAt(till, "p1:tee")).toBe(97_000);
  });

  test("P8, F23: an entry our own code fails on is kept and blocks nobody", async () => {
    const database = await databases.open(await databases.address());
    const failing = {
      ...engineRules,
      foldEntry: (...[entry, ...rest]: Parameters<typeof engineRules.foldEntry>) => {
        if (entry.sequence === 2) throw new TypeError("a bug");
        return engineRules.foldEntry(entry, ...rest);
      },
    };
    const other = await aCore(database, { rules: failing });
    const unlucky = await aTill(other.core);
    const answer = await pushTo(unlucky, [sell(unlucky), sell(unlucky), sell(unlucky)]);
    expect(outcomes(answer)).toEqual(["ok", "exception entry-unreadable", "ok"]);
    expect(other.warnings).toContain("an entry could not be folded");
  });

  test("P8: a kind of a later version is stored and skipped", async () => {
    const entry = nextEntry(till.register, { kind: "later.kind", body: { x: 1 } });
    expect(outcomes(await pushTo(till, [entry, sell(till)]))).toEqual(["ok", "ok"]);
  });

  test("P8, F20: a clock years ahead is clamped and said once, and blocks nothing", async () => {
    const ahead = { at: made.clock.nowMs + 9 * 365 * 86_400_000 };
    const entry = { ...sell(till) };
    till.register.sequence -= 1;
    till.register.hash = entry.previousHash;
    const future = [1, 2].map(() =>
      nextEntry(till.register, { kind: entry.kind, body: entry.body, ...ahead }),
    );
    expect(outcomes(await pushTo(till, future))).toEqual([
      "exception clock-ahead",
      "exception clock-ahead",
    ]);
    await pullAll(till);
    const work = [...till.rows.keys()].filter((key) => key.startsWith("work/"));
    expect(work).toEqual([`work/x:${till.register.id}:clock-ahead`]);
  });

  test("P9, F22: twenty tills sell one item at once: stock is the opening less the sum", async () => {
    const tills = await Promise.all(Array.from({ length: 20 }, () => aTill(made.core)));
    await Promise.all(
      tills.flatMap((each, index) => {
        const entries = Array.from({ length: 3 }, () => sell(each, 1_000 + index));
        return [pushTo(each, entries)];
      }),
    );
    await pullAll(till);
    const sold = tills.reduce((sum, _, index) => sum + 3 * (1_000 + index), 0);
    expect(stockAt(till, "p1:tee")).toBe(100_000 - sold);
  });

  test("P10, F17: pages of any size converge, whatever share of a stream is superseded", async () => {
    const other = await aTill(made.core);
    for (let round = 0; round < 12; round += 1) await pushTo(other, [sell(other), sell(other)]);
    const whole = await aTill(made.core);
    await pullAll(whole);
    for (const limit of [1, 2, 3, 7, 50]) {
      const slow = { ...till, checkpoints: {}, rows: new Map(), streamOf: new Map() };
      await pullAll(slow, limit);
      expect(slow.rows.get("stock/p1:tee")).toEqual(whole.rows.get("stock/p1:tee"));
      const shared = [...slow.rows].filter(([key]) => !key.includes("register"));
      for (const [key, row] of shared) expect(whole.rows.get(key)).toEqual(row);
    }
  });

  test("P11: at every page, rows plus what `seen` leaves over make the true figure", async () => {
    const entries = Array.from({ length: 9 }, () => sell(till));
    for (const entry of entries) {
      await pushTo(till, [entry]);
      await putRows(made.core, [aPrice("pen", 100 + entry.sequence)]);
    }
    for (const limit of [1, 2, 5, 40]) {
      const slow = { ...till, checkpoints: {}, rows: new Map(), streamOf: new Map() };
      for (;;) {
        const page = await pullInto(slow, limit);
        const seen = page.seen["place:p1"]?.[till.register.id];
        const shown = stockAt(slow, "p1:tee");
        if (seen !== undefined && shown !== undefined) {
          const pending = entries.filter((each) => each.sequence > seen).length;
          expect(shown - pending * 1_000).toBe(91_000);
        }
        if (!page.more) break;
      }
    }
  });

  test("P11: a page never ends inside what one transaction did to a stream", async () => {
    const both = ["tee", "mug", "pen"].map((productId) =>
      aMove(till.register, { productId, quantityMilli: -1_000 }),
    );
    await pushTo(till, both);
    const slow = { ...till, checkpoints: {}, rows: new Map(), streamOf: new Map() };
    const shown = new Set<string>();
    for (let more = true; more; ) {
      more = (await pullInto(slow, 1)).more;
      shown.add(["tee", "mug", "pen"].map((each) => stockAt(slow, `p1:${each}`)).join(" "));
    }
    const after = [...shown].filter((each) => each.includes("99000"));
    expect(after).toEqual(["99000 99000 99000"]);
  });

  test("P12: a new epoch asks for the push again and fills every stream anew", async () => {
    await pushTo(till, [sell(till)]);
    await pullAll(till);
    await made.core.beginEpoch();
    expect(await pushTo(till, [sell(till)])).toEqual({ ok: false, code: "wrong-epoch" });
    till.register.sequence -= 1;
    await greet(made.core, till, { lastSequence: 2 });
    const page = await pullInto(till);
    expect(page.reset.map((each) => each.stream)).toContain("place:p1");
    expect(stockAt(till, "p1:tee")).toBe(99_000);
  });

  test("P13, F25: a revoked till gets nothing from the next message on, and may hand in its sales", async () => {
    await pullAll(till);
    await revokeDevice(made.core, till.register.id);
    expect(await till.session.pull({ checkpoints: {}, limit: 10 })).toMatchObject({
      code: "revoked",
    });
    expect(await till.session.ask({ name: "anything", payload: {} })).toMatchObject({
      ok: false,
    });
    made.clock.nowMs += 60_000;
    expect(outcomes(await pushTo(till, [sell(till)]))).toEqual(["exception staff-not-allowed"]);
    expect(await greet(made.core, till)).toMatchObject({
      welcome: { mode: "push-only", reason: "revoked" },
    });
  });

  test("P14: an enrolment code works once, and for ten minutes", async () => {
    const { enrolDevice, makeEnrolmentCode } = await import("#server/enrol.ts");
    const grant = { storeId: "s1", name: "Till" };
    const publicKey = "a".repeat(64);
    const code = await makeEnrolmentCode(made.core, grant);
    expect(await enrolDevice(made.core, { code: code.toLowerCase(), publicKey })).toMatchObject({
      ok: true,
      value: { storeId: "s1", series: "S1-2" },
    });
    const twice = await enrolDevice(made.core, { code, publicKey });
    expect(twice).toMatchObject({ ok: false, refusal: { code: "enrol-code-unknown" } });
    const old = await makeEnrolmentCode(made.core, grant);
    made.clock.nowMs += 10 * 60_000;
    expect(await enrolDevice(made.core, { code: old, publicKey })).toMatchObject({ ok: false });
  });

  test("P15: rows HQ puts reach a till; rows that do not fit their table change nothing", async () => {
    await pullAll(till);
    const bad = await putRows(made.core, [
      aProduct("cap"),
      { table: "products", id: "hat", row: { id: "hat" } as never },
    ]);
    expect(bad).toMatchObject({ ok: false, refusal: { code: "row-malformed" } });
    expect((await pullInto(till)).chunks).toEqual([]);
    await putRows(made.core, [aProduct("cap")]);
    await pullAll(till);
    expect(till.rows.has("products/cap")).toBe(true);
    await putRows(made.core, [{ table: "products", id: "cap", row: undefined }]);
    await pullAll(till);
    expect(till.rows.has("products/cap")).toBe(false);
  });
});

function standingAt(
  core: TestCore["core"],
  { stream, position, tables }: { stream: string; position: number; tables: readonly string[] },
) {
  const page = { stream, at: position, after: 0, tables, limit: 1_000_000 };
  return readStoodAt(core.database.now, core.chain, page);
}
