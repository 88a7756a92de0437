// The entry of the till's process on a desktop: with `--smoke` a proof that the till works here, else a
// till at the shell's command, served over the ports that the shell hands on. What it does with the
// shell's messages is hosted-till.ts; the till itself is the one that the kiosk runs.
import { join } from "node:path";
import { done, type Refusal } from "#shared/base/result.ts";
import { refusalMeaning } from "#shared/records/refusals/index.ts";
import { putToWork } from "#till/at-work.ts";
import { openTill } from "#till/main.ts";
import { momentOf } from "#till/moment.ts";
import { servePort } from "#till/port.ts";
import { hostTill } from "./hosted-till.ts";
import { runSmoke } from "./smoke.ts";

const pagesFolder = join(import.meta.dirname, "..", "renderer");

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
    open: async ({ dataDir, server, secrets }) => {
      const opened = await openTill({
        dataDir,
        secrets,
        ...(server === undefined ? {} : { server }),
      });
      return opened.ok ? done(await putToWork(opened.value, { dataDir, pagesFolder })) : opened;
    },
    close: (work) => work.close(),
    serve: {
      counter: ({ counter }, port) => servePort(counter, port, "counter"),
      display: ({ counter }, port) => servePort(counter, port, "display"),
    },
    moment: ({ till }) => momentOf(till.core),
    tellUpdate: ({ till }, waiting) => till.core.updating.tell(waiting),
    sentenceOf,
    exit: process.exit,
  });
}

function sentenceOf({ code }: Refusal): string {
  const meaning = refusalMeaning(code);
  if (meaning !== undefined) return `${meaning.happened} ${meaning.act}`;
  return `Completed sales are safe on this disk. Call support and say: ${code}`;
}
