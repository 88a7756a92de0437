/** `GET /images/manifest?from=<rows>` and `GET /images/<hash>` with ranges, for devices with a token. */
import { createReadStream } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hashToken } from "../auth.ts";
import type { Core } from "../core.ts";
import { readHeads } from "../database/heads.ts";
import { findRegisterByToken } from "../database/registers.ts";
import type { Images } from "../images/store.ts";
import { streamsOfRegister } from "../streams/membership.ts";

const WAIT_MS = 1_000;

/**
 * Joins the routes. Answers 202 while an image is being built (ask again a second later), 204 where
 * the scope has fewer revisions than the till thinks worth an image: pages are faster then.
 */
export function registerImages(app: FastifyInstance, core: Core, images: Images): void {
  app.get<{ Querystring: { readonly from?: string } }>(
    "/images/manifest",
    async (request, reply) => {
      const streams = await streamsOf(core, request);
      if (streams === undefined) return reply.code(401).send({ code: "unknown-device" });
      const from = Number(request.query.from ?? 0);
      if (from > 0 && (await revisionsOf(core, streams)) < from) return reply.code(204).send();
      const manifest = images.manifestOf(streams);
      const made = await Promise.race([manifest, sleep(WAIT_MS)]);
      if (made !== undefined) return made;
      manifest.catch((error: unknown) => core.log.warn({ why: String(error) }, "an image failed"));
      return reply.code(202).header("retry-after", "1").send({ building: true });
    },
  );
  app.get<{ Params: { readonly hash: string } }>("/images/:hash", async (request, reply) => {
    const streams = await streamsOf(core, request);
    if (streams === undefined) return reply.code(401).send({ code: "unknown-device" });
    const file = images.fileOf(request.params.hash, streams);
    if (file === undefined) return reply.code(404).send({ code: "image-gone" });
    return sendRange(file, request, reply);
  });
}

function sendRange(
  file: { readonly path: string; readonly bytes: number },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const start = Number(asked?.[1] ?? 0);
  const end = asked?.[2] ? Math.min(Number(asked[2]), file.bytes - 1) : file.bytes - 1;
  reply.header("accept-ranges", "bytes").type("application/octet-stream");
  if (start > end) {
    return reply.code(416).header("content-range", `bytes */${file.bytes}`).send();
  }
  if (asked !== null) {
    reply.code(206).header("content-range", `bytes ${start}-${end}/${file.bytes}`);
  }
  reply.header("content-length", end - start + 1);
  return reply.send(createReadStream(file.path, { start, end }));
}

async function revisionsOf(core: Core, streams: readonly string[]): Promise<number> {
  const heads = await readHeads(core.database.now, core.chain, streams);
  return [...heads.values()].reduce((sum, head) => sum + head.position, 0);
}

/** The streams of the device whose token came, when it may read at all. */
async function streamsOf(
  core: Core,
  request: FastifyRequest,
): Promise<readonly string[] | undefined> {
  const token = /^Bearer (.{1,4000})$/.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) return undefined;
  const tx = core.database.now;
  const register = await findRegisterByToken(tx, core.chain, hashToken(token));
  if (register === undefined || register.fenced || register.revokedAtMs !== null) return undefined;
  await core.small.refresh(tx);
  return streamsOfRegister(register, core.small.now());
}

function sleep(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
