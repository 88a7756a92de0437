/** A server as a process of its own with the small chain of the tests; prints where it listens. */
import { startServer } from "#server/main.ts";
import { putRows } from "#server/rows/put.ts";
import { chainRows } from "#test/builders/server-chain.ts";
import { keepCompiled } from "./common.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as {
  readonly database: string;
  readonly port: number;
  readonly codes: number;
};
const server = await startServer({
  database: options.database,
  port: options.port,
  seed: async (core) => {
    const put = await putRows(core, chainRows());
    if (!put.ok) throw new Error(put.refusal.code);
  },
});
const codes: string[] = [];
for (let index = 0; index < options.codes; index += 1) {
  codes.push(await server.enrolmentCode("s1", `Till ${index + 1}`));
}
process.stdout.write(`${JSON.stringify({ port: server.port, url: server.url, codes })}\n`);
keepCompiled();
