/** The shop API's addresses at `/shop/api`, its OpenAPI document, and the web shop's pages at `/shop`. */
import { hash } from "node:crypto";
import { join } from "node:path";
import { OpenAPIHandler } from "@orpc/openapi/fastify";
import type { ORPCError } from "@orpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Core } from "../../core.ts";
import { readyEdge, tokenOf } from "../edge.ts";
import { servePages } from "../pages.ts";
import {
  aProblem,
  PROBLEM_TYPE,
  type Problem,
  problem,
  problemOf,
  sendProblem,
} from "../problem.ts";
import type { Products } from "../products.ts";
import { quietly } from "../quietly.ts";
import { createClients } from "./clients.ts";
import { createCounter } from "./counter.ts";
import type { ShopContext, ShopDeps } from "./deps.ts";
import { openApiDocument } from "./openapi.ts";
import { createShopRouter, type SignInAllowance } from "./router.ts";

export interface ShopOptions {
  readonly core: Core;
  readonly products: Products;
  readonly webRoot: string | undefined;
  readonly requestsPerMinute: number;
}

const BODY_BYTES_MAX = 256 * 1_024;
const SIGN_INS_PER_MINUTE = 30;
const PREFIX = "/shop/api";

/** Adds the shop's addresses; answers what they work with. */
export function registerShop(app: FastifyInstance, options: ShopOptions): ShopDeps {
  const { core, products, webRoot, requestsPerMinute } = options;
  const deps: ShopDeps = {
    core,
    products,
    clients: createClients(core),
    counter: createCounter(core),
    placing: new Map(),
  };
  const handler = new OpenAPIHandler(createShopRouter(deps, signInAllowance(core)), {
    customErrorResponseBodyEncoder: problemOfError,
    interceptors: [({ next }) => next().catch((error: unknown) => quietly(core.log, error))],
  });
  void app.register(async (scope) => {
    readyEdge(scope, {
      log: core.log,
      now: core.now,
      bodyBytesMax: BODY_BYTES_MAX,
      requestsPerMinute,
    });
    scope.addHook("onSend", async (request, reply, payload) => tagged(request, reply, payload));
    scope.get(`${PREFIX}/openapi.json`, () => openApiDocument(deps));
    scope.all(`${PREFIX}/*`, async (request, reply) => {
      const context = contextOf(request);
      const { matched } = await handler.handle(request, reply, { prefix: PREFIX, context });
      return matched ? reply : sendProblem(reply, aProblem("web-address-unknown"));
    });
  });
  if (webRoot !== undefined) servePages(app, { at: "/shop", folder: join(webRoot, "web-shop") });
  return deps;
}

function contextOf(request: FastifyRequest): ShopContext {
  const key = request.headers["idempotency-key"];
  const isKey = typeof key === "string" && key !== "" && key.length <= 200;
  return { token: tokenOf(request), idempotencyKey: isKey ? key : undefined, ip: request.ip };
}

/** What may be asked again soon carries a tag of its content; a fault says what it is. */
function tagged(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode >= 400) {
    void reply.type(PROBLEM_TYPE);
    return payload;
  }
  if (request.method !== "GET" || typeof payload !== "string") return payload;
  const isPublic = !request.url.startsWith(`${PREFIX}/me`);
  void reply.header("cache-control", isPublic ? "no-cache" : "private, no-store");
  if (!isPublic) return payload;
  const tag = `"${hash("sha256", payload, "base64url").slice(0, 27)}"`;
  void reply.header("etag", tag);
  if (request.headers["if-none-match"] !== tag) return payload;
  void reply.code(304).removeHeader("content-length");
  return "";
}

/** A refusal as it is; an input that does not fit with the field at fault; all else as an outage. */
function problemOfError(error: ORPCError<string, unknown>): Problem {
  const known = problem.safeParse(error.data);
  if (known.success) return known.data;
  if (error.status === 400) {
    return problemOf({ code: "web-input-invalid", position: faultyField(error.data) });
  }
  if (error.status === 404 || error.status === 405) return aProblem("web-address-unknown");
  return aProblem("web-unavailable");
}

function faultyField(data: unknown): string {
  const issues = (data as { issues?: readonly { path?: readonly unknown[] }[] } | undefined)
    ?.issues;
  return (issues?.[0]?.path ?? []).map(String).join(".");
}

const CALLERS_MAX = 10_000;

/** Sign-ins are dearer than looking around, and tempting to guess at. */
function signInAllowance(core: Core): SignInAllowance {
  let minute = 0;
  const tries = new Map<string, number>();
  return (ip) => {
    const now = Math.floor(core.now() / 60_000);
    if (now !== minute || tries.size > CALLERS_MAX) tries.clear();
    minute = now;
    const count = (tries.get(ip) ?? 0) + 1;
    tries.set(ip, count);
    return count <= SIGN_INS_PER_MINUTE;
  };
}
