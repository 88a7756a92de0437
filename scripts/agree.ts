/** `npm run agree -- --baskets 1000000 [--seed TEXT]`: till, server and web shop price alike, byte by byte. */

import { agree } from "./agree/agreement.ts";
import { readCommand, wholeNumber } from "./lib/command.ts";

const USAGE = "npm run agree -- [--baskets N] [--seed TEXT] [--json]";

const { values } = readCommand(USAGE, {
  options: {
    baskets: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const baskets = wholeNumber(values.baskets, { name: "baskets", min: 1, usage: USAGE });
const started = performance.now();
const result = await agree({
  baskets,
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
