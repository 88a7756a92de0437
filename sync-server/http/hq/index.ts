/** HQ's addresses: the contract over oRPC at `/hq/api`, the pages at `/hq` and `/approve`, the till's tunnel. */
import { join } from "node:path";
import { createRouterClient, ORPCError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fastify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Question } from "../../questions.ts";
import { readyEdge, tokenOf } from "../edge.ts";
import { servePages } from "../pages.ts";
import { aProblem, sendProblem } from "../problem.ts";
import { quietly } from "../quietly.ts";
import { registerArchive } from "./archive.ts";
import type { HqDeps } from "./deps.ts";
import { createHqRouter } from "./router.ts";

const BODY_BYTES_MAX = 64 * 1_024;
const REQUESTS_PER_MINUTE = 1_200;

/** Adds HQ's addresses; answers the question by which a till asks HQ for a manager. */
export function registerHq(
  app: FastifyInstance,
  deps: HqDeps & { readonly webRoot: string | undefined },
): Question {
  const router = createHqRouter(deps);
  const { log, now } = deps.core;
  const handler = new RPCHandler(router, {
    interceptors: [({ next }) => next().catch((error: unknown) => quietly(log, error))],
  });
  void app.register(async (scope) => {
    readyEdge(scope, {
      log,
      now,
      bodyBytesMax: BODY_BYTES_MAX,
      requestsPerMinute: REQUESTS_PER_MINUTE,
    });
    registerArchive(scope, deps);
    scope.all("/hq/api/*", async (request, reply) => {
      const context = { token: tokenOf(request) };
      const { matched } = await handler.handle(request, reply, { prefix: "/hq/api", context });
      if (!matched) return sendProblem(reply, aProblem("web-address-unknown"));
      return reply;
    });
  });
  if (deps.webRoot !== undefined) {
    const folder = join(deps.webRoot, "renderer");
    servePages(app, { at: "/hq", folder });
    servePages(app, { at: "/approve", folder });
  }
  return tunnel(router);
}

const asked = z.object({
  path: z.string().regex(/^[a-zA-Z]{1,40}$/),
  input: z.unknown().optional(),
  token: z.string().max(200).optional(),
});

/**
 * One procedure of the contract asked through a till. What the procedure answers is the value; a
 * session that is not known or an input that does not fit is answered as a refusal of the same form.
 */
function tunnel(router: ReturnType<typeof createHqRouter>): Question {
  return async (payload, register) => {
    const question = asked.safeParse(payload);
    if (!question.success) return "malformed";
    const { path, input, token } = question.data;
    const client = createRouterClient(router, {
      context: { token, register },
    }) as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
    if (!Object.hasOwn(router, path)) return "malformed";
    const call = client[path];
    if (call === undefined) return "malformed";
    try {
      return { value: await call(input) };
    } catch (error) {
      if (!(error instanceof ORPCError)) throw error;
      const code = error.code === "UNAUTHORIZED" ? "hq-session-unknown" : "web-input-invalid";
      const { happened, act } = aProblem(code);
      return { value: { ok: false, refusal: { code, args: {}, happened, act } } };
    }
  };
}
