import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layout } from "#shared/protocol/image/layout.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPage, aProduct, aReplica, aStock } from "#test/builders/replica.ts";
import type { PageChange } from "#till/replica/apply.ts";
import { openReplica, type Replica } from "#till/replica/tables.ts";

let folder: ReturnType<typeof aFolder>;
let replica: Replica;
beforeEach(() => {
  folder = aFolder();
  replica = aReplica(folder.path);
});
afterEach(() => {
  replica.close();
  folder.remove();
});

const gone = (id: string, position: number) => ({ ...aProduct(id, position), body: null });

describe("a page", () => {
  it("brings rows of several tables, checkpoints and seen together", () => {
    replica.applyPage(
      aPage([aProduct("1", 7), aStock("shop", "1", 3, 5000)], {
        seen: { "place:shop": { "register-1": 12 } },
      }),
    );
    expect(replica.get("products", "1")).toMatchObject({ position: 7, row: { sku: "SKU-1" } });
    expect(replica.get("stock", "shop:1")?.row.onHandMilli).toBe(5000);
    expect(replica.checkpoints()).toEqual({
      "chain:catalogue": { epoch: "epoch-1", position: 7 },
      "place:shop": { epoch: "epoch-1", position: 3 },
    });
    expect(replica.seen("place:shop")).toEqual({ "register-1": 12 });
    expect(replica.seen("chain:catalogue")).toEqual({});
  });

  it("F05: may come twice, and an older one changes nothing", () => {
    const changes: PageChange[] = [];
    replica.applyPage(aPage([aProduct("1", 7, { name: "new" })]));
    replica.onChange((change) => changes.push(change));
    expect(replica.applyPage(aPage([aProduct("1", 7, { name: "same again" })]))).toBe(0);
    expect(replica.applyPage(aPage([aProduct("1", 6, { name: "old" }), gone("1", 5)]))).toBe(0);
    expect(replica.get("products", "1")?.row.name).toBe("new");
    expect(changes).toEqual([]);
  });

  it("takes rows away, with their codes, and lets them come back", () => {
    replica.applyPage(aPage([aProduct("1", 1)]));
    replica.applyPage(aPage([gone("1", 2)]));
    expect(replica.get("products", "1")).toBeUndefined();
    expect(replica.byCode("products", "04000000000001")).toEqual([]);
    expect(replica.count("products")).toBe(0);
    replica.applyPage(aPage([aProduct("1", 3)]));
    expect(replica.byCode("products", "04000000000001")).toHaveLength(1);
    replica.applyPage(aPage([gone("1", 4)]));
    expect(replica.purge()).toBe(1);
  });

  it("keeps nothing personal of a client who is gone", () => {
    const client = {
      stream: "clients:all",
      table: "clients",
      id: "maya",
      position: 1,
      body: { id: "maya", name: "Maya Okafor", phone: "+447700900123", cardCode: "C-1" },
    };
    replica.applyPage(aPage([client]));
    expect(replica.byCode("clients", "C-1")).toHaveLength(1);
    replica.applyPage(aPage([{ ...client, position: 2, body: null }]));
    const left = JSON.stringify([
      replica.database.prepare("SELECT * FROM clients").all(),
      replica.database.prepare("SELECT * FROM client_code").all(),
    ]);
    expect(left).not.toMatch(/okafor|7700|C-1/i);
  });

  it("a row that moved to another stream is not removed by the one it left", () => {
    replica.applyPage(aPage([aProduct("1", 5)]));
    replica.applyPage(aPage([{ ...aProduct("1", 2), stream: "store:a" }]));
    replica.applyPage(aPage([gone("1", 6)]));
    expect(replica.get("products", "1")?.position).toBe(2);
  });

  it("skips tables that this version does not know", () => {
    const row = { stream: "chain:catalogue", table: "holograms", id: "1", position: 1, body: {} };
    expect(replica.applyPage(aPage([row, aProduct("1", 2)]))).toBe(1);
  });

  it("is all or nothing when something inside it throws", () => {
    replica.close();
    replica = aReplica(folder.path, {
      fault: (point) => {
        if (point === "before-commit") throw new Error("power");
      },
    });
    expect(() => replica.applyPage(aPage([aProduct("1", 1)]))).toThrow("power");
    expect(replica.count("products")).toBe(0);
    expect(replica.checkpoints()).toEqual({});
    expect(replica.applied()).toBe(1);
  });
});

