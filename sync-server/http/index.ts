/**
 * The server's HTTP side: health, readiness and enrolment. Shop, HQ, web shop and images each have
 * their own file and are joined here.
 */
import type { FastifyInstance } from "fastify";
import type { Core } from "../core.ts";
import { touchChain } from "../database/heads.ts";
import { enrolDevice } from "../enrol.ts";
import type { Images } from "../images/store.ts";
import type { Questions } from "../questions.ts";
import { registerDemo } from "./demo/index.ts";
import type { DemoPerson } from "./hq/deps.ts";
import { registerHq } from "./hq/index.ts";
import { registerImages } from "./images.ts";
import { createProducts } from "./products.ts";
import { registerShop } from "./shop/index.ts";

export type { DemoPerson } from "./hq/deps.ts";

export interface HttpDeps {
  readonly core: Core;
  readonly questions: Questions;
  readonly images: Images;
  /** Folder with the built console and web shop, when there is one. */
  readonly webRoot: string | undefined;
  /** False once the server is stopping: a proxy sends new callers elsewhere. */
  readonly isReady: () => boolean;
  readonly connected: () => number;
  readonly connectedRegisters: () => ReadonlySet<string>;
  readonly demoPeople: readonly DemoPerson[];
  /** How many requests one address may make to the shop API in a minute. */
  readonly requestsPerMinute: number;
}

const ENROL_BODY_BYTES_MAX = 4_096;
const ENROL_FAILURES_PER_MINUTE = 20;

/** Joins every route. */
export function registerHttp(app: FastifyInstance, deps: HttpDeps): void {
  // Alive, and what it suffers from: starting it again would not make a disk larger.
  app.get("/health", async () => {
    const trouble = deps.core.queue.trouble();
    const writing = trouble === undefined ? {} : { writing: { ok: false, ...trouble } };
    return { ok: trouble === undefined, connected: deps.connected(), ...writing };
  });
  app.get("/ready", async (_request, reply) => {
    const ready = deps.isReady() && (await canRead(deps.core)) && (await canWrite(deps.core));
    return reply.code(ready ? 200 : 503).send({ ok: ready });
  });
  registerEnrolment(app, deps.core);
  registerImages(app, deps.core, deps.images);
  const products = createProducts(deps.core);
  deps.questions.add("hq", registerHq(app, { ...deps, products }));
  registerDemo(app, registerShop(app, { ...deps, products }));
}

function registerEnrolment(app: FastifyInstance, core: Core): void {
  let minute = 0;
  let failed = 0;
  app.post("/enrol", { bodyLimit: ENROL_BODY_BYTES_MAX }, async (request, reply) => {
    const now = Math.floor(core.now() / 60_000);
    if (now !== minute) failed = 0;
    minute = now;
    // A code has 40 bits and lives ten minutes: at this rate it cannot be guessed.
    if (failed >= ENROL_FAILURES_PER_MINUTE) return reply.code(429).send({ code: "busy" });
    const enrolled = await enrolDevice(core, request.body);
    if (enrolled.ok) return enrolled.value;
    failed += 1;
    return reply.code(403).send(enrolled.refusal);
  });
}

async function canRead(core: Core): Promise<boolean> {
  try {
    await core.small.refresh(core.database.now);
    return true;
  } catch {
    return false;
  }
}

/** Tried only while pushes fail, so that a node without pushes finds out by itself that all is well. */
async function canWrite({ queue, database, chain }: Core): Promise<boolean> {
  if (queue.trouble() === undefined) return true;
  try {
    await database.write((tx) => touchChain(tx, chain));
    queue.recovered();
    return true;
  } catch {
    return false;
  }
}
