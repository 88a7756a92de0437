// Row 86: a till's devices are kept with the register's settings and are there again after a reinstall.
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTable } from "#server/database/revisions.ts";
import { aFolder } from "#test/builders/journal.ts";
import { startTestShop } from "#test/builders/till-chain.ts";
import * as devices from "#till/acts/devices.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { keepDevices } from "#till/devices/kept.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill, type Till } from "#till/main.ts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
const open: { readonly till: Till; readonly counter: Counter }[] = [];

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
});
afterEach(async () => {
  for (const { till, counter } of open.splice(0)) {
    counter.devices.close();
    await till.close();
  }
  await server.close();
  folder.remove();
});

async function install(disk: string, name: string): Promise<{ till: Till; counter: Counter }> {
  const enrolmentCode = await server.enrolmentCode("s1", name);
  const opened = await openTill({
    dataDir: join(folder.path, disk),
    reserveBytes: 0,
    watch: false,
    server: { url: server.url, enrolmentCode },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const till = opened.value;
  await till.filled();
  const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  keepDevices(counter);
  open.push({ till, counter });
  return { till, counter };
}

const PRINTER = {
  id: "printer-1",
  kind: "printer",
  name: "Front printer",
  address: "tcp://127.0.0.1:9",
  columns: 48,
  state: "unknown",
} as const;

async function keptAtServer(): Promise<string> {
  const rows = await readTable(server.core.database.now, server.core.chain, { table: "settings" });
  return rows.map(({ body }) => body).join("\n");
}

const names = ({ counter }: { readonly counter: Counter }) =>
  counter.devices.list().map(({ name }) => name);

test("row 86: a till installed anew under its name has the printer again; another till has not", async () => {
  const first = await install("disk-1", "Till 1");
  first.till.link.cut();
  expect(devices.save(first.counter, PRINTER).ok).toBe(true);
  expect(await keptAtServer()).not.toContain("Front printer");
  first.till.link.restore();
  await expect.poll(keptAtServer).toContain("Front printer");
  const again = await install("disk-2", "Till 1");
  await expect.poll(() => names(again)).toContain("Front printer");
  expect(again.counter.devices.list().find(({ id }) => id === "printer-1")?.columns).toBe(48);
  const other = await install("disk-3", "Till 2");
  expect(names(other)).not.toContain("Front printer");
});

test("row 86: a device taken away stays away", async () => {
  const first = await install("disk-1", "Till 1");
  devices.save(first.counter, PRINTER);
  await expect.poll(keptAtServer).toContain("Front printer");
  devices.remove(first.counter, PRINTER.id);
  await expect.poll(keptAtServer).not.toContain("Front printer");
});
