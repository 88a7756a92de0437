import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { PageRow } from "#till/replica/table-writer.ts";
import type { Measurement, Metrics } from "../../scripts/lib/bench-contract.ts";
import { aDraft, aJournal } from "../builders/journal.ts";
import { aPage, aProduct, aReplica } from "../builders/replica.ts";
import { figure, percentiles } from "./percentiles.ts";

const PAGE_ROWS = 5_000;
const GROUP = 32;

export const metrics: Metrics = {
  journal_append_ms: ({ quick }) =>
    inFolder(async (folder) => {
      const journal = aJournal(folder);
      const bare = bareTable(join(folder, "bare.db"), "FULL");
      const samples: number[] = [];
      const bareSamples: number[] = [];
      for (let turn = 0; turn < (quick ? 200 : 3_000); turn += 1) {
        const draft = aDraft({ body: aSaleBody(turn) } as never);
        samples.push(timed(() => journal.append(draft)));
        bareSamples.push(timed(() => bare.put(draft.id, JSON.stringify(draft))));
      }
      journal.close();
      bare.close();
      return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
    }),

  group_commit_entries_per_s: ({ quick }) =>
    inFolder(async (folder) => {
      const journal = aJournal(folder);
      const bare = bareTable(join(folder, "bare.db"), "FULL");
      const rounds = quick ? 20 : 400;
      const drafts = Array.from({ length: rounds * GROUP }, (_, turn) =>
        aDraft({ body: aSaleBody(turn) } as never),
      );
      let took = 0;
      let bareTook = 0;
      for (let round = 0; round < rounds; round += 1) {
        const group = drafts.slice(round * GROUP, round * GROUP + GROUP);
        const started = performance.now();
        await Promise.all(group.map((draft) => journal.appendAsync(draft)));
        took += performance.now() - started;
        bareTook += timed(() => bare.putAll(group.map((one) => [one.id, JSON.stringify(one)])));
      }
      journal.close();
      bare.close();
      const entries = rounds * GROUP;
      return compared(
        figure((entries / took) * 1000, "per_s", entries),
        "per_s",
        (entries / bareTook) * 1000,
      );
    }),

  cold_open_ms: ({ quick }) =>
    inFolder(async (folder) => {
      const rows = products(quick ? 4_000 : 100_000);
      const replica = aReplica(folder);
      const bare = bareTable(join(folder, "bare.db"), "NORMAL");
      for (const page of pagesOf(rows)) {
        replica.applyPage(aPage(page), { fill: true });
        bare.putAll(page.map(({ id, body }) => [id, JSON.stringify(body)]));
      }
      replica.endFill();
      replica.close();
      bare.close();
      const samples: number[] = [];
      const bareSamples: number[] = [];
      for (let turn = 0; turn < (quick ? 20 : 100); turn += 1) {
        samples.push(
          timed(() => {
            const opened = aReplica(folder);
            if (opened.byCode("products", "04000000000007").length !== 1) throw new Error("lost");
            opened.close();
          }),
        );
        bareSamples.push(
          timed(() => {
            const opened = bareTable(join(folder, "bare.db"), "NORMAL");
            if (opened.get("7") === undefined) throw new Error("lost");
            opened.close();
          }),
        );
      }
      return compared(percentiles(samples), "ms", percentiles(bareSamples).p50);
    }),
};

async function inFolder(measure: (folder: string) => Promise<Measurement>): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-bench-"));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function compared(
  figures: Pick<Measurement, "p50" | "p99" | "n">,
  unit: string,
  reference: number,
): Measurement {
  const rounded = Number(reference.toPrecision(4));
  return {
    ...figures,
    unit,
    reference: rounded,
    ratio: Number((figures.p50 / rounded).toPrecision(3)),
  };
}

/** SQLite with nothing around it: an id, a text. */
function bareTable(file: string, synchronous: "FULL" | "NORMAL") {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  database.exec("CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, text TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO bare VALUES (?, ?)");
  const select = database.prepare("SELECT text FROM bare WHERE id = ?");
  return {
    put: (id: string, text: string) => void insert.run(id, text),
    putAll: (rows: readonly (readonly [string, string])[]) => {
      database.exec("BEGIN");
      for (const [id, text] of rows) insert.run(id, text);
      database.exec("COMMIT");
    },
    get: (id: string) => select.get(id),
    settle: () => database.exec("PRAGMA wal_checkpoint(TRUNCATE)"),
    close: () => database.close(),
  };
}

function products(count: number): readonly PageRow[] {
  return Array.from({ length: count }, (_, index) =>
    aProduct(String(index), index + 1, {
      name: `Shirt ${(index * 7_919) % count} with long sleeves`,
      sku: `SKU-${(index * 31) % count}`,
      categoryIds: [`category-${index % 50}`],
      taxCategoryId: "standard",
      unit: "each",
      attributes: { colour: "blue", size: "M" },
      popularity: index % 1_000,
    }),
  );
}

function* pagesOf(rows: readonly PageRow[]): Iterable<readonly PageRow[]> {
  for (let from = 0; from < rows.length; from += PAGE_ROWS)
    yield rows.slice(from, from + PAGE_ROWS);
}

/** The size of a sale of five lines with its trace. */
function aSaleBody(turn: number) {
  return {
    number: `A-${turn}`,
    currency: "EUR",
    totalMinor: 9_995,
    lines: Array.from({ length: 5 }, (_, line) => ({
      id: `line-${line}`,
      productId: `product-${(turn * 5 + line) % 1_000}`,
      quantityMilli: 1_000,
      amountMinor: 1_999,
      price: { id: `price-${line}`, position: turn },
      tax: { rule: "standard", amountMinor: 319 },
    })),
    tenders: [{ kind: "cash", amountMinor: 10_000 }],
    changeMinor: 5,
  };
}
