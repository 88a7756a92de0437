/** The thread an image is built in: opens the database by itself, builds one image, answers, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../database/open.ts";
import { buildImage, type ImageOrder } from "./build.ts";

const { address, order } = workerData as { readonly address: string; readonly order: ImageOrder };

const opened = await openDatabase(address, { chain: order.chain });
if (!opened.ok) throw new Error(opened.refusal.code);
try {
  parentPort?.postMessage(await buildImage(opened.value, order));
} finally {
  await opened.value.close();
}
