/**
 * The life of a file of products at the server: sent in parts, read, tried, brought in a hundred rows at
 * a time, taken back. Everything is on the disk between two steps, so that an end in the middle goes on.
 *
 *   sending -> read -> running -> done -> undoing -> undone
 */
import { currencyOf } from "#shared/base/iso4217.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { ImportMapping, ImportState } from "#shared/hq-api/import.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import {
  appendImport,
  type ImportFile,
  insertImport,
  readImport,
  saveImport,
} from "../database/imports.ts";
import { readChildren, readTable } from "../database/revisions.ts";
import { ratesOf } from "../setup/rates.ts";
import { guessMapping, plainWord } from "./mapping.ts";
import { type KnownShop, type Plan, type PlannedRow, planImport } from "./plan.ts";
import { createRunner } from "./run.ts";
import { FILE_BYTES_MAX, type FileTable, readTableFile, type TableRefusal } from "./table.ts";

export type ImportRefusal =
  | TableRefusal
  | "import-unknown"
  | "import-busy"
  | "import-not-mapped"
  | "setup-not-ready";

export interface Imports {
  readonly begin: (file: {
    readonly fileName: string;
    readonly bytes: number;
  }) => Promise<Result<{ readonly id: string }, ImportRefusal>>;
  readonly part: (part: {
    readonly id: string;
    readonly index: number;
    readonly text: string;
    readonly last: boolean;
  }) => Promise<Result<ImportState | undefined, ImportRefusal>>;
  readonly map: (id: string, mapping: ImportMapping) => Promise<Result<ImportState, ImportRefusal>>;
  readonly state: (id?: string) => Promise<Result<ImportState | undefined, ImportRefusal>>;
  readonly run: (id: string) => Promise<Result<ImportState, ImportRefusal>>;
  readonly undo: (id: string) => Promise<Result<ImportState, ImportRefusal>>;
}

const FAULTS_SHOWN = 200;
const SAMPLES = 3;

/** The files of one chain. */
export function createImports(core: Core): Imports {
  const runner = createRunner(core);
  const read = (id?: string) => readImport(core.database.now, core.chain, id);
  const stateNow = async (id: string): Promise<Result<ImportState, ImportRefusal>> => {
    const file = await read(id);
    return file === undefined ? refuse("import-unknown") : done(stateOf(file));
  };
  const tryMapping = async (
    file: ImportFile,
    table: FileTable,
    mapping?: ImportMapping,
  ): Promise<Result<ImportState, ImportRefusal>> => {
    const shop = await knownShop(core, file, table);
    if (shop === undefined) return refuse("setup-not-ready");
    const chosen = mapping ?? guessMapping(table, shop.taxes[0]?.key ?? "");
    const plan = planImport(table, chosen, shop);
    const fresh = describe(stateOf(file), { table, mapping: chosen, plan });
    await core.database.write((tx) =>
      saveImport(tx, core.chain, file.id, {
        phase: "read",
        state: JSON.stringify(fresh),
        planned: JSON.stringify(withCategories(plan)),
      }),
    );
    return stateNow(file.id);
  };
  return {
    async begin({ fileName, bytes }) {
      if (bytes > FILE_BYTES_MAX) return refuse("import-too-large");
      const id = core.ids.next();
      const state = JSON.stringify(emptyState(id, fileName));
      await core.database.write((tx) =>
        insertImport(tx, core.chain, { id, atMs: core.now(), state }),
      );
      return done({ id });
    },
    async part({ id, index, text, last }) {
      await core.database.write((tx) => appendImport(tx, core.chain, { id, index, text }));
      const file = await read(id);
      if (file === undefined) return refuse("import-unknown");
      if (!last) return done(undefined);
      const table = await readTableFile(new Uint8Array(Buffer.from(file.sent, "base64")));
      if (!table.ok) return table;
      await core.database.write((tx) =>
        saveImport(tx, core.chain, id, { cells: JSON.stringify(table.value), sent: "" }),
      );
      return tryMapping(file, table.value);
    },
    async map(id, mapping) {
      const file = await read(id);
      if (file === undefined) return refuse("import-unknown");
      if (file.phase !== "read") return refuse("import-busy");
      return tryMapping(file, JSON.parse(file.cells) as FileTable, mapping);
    },
    async state(id) {
      const file = await read(id);
      if (file === undefined) return done(undefined);
      // A server that ended in the middle goes on when somebody looks.
      if (file.phase === "running" || file.phase === "undoing") runner.go(file.id);
      return done(stateOf(file));
    },
    async run(id) {
      const file = await read(id);
      if (file === undefined) return refuse("import-unknown");
      if (file.phase !== "read") return stateNow(id);
      const { columns } = stateOf(file).mapping;
      if (columns.name === undefined || columns.price === undefined)
        return refuse("import-not-mapped");
      await core.database.write((tx) =>
        saveImport(tx, core.chain, id, { phase: "running", progress: 0 }),
      );
      runner.go(id);
      return stateNow(id);
    },
    async undo(id) {
      const file = await read(id);
      if (file === undefined) return refuse("import-unknown");
      if (file.phase === "running") return refuse("import-busy");
      if (file.phase !== "done") return stateNow(id);
      await core.database.write((tx) =>
        saveImport(tx, core.chain, id, { phase: "undoing", progress: 0 }),
      );
      runner.go(id);
      return stateNow(id);
    },
  };
}

