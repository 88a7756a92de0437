/** `npm run agree -- --baskets 1000000 [--seed TEXT]`: till, server and web shop price alike, byte by byte. */
import { parseArgs } from "node:util";
import { agree } from "./agree/agreement.ts";

const { values } = parseArgs({
  options: {
    baskets: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

if (!/^[1-9]\d{0,8}$/.test(values.baskets)) {
  console.error(`--baskets takes a number above 0, not "${values.baskets}". Nothing was done.`);
  process.exit(1);
}
const started = performance.now();
const result = await agree({
  baskets: Number(values.baskets),
  seed: values.seed,
  progress: (done) => {
    if (!values.json) console.log(`${done} baskets agree`);
  },
});
const seconds = Math.round((performance.now() - started) / 100) / 10;
if (values.json) console.log(JSON.stringify({ ...result, seed: values.seed, seconds }));
else if (result.first === undefined)
  console.log(
    `${result.baskets} baskets agree at till, server and web shop (${result.refused} refused alike), ${seconds} s`,
  );
else
  console.log(`Basket ${result.baskets} differs:\n${JSON.stringify(result.first, undefined, 2)}`);
process.exitCode = result.differing === 0 ? 0 : 1;
