import fc from "fast-check";
import {
  fillWithDefaultSettings,
  getQueryMatcher,
  getSortComparator,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxJsonSchema,
} from "rxdb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { layout } from "#shared/protocol/image/layout.ts";
import { aFolder } from "#test/builders/journal.ts";
import { aPage, aReplica } from "#test/builders/replica.ts";
import { schemaOf } from "#till/replica/collections.ts";
import { getRxStorageNodeSqlite } from "#till/replica/rxdb-storage/index.ts";
import type { PageRow } from "#till/replica/table-writer.ts";
import type { Replica } from "#till/replica/tables.ts";

type Row = Record<string, unknown>;
type Document = RxDocumentData<Row>;

const work = layout.tables.find(({ name }) => name === "work");
if (work === undefined) throw new Error("the layout has no work");
const schema = fillWithDefaultSettings(schemaOf(work)) as RxJsonSchema<Document>;
const folder = aFolder();
let replica: Replica;
beforeAll(() => {
  replica = aReplica(folder.path);
});
afterAll(() => {
  replica.close();
  folder.remove();
});

const texts = fc.constantFrom("", "a", "ab", "b", "Z", "é", "\uffee", "😀", "😀a");
const numbers = fc.constantFrom(-5, 0, 1, 2, 7, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER);
const textFields = ["kind", "state", "ownerStaffId"] as const;
const numberFields = ["dueAtMs", "at"] as const;

const row = fc.record(
  {
    kind: texts,
    state: texts,
    ownerStaffId: texts,
    dueAtMs: numbers,
    at: numbers,
    title: texts,
  },
  { requiredKeys: ["kind", "at"] },
);

const comparison = (values: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.record({ $eq: values }),
    fc.record({ $gt: values, $lte: values }, { requiredKeys: ["$gt"] }),
    fc.record({ $gte: values, $lt: values }, { requiredKeys: ["$lt"] }),
    fc.record({ $in: fc.array(values, { maxLength: 4 }) }),
    fc.record({ $ne: values }),
    fc.record({ $exists: fc.boolean() }),
  );
const field = fc.oneof(
  fc.tuple(fc.constantFrom(...textFields, "title"), comparison(texts)),
  fc.tuple(fc.constantFrom(...numberFields), comparison(numbers)),
);
const plainSelector = fc.array(field, { maxLength: 3 }).map((fields) => Object.fromEntries(fields));
const selector = fc.oneof(
  { weight: 3, arbitrary: plainSelector },
  fc.array(plainSelector, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.array(plainSelector, { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })),
);
const sort = fc
  .uniqueArray(fc.constantFrom(...textFields, ...numberFields, "title"), { maxLength: 3 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((name) => fc.constantFrom("asc", "desc").map((way) => ({ [name]: way }))),
    ),
  );
const query = fc.record(
  {
    selector,
    sort: sort.filter((parts) => parts.length > 0),
    skip: fc.nat({ max: 4 }),
    limit: fc.nat({ max: 6 }),
  },
  { requiredKeys: ["selector"] },
);

it("any query over the replica answers as RxDB's matcher and comparator do over all its rows", async () => {
  let position = 0;
  let stream = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 14 }), query, async (rows, mango) => {
      stream += 1;
      const page = rows.map((body, index): PageRow => {
        position += 1;
        const id = `w${(index * 7) % 14}`;
        return { stream: `store:${stream}`, table: "work", id, position, body: { id, ...body } };
      });
      replica.applyPage({ ...aPage(page), drop: [`store:${stream - 1}`] });
      const instance = await getRxStorageNodeSqlite({ replica }).createStorageInstance<Row>({
        databaseInstanceToken: "token",
        databaseName: "laws",
        collectionName: "work",
        schema: schema as never,
        options: {},
        multiInstance: false,
        devMode: false,
      });
      const all = await instance.findDocumentsById(
        page.map(({ id }) => id),
        false,
      );
      const filled = normalizeMangoQuery<Document>(
        schema as never,
        structuredClone(mango) as never,
      );
      filled.selector = { ...filled.selector, _deleted: { $eq: false } } as never;
      const prepared = prepareQuery(schema as never, filled as never) as never;
      const matches = getQueryMatcher(schema as never, filled as never);
      const compare = getSortComparator<Document>(schema as never, filled as never);
      const { skip = 0, limit } = mango as MangoQuery<Row>;
      const expected = all
        .filter((one) => matches(one as never))
        .sort(compare as never)
        .slice(skip, limit === undefined ? undefined : skip + limit)
        .map((one) => one.id);
      const { documents } = await instance.query(prepared);
      expect(documents.map((one) => one.id)).toEqual(expected);
      expect((await instance.count(prepared)).count).toBe(expected.length);
      await instance.close();
    }),
    { numRuns: 400 },
  );
});
