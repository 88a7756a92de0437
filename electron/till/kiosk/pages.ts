/** The built console's files over HTTP: page with its nonce and policy, assets by content type. */
import { readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { hexEncode } from "#shared/base/bytes.ts";
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
  PAGE_CONTENT_TYPES,
} from "#shared/base/page-policy.ts";
import type { RandomBytes } from "../host.ts";

export interface Pages {
  readonly answer: (path: string, response: ServerResponse) => void;
}

const NONCE_BYTES = 16;

/** Pages out of a folder; a path without a file is the console's own (`/display`). */
export function openPages(folder: string, random: RandomBytes): Pages {
  return {
    answer: (path, response) => {
      const file = fileOf(folder, path);
      if (file !== undefined && extname(file) !== ".html") {
        response.writeHead(200, {
          ...common(),
          "content-type": PAGE_CONTENT_TYPES[extname(file)] ?? "application/octet-stream",
          "cache-control": path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
        });
        response.end(readFileSync(file));
        return;
      }
      const page = extname(path) === "" || file !== undefined ? file : undefined;
      const html = page ?? (extname(path) === "" ? fileOf(folder, "/index.html") : undefined);
      if (html === undefined) {
        response.writeHead(404, common()).end();
        return;
      }
      const nonce = hexEncode(random(NONCE_BYTES));
      response.writeHead(200, {
        ...common(),
        "content-type": PAGE_CONTENT_TYPES[".html"] ?? "",
        "content-security-policy": contentSecurityPolicy(nonce),
        "cache-control": "no-store",
      });
      response.end(readFileSync(html, "utf8").replaceAll(NONCE_PLACEHOLDER, nonce));
    },
  };
}

function common(): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}

/** The file of a path inside the folder, never outside it. */
function fileOf(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, decoded === "/" ? "index.html" : decoded));
  if (!file.startsWith(normalize(folder) + sep) || decoded.includes("\0")) return undefined;
  try {
    return statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
