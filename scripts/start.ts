/**
 * `npm start`: builds what is missing, starts a sync server on an embedded database, seeds the demo on
 * the first run, starts one till or more, opens the console, and says who may sign in and where
 * everything is. Ctrl+C stops it all within two seconds with nothing lost.
 */
import { buildAll } from "./build.ts";
import { DEMO_STAFF } from "./demo/people.ts";
import { readArguments, type StartOptions } from "./start/arguments.ts";
import { hasScreen, openBrowser } from "./start/browser.ts";
import { takeDataFolder } from "./start/data-folder.ts";
import type { Kept } from "./start/keeper.ts";
import { startServerProcess, startTill } from "./start/shop.ts";

const read = readArguments(process.argv.slice(2), process.env.KEEPSHOP_CWD ?? process.cwd());
if ("say" in read) {
  console.log(read.say);
  process.exit(read.wrong ? 1 : 0);
}
await run(read.options);

async function run(options: StartOptions): Promise<void> {
  const kept: Kept[] = [];
  let release = (): void => undefined;
  let stopping = false;
  const stopAll = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await Promise.all(kept.toReversed().map((one) => one.stop()));
    release();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      console.log("\nStopping. Every sale is on disk.");
      void stopAll(0);
    });
  const gone = (why: string): void => {
    console.error(why);
    void stopAll(1);
  };
  try {
    release = takeDataFolder(options.data, options);
    console.log("Keepshop: getting the screens ready ...");
    await buildAll(["renderer", "web-shop", "node"]);
    const server = await startServerProcess(options, { onGone: gone });
    kept.push(server);
    const urls: string[] = [];
    for (let till = 1; till <= options.tills; till += 1) {
      const one = await startTill(options, till, server, { onGone: gone, built: true });
      kept.push(one);
      urls.push(String(one.ready.counter));
      sayClosed(`Till ${till}`, one.ready.closedBy);
    }
    announce(options, String(server.ready.url), urls);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await stopAll(1);
  }
}

/** A till that came up closed says why on its page; here too, for whoever started it. */
function sayClosed(name: string, closedBy: unknown): void {
  if (typeof closedBy !== "object" || closedBy === null) return;
  const { happened, act } = closedBy as Readonly<Record<string, unknown>>;
  console.error(`${name} could not open. ${String(happened)} ${String(act)}`);
}

function announce(options: StartOptions, serverUrl: string, tills: readonly string[]): void {
  console.log("");
  for (const [index, url] of tills.entries()) console.log(`Till ${index + 1}     ${url}`);
  console.log(`Web shop   ${serverUrl}/shop`);
  console.log(`Head office ${serverUrl}/hq`);
  if (!options.empty) console.log(`Codes to scan  ${serverUrl}/demo/codes`);
  if (options.empty) console.log("\nA shop of your own: the first till asks for all it needs.");
  else sayWhoMaySignIn();
  console.log("\nCtrl+C stops everything; nothing is lost.");
  const first = tills[0];
  if (options.open && first !== undefined) {
    if (hasScreen()) openBrowser(first);
    else
      console.log("There is no screen here: open the till's address in a browser of this machine.");
  }
}

function sayWhoMaySignIn(): void {
  console.log("\nWho may sign in:");
  for (const one of DEMO_STAFF)
    console.log(`  ${one.name.padEnd(16)} ${one.roleName.padEnd(12)} PIN ${one.pin}`);
}
