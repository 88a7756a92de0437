/**
 * Which images there are: one a scope, made on first demand, kept by content hash for 24 hours so that
 * downloads resume, made anew once 50,000 revisions have passed it by. Serving them is http/images.ts.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { layout } from "#shared/protocol/image/layout.ts";
import type { ImageManifest } from "#shared/protocol/image/manifest.ts";
import type { Core } from "../core.ts";
import { readHeads } from "../database/heads.ts";
import { type BuiltImage, type ImageOrder, imagePath } from "./build.ts";

const IMAGE_KEPT_MS = 24 * 3_600_000;
const IMAGE_BEHIND_MAX = 50_000;

export interface Images {
  /** The scope's image; the first to ask waits while it is built. */
  readonly manifestOf: (streams: readonly string[]) => Promise<ImageManifest>;
  /** The file of an image by hash, for a device whose streams hold all of the image's. */
  readonly fileOf: (
    hash: string,
    streams: readonly string[],
  ) => { readonly path: string; readonly bytes: number } | undefined;
  readonly close: () => Promise<void>;
}

interface Kept extends BuiltImage {
  readonly path: string;
}

/** The images of one chain; `address` is where a building thread finds the database. */
export function createImages(core: Core, folder: string): Images {
  const byScope = new Map<string, Kept>();
  const byHash = new Map<string, Kept>();
  const building = new Map<string, Promise<Kept>>();
  const threads = new Set<Worker>();
  let last: Promise<unknown> = Promise.resolve();

  const build = (scope: string, streams: readonly string[]): Promise<Kept> => {
    const order = { chain: core.chain, streams, folder, nowMs: core.now() };
    // One at a time: a herd of empty tills shares the cores with the sales of the others.
    const made = last
      .catch(() => undefined)
      .then(() => buildInThread(core.database.address, order, threads))
      .then((built): Kept => {
        const kept = { ...built, path: imagePath(folder, built.manifest.hash) };
        byScope.set(scope, kept);
        byHash.set(built.manifest.hash, kept);
        forgetOld(byHash, core.now());
        return kept;
      })
      .finally(() => building.delete(scope));
    last = made;
    building.set(scope, made);
    return made;
  };
  removeLeftovers(folder);
  return {
    async manifestOf(asked) {
      const streams = asked.filter((stream) => !stream.startsWith("register:")).sort();
      const scope = streams.join(" ");
      const known = byScope.get(scope);
      if (known !== undefined && (await isFresh(core, known, streams))) return known.manifest;
      return (await (building.get(scope) ?? build(scope, streams))).manifest;
    },
    fileOf(hash, streams) {
      const kept = byHash.get(hash);
      if (kept === undefined) return undefined;
      const mayHave = kept.manifest.streams.every((stream) => streams.includes(stream));
      return mayHave ? { path: kept.path, bytes: kept.manifest.bytes } : undefined;
    },
    async close() {
      for (const thread of threads) await thread.terminate();
      await last.catch(() => undefined);
    },
  };
}

async function isFresh(core: Core, kept: Kept, streams: readonly string[]): Promise<boolean> {
  if (kept.manifest.layout !== layout.version) return false;
  if (core.now() - kept.manifest.madeAtMs > IMAGE_KEPT_MS) return false;
  if (kept.epoch !== core.epoch()) return false;
  const heads = await readHeads(core.database.now, core.chain, streams);
  const positions = [...heads.values()].reduce((sum, head) => sum + head.position, 0);
  const behind = positions - kept.positions;
  return behind >= 0 && behind <= IMAGE_BEHIND_MAX;
}

function buildInThread(
  address: string,
  order: ImageOrder,
  threads: Set<Worker>,
): Promise<BuiltImage> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./build-worker.ts", import.meta.url), {
      workerData: { address, order },
    });
    threads.add(thread);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => {
      threads.delete(thread);
      reject(new Error("the thread that builds images ended"));
    });
  });
}

function forgetOld(byHash: Map<string, Kept>, nowMs: number): void {
  for (const [hash, kept] of byHash) {
    if (nowMs - kept.manifest.madeAtMs <= IMAGE_KEPT_MS) continue;
    byHash.delete(hash);
    rmSync(kept.path, { force: true });
  }
}

/** What an earlier process left: its images are not known any more, half-made files never were. */
function removeLeftovers(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const ours = /^(work-.*|[0-9a-f]{64}\.image|base-.*\.part)$/.test(name);
    if (ours && statSync(file).isFile()) rmSync(file, { force: true });
  }
}
