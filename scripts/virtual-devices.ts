/**
 * `node scripts/run.mjs virtual-devices [--folder DIR] [--columns 42] [--currency 0826]`: a printer, a label printer, two terminals, a
 * scanner, a scale and a signing device as programs on fixed ports, for a till that runs beside. Each paper becomes a
 * picture in the folder when it is cut; a code typed here is scanned, `paper 0` takes the paper away.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startKeepingSimulator } from "../electron/till/devices/virtual/keeping-simulator.ts";
import { startVirtualLabelPrinter } from "../electron/till/devices/virtual/label-printer-server.ts";
import { startVirtualPrinter } from "../electron/till/devices/virtual/printer-server.ts";
import {
  startVirtualScale,
  startVirtualScanner,
} from "../electron/till/devices/virtual/serial-line.ts";
import { startSigningSimulator } from "../electron/till/devices/virtual/signing-simulator.ts";
import type { PrintedLabel } from "../electron/till/devices/virtual/zpl-printer.ts";
import { startZvtSimulator } from "../electron/till/devices/virtual/zvt-simulator.ts";
import { paperPicture } from "./virtual-devices/picture.ts";

const PORTS = {
  printer: 9_100,
  labels: 9_101,
  terminal: 20_007,
  scanner: 4_001,
  scale: 4_002,
  signing: 8_009,
  keeping: 8_010,
} as const;
const LOOK_MS = 500;

const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "virtual-paper" },
    columns: { type: "string", default: "42" },
    // As the demo's shops; a terminal declines what it is not set to.
    currency: { type: "string", default: "0826" },
  },
});
const folder = resolve(values.folder);
const columns = Number(values.columns);
mkdirSync(folder, { recursive: true });

const printer = await startVirtualPrinter({ columns, port: PORTS.printer });
const terminal = await startZvtSimulator({ port: PORTS.terminal, currency: values.currency });
const scanner = await startVirtualScanner(PORTS.scanner);
const scale = await startVirtualScale(PORTS.scale);
const keeping = await startKeepingSimulator({ port: PORTS.keeping });
const signing = await startSigningSimulator({ port: PORTS.signing });
console.log(`Printer   ${printer.address}  (${columns} columns, papers in ${folder})`);
const labels = await startVirtualLabelPrinter(PORTS.labels);
console.log(`Labels    ${labels.address}`);
console.log(`Terminal  ${terminal.address}`);
console.log(`Terminal  ${keeping.address}  (type: bank off, bank on, refuse 1850)`);
console.log(`Scanner   ${scanner.address}  (type a code)`);
console.log(`Scale     ${scale.address}  (type: grams 1250)`);
console.log(`Signing   ${signing.address}  (type: signing off, signing on)`);
console.log("Also: paper 0, paper 1000, cover open, cover closed, labels (what came out)");

let papers = 0;
let seen = 0;
const looking = setInterval(() => {
  const items = printer.items();
  // Only what has come to rest: a cut, and nothing more since the last look.
  const rests = items.length === seen;
  seen = items.length;
  if (!rests || !items.some(({ kind }) => kind === "cut")) return;
  papers += 1;
  const file = join(folder, `${String(papers).padStart(4, "0")}.png`);
  writeFileSync(file, paperPicture(items, columns));
  printer.tearOff();
  console.log(`Printed ${file}`);
}, LOOK_MS);

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [word = "", value = ""] = line.trim().split(" ");
  if (word === "paper") printer.setPaper(Number(value));
  else if (word === "signing" && value === "off") signing.unplug();
  else if (word === "signing") signing.plug();
  else if (word === "bank") keeping.setBank(value !== "off");
  else if (word === "refuse") keeping.refuseLater((minor) => minor === Number(value));
  else if (word === "cover") printer.setCover(value === "open");
  else if (word === "labels") console.log(labels.labels().map(wordsOf).join("\n"));
  else if (word === "grams") scale.put({ grams: Number(value) });
  else if (word !== "") scanner.read(line.trim());
});

function wordsOf({ fields }: PrintedLabel): string {
  return fields.map(({ data }) => data).join(" | ");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearInterval(looking);
    lines.close();
    void Promise.all(
      [printer, labels, terminal, keeping, scanner, scale, signing].map((each) => each.close()),
    ).then(() => process.exit(0));
  });
}
