// Row 51 with real processes: a till sells, is put right, closes its day and writes its archive while
// the link is cut; the commands archive, check and convert what it and the server have.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unpacked } from "#test/builders/archive.ts";
import { aFolder } from "#test/builders/journal.ts";
import { CODES, MANAGER_ID, MANAGER_PIN, startTestShop } from "#test/builders/till-chain.ts";
import {
  anActId,
  type Console,
  openConsole,
  startTillProcess,
  type TillProcess,
  viewWhere,
} from "./support/till-process.ts";

const RUN = fileURLToPath(new URL("../../scripts/run.mjs", import.meta.url));
const SPAN = { from: "2000-01-01", to: "2099-12-31" };

let folder: ReturnType<typeof aFolder>;
let server: Awaited<ReturnType<typeof startTestShop>>;
let till: TillProcess | undefined;

beforeAll(async () => {
  folder = aFolder();
  server = await startTestShop(join(folder.path, "server.db"));
});
afterAll(async () => {
  till?.child.kill("SIGKILL");
  await server.close();
  folder.remove();
});

/** Runs a command of the project to its end. */
function command(name: string, ...args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [RUN, name, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      out += String(text);
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code: code ?? 1, out })));
}

async function value<Value>(
  answer: Promise<
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly refusal: { readonly code: string } }
  >,
): Promise<Value> {
  const said = await answer;
  if (!said.ok) throw new Error(said.refusal.code);
  return said.value;
}

async function aDay(client: Console): Promise<void> {
  await viewWhere(client.views.lamp(), ({ filling }) => filling === undefined);
  const press = () => ({ actId: anActId() });
  await value(client.staff.signIn({ ...press(), staffId: MANAGER_ID, pin: MANAGER_PIN }));
  await value(client.shift.open({ ...press(), floatMinor: 10_000 }));
  for (const raw of [CODES.tee, CODES.mug]) {
    await value(client.sell.scan({ ...press(), raw }));
    await client.tender.start(press());
    await value(client.tender.add({ ...press(), kind: "cash", givenMinor: 2_000 }));
    await client.tender.next(press());
  }
  const [sale] = (await client.sales.find({ query: "", limit: 10 })) as { saleId: string }[];
  const what = { kind: "undo-all" as const };
  await value(
    client.sales.correct({ ...press(), saleId: sale?.saleId ?? "", what, reasonId: "wrong" }),
  );
  await value(client.shift.count({ ...press(), counted: { "50": 220 }, others: [] }));
  await value(client.shift.close({ ...press(), keptFloatMinor: 10_000, differenceReasonId: "x" }));
}

it("row 51: a till's day leaves as an archive that the checker, without Keepshop, finds whole", async () => {
  const data = join(folder.path, "till");
  const code = await server.enrolmentCode("s1", "Till 1");
  till = await startTillProcess({ data, server: server.url, code });
  expect(till.ready, till.errors()).toMatchObject({ ready: true });
  const { client } = await openConsole(String(till.ready.counter));
  await aDay(client);
  await value(client.fiscal.export({ actId: anActId(), ...SPAN }));
  const view = await viewWhere(client.views.fiscal(), ({ state }) => state !== "running");
  expect(view).toMatchObject({ state: "done", made: { receipts: 3, closings: 1 } });
  const own = view.made?.file ?? "";
  const checked = await command("fiscal-check", own);
  expect(checked.out).toContain("The archive is whole.");
  expect(checked.out).toContain("1 closings added up anew, 1 seals verified");
  await viewWhere(client.views.lamp(), ({ pending }) => pending === 0);

  const { registerId } = till.ready as { registerId: string };
  const theirs = join(folder.path, "server.zip");
  const database = join(folder.path, "server.db");
  const span = ["--from", SPAN.from, "--to", SPAN.to];
  const where = ["--database", database, "--store", "s1", "--register", registerId];
  const exported = await command("fiscal-export", ...where, ...span, "--out", theirs);
  expect(exported, exported.out).toMatchObject({ code: 0 });
  for (const name of ["entries.csv", "receipts.csv", "closings.csv", "tenders.csv", "seals.csv"]) {
    expect(unpacked(theirs).get(name)).toBe(unpacked(own).get(name));
  }

  till.child.kill("SIGTERM");
  await till.ended;
  const closed = join(folder.path, "closed.zip");
  const journal = ["--journal", join(data, "journal.db"), ...span, "--out", closed];
  expect(await command("fiscal-export", ...journal)).toMatchObject({ code: 0 });
  expect(unpacked(closed).get("entries.csv")).toBe(unpacked(own).get("entries.csv"));
  expect((await command("fiscal-check", closed, "--json")).code).toBe(0);

  const dsfinvk = join(folder.path, "dsfinvk.zip");
  expect(await command("fiscal-dsfinvk", own, "--out", dsfinvk)).toMatchObject({ code: 0 });
  expect(unpacked(dsfinvk).get("cashpointclosing.csv")?.split("\r\n")).toHaveLength(3);
});

it("row 51: the commands say in words what is wrong, and write nothing", async () => {
  const out = join(folder.path, "none.zip");
  const missing = await command(
    "fiscal-export",
    "--journal",
    join(folder.path, "no.db"),
    ...["--from", "2026-01-01", "--to", "2026-01-31", "--out", out],
  );
  expect(missing.code).not.toBe(0);
  expect((await command("fiscal-export")).out).toContain("Use: npm run fiscal:export");
  expect((await command("fiscal-check", out)).out).toContain("NOT whole");
  expect(existsSync(out)).toBe(false);
});
