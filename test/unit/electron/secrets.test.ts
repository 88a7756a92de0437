import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSecrets } from "../../../electron/secrets.ts";
import { type FakeOptions, makeElectron } from "./fake-electron.ts";

let file = "";
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "keepshop-secrets-")), "secrets.bin");
});
afterEach(() => rmSync(join(file, ".."), { recursive: true }));

function open(with_: FakeOptions & { platform?: string; isPlainTextAccepted?: boolean } = {}) {
  const { platform = "linux", isPlainTextAccepted = false, ...fake } = with_;
  return openSecrets(makeElectron(fake).electron, { file, platform, isPlainTextAccepted });
}

test("a secret is found again after a restart, and lies on disk encrypted", async () => {
  const first = await open();
  if (!first.ok) throw new Error(first.refusal.code);
  await Promise.all([first.value.set("deviceToken", "kst_1"), first.value.set("register", "r1")]);
  const second = await open();
  expect(second.ok && second.value.all()).toEqual({ deviceToken: "kst_1", register: "r1" });
  expect(readFileSync(file, "utf8")).not.toContain("kst_1");
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("plain text in place of a keyring is refused", async () => {
  const opened = await open({ keyring: "basic_text" });
  expect(opened.ok ? "opened" : opened.refusal.code).toBe("secrets-unprotected");
  expect(existsSync(file)).toBe(false);
});

test("plain text is taken when the owner accepted it in writing", async () => {
  const opened = await open({ keyring: "basic_text", isPlainTextAccepted: true });
  expect(opened.ok).toBe(true);
});

test("other systems are not asked for Linux's keyring", async () => {
  const opened = await open({ keyring: "basic_text", platform: "win32" });
  expect(opened.ok).toBe(true);
});

test("secrets of another keyring are refused and left as they are", async () => {
  writeFileSync(file, "foreign");
  const opened = await open();
  expect(opened.ok ? "opened" : opened.refusal.code).toBe("secrets-unreadable");
  expect(readFileSync(file, "utf8")).toBe("foreign");
});
