import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registerPages, servePages } from "../../../electron/pages.ts";
import { makeElectron } from "./fake-electron.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-pages-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), '<meta nonce="KEEPSHOP_NONCE">');
  writeFileSync(join(folder, "assets", "main.js"), "run();");
  writeFileSync(join(folder, "secrets.bin"), "secret");
});
afterAll(() => rmSync(folder, { recursive: true }));

function ask(url: string, init: RequestInit = {}): Response {
  const { electron, seen } = makeElectron();
  servePages(electron, folder);
  const answer = seen.serve?.(new Request(url, init));
  if (answer === undefined) throw new Error("no page is served");
  return answer;
}

test("the scheme is standard and secure, without the doors past the policy", () => {
  const { electron, seen } = makeElectron();
  registerPages(electron);
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  expect(seen.schemes).toEqual([{ scheme: "app", privileges }]);
});

test("a page carries the policy, with a nonce of its own each time", async () => {
  const policies: string[] = [];
  for (const answer of [ask("app://keepshop/index.html"), ask("app://keepshop/index.html")]) {
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    expect(await answer.text()).toBe(`<meta nonce="${nonce}">`);
    policies.push(policy);
  }
  expect(policies[0]).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/);
  expect(policies[0]).toContain("connect-src 'self'");
  expect(policies[0]).toContain("require-trusted-types-for 'script'; trusted-types default");
  expect(policies[0]).not.toContain("unsafe");
  expect(policies[0]).not.toBe(policies[1]);
});

test("a script has its type and is not sniffed", () => {
  const answer = ask("app://keepshop/assets/main.js");
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test.each([
  ["a file of no known kind", "app://keepshop/secrets.bin"],
  ["a path out of the folder", "app://keepshop/..%2f..%2fetc/passwd"],
  ["another host", "app://elsewhere/index.html"],
  ["a folder", "app://keepshop/assets/"],
])("%s is not found", (_name, url) => {
  expect(ask(url).status).toBe(404);
});

test("only reading is answered", () => {
  expect(ask("app://keepshop/index.html", { method: "POST" }).status).toBe(404);
});
