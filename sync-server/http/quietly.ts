/** What becomes of a bug at a web address: written to the log, answered as an outage. */
import { ORPCError } from "@orpc/server";
import type { Log } from "../core.ts";
import { aProblem, problem } from "./problem.ts";

/** Throws a refusal as it is; of anything else nothing goes outside but that it is an outage. */
export function quietly(log: Log, error: unknown): never {
  const isSaid = error instanceof ORPCError && problem.safeParse(error.data).success;
  if (isSaid || (error instanceof ORPCError && error.status < 500)) throw error;
  const why = error instanceof Error ? `${error.stack ?? error.message}` : String(error);
  const cause = error instanceof Error && error.cause !== undefined ? String(error.cause) : "";
  log.warn({ why, cause }, "a web address could not answer");
  const data = aProblem("web-unavailable");
  throw new ORPCError("SERVICE_UNAVAILABLE", { status: 503, message: data.detail, data });
}
