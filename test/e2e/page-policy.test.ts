// The built console under the policy that it is served with everywhere, in a real Chromium: it draws
// itself, and breaks none of its rules.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from "#shared/base/page-policy.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";

const NONCE = "dGVzdC1ub25jZQ==";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

let server: Server;
let browser: TestBrowser;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "/index.html");
    const type = TYPES[extname(path)];
    if (type === undefined) return response.writeHead(404).end();
    const text = readFileSync(join("build", "renderer", path), "utf8");
    response.setHeader("content-security-policy", contentSecurityPolicy(NONCE));
    response.setHeader("content-type", type);
    return response.end(text.replaceAll(NONCE_PLACEHOLDER, NONCE));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function openPage() {
  const page = await browser.context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.locator("#root > :not(style)").first().waitFor({ timeout: 10_000 });
  return { page, complaints };
}

test("the console draws itself without breaking its policy", async () => {
  const { page, complaints } = await openPage();
  const scheme = await page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  expect(scheme).toBe("light");
  expect(complaints).toEqual([]);
});

test("a script or style that was not served with the page does not run", async () => {
  const { page, complaints } = await openPage();
  await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "body { color: rgb(1, 2, 3) }";
    document.head.append(style);
  });
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe("rgb(1, 2, 3)");
  expect(complaints).toHaveLength(1);
});

test("no string becomes markup", async () => {
  const { page } = await openPage();
  const attempt = page.evaluate(() => {
    document.body.innerHTML = "<img src=x onerror=alert(1)>";
  });
  await expect(attempt).rejects.toThrow("markup from a string");
});
