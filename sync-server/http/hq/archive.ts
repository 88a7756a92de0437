/**
 * `GET /hq/archive?store=S&from=D&to=D[&register=R]`: the fiscal archive of a store as a download, for a
 * person signed in at HQ whose role may have it. One at a time; what is in it is fiscal/archive.ts.
 */
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { businessDate, id } from "#shared/records/fields.ts";
import { writeFiscalArchive } from "../../fiscal/archive.ts";
import { tokenOf } from "../edge.ts";
import { aProblem, problemOf, sendProblem } from "../problem.ts";
import type { HqDeps } from "./deps.ts";
import { createHqSignIn } from "./sign-in.ts";

const asked = z.object({
  store: id,
  from: businessDate,
  to: businessDate,
  register: id.optional(),
});

/**
 * Adds the address. Answers `hq-session-unknown`, `web-input-invalid`, `fiscal-running`,
 * `fiscal-nothing` and `fiscal-span-invalid` as problems.
 */
export function registerArchive(scope: FastifyInstance, deps: HqDeps): void {
  const { core } = deps;
  const signIns = createHqSignIn(deps);
  let isRunning = false;
  scope.get("/hq/archive", async (request, reply) => {
    const staff = await signIns.who(tokenOf(request));
    if (staff === undefined) return sendProblem(reply, aProblem("hq-session-unknown"));
    const query = asked.safeParse(request.query);
    if (!query.success) return sendProblem(reply, aProblem("web-input-invalid"));
    if (isRunning) return sendProblem(reply, problemOf({ code: "fiscal-running" }, 409));
    const { store, register, from, to } = query.data;
    const folder = mkdtempSync(join(tmpdir(), "archive-"));
    const clear = (): void => rmSync(folder, { recursive: true, force: true });
    const file = join(folder, "archive.zip");
    isRunning = true;
    try {
      const about = { storeId: store, registerId: register, from, to, among: staff.scope.sees };
      const written = await writeFiscalArchive(core, about, file);
      if (!written.ok) {
        clear();
        return sendProblem(reply, problemOf(written.refusal, 422));
      }
    } catch (error) {
      clear();
      throw error;
    } finally {
      isRunning = false;
    }
    core.log.info({ staffId: staff.id, store, from, to }, "a fiscal archive was handed out");
    const name = `fiscal-${store.replaceAll(/[^A-Za-z0-9-]/g, "-")}-${from}-${to}.zip`;
    const stream = createReadStream(file);
    stream.once("close", clear);
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="${name}"`)
      .send(stream);
  });
}
