// `npm run torture -- KIND --count N [--json]`: real processes on the loopback, killed, cut and filled
// up; ends with one JSON line of counts that should be zero. What each kind does is test/sim/torture.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";

const KINDS: Readonly<Record<string, number>> = {
  till: 1_000,
  server: 300,
  postgres: 50,
  failover: 5,
  "disk-full": 500,
  "torn-wal": 10_000,
  "commit-order": 300_000,
  herd: 500,
  "idle-transaction": 1,
};

const USAGE = `npm run torture -- ${Object.keys(KINDS).join("|")} [--count N] [--json]`;

const { values, positionals } = readCommand(USAGE, {
  allowPositionals: true,
  options: { count: { type: "string" }, json: { type: "boolean", default: false } },
});
const kind = positionals[0] ?? "";
const file = inRoot("test", "sim", "torture", `${kind}.ts`);
const count = Number(values.count ?? KINDS[kind] ?? Number.NaN);
if (KINDS[kind] === undefined || !existsSync(file) || !Number.isSafeInteger(count) || count < 1) {
  console.error(`Use: ${USAGE}`);
  process.exit(2);
}
const module = (await import(pathToFileURL(file).href)) as {
  readonly run: (count: number) => Promise<Readonly<Record<string, unknown>>>;
};
const line = await module.run(count);
console.log(values.json ? JSON.stringify(line) : JSON.stringify(line, null, 2));
const bad = ["acknowledged_missing", "duplicated", "stuck", "bad_opens"];
process.exit(bad.every((name) => line[name] === 0) ? 0 : 1);
