/**
 * `npm run dev`: the same shop as `npm start`, with its processes started again when their files
 * change and the console reloaded in the browser by Vite as it is edited.
 */
import { createServer, type ViteDevServer } from "vite";
import { buildAll } from "./build.ts";
import { inRoot } from "./lib/root.ts";
import { readArguments, type StartOptions } from "./start/arguments.ts";
import { takeDataFolder } from "./start/data-folder.ts";
import type { Kept } from "./start/keeper.ts";
import { startServerProcess, startTill } from "./start/shop.ts";

const WATCH = ["--watch", "--watch-preserve-output"];

const read = readArguments(process.argv.slice(2), process.env.KEEPSHOP_CWD ?? process.cwd());
if ("say" in read) {
  console.log(read.say);
  process.exit(read.wrong ? 1 : 0);
}
await dev(read.options);

async function dev(options: StartOptions): Promise<void> {
  const release = takeDataFolder(options.data, options);
  const kept: Kept[] = [];
  let pages: ViteDevServer | undefined;
  const stop = async (code: number): Promise<void> => {
    await Promise.all([pages?.close(), ...kept.map((one) => one.stop())]);
    release();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(0));
  const how = {
    nodeArgs: WATCH,
    onGone: (why: string) => {
      console.error(why);
      void stop(1);
    },
  };
  await buildAll(["renderer", "web-shop"]);
  const server = await startServerProcess(options, how);
  kept.push(server);
  const till = await startTill(options, 1, server, how);
  kept.push(till);
  const address = new URL(String(till.ready.counter));
  pages = await servePages(address);
  console.log(`Console, reloading   ${pages.resolvedUrls?.local[0] ?? ""}${address.hash}`);
  console.log(`Web shop   ${String(server.ready.url)}/shop`);
  console.log(`Head office ${String(server.ready.url)}/hq`);
}

/** Vite's own server for the console; what belongs to the till is passed on under the till's own name. */
async function servePages(till: URL): Promise<ViteDevServer> {
  const passOn = { target: till.origin, changeOrigin: true, headers: { origin: till.origin } };
  const pages = await createServer({
    configFile: inRoot("vite.renderer.config.ts"),
    base: "/",
    server: {
      host: "127.0.0.1",
      proxy: { "/session": passOn, "/till-api": { ...passOn, ws: true } },
    },
  });
  return pages.listen();
}
