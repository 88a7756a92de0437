// A shop for one test file: a server and its tills as separate processes over a temporary folder, on
// free ports. A till keeps its port and its folder over every kill, as it does under `npm start`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnyChange } from "#server/entries/working-set.ts";
import { inRoot } from "../../../scripts/lib/root.ts";
import { demoPins, putMore, type SeededChain, STORE_ID, seedDemoChain } from "./demo-chain.ts";
import { type RunningProcess, startProcess } from "./process.ts";

export interface TestTill {
  readonly folder: string;
  readonly registerId: string;
  readonly port: number;
  /** The address that opens the counter once: its key is spent by the first page. */
  readonly address: () => string;
  /** The same for the customer's display. */
  readonly displayAddress: () => string;
  /** Starts it again; `fault` is a KEEPSHOP_FAULT such as `before-append:2`. */
  readonly start: (fault?: string) => Promise<void>;
  /** Ends it as a pulled plug would, when it has not ended by itself. */
  readonly kill: () => Promise<void>;
  /** Resolves when the process has ended by itself. */
  readonly ended: () => Promise<number | string>;
  readonly stop: () => Promise<void>;
}

export interface TestShop {
  readonly chain: SeededChain;
  readonly folder: string;
  readonly database: string;
  readonly serverUrl: () => string;
  readonly startServer: () => Promise<void>;
  readonly stopServer: () => Promise<void>;
  /** A till of the shop, enrolled with the name it was given in `openShop`. */
  readonly openTill: (name: string, choice?: TillChoice) => Promise<TestTill>;
  readonly close: () => Promise<void>;
}

export interface TillChoice {
  /** Where this till finds the server when it is not straight at it: a line that a test can cut. */
  readonly through?: () => string;
  /** A KEEPSHOP_FAULT of the first start. */
  readonly fault?: string;
  /** What else the till's process finds in its environment, at every start. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ShopChoice {
  /** What the shop has besides the demo. */
  readonly rows?: readonly AnyChange[];
  /** What else the server's process finds in its environment, at every start. */
  readonly serverEnv?: Readonly<Record<string, string>>;
}

/**
 * Opens a shop with a running server that knows tills of these names; they are started one by one. A till
 * of another store of the chain has it in its name: "Till 1@store-bath".
 */
export async function openShop(
  names: readonly string[] = ["Till 1"],
  choice: ShopChoice = {},
): Promise<TestShop> {
  const chain = await seedDemoChain();
  const folder = mkdtempSync(join(tmpdir(), "keepshop-e2e-"));
  const database = join(folder, "server.db");
  chain.copyTo(database);
  if (choice.rows !== undefined) await putMore(database, choice.rows);
  const tills: TestTill[] = [];
  let server: RunningProcess | undefined;
  let port = 0;
  let codes: Readonly<Record<string, string>> = {};
  const startServer = async (): Promise<void> => {
    const first = port === 0;
    const args = [
      ...["--database", database, "--port", String(port), "--web", inRoot("build")],
      ...["--store", STORE_ID, ...(first ? ["--codes", names.join(",")] : [])],
    ];
    server = await startProcess("scripts/start/server-process.ts", args, choice.serverEnv);
    port = Number(server.ready["port"]);
    if (first) codes = server.ready["codes"] as typeof codes;
  };
  const stopServer = async (): Promise<void> => {
    await server?.kill("SIGTERM");
    server = undefined;
  };
  await startServer();
  const serverUrl = (): string => `http://127.0.0.1:${port}`;
  return {
    chain,
    folder,
    database,
    serverUrl,
    startServer,
    stopServer,
    openTill: async (name, choice = {}) => {
      const code = codes[name];
      if (code === undefined) throw new Error(`openShop was not told of a till "${name}".`);
      const { through = serverUrl } = choice;
      const till = await openTill({ folder: join(folder, name), serverUrl: through, code, choice });
      tills.push(till);
      return till;
    },
    close: async () => {
      await Promise.all(tills.map((till) => till.stop()));
      await stopServer();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      chain.remove();
    },
  };
}

interface TillParts {
  readonly folder: string;
  readonly serverUrl: () => string;
  readonly code: string;
  readonly choice: TillChoice;
}

async function openTill({ folder, serverUrl, code, choice }: TillParts): Promise<TestTill> {
  mkdirSync(folder, { recursive: true });
  const demo = join(folder, "demo.json");
  const url = serverUrl();
  const links = { webShopUrl: `${url}/shop`, hqUrl: `${url}/hq`, codesUrl: `${url}/demo/codes` };
  writeFileSync(demo, JSON.stringify({ pins: demoPins(), ...links }));
  const run = (port: number, more: readonly string[], with_?: string): Promise<RunningProcess> =>
    startProcess(
      "electron/till/process.ts",
      [
        ...["--data", folder, "--server", serverUrl(), "--port", String(port)],
        ...["--pages", inRoot("build", "renderer"), "--demo", demo, ...more],
      ],
      { ...choice.env, ...(with_ === undefined ? {} : { KEEPSHOP_FAULT: with_ }) },
    );
  let process = await run(0, ["--code", code], choice.fault);
  const port = Number(process.ready["port"]);
  return {
    folder,
    registerId: String(process.ready["registerId"]),
    port,
    address: () => String(process.ready["counter"]),
    displayAddress: () => String(process.ready["display"]),
    start: async (again) => {
      process = await run(port, [], again);
    },
    kill: async () => {
      await process.kill("SIGKILL");
    },
    ended: () => process.ended,
    stop: async () => {
      await process.kill("SIGTERM");
    },
  };
}
