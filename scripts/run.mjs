#!/usr/bin/env node
// The one door to every command of package.json: finds Node 24 (npm brings it as an optional
// dependency), says plainly what to do when it is missing, and hands over to scripts/<name>.ts.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR_MIN = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);

/** The Node to use: this one when new enough, else the one npm installed. */
function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR_MIN) return process.execPath;
  const names = [`node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`];
  names.push(`node-bin-${process.platform}-${process.arch}`);
  for (const pkg of names) {
    for (const bin of ["bin/node", "bin/node.exe"]) {
      const file = join(root, "node_modules", pkg, bin);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

const script = join(root, "scripts", `${name}.ts`);
const node = findNode();
if (!existsSync(join(root, "node_modules"))) {
  console.error("Keepshop's packages are not installed yet. Nothing was changed. Run: npm install");
  process.exit(1);
} else if (node === undefined) {
  console.error(
    `Keepshop needs Node ${NODE_MAJOR_MIN}; this is Node ${process.versions.node} and npm brought none for ` +
      `${process.platform}-${process.arch}. Nothing was changed. Run "npm install" without --no-optional, ` +
      `or install Node ${NODE_MAJOR_MIN} and try again.`,
  );
  process.exit(1);
} else if (name === undefined || !existsSync(script)) {
  console.error(
    `There is no command "${name}". The commands are listed in package.json under "scripts".`,
  );
  process.exit(1);
} else {
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", script, ...args], {
    stdio: "inherit",
    cwd: root,
    env: {
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`,
      KEEPSHOP_CWD: process.cwd(),
    },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
