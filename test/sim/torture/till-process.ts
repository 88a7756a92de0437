/** A till as a process of its own that acts without a pause and prints what it was told is safe. */
import { openTill } from "#till/main.ts";
import { keepCompiled, moveOne, sleep } from "./common.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as {
  readonly dataDir: string;
  readonly url: string;
  readonly code?: string;
  readonly acts: boolean;
};
const opened = await openTill({
  dataDir: options.dataDir,
  server: {
    url: options.url,
    ...(options.code === undefined ? {} : { enrolmentCode: options.code }),
  },
  reserveBytes: 0,
  watch: false,
});
const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
if (!opened.ok) {
  say({ refused: opened.refusal.code });
  process.exit(3);
}
const { core } = opened.value;
keepCompiled();
// Serving again means that the first act is on the disk.
let served = false;
while (options.acts) {
  const entry = moveOne(core);
  if (entry === undefined) break;
  say({ id: entry.id, sequence: entry.sequence });
  if (!served) say({ serving: true });
  served = true;
  await sleep(2);
}
if (!options.acts) {
  await opened.value.sent();
  say({ sent: core.journal.head().sequence, registerId: core.identity.registerId });
  await opened.value.close();
  process.exit(0);
}
