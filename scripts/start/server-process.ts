/**
 * The sync server of `npm start` as a process of its own: seeds the demo chain on its first run with a
 * progress line (not with --empty), prints one JSON line when it listens, answers enrolment codes on request, stops on
 * SIGTERM with everything committed.
 */
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import type { Core } from "#server/core.ts";
import { mailOf, startServer } from "#server/main.ts";
import { DEMO_STAFF } from "../demo/people.ts";
import { seedChain } from "../demo/seed-chain.ts";

const { values } = parseArgs({
  options: {
    database: { type: "string" },
    port: { type: "string", default: "0" },
    web: { type: "string" },
    codes: { type: "string", default: "" },
    store: { type: "string", default: "store-covent" },
    seed: { type: "string", default: "42" },
    empty: { type: "boolean", default: false },
  },
});

try {
  const server = await startServer({
    database: values.database ?? "",
    port: Number(values.port),
    ...(values.web === undefined ? {} : { webRoot: values.web }),
    ...mailOf(process.env),
    ...(values.empty ? {} : { demoPeople: DEMO_STAFF, seed }),
  });
  const codes: Record<string, string> = {};
  // A name may say its store: "Till 1@store-bath".
  for (const name of values.codes.split(",").filter((one) => one !== "")) {
    const [label = name, store = values.store] = name.split("@");
    codes[name] = await server.enrolmentCode(store, label);
  }
  console.log(JSON.stringify({ ready: true, url: server.url, port: server.port, codes }));
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function seed(core: Core): Promise<void> {
  await seedChain(core, {
    seed: values.seed,
    nowMs: Date.now(),
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    progress: (line) => console.log(line),
  });
}
