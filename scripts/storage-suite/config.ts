/** Stands where RxDB's `test/unit/config.ts` stands: names our storage and what it can. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRxStorageMemory } from "rxdb/plugins/storage-memory";
import { getConfig, setConfig } from "rxdb/plugins/test-utils";
import { describe } from "vitest";
import { getRxStorageNodeSqlite } from "#till/replica/rxdb-storage/index.ts";
import { withOlderAnswers } from "./older.ts";

const folder = mkdtempSync(join(tmpdir(), "keepshop-storage-suite-"));
/** RxDB's own memory storage, to tell a difference of ours from a test that is of another version. */
const isMemory = process.env.DEFAULT_STORAGE === "memory";
const judged = () => (isMemory ? getRxStorageMemory() : getRxStorageNodeSqlite({ folder }));
const storage = () =>
  process.env.STORAGE_SUITE_OLDER === "yes" ? withOlderAnswers(judged() as never) : judged();

setConfig({
  storage: {
    name: isMemory ? "memory" : "node-sqlite",
    getStorage: storage,
    getPerformanceStorage: () => ({ storage: storage(), description: "node:sqlite" }),
    hasPersistence: true,
    hasMultiInstance: !isMemory,
    hasAttachments: false,
    hasReplication: true,
  } as Parameters<typeof setConfig>[0]["storage"],
});

export const describeParallel: typeof describe = describe;
export default getConfig() as ReturnType<typeof getConfig>;
