// `--smoke`: proves on this machine, in this very program, that the till works: its SQLite opens, syncs
// to disk and keeps a chain, its keys are made and used, a sale is written and found again. It needs no
// network, no window and no keyring, and leaves nothing behind.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "#shared/base/result.ts";
import { type SaleCompleted, saleCompleted } from "#shared/records/entries/sale-completed.ts";
import { append } from "#till/core.ts";
import { openTill, type Till } from "#till/main.ts";

const RESERVE_BYTES = 64 * 1024;

/** Opens a till in an empty folder, sells one item, opens it again; answers what it found, or throws. */
export async function runSmoke(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-smoke-"));
  const server = await startEnrolment();
  const { port } = server.address() as AddressInfo;
  const options = {
    dataDir: join(folder, "till"),
    server: { url: `http://127.0.0.1:${port}`, enrolmentCode: "smoke-test" },
    // Nothing answers: what is proved is what a till does alone.
    transport: () => ({
      connect: () => undefined,
      ask: () => Promise.reject(new Error("there is no server")),
      disconnect: () => undefined,
    }),
    reserveBytes: RESERVE_BYTES,
    watch: false,
  };
  try {
    const sold = await withTill(await openTill(options), (till) => sellOne(till));
    const found = await withTill(await openTill(options), (till) => till.core.journal.after(0, 10));
    const [entry] = found;
    if (found.length !== 1 || entry?.hash !== sold) throw new Error("the sale was not found again");
    return `Smoke: one sale written and found again, ${process.versions.sqlite} SQLite`;
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The hash of the sale's entry. */
function sellOne(till: Till): string {
  const { core } = till;
  const atMs = core.clock.now();
  const saleId = core.ids.next();
  const appended = append(core, { staffId: "staff-smoke" }, (tools) => ({
    kind: "sale.completed",
    body: saleOf({ saleId, atMs, receiptNumber: `SMOKE-${tools.takeNumber("SMOKE")}` }),
  }));
  if (!appended.ok) throw new Error(`The sale was refused: ${appended.refusal.code}`);
  return appended.value[0]?.hash ?? "";
}

function saleOf(about: {
  readonly saleId: string;
  readonly atMs: number;
  readonly receiptNumber: string;
}): SaleCompleted {
  const { saleId, atMs, receiptNumber } = about;
  const amount = { grossMinor: 1000, discountMinor: 0, netMinor: 1000, totalMinor: 1000 };
  const line = {
    ...amount,
    id: `${saleId}-1`,
    productId: "product-smoke",
    sku: "SMOKE-1",
    name: "One item",
    productKind: "goods",
    quantityMilli: 1000,
    unit: "pc",
    unitPriceMinor: 1000,
    priceSource: "book",
    adjustments: [],
    taxes: [],
    taxCategoryId: "none",
    categoryIds: [],
    serials: [],
    fulfilment: { kind: "carry", placeId: "place-smoke" },
  };
  const priced = {
    basketId: `${saleId}-b`,
    currency: "EUR",
    pricedAtMs: atMs,
    engineVersion: 1,
    lines: [line],
    fees: [],
    taxes: [],
    goodsMinor: 1000,
    discountMinor: 0,
    feesMinor: 0,
    taxMinor: 0,
    totalMinor: 1000,
    quantityMilli: 1000,
    couponsUsed: [],
    hints: [],
  };
  const cash = { id: `${saleId}-t`, kind: "cash", name: "Cash", amountMinor: 1000, atMs };
  return saleCompleted.parse({
    saleId,
    receiptNumber,
    series: "SMOKE",
    channel: "counter",
    priced,
    tenders: [cash],
    roundingMinor: 0,
    changeMinor: 0,
    startedAtMs: atMs,
  });
}

async function withTill<Value>(opened: Result<Till>, use: (till: Till) => Value): Promise<Value> {
  if (!opened.ok) throw new Error(`The till did not open: ${opened.refusal.code}`);
  try {
    return use(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Answers every request with a register, which is all of a server that an enrolment needs. */
async function startEnrolment(): Promise<Server> {
  const server = createServer((_request, response) => {
    const register = { registerId: "register-smoke", storeId: "store-smoke", series: "SMOKE" };
    const answer = { chainId: "smoke", name: "Smoke", deviceToken: "smoke", ...register };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
