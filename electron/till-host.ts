// The entry of the till's process on a desktop: with `--smoke` a proof that the till works here, else a
// till at the shell's command. What it does with the shell's messages is hosted-till.ts.
import type { Refusal } from "#shared/base/result.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import { openTill } from "#till/main.ts";
import { hostTill } from "./hosted-till.ts";
import { runSmoke } from "./smoke.ts";

if (process.argv.includes("--smoke")) {
  try {
    console.log(await runSmoke());
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
} else {
  hostTill(process.parentPort, {
    open: ({ dataDir, server, secrets }) =>
      openTill({ dataDir, secrets, ...(server === undefined ? {} : { server }) }),
    close: (till) => till.close(),
    serve: {},
    sentenceOf,
    exit: process.exit,
  });
}

function sentenceOf({ code }: Refusal): string {
  const meaning = refusalMeaning(code);
  if (meaning !== undefined) return `${meaning.happened} ${meaning.act}`;
  return `Completed sales are safe on this disk. Call support and say: ${code}`;
}
