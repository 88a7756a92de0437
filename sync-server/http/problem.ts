/**
 * Problems as every web address of the server answers them (RFC 9457): what happened, what is safe,
 * what to do, with a closed code. Which code fits is decided by whoever refuses.
 */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalArgs } from "#shared/base/result.ts";
import { type RefusalCode, refusalMeaning } from "#shared/records/refusals/index.ts";

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  happened: z.string(),
  safe: z.string(),
  act: z.string(),
  position: z.string().optional(),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Problem = Readonly<z.infer<typeof problem>>;

/** What a refusal is at an address, where nothing is changed before everything is checked. */
export function problemOf(
  refusal: Refusal<RefusalCode> | Refusal<string>,
  status: number = statusOf(refusal.code),
): Problem {
  const meaning = refusalMeaning(refusal.code);
  const happened = meaning?.happened ?? "This cannot be done as it was asked.";
  const act = meaning?.act ?? "Look at what was sent and try again.";
  const safe = "Nothing was changed and nothing was charged.";
  return {
    type: `urn:keepshop:${refusal.code}`,
    title: happened,
    status,
    detail: `${happened} ${safe} ${act}`,
    code: refusal.code,
    happened,
    safe,
    act,
    ...(refusal.position === undefined || refusal.position === ""
      ? {}
      : { position: refusal.position }),
    ...(refusal.args === undefined || Object.keys(refusal.args).length === 0
      ? {}
      : { args: refusal.args }),
  };
}

/** Answers a problem, with the header that says what it is. */
export function sendProblem(reply: FastifyReply, answer: Problem): FastifyReply {
  return reply.code(answer.status).type(PROBLEM_TYPE).send(answer);
}

/** A problem from its code alone. */
export function aProblem(code: RefusalCode, args?: RefusalArgs): Problem {
  return problemOf({ code, ...(args === undefined ? {} : { args }) });
}

const STATUS: Readonly<Record<string, number>> = {
  "web-json-malformed": 400,
  "web-input-invalid": 400,
  "web-key-missing": 400,
  "web-body-too-large": 413,
  "web-content-type": 415,
  "web-address-unknown": 404,
  "web-product-unknown": 404,
  "web-order-unknown": 404,
  "web-store-unknown": 404,
  "web-too-many-requests": 429,
  "hq-locked-out": 429,
  "web-unavailable": 503,
  "web-mail-missing": 503,
  "web-shop-missing": 503,
  "web-session-unknown": 401,
  "web-link-unknown": 401,
  "hq-session-unknown": 401,
  "web-stock-short": 409,
  "web-total-changed": 409,
  "web-key-reused": 409,
};

/** A refusal of the engine is about what was sent: it was read, and cannot be done. */
function statusOf(code: string): number {
  return STATUS[code] ?? 422;
}
