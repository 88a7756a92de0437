/**
 * `npm run seed`: makes a chain in a server's database and stops. Deterministic by seed and day, from
 * the demo's three shops to a chain of 20 stores, 100,000 products and 200,000 clients.
 */
import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { startServer } from "#server/main.ts";
import { seedChain } from "./demo/seed-chain.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";

const HELP = `npm run seed -- [--skus N] [--clients N] [--stores N] [--seed TEXT] [--database FILE|postgres://...] [--day YYYY-MM-DD] [--replace]`;

const { values } = readCommand(HELP, {
  options: {
    skus: { type: "string" },
    clients: { type: "string" },
    stores: { type: "string" },
    seed: { type: "string", default: "42" },
    database: { type: "string" },
    day: { type: "string" },
    replace: { type: "boolean", default: false },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const sizes: Record<string, number> = {};
  for (const name of ["skus", "clients", "stores"] as const) {
    const text = values[name];
    if (text === undefined) continue;
    if (!/^[1-9]\d{0,6}$/.test(text))
      return say(`--${name} takes a number above 0, not "${text}".\n${HELP}`, 1);
    sizes[name] = Number(text);
  }
  const day = values.day ?? new Date().toISOString().slice(0, 10);
  const nowMs = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(nowMs)) return say(`--day takes a date such as 2026-11-22, not "${day}".`, 1);
  const database = databaseOf(values.database);
  if (existsSync(database) && !values.replace)
    return say(
      `${database} is there already. Nothing was changed. Add --replace to make it anew, or name another with --database.`,
      1,
    );
  for (const end of ["", "-wal", "-shm"]) rmSync(database + end, { force: true });
  const started = performance.now();
  const server = await startServer({
    database,
    seed: async (core) => {
      await seedChain(core, {
        ...sizes,
        seed: values.seed,
        nowMs,
        sha256: (text) => createHash("sha256").update(text).digest("hex"),
        progress: (line) => console.log(line),
      });
    },
  });
  await server.close();
  return say(
    `${database} is ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`,
    0,
  );
}

function databaseOf(named: string | undefined): string {
  if (named === undefined) return inRoot("data/seed/keepshop.db");
  if (named.includes("://") || isAbsolute(named)) return named;
  return join(process.env.KEEPSHOP_CWD ?? process.cwd(), named);
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
