/**
 * Fetches the image of this till's scope over HTTP into a file: asked for until it is built, taken up
 * where an earlier attempt broke off, given up after a while. Checking and installing it is
 * replica/fill.ts; what it leaves out comes by pull.
 */
import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { type ImageManifest, imageManifest } from "#shared/protocol/image/manifest.ts";

export interface ImageOrder {
  readonly serverUrl: string;
  readonly deviceToken: string;
  /** The till's data folder. */
  readonly folder: string;
  /** The layout this till reads. */
  readonly layout: number;
  /** A scope of fewer rows comes faster as pages: the server then gives no image. */
  readonly fromRows: number;
  /** Given up after so many milliseconds altogether; rows by pages sell earlier on a slow line. */
  readonly patienceMs: number;
}

export interface DownloadedImage {
  readonly manifest: ImageManifest;
  readonly download: string;
}

const RETRY_MS = 500;
const PART = /^image-[0-9a-f]{64}\.part$/;

/** The image, whole by length; nothing when there is none to be had in time. Never throws. */
export async function downloadImage(order: ImageOrder): Promise<DownloadedImage | undefined> {
  const deadline = AbortSignal.timeout(order.patienceMs);
  const manifest = await askManifest(order, deadline);
  if (manifest === undefined || manifest.layout !== order.layout) return undefined;
  const download = join(order.folder, `image-${manifest.hash}.part`);
  removeDownloads(order.folder, download);
  while (!deadline.aborted) {
    const answer = await take(order, { manifest, download }, deadline);
    if (answer === "whole") return { manifest, download };
    if (answer === "gone") return undefined;
    await rest(RETRY_MS, deadline);
  }
  return undefined;
}

/** Takes away downloads that nobody will go on with. */
export function removeDownloads(folder: string, keep?: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (PART.test(name) && file !== keep) rmSync(file, { force: true });
  }
}

async function askManifest(
  order: ImageOrder,
  deadline: AbortSignal,
): Promise<ImageManifest | undefined> {
  while (!deadline.aborted) {
    const response = await get(order, `/images/manifest?from=${order.fromRows}`, deadline);
    if (response?.status === 202) {
      await rest(RETRY_MS, deadline);
      continue;
    }
    if (response?.status !== 200) return undefined;
    const read = imageManifest.safeParse(await response.json().catch(() => undefined));
    return read.success ? read.data : undefined;
  }
  return undefined;
}

/** One attempt to bring the file to its length, from where it is. */
async function take(
  order: ImageOrder,
  { manifest, download }: DownloadedImage,
  deadline: AbortSignal,
): Promise<"whole" | "broken" | "gone"> {
  const from = lengthOf(download);
  if (from === manifest.bytes) return "whole";
  if (from > manifest.bytes) rmSync(download, { force: true });
  const at = from > manifest.bytes ? 0 : from;
  const response = await get(order, `/images/${manifest.hash}`, deadline, {
    range: `bytes=${at}-`,
  });
  if (response === undefined) return "broken";
  if (response.status === 404 || response.status === 401) return "gone";
  if (response.status !== 206 || response.body === null) return "broken";
  try {
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, createWriteStream(download, { flags: "a" }), { signal: deadline });
  } catch {
    return "broken";
  }
  return lengthOf(download) === manifest.bytes ? "whole" : "broken";
}

async function get(
  { serverUrl, deviceToken }: ImageOrder,
  path: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response | undefined> {
  try {
    return await fetch(new URL(path, serverUrl), {
      headers: { ...headers, authorization: `Bearer ${deviceToken}` },
      redirect: "error",
      signal,
    });
  } catch {
    return undefined;
  }
}

function lengthOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function rest(ms: number, deadline: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    deadline.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      deadline.removeEventListener("abort", done);
      resolve();
    }
  });
}