describe("events", () => {
  it("come once a page, after the commit, with every table and the rows before", () => {
    replica.applyPage(aPage([aProduct("1", 1, { name: "first" })]));
    const heard: PageChange[] = [];
    const stop = replica.onChange((change) => {
      expect(replica.get("stock", "shop:1")?.row.onHandMilli).toBe(1);
      heard.push(change);
    });
    replica.applyPage(
      aPage([
        aProduct("1", 2, { name: "second" }),
        aProduct("1", 3, { name: "third" }),
        aProduct("2", 4),
        gone("2", 5),
        aStock("shop", "1", 1, 1),
      ]),
    );
    expect(heard).toHaveLength(1);
    const products = heard[0]?.tables.get("products");
    expect(products?.map((change) => change.id)).toEqual(["1"]);
    expect(products?.[0]).toMatchObject({ before: { name: "first" }, row: { name: "third" } });
    expect(heard[0]?.tables.get("stock")).toHaveLength(1);
    stop();
    replica.applyPage(aPage([aProduct("3", 6)]));
    expect(heard).toHaveLength(1);
  });

  it("are not sent during a fill", () => {
    let heard = 0;
    replica.onChange(() => {
      heard += 1;
    });
    replica.applyPage(aPage([aProduct("1", 1)]), { fill: true });
    expect(heard).toBe(0);
    expect(replica.count("products")).toBe(1);
  });
});

describe("streams", () => {
  it("F18: leaving one takes its rows, codes, checkpoint and seen, and tells", () => {
    replica.applyPage(
      aPage([aProduct("1", 1), aStock("a", "1", 1, 1), aStock("b", "1", 1, 1)], {
        seen: { "place:a": { r: 1 }, "place:b": { r: 2 } },
      }),
    );
    const heard: PageChange[] = [];
    replica.onChange((change) => heard.push(change));
    replica.applyPage({ rows: [], checkpoints: {}, seen: {}, drop: ["place:a"] });
    expect(replica.count("stock")).toBe(1);
    expect(Object.keys(replica.checkpoints())).toEqual(["chain:catalogue", "place:b"]);
    expect(replica.seen("place:a")).toEqual({});
    expect(heard[0]?.tables.get("stock")?.[0]).toMatchObject({ id: "a:1", row: undefined });
    replica.applyPage({ rows: [], checkpoints: {}, seen: {}, drop: ["chain:catalogue"] });
    expect(replica.database.prepare("SELECT count(*) AS n FROM product_code").get()?.n).toBe(0);
  });

  it("F19: a reset in the same page drops first, then fills with lower positions", () => {
    replica.applyPage(aPage([aProduct("1", 900), aProduct("2", 901)]));
    replica.applyPage({
      drop: ["chain:catalogue"],
      rows: [aProduct("1", 3, { name: "after the restore" })],
      checkpoints: { "chain:catalogue": { epoch: "epoch-2", position: 3 } },
      seen: {},
    });
    expect(replica.count("products")).toBe(1);
    expect(replica.get("products", "1")?.row.name).toBe("after the restore");
    expect(replica.checkpoints()["chain:catalogue"]).toEqual({ epoch: "epoch-2", position: 3 });
  });

  it("gives id and position of every row of a stream for checksums", () => {
    replica.applyPage(aPage([aProduct("1", 4), aProduct("2", 5), gone("2", 6)]));
    expect([...replica.positions("chain:catalogue")]).toEqual([
      { table: "products", id: "1", position: 4 },
    ]);
  });
});

