/** A shop's processes: the sync server and its tills, each kept running; used by start and dev. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TILL_NODE_FLAGS } from "#till/node-flags.ts";
import { DEMO_STAFF, staffIdAt } from "../demo/people.ts";
import { DEMO_STORES } from "../demo/rows.ts";
import { inRoot } from "../lib/root.ts";
import type { StartOptions } from "./arguments.ts";
import { type Kept, keep } from "./keeper.ts";

/** What start and dev do differently. */
export interface HowToRun {
  readonly onGone: (why: string) => void;
  /** Words for Node itself, such as `--watch`. */
  readonly nodeArgs?: readonly string[];
  /** Runs the till's bundle, which must be built, and not its sources. */
  readonly built?: boolean;
}

/** The id of a shop that is set up by its owner. */
const OWN_STORE = "store-1";

function tillFolder(options: StartOptions, till: number): string {
  return join(options.data, "tills", String(till));
}

/** Starts the sync server, and answers once it listens; new tills' one-use codes are in its ready line. */
export function startServerProcess(options: StartOptions, how: HowToRun): Promise<Kept> {
  const fresh = Array.from({ length: options.tills }, (_, at) => at + 1)
    .filter((till) => !existsSync(join(tillFolder(options, till), "journal.db")))
    .map((till) => `Till ${till}`);
  return keep({
    name: "The server",
    script: inRoot("scripts/start/server-process.ts"),
    args: [
      "--database",
      join(options.data, "server", "keepshop.db"),
      "--port",
      String(options.port),
      "--web",
      inRoot("build"),
      ...(options.empty ? ["--empty", "--store", OWN_STORE] : []),
    ],
    firstArgs: ["--codes", fresh.join(",")],
    onLine: (line) => console.log(`  ${line}`),
    onRestart: () => console.log("The server ended by itself and is starting again."),
    againArgs: (ready) => ["--port", String(ready.port)],
    ...how,
  });
}

/** Starts one till of the shop, enrolled with its code on its first start. */
export function startTill(
  options: StartOptions,
  till: number,
  server: Kept,
  how: HowToRun,
): Promise<Kept> {
  const codes = server.ready.codes as Readonly<Record<string, string>>;
  const code = codes[`Till ${till}`];
  return keep({
    name: `Till ${till}`,
    script: inRoot(how.built === true ? "build/node/till.js" : "electron/till/process.ts"),
    args: [
      "--data",
      tillFolder(options, till),
      "--server",
      String(server.ready.url),
      "--port",
      String(options.port === 0 ? 0 : options.port + till),
      "--pages",
      inRoot("build/renderer"),
      ...(options.empty ? [] : ["--demo", writeDemo(options, till, String(server.ready.url))]),
    ],
    firstArgs: code === undefined ? [] : ["--code", code],
    onLine: (line) => console.log(`  ${line}`),
    onRestart: () =>
      console.log(`Till ${till} ended and is starting again: its basket is on its disk.`),
    againArgs: (ready) => ["--port", String(ready.port)],
    ...how,
    nodeArgs: [...TILL_NODE_FLAGS, ...(how.nodeArgs ?? [])],
  });
}

/** What only a demo till knows: the people's PINs, and where web shop, HQ and codes are. */
function writeDemo(options: StartOptions, till: number, serverUrl: string): string {
  const folder = tillFolder(options, till);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "demo.json");
  const pins = DEMO_STORES.flatMap((store) =>
    DEMO_STAFF.map((one) => [staffIdAt(one.id, store.id), one.pin] as const),
  );
  const demo = {
    pins: Object.fromEntries(pins),
    webShopUrl: `${serverUrl}/shop`,
    hqUrl: `${serverUrl}/hq`,
    codesUrl: `${serverUrl}/demo/codes`,
  };
  writeFileSync(file, JSON.stringify(demo));
  return file;
}