function emptyState(id: string, fileName: string): ImportState {
  return {
    id,
    fileName: fileName.slice(0, 200),
    phase: "sending",
    rows: 0,
    columns: [],
    encoding: "",
    mapping: { columns: {}, decimalMark: ".", existing: "update", taxKey: "" },
    plan: {
      added: 0,
      changed: 0,
      same: 0,
      kept: 0,
      faulty: 0,
      faults: [],
      faultCount: 0,
      newCategories: [],
    },
    progress: 0,
    progressOf: 0,
    stillThere: 0,
  };
}

function stateOf(file: ImportFile): ImportState {
  const state = JSON.parse(file.state) as ImportState;
  return { ...state, phase: file.phase as ImportState["phase"], progress: file.progress };
}

function describe(
  before: ImportState,
  by: { readonly table: FileTable; readonly mapping: ImportMapping; readonly plan: Plan },
): ImportState {
  const { table, mapping, plan } = by;
  const count = (kind: PlannedRow["kind"]) => plan.rows.filter((row) => row.kind === kind).length;
  return {
    ...before,
    rows: table.rows.length,
    columns: table.headings.map((heading, at) => ({
      heading,
      samples: table.rows
        .map((row) => String(row[at] ?? ""))
        .filter((cell) => cell !== "")
        .slice(0, SAMPLES)
        .map((cell) => cell.slice(0, 80)),
    })),
    encoding: table.encoding,
    mapping,
    plan: {
      added: count("add"),
      changed: count("change"),
      same: count("same"),
      kept: count("keep"),
      faulty: plan.faulty,
      faults: plan.faults.slice(0, FAULTS_SHOWN),
      faultCount: plan.faults.length,
      newCategories: plan.newCategories.map(({ name }) => name),
    },
    progressOf: plan.rows.length,
  };
}

/** The rows in the order of writing; a new category goes with the first of them. */
function withCategories(plan: Plan): readonly PlannedRow[] {
  const [first, ...rest] = plan.rows;
  if (first === undefined) return [];
  const categories = plan.newCategories.map(({ id, name }) => ({
    table: "settings" as const,
    id,
    row: { id, kind: "category" as const, body: { name } },
  }));
  return [{ ...first, changes: [...categories, ...first.changes] }, ...rest];
}

/** What the shop has of what the file names; nothing while there is no shop. */
async function knownShop(
  core: Core,
  file: ImportFile,
  table: FileTable,
): Promise<KnownShop | undefined> {
  const tx = core.database.now;
  await core.small.refresh(tx);
  const settings = core.small.now();
  const store = settings.settings("store").find(({ body }) => body.channel === "shop");
  const bookId = store?.body.priceBookIds.at(-1);
  if (store === undefined || bookId === undefined) return undefined;
  const products = new Map<string, Rows["products"]>();
  const [bySku, byGtin] = [new Map<string, string>(), new Map<string, string>()];
  const cells = new Set(table.rows.flatMap((row) => row.map((cell) => String(cell).toLowerCase())));
  for (const { body } of await readTable(tx, core.chain, { table: "products" })) {
    const row = JSON.parse(body ?? "null") as Rows["products"];
    const isMeant =
      cells.has(row.sku.toLowerCase()) ||
      row.gtins.some(
        (gtin) => cells.has(gtin) || cells.has(gtin.replace(/^0+/, "")) || cells.has(gtin.slice(1)),
      );
    if (!isMeant) continue;
    products.set(row.id, row);
    bySku.set(row.sku.toLowerCase(), row.id);
    for (const gtin of row.gtins) byGtin.set(gtin, row.id);
  }
  const prices = await newestPrices(core, [...products.keys()], bookId);
  const categories = settings
    .settings("category")
    .map(({ id, body }) => [plainWord(body.name), id] as const);
  return {
    importId: file.id,
    atMs: core.now(),
    bookId,
    placeId: store.body.placeId,
    currency: store.body.currency,
    exponent: currencyOf(store.body.currency)?.exponent ?? 2,
    bySku,
    byGtin,
    product: (id) => products.get(id),
    priceMinor: (id) => prices.get(id),
    taxes: ratesOf(settings, store.body.taxZoneId).rates,
    categories: new Map(categories),
  };
}

async function newestPrices(
  core: Core,
  parents: readonly string[],
  bookId: string,
): Promise<ReadonlyMap<string, number>> {
  const found = await readChildren(core.database.now, core.chain, { table: "prices", parents });
  const newest = new Map<string, Rows["prices"]>();
  for (const { body } of found) {
    const row = JSON.parse(body ?? "null") as Rows["prices"];
    const before = newest.get(row.productId);
    if (row.bookId !== bookId || row.validFromMs > core.now()) continue;
    if (before === undefined || before.validFromMs < row.validFromMs)
      newest.set(row.productId, row);
  }
  return new Map([...newest].map(([id, { amountMinor }]) => [id, amountMinor]));
}
