/**
 * The edge of a group of addresses: JSON read within a limit, a rate for each caller, and every fault
 * a problem with a code. What the addresses do is in hq/, shop/ and demo/.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "../core.ts";
import { aProblem, type Problem, problemOf, sendProblem } from "./problem.ts";

export interface EdgeOptions {
  readonly log: Log;
  readonly now: () => number;
  readonly bodyBytesMax: number;
  readonly requestsPerMinute: number;
}

/** Readies a scope of Fastify; to be called before its addresses are added. */
export function readyEdge(scope: FastifyInstance, options: EdgeOptions): void {
  const spend = createAllowances(options);
  const parse = scope.getDefaultJsonParser("error", "error");
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/json",
    { parseAs: "string", bodyLimit: options.bodyBytesMax },
    (request, text, done) => {
      // A call without an input may say that it is JSON and send nothing.
      if (text === "") done(null, undefined);
      else parse(request, text as string, done);
    },
  );
  scope.addHook("onRequest", async (request, reply) => {
    const waitSeconds = spend(request.ip);
    if (waitSeconds === 0) return undefined;
    void reply.header("retry-after", String(waitSeconds));
    return sendProblem(reply, aProblem("web-too-many-requests", { waitSeconds }));
  });
  scope.setErrorHandler((error, request, reply) => {
    const answer = problemOfError(error);
    if (answer.status >= 500) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      options.log.warn({ path: pathOf(request), why }, "an address could not answer");
    }
    return sendProblem(reply, answer);
  });
}

/** The path of a request, without what may be personal in its query. */
function pathOf(request: FastifyRequest): string {
  return request.url.split("?")[0] ?? "";
}

/** The bearer token of a request, if there is one. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const match = /^Bearer ([A-Za-z0-9._-]{1,200})$/.exec(request.headers.authorization ?? "");
  return match?.[1];
}

function problemOfError(error: unknown): Problem {
  const status =
    typeof error === "object" && error !== null && "statusCode" in error
      ? Number(error.statusCode)
      : 503;
  if (status === 413) return aProblem("web-body-too-large");
  if (status === 415) return aProblem("web-content-type");
  if (status === 404) return aProblem("web-address-unknown");
  if (status >= 400 && status < 500) {
    return problemOf({ code: "web-json-malformed" }, status === 400 ? 400 : status);
  }
  return aProblem("web-unavailable");
}

const CALLERS_MAX = 10_000;

/** A bucket a caller: answers 0, or after how many seconds one more request is taken. */
function createAllowances(options: EdgeOptions): (caller: string) => number {
  const { requestsPerMinute, now } = options;
  const perMs = requestsPerMinute / 60_000;
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (caller) => {
    const nowMs = now();
    const bucket = buckets.get(caller) ?? { left: requestsPerMinute, atMs: nowMs };
    buckets.delete(caller);
    buckets.set(caller, bucket);
    const oldest = buckets.size > CALLERS_MAX ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    const filled = bucket.left + Math.max(0, nowMs - bucket.atMs) * perMs;
    bucket.left = Math.min(requestsPerMinute, filled);
    bucket.atMs = nowMs;
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1_000));
    bucket.left -= 1;
    return 0;
  };
}
