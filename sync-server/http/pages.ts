/**
 * Built pages: exactly the files that lie in a folder, of known kinds, each with the policy header.
 * A page of one screen answers for every path below it; a file that is not there is a problem.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
  PAGE_CONTENT_TYPES,
} from "#shared/base/page-policy.ts";
import { aProblem, sendProblem } from "./problem.ts";

const YEAR_SECONDS = 31_536_000;

export interface Pages {
  /** Where they are, without a closing slash, such as `/hq`. */
  readonly at: string;
  readonly folder: string;
}

/** Serves the built pages in a folder; where nothing is built, says so. */
export function servePages(app: FastifyInstance, { at, folder }: Pages): void {
  const files = filesIn(folder);
  const answer = (path: string, reply: FastifyReply): FastifyReply => {
    const file = files.get(path);
    if (file !== undefined && path !== "index.html") return sendFile(reply, file, path);
    if (extname(path) !== "" && path !== "index.html") {
      return sendProblem(reply, aProblem("web-address-unknown"));
    }
    return sendPage(reply, files.get("index.html"));
  };
  // Addresses inside the page are relative, so that it must be asked for with the slash.
  app.get(at, (_request, reply) => reply.redirect(`${at}/`, 301));
  app.get<{ Params: { "*": string } }>(`${at}/*`, (request, reply) =>
    answer(request.params["*"], reply),
  );
}

/** Puts the headers that every page of ours carries, and answers the nonce its policy names. */
export function guardPage(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString("base64");
  void reply.headers({
    "content-security-policy": contentSecurityPolicy(nonce),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
  });
  return nonce;
}

function sendPage(reply: FastifyReply, file: string | undefined): FastifyReply {
  const nonce = guardPage(reply);
  if (file === undefined || !existsSync(file)) {
    return reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
  }
  const page = readFileSync(file, "utf8").replaceAll(NONCE_PLACEHOLDER, nonce);
  return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
}

const NOT_BUILT =
  "This page is not built yet. Nothing is lost. Run `npm run build` and start the server again.\n";

function sendFile(reply: FastifyReply, file: string, path: string): FastifyReply {
  guardPage(reply);
  // Names of built files carry a hash of their content.
  const lasts = path.startsWith("assets/") ? `max-age=${YEAR_SECONDS}, immutable` : "no-cache";
  return reply
    .type(PAGE_CONTENT_TYPES[extname(path)] ?? "application/octet-stream")
    .header("cache-control", lasts)
    .send(readFileSync(file));
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in PAGE_CONTENT_TYPES)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).split(sep).join("/"), file]),
  );
}
