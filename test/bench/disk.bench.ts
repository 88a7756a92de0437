// The disk's own sync: the floor under every durable act, and the reference of those that wait for it.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metrics } from "../../scripts/lib/bench-contract.ts";
import { percentiles } from "./percentiles.ts";

const PAGE_BYTES = 4096;

export const metrics: Metrics = {
  disk_sync_ms: async ({ quick }) => {
    const folder = mkdtempSync(join(tmpdir(), "keepshop-bench-"));
    const file = openSync(join(folder, "page"), "w");
    const page = Buffer.alloc(PAGE_BYTES, 1);
    const samples: number[] = [];
    for (let round = 0; round < (quick ? 300 : 3_000); round += 1) {
      const started = performance.now();
      writeSync(file, page, 0, PAGE_BYTES, round * PAGE_BYTES);
      fdatasyncSync(file);
      samples.push(performance.now() - started);
    }
    closeSync(file);
    rmSync(folder, { recursive: true });
    return { ...percentiles(samples), unit: "ms" };
  },
};