describe("look-ups", () => {
  it("find by columns, ranges and codes, in order, by an index", () => {
    replica.applyPage(
      aPage([
        aProduct("1", 1, { name: "Éclair" }),
        aProduct("2", 2, { name: "zebra", units: [{ gtins: ["BOX"] }] }),
        aProduct("3", 3, { name: "Apple", categoryIds: ["fruit"], variableCode: "77" }),
      ]),
    );
    const names = (look: object) =>
      replica.byIndex("products", look).map(({ row }) => (row as { name: string }).name);
    const order = { column: "nameKey" };
    expect(names({ order })).toEqual(["Apple", "Éclair", "zebra"]);
    expect(names({ order: { ...order, descending: true }, limit: 1 })).toEqual(["zebra"]);
    expect(names({ where: { categoryId: "shirts" }, order })).toEqual(["Éclair", "zebra"]);
    expect(names({ between: { column: "nameKey", from: "e", to: "f" } })).toEqual(["Éclair"]);
    expect(replica.byCode("products", "BOX").map(({ row }) => row.id)).toEqual(["2"]);
    expect(replica.byCode("products", "77").map(({ row }) => row.id)).toEqual(["3"]);
    expect(replica.count("products", { where: { categoryId: "fruit" } })).toBe(1);
    expect([...replica.each("products")].map(({ row }) => row.id)).toEqual(["1", "2", "3"]);
    expect(() => names({ where: { "1=1; --": 1 } })).toThrow("has a column");
  });

  it("use an index for every column that one begins with", () => {
    for (const table of layout.tables) {
      for (const [first] of table.indexes) {
        const plan = replica.database
          .prepare(
            `EXPLAIN QUERY PLAN SELECT data FROM "${table.name}" WHERE deleted = 0 AND "${first}" = ?`,
          )
          .all("x")
          .map((row) => String(row.detail));
        expect(plan.join(), `${table.name}.${first}`).toMatch(/USING INDEX/);
      }
    }
  });
});

describe("the file", () => {
  it("keeps everything over a restart, and a fill that was begun", () => {
    replica.beginFill();
    replica.applyPage(aPage([aProduct("1", 1)]), { fill: true });
    replica.close();
    replica = aReplica(folder.path);
    expect(replica.filling()).toBe(true);
    replica.applyPage(aPage([aProduct("2", 2)]), { fill: true });
    replica.endFill();
    replica.close();
    replica = aReplica(folder.path);
    expect(replica.filling()).toBe(false);
    expect(replica.count("products", { where: { sku: "SKU-2" } })).toBe(1);
  });

  it("F21: another layout is refused and the file left alone", () => {
    replica.applyPage(aPage([aProduct("1", 1)]));
    const { file } = replica;
    replica.close();
    const next = { ...layout, version: layout.version + 1 };
    expect(openReplica({ file, layout: next })).toMatchObject({
      refusal: { code: "replica-layout" },
    });
    const tampered = new DatabaseSync(file);
    tampered.exec("DROP INDEX products_sku");
    tampered.close();
    expect(openReplica({ file })).toMatchObject({ refusal: { code: "replica-layout" } });
    replica = aReplica(folder.path, { file: `${file}-other` });
  });

  it("a damaged file and a file in use are refused by name", () => {
    const file = join(folder.path, "broken.db");
    writeFileSync(file, "not a database at all".repeat(400));
    expect(openReplica({ file })).toMatchObject({ refusal: { code: "replica-damaged" } });
    expect(openReplica({ file: replica.file })).toMatchObject({
      refusal: { code: "replica-in-use" },
    });
  });

  for (const point of ["between-rows-and-checkpoint", "before-commit", "after-commit"] as const) {
    it(`F13: killed ${point}, rows and checkpoint are of the same page`, async () => {
      replica.close();
      await killedAt(replica.file, point);
      replica = aReplica(folder.path);
      const position = replica.checkpoints()["chain:catalogue"]?.position;
      expect(replica.count("products")).toBe(position);
      expect(position).toBe(point === "after-commit" ? 30 : 20);
      expect(replica.seen("chain:catalogue")).toEqual({ r: position });
    });
  }
});

/** A process of its own applies pages of ten rows and is killed at `point` of the third. */
function killedAt(file: string, point: string): Promise<void> {
  const script = `
    import { openReplica } from "#till/replica/tables.ts";
    import { aPage, aProduct } from "#test/builders/replica.ts";
    let page = 0;
    const opened = openReplica({ file: ${JSON.stringify(file)}, fault: (point) => {
      if (page === 3 && point === "${point}") process.kill(process.pid, "SIGKILL");
    } });
    for (page = 1; page <= 4; page += 1) {
      const rows = Array.from({ length: 10 }, (_, row) => page * 10 - 9 + row);
      opened.value.applyPage(aPage(rows.map((row) => aProduct(String(row), row)),
        { seen: { "chain:catalogue": { r: page * 10 } } }));
    }
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script]);
    let wrong = "";
    child.stderr.on("data", (chunk) => {
      wrong += String(chunk);
    });
    child.on("exit", (_, signal) =>
      signal === "SIGKILL" ? resolve() : reject(new Error(`it went on: ${wrong}`)),
    );
  });
}
