// The files of deploy/ against each other and against the server: names, addresses, keys, folders.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const deploy = (name: string): string => readFileSync(join("deploy", name), "utf8");
const compose = deploy("compose.yaml");

test("the proxy speaks to the nodes that there are, and each file that is mounted is here", () => {
  const nodes = [...compose.matchAll(/^ {2}(node\d):/gm)].map(([, name]) => name);
  expect(nodes).toHaveLength(3);
  const served = [...deploy("nginx.compose.conf").matchAll(/server (node\d):4601/g)];
  expect(served.map(([, name]) => name)).toEqual(nodes);
  expect(compose).toContain('"4601"');
  const mounted = [...compose.matchAll(/- \.\/([\w.-]+):/g)].map(([, name]) => name ?? "");
  expect(mounted.filter((name) => name !== "tls" && !existsSync(join("deploy", name)))).toEqual([]);
});

test("both proxies are the same but for the addresses", () => {
  const plain = (text: string): string =>
    text.replace(/server \S+:\d+/g, "server NODE").replace(/^#.*$/gm, "");
  expect(plain(deploy("nginx.compose.conf"))).toBe(plain(deploy("nginx.conf")));
});

test("the standby follows under the name that the primary waits for", () => {
  expect(deploy("postgres-primary.sh")).toContain("'ANY 1 (standby1)'");
  expect(deploy("postgres-standby.sh").match(/application_name=standby1/g)).toHaveLength(2);
  expect(compose).toMatch(/^ {2}standby1:/m);
});

test("every key of the environment is one that the server or the compose file reads", () => {
  const server = readFileSync("sync-server/main.ts", "utf8");
  const keys = [...deploy("server.env.example").matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)];
  expect(keys.length).toBeGreaterThan(2);
  for (const [, key = ""] of keys) {
    const isUnit = deploy("keepshop-server@.service").includes(`\${${key}}`);
    expect(server.includes(key) || compose.includes(key) || isUnit, key).toBe(true);
  }
  for (const [, key = ""] of deploy("Dockerfile").matchAll(/(KEEPSHOP_[A-Z]+)=/g))
    expect(server).toContain(`process.env.${key}`);
});

test("the image has every folder that the server's files import from", () => {
  const files = readdirSync("sync-server", { recursive: true, encoding: "utf8" });
  const folders = new Set(
    files
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => [
        ...readFileSync(join("sync-server", name), "utf8").matchAll(/from "#(\w+)\//g),
      ])
      .map(([, folder]) => (folder === "server" ? "sync-server" : folder)),
  );
  for (const folder of folders) expect(deploy("Dockerfile")).toContain(`/opt/keepshop/${folder} `);
});

test.each(["postgres-primary.sh", "postgres-standby.sh"])(
  "%s is a script a shell reads",
  (name) => {
    expect(spawnSync("bash", ["-n", join("deploy", name)], { encoding: "utf8" }).stderr).toBe("");
  },
);

test.each(["7", "many", "90.5"])(
  "a node does not start with a retention of %s days, and says so",
  (days) => {
    const folder = mkdtempSync(join(tmpdir(), "keepshop-deploy-"));
    const args = [
      "--disable-warning=ExperimentalWarning",
      "sync-server/main.ts",
      join(folder, "s.db"),
    ];
    const env = { ...process.env, KEEPSHOP_RETENTION_DAYS: days };
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    rmSync(folder, { recursive: true, force: true });
    expect(status).toBe(1);
    expect(stderr).toContain("retention");
  },
);

test("a node starts by its two words and its environment, answers, and ends by SIGTERM", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-deploy-"));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "sync-server/main.ts", join(folder, "s.db"), "0"],
    { env: { ...process.env, KEEPSHOP_HOST: "127.0.0.1", KEEPSHOP_IMAGES: join(folder, "im") } },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (text) => {
        const [, found] = /on (http:\S+)/.exec(String(text)) ?? [];
        if (found !== undefined) resolve(found);
      });
      void ended.then((code) => reject(new Error(`it ended: ${code}`)));
    });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
