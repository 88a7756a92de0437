// `npm run package [-- --dir]`: packs the desktop program with electron-builder. Without `--dir` it
// makes this platform's installers, for which electron-builder downloads Electron. With `--dir` it makes
// the folder only, over Electron's binary when npm has downloaded one, else over a stub, so that what
// is packed and how its fuses are set can be checked where there is no network.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildAll } from "./build.ts";
import { readCommand } from "./lib/command.ts";
import { inRoot } from "./lib/root.ts";
import { type Ran, runTool } from "./lib/tool.ts";

/** Marks the fuses in Electron's binary; a version byte, a length byte and a byte a fuse follow. */
const FUSE_SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES_AS_SHIPPED = "101100010";

/** Packs the desktop program into `output` as a folder; the folder's name is electron-builder's. */
export async function packageFolder(output: string): Promise<Ran> {
  await buildAll(["renderer", "electron"]);
  const electronDist = realDistribution() ?? makeStub(inRoot("build", "electron-stub"));
  return runTool(
    "electron-builder",
    [
      "--dir",
      "--config=electron-builder.yml",
      `--config.electronDist=${electronDist}`,
      `--config.electronVersion=${electronVersion()}`,
      `--config.directories.output=${output}`,
    ],
    { quiet: true },
  );
}

async function packageInstallers(): Promise<Ran> {
  await buildAll(["renderer", "electron"]);
  return runTool("electron-builder", [
    "--config=electron-builder.yml",
    `--config.electronVersion=${electronVersion()}`,
  ]);
}

/** The folder of the Electron that npm downloaded, when it did. */
function realDistribution(): string | undefined {
  const folder = inRoot("node_modules", "electron", "dist");
  return existsSync(join(folder, "version")) ? folder : undefined;
}

/** A distribution that cannot run but can be packed: an executable with fuses as Electron ships them. */
function makeStub(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "resources"), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED),
  ]);
  const padding = Buffer.alloc(1024);
  writeFileSync(join(folder, "electron"), Buffer.concat([padding, fuses, padding]), {
    mode: 0o755,
  });
  writeFileSync(join(folder, "version"), electronVersion());
  writeFileSync(join(folder, "LICENSE"), "A stub in place of Electron; it cannot run.\n");
  return folder;
}

function electronVersion(): string {
  const manifest = readFileSync(inRoot("node_modules", "electron", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = readCommand("npm run package -- [--dir]", {
    options: { dir: { type: "boolean", default: false } },
  });
  const isFolder = values.dir;
  const output = inRoot("build", "package");
  const { code, seconds } = isFolder ? await packageFolder(output) : await packageInstallers();
  if (code === 0) console.log(`Packed into build/package, ${seconds.toFixed(1)} s`);
  process.exitCode = code;
}
