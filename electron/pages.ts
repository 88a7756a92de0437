// The console's pages under a scheme of their own: an allow-list of the built files, read from the
// package, each with the policy header. No page comes from the network or from file://.
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
  PAGE_CONTENT_TYPES,
} from "#shared/base/page-policy.ts";
import type { Electron } from "./hardening.ts";

const SCHEME = "app";
const HOST = "keepshop";

/** Where the console is. The scheme and host are its origin and never change. */
export const CONSOLE_URL: string = `${SCHEME}://${HOST}/index.html`;

/** What the customer sees: the same page, which reads from its path whose it is. */
export const DISPLAY_URL: string = `${SCHEME}://${HOST}/display`;

/** Makes the scheme a secure, standard one. Must run before the app is ready. */
export function registerPages({ protocol }: Electron): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves exactly the files that lie in `folder` now, of the known kinds; all else is not found. */
export function servePages({ protocol }: Electron, folder: string): void {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in PAGE_CONTENT_TYPES)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(folder, file).split(sep).join("/")}`, file]),
  );
  const console = files.get("/index.html");
  if (console !== undefined) files.set(new URL(DISPLAY_URL).pathname, console);
  protocol.handle(SCHEME, ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = files.get(pathname);
    if (file === undefined || host !== HOST || method !== "GET") {
      return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
    }
    return answerFile(file);
  });
}

function answerFile(file: string): Response {
  const kind = extname(file);
  const nonce = randomBytes(16).toString("base64");
  const bytes = readFileSync(file);
  const body =
    kind === ".html" ? bytes.toString("utf8").replaceAll(NONCE_PLACEHOLDER, nonce) : bytes;
  return new Response(body, {
    headers: {
      "content-type": PAGE_CONTENT_TYPES[kind] ?? "application/octet-stream",
      "content-security-policy": contentSecurityPolicy(nonce),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    },
  });
}
