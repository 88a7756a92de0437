// Packs the desktop program as `npm run package -- --dir` does and reads back what came out: what is
// in the archive, and the fuses that were set in the binary.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPackage } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFolder } from "../../../scripts/package.ts";

let output = "";
let app = "";
let packed: string[] = [];

beforeAll(async () => {
  output = mkdtempSync(join(tmpdir(), "keepshop-package-"));
  const { code } = await packageFolder(output);
  expect(code).toBe(0);
  const folder = readdirSync(output).find((name) => name.endsWith("unpacked"));
  app = join(output, folder ?? "");
  packed = listPackage(join(app, "resources", "app.asar"), { isPack: false }).map((path) =>
    path.replaceAll("\\", "/"),
  );
}, 60_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

test("the package holds the shell, the preload, the till and the console", () => {
  expect(packed).toContain("/package.json");
  expect(packed).toContain("/build/electron/main.js");
  expect(packed).toContain("/build/electron/preload.cjs");
  expect(packed).toContain("/build/electron/till-host.js");
  expect(packed).toContain("/build/renderer/index.html");
  expect(packed).toContain("/LICENSE");
});

test("the package holds only bundles, licences and the native add-on", () => {
  const known =
    /^\/(package\.json|LICENSE|NOTICE|node_modules(\/@node-rs(\/.*)?)?|build(\/(electron|renderer)(\/.*)?)?)$/;
  expect(packed.filter((path) => !known.test(path))).toEqual([]);
});

test("no source, test, map or secret is packed", () => {
  const foreign = /\.(ts|tsx|map|db|db-wal|pem|key|env)$|\/(test|scripts|docs|data)\/|secrets/;
  expect(packed.filter((path) => foreign.test(path))).toEqual([]);
});

test("the bundles hold no path of the machine that made them", () => {
  const main = readFileSync("build/electron/main.js", "utf8");
  expect(main).not.toContain(process.cwd());
});

test("row 90: what fetches updates is bundled apart, and no bundle reaches for what is not packed", () => {
  const bundles = readdirSync("build/electron").filter((name) => name.endsWith(".js"));
  const texts = bundles.map((name) => readFileSync(join("build/electron", name), "utf8"));
  expect(texts.some((text) => text.includes("class AppUpdater"))).toBe(true);
  expect(readFileSync("build/electron/main.js", "utf8")).not.toContain("class AppUpdater");
  const wanted = /(?:^import .*?from |^import |__require\(|\bimport\()"([^"]+)"/gm;
  const known = /^(\.\/|electron$|@node-rs\/)/;
  const imported = texts
    .flatMap((text) => [...text.matchAll(wanted)])
    .map(([, name]) => name ?? "")
    .filter((name) => !known.test(name) && !isBuiltin(name));
  expect(new Set(imported)).toEqual(new Set());
});

test("row 90: the package knows where releases are kept, and its own updates wait in a folder of its own", () => {
  const config = readFileSync(join(app, "resources", "app-update.yml"), "utf8");
  expect(config).toMatch(/^provider: generic$/m);
  expect(config).toMatch(/^url: https:\/\//m);
  expect(config).toMatch(/^updaterCacheDirName: keepshop-updater$/m);
});

test("the native add-on lies outside the archive, where it can be loaded", () => {
  const unpacked = join(app, "resources", "app.asar.unpacked", "node_modules", "@node-rs");
  const addOns = readdirSync(unpacked, { recursive: true }).map(String);
  expect(addOns.some((name) => name.endsWith(".node"))).toBe(true);
});

test.each<[keyof typeof FuseV1Options, boolean]>([
  ["RunAsNode", false],
  ["EnableCookieEncryption", true],
  ["EnableNodeOptionsEnvironmentVariable", false],
  ["EnableNodeCliInspectArguments", false],
  ["EnableEmbeddedAsarIntegrityValidation", true],
  ["OnlyLoadAppFromAsar", true],
  ["LoadBrowserProcessSpecificV8Snapshot", false],
  ["GrantFileProtocolExtraPrivileges", false],
])("the fuse %s is %s", async (name, isOn) => {
  const names = ["keepshop", "Keepshop.exe", "Keepshop.app"];
  const binary = names.map((file) => join(app, file)).find(existsSync);
  const wire = await getCurrentFuseWire(binary ?? app);
  expect(wire[FuseV1Options[name]]).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE);
});
