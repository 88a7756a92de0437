/**
 * Answers in the shape that checkouts before RxDB 16 ask for: a write also answers the documents
 * written, and a bulk of events carries times. Wrapped around a storage by the suite only.
 */
import type { BulkWriteRow, RxStorage, RxStorageInstance } from "rxdb";
import { map } from "rxjs";

type AnyStorage = RxStorage<unknown, unknown>;

/** The storage, its instances answering as older suites expect. */
export function withOlderAnswers(storage: AnyStorage): AnyStorage {
  return {
    ...storage,
    createStorageInstance: async (params) =>
      older((await storage.createStorageInstance(params)) as never) as never,
  };
}

function older(instance: RxStorageInstance<unknown, unknown, unknown>) {
  const { primaryKey } = instance.schema;
  const key = String(typeof primaryKey === "string" ? primaryKey : primaryKey.key);
  const bulkWrite = instance.bulkWrite.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  return Object.assign(instance, {
    bulkWrite: async (rows: BulkWriteRow<unknown>[], context: string) => {
      const startTime = performance.timeOrigin + performance.now();
      lastStart = startTime;
      const answer = await bulkWrite(rows, context);
      const failed = new Set(answer.error.map((error) => error.documentId));
      const written = rows.map((row) => row.document as Record<string, unknown>);
      return { ...answer, success: written.filter((one) => !failed.has(String(one[key]))) };
    },
    changeStream: () =>
      changeStream().pipe(
        map((bulk) => ({
          ...bulk,
          startTime: lastStart,
          endTime: performance.timeOrigin + performance.now(),
        })),
      ),
  });
}

let lastStart = 0;
