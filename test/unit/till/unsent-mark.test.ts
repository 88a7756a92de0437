// Issue 4: update and uninstall refuse while the server lacks something that is only at this till.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aFolder } from "#test/builders/journal.ts";
import { CASHIER_ID, CASHIER_PIN, CODES, startTestShop } from "#test/builders/till-chain.ts";
import * as sell from "#till/acts/sell.ts";
import { signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { openCounter } from "#till/counter.ts";
import { openVirtualPrinter } from "#till/devices/virtual-printer.ts";
import { openTill, type Till } from "#till/main.ts";

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;

beforeEach(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
  mkdirSync(join(folder.path, "homes", "shop", ".config"), { recursive: true });
  mkdirSync(dataDir());
  symlinkSync(dataDir(), join(folder.path, "homes", "shop", ".config", "keepshop"));
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

const dataDir = (): string => join(folder.path, "till");

async function open(enrolmentCode?: string): Promise<Till> {
  const opened = await openTill({
    dataDir: dataDir(),
    reserveBytes: 0,
    watch: false,
    server: { url: server.url, ...(enrolmentCode === undefined ? {} : { enrolmentCode }) },
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value;
}

/** What the package's own script says before the program is removed or replaced. */
function beforeRemoval() {
  return spawnSync("sh", ["electron/resources/before-remove.sh", "remove"], {
    encoding: "utf8",
    env: { KEEPSHOP_HOMES: join(folder.path, "homes") },
  });
}

test("an open till, and one closed with a sale unsent, is neither replaced nor removed; one that sent all may be", async () => {
  const till = await open(await server.enrolmentCode("s1", "Till 1"));
  await till.filled();
  expect(beforeRemoval().status).toBe(1);
  const counter = openCounter({ core: till.core, printer: openVirtualPrinter() });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  await till.sent();
  till.link.cut();
  expect(sell.scan(counter, CODES.tee).ok).toBe(true);
  tender.start(counter);
  expect(tender.add(counter, { kind: "cash", givenMinor: 1_000 }).ok).toBe(true);
  await till.close();

  const refused = beforeRemoval();
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("sales that are not sent");
  expect(refused.stderr).toContain("Nothing is lost.");

  const again = await open();
  await again.sent();
  await again.close();
  expect(beforeRemoval()).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(dataDir(), "journal.db"))).toBe(true);
});
