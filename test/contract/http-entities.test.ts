// Legal entities at HQ: every procedure asked by a person of each company, none told of another's takings.

import { zstdDecompressSync } from "node:zlib";
import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { historyOf } from "#server/http/shop/history.ts";
import { putRows } from "#server/rows/put.ts";
import { hqContract } from "#shared/hq-api/contract.ts";
import { EVENTS, type Page, type WireRow } from "#shared/protocol/messages.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aPricedBasket, aPricedLine, aTender } from "#test/builders/sale.ts";
import { aRegister, nextEntry, type SeedRow } from "#test/builders/server-chain.ts";
import { webChainRows } from "#test/builders/web-chain.ts";
import {
  aRawTill,
  aWebServer,
  type HqClient,
  hqCaller,
  type RawTill,
  type WebServer,
} from "#test/support/web-server.ts";

const DAY = "2027-01-15";
const PIN = "918273";

/** The companies, each with its store, what it agreed, and what it took on the day. */
const COMPANIES = {
  alpha: { store: "s1", agreement: { purchaseAmounts: true }, takenMinor: 11_117 },
  beta: { store: "s2", agreement: {}, takenMinor: 22_229 },
  gamma: { store: "s3", agreement: { takingsToChain: true }, takenMinor: 33_331 },
} as const;
type Company = keyof typeof COMPANIES;
const NAMES = Object.keys(COMPANIES) as Company[];

/** Who may know the takings of which company; the chain's people those that the agreement tells. */
const PEOPLE = {
  alpha: ["alpha"],
  beta: ["beta"],
  gamma: ["gamma"],
  chain: ["gamma"],
} as const satisfies Record<string, readonly Company[]>;
type Person = keyof typeof PEOPLE;

let web: WebServer;
const tills = {} as Record<Company, RawTill>;
const tokens = {} as Record<Person, string>;

beforeAll(async () => {
  web = await aWebServer();
  const written = await putRows(web.server.core, await companyRows());
  if (!written.ok) throw new Error(JSON.stringify(written.refusal));
  for (const name of NAMES) {
    tills[name] = await aRawTill(web.server, COMPANIES[name].store);
    await push(name);
  }
  for (const name of Object.keys(PEOPLE) as Person[]) {
    const answer = await hqCaller(web.url).signIn({ name: `Person ${name}`, pin: PIN });
    if (!answer.ok) throw new Error(answer.refusal.code);
    tokens[name] = answer.value.token;
  }
});
afterAll(async () => {
  for (const till of Object.values(tills)) till.socket.close();
  await web.stop();
});

async function companyRows(): Promise<SeedRow[]> {
  const s1 = webChainRows().find(({ id }) => id === "s1")?.row as Rows["settings"];
  const setting = (id: string, kind: Rows["settings"]["kind"], body: object): SeedRow => ({
    table: "settings",
    id,
    row: { id, kind, body: body as Rows["settings"]["body"] },
  });
  const pinVerifier = await hash(PIN, { memoryCost: 1_024, timeCost: 1, parallelism: 1 });
  const person = (name: Person, storeIds: string[]): SeedRow => ({
    table: "staff",
    id: `person-${name}`,
    row: {
      id: `person-${name}`,
      name: `Person ${name}`,
      shortName: name,
      roleId: name === "chain" ? "role-chain" : "role-hq",
      storeIds,
      pinVerifier,
      active: true,
      maySellRestricted: true,
    },
  });
  const role = { name: "Chain", permissions: ["sell", "hq", "chain", "erase"], approves: [] };
  const limits = {
    discountLimitBasisPoints: 0,
    priceChangeLimitBasisPoints: 0,
    refundLimitMinor: 0,
  };
  return [
    ...NAMES.flatMap((name) => {
      const { store, agreement } = COMPANIES[name];
      const entity = {
        legalName: `${name} Ltd`,
        address: s1.body["address"],
        taxNumbers: [],
        agreement,
      };
      return [
        setting(name, "legal-entity", entity),
        setting(store, "store", { ...s1.body, name: `Shop ${name}`, legalEntityId: name }),
        person(name, [store]),
      ];
    }),
    setting("role-chain", "role", { ...role, ...limits }),
    person("chain", ["web"]),
  ];
}

/** A shift with one sale to a client that all companies share. */
async function push(name: Company): Promise<void> {
  const { store, takenMinor } = COMPANIES[name];
  const register = aRegister(tills[name].registerId, store);
  const line = aPricedLine({ productId: "mug", name: "Mug", unitPriceMinor: takenMinor });
  const priced = aPricedBasket([line], { currency: "GBP", basketId: `basket-${name}` });
  const sale = nextEntry(register, {
    kind: "sale.completed",
    businessDate: DAY,
    basis: { "chain:catalogue": { epoch: web.server.core.epoch(), position: 1 } },
    body: {
      saleId: `sale-${name}`,
      receiptNumber: `receipt-of-${name}`,
      series: store,
      channel: "counter",
      clientId: "otto",
      draft: {
        id: `basket-${name}`,
        storeId: store,
        currency: "GBP",
        channel: "counter",
        lines: [],
        manual: [],
        coupons: [],
        fees: [],
        openedAtMs: 0,
        checks: [],
      },
      priced,
      tenders: [aTender({ amountMinor: takenMinor, name: "Cash" })],
      roundingMinor: 0,
      changeMinor: 0,
      credit: [],
      approvalIds: [],
      promiseIds: [],
      pointsEarned: 0,
      startedAtMs: web.clock.nowMs,
    },
  });
  const asked = { epoch: web.server.core.epoch(), entries: [sale] };
  const pushed = await tills[name].socket.timeout(5_000).emitWithAck(EVENTS.push, asked);
  expect(JSON.stringify(pushed)).toContain(sale.id);
}

/** Everything that names a company's takings: figures, sales, receipts and the register they are of. */
function secretsOf(name: Company): readonly string[] {
  const { takenMinor } = COMPANIES[name];
  return [String(takenMinor), `sale-${name}`, `receipt-of-${name}`, tills[name].registerId];
}

/** Whoever makes a store's quick keys is told its tills, whose ids say nothing of what they took. */
function secretsFrom(path: keyof typeof hqContract, name: Company): readonly string[] {
  const { registerId } = tills[name];
  return secretsOf(name).filter((secret) => path !== "quickKeys" || secret !== registerId);
}

function client(person: Person): HqClient {
  return hqCaller(web.url, tokens[person]);
}

function companyOf(store: string): Company | undefined {
  return NAMES.find((name) => COMPANIES[name].store === store);
}

/** What every procedure is asked about a store, so that a new one must be added here to be typed. */
function inputsFor(store: string): Record<keyof typeof hqContract, unknown> {
  const span = { fromDate: DAY, toDate: DAY };
  const rate = { key: "standard", name: "VAT", rate: "20", code: "A" };
  return {
    signIn: { name: "Person alpha", pin: "000000" },
    signOut: undefined,
    me: undefined,
    stores: undefined,
    books: undefined,
    categories: undefined,
    products: { query: "mug" },
    prices: { productId: "mug" },
    reach: { storeIds: [store] },
    setPrice: { requestId: "price-1", productId: "mug", bookId: "base", amountMinor: 1 },
    offers: undefined,
    publishOffer: { requestId: "offer-1", name: "Ten", percent: "10", storeIds: [store] },
    stopOffer: { requestId: "stop-1", offerId: "offer:offer-1" },
    quickKeys: { storeId: store },
    setQuickKeys: { storeId: store, pages: [] },
    day: { storeId: store, ...span },
    setupState: undefined,
    setupOwner: { name: "Somebody", pin: "135790" },
    setupShop: {
      legalName: "Taken over",
      shopName: "",
      street: "1 High St",
      postcode: "",
      city: "Town",
      country: "GB",
      phone: "",
      taxNumberKind: "",
      taxNumber: "",
      currency: "GBP",
      locale: "en-GB",
      timeZone: "Europe/London",
    },
    setupTaxes: { included: true, rates: [rate] },
    setupLooks: { logo: "", openingHours: [] },
    setupPerson: { name: "Newcomer", roleId: "role-chain", pin: "246802", active: true },
    setupFinish: undefined,
    importBegin: { fileName: "p.csv", bytes: 1 },
    importPart: { id: "import-1", index: 0, text: "YQ==", last: true },
    importMap: {
      id: "import-1",
      mapping: { columns: {}, decimalMark: ".", existing: "keep", taxKey: "standard" },
    },
    importState: {},
    importRun: { id: "import-1" },
    importUndo: { id: "import-1" },
    findClients: { query: "otto", limit: 20 },
    eraseClient: { requestId: "erase-1", clientId: "nobody", reason: "asked" },
    audit: undefined,
    findSales: { receiptNumber: `receipt-of-${companyOf(store)}`, date: DAY },
    explainSale: { saleId: `sale-${companyOf(store)}` },
    pairPhone: { staffId: "person-alpha", code: "none", publicKey: "1".repeat(64) },
    phoneNews: { staffId: "person-alpha", atMs: 1, signature: "1".repeat(128) },
  };
}

/** The answer or the error of one procedure as text, asked over HTTP or through a till. */
async function told(person: Person, path: keyof typeof hqContract, input: unknown) {
  const call = (client(person) as unknown as Record<string, (input: unknown) => Promise<unknown>>)[
    path
  ];
  const direct = await call?.(input).catch((error: unknown) => ({
    message: String(error),
    ...(error as object),
  }));
  return JSON.stringify(direct ?? {});
}

async function tunnelled(person: Person, path: string, input: unknown): Promise<string> {
  const till = tills.alpha;
  // The till may send so many messages in a time; time stands still unless it is moved.
  web.clock.nowMs += 1_000;
  return JSON.stringify(await till.ask("hq", { path, input, token: tokens[person] }));
}

const PATHS = (Object.keys(hqContract) as (keyof typeof hqContract)[]).filter(
  // Asked by anybody, or ends the session; they are asked last, by the tests of sign-in.
  (path) => path !== "signOut" && path !== "signIn",
);

describe("legal entities: no procedure of HQ tells another company's takings", () => {
  it.each(PATHS)(
    "%s, to a person of each company and of the chain, also through a till",
    async (path) => {
      for (const person of Object.keys(PEOPLE) as Person[]) {
        const hidden = NAMES.filter(
          (name) => !(PEOPLE[person] as readonly string[]).includes(name),
        );
        for (const store of [...NAMES.map((name) => COMPANIES[name].store), undefined]) {
          const input = inputsFor(store ?? "s2")[path];
          const answers = [await told(person, path, input), await tunnelled(person, path, input)];
          for (const answer of answers) expect(answer, path).not.toMatch(/validation failed|busy/);
          for (const secret of hidden.flatMap((name) => secretsFrom(path, name))) {
            for (const answer of answers) expect(answer, `${person} ${path}`).not.toContain(secret);
          }
        }
      }
    },
  );

  it("a day has the own takings in it, and of the others what they agreed to tell", async () => {
    const span = { fromDate: DAY, toDate: DAY };
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const seen = PEOPLE[person];
      const totalMinor = seen.reduce((sum, name) => sum + COMPANIES[name].takenMinor, 0);
      const withheld = person === "chain";
      const day = await client(person).day(span);
      expect(day, person).toMatchObject({ saleCount: seen.length, totalMinor, withheld });
      const registers = day.registers.map(({ registerId }) => registerId);
      for (const name of NAMES) {
        const isSeen = (seen as readonly string[]).includes(name);
        expect(registers.includes(tills[name].registerId), `${person} ${name}`).toBe(isSeen);
      }
    }
  });

  it("another company's store is answered like one that is not there", async () => {
    const span = { fromDate: DAY, toDate: DAY };
    const foreign = await client("alpha").day({ ...span, storeId: "s2" });
    expect(foreign).toEqual(await client("alpha").day({ ...span, storeId: "nowhere" }));
    const archive = async (store: string) => {
      const url = `${web.url}/hq/archive?store=${store}&from=${DAY}&to=${DAY}`;
      const headers = { authorization: `Bearer ${tokens.alpha}` };
      const response = await fetch(url, { headers });
      return { status: response.status, kind: response.headers.get("content-type"), response };
    };
    const [own, other, none] = [await archive("s1"), await archive("s2"), await archive("nowhere")];
    expect(own).toMatchObject({ status: 200, kind: "application/zip" });
    expect(other.status).toBe(422);
    expect(await other.response.text()).toBe(await none.response.text());
  });

  it("another company's sale is answered like one that is not there", async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const asker = client(person);
      const none = await asker.explainSale({ saleId: "nowhere" });
      expect(none).toMatchObject({ ok: false, refusal: { code: "hq-sale-unknown" } });
      for (const name of NAMES) {
        const isSeen = (PEOPLE[person] as readonly string[]).includes(name);
        const found = await asker.findSales({ receiptNumber: `receipt-of-${name}`, date: DAY });
        expect(found.length, `${person} ${name}`).toBe(isSeen ? 1 : 0);
        const explained = await asker.explainSale({ saleId: `sale-${name}` });
        if (!isSeen) expect(explained, `${person} ${name}`).toEqual(none);
        else {
          const total = { thenMinor: COMPANIES[name].takenMinor };
          expect(explained, `${person} ${name}`).toMatchObject({ ok: true, value: { total } });
        }
      }
    }
  });

  it("stores, offers and people of another company are neither listed nor changed", async () => {
    const alpha = client("alpha");
    expect((await alpha.stores()).map(({ id }) => id)).toEqual(["s1"]);
    expect((await client("chain").stores()).map(({ id }) => id)).toContain("s2");
    const refused = { ok: false, refusal: { code: "not-allowed" } };
    const inputs = inputsFor("s2");
    for (const path of [
      "setPrice",
      "publishOffer",
      "setQuickKeys",
      "setupShop",
      "setupTaxes",
      "setupPerson",
      "setupFinish",
      "importBegin",
      "importRun",
    ] as const) {
      expect(JSON.parse(await told("alpha", path, inputs[path])), path).toMatchObject(refused);
    }
    const theirs = { id: "person-beta", name: "Mine now", roleId: "role-hq", active: false };
    expect(await alpha.setupPerson(theirs)).toMatchObject(refused);
    const offer = { requestId: "o-2", name: "Five off", percent: "5", storeIds: ["s2"] };
    expect(await client("chain").publishOffer(offer)).toMatchObject({ ok: true });
    const isThat = ({ id }: { readonly id: string }) => id === "offer:o-2";
    expect((await alpha.offers()).some(isThat)).toBe(false);
    expect((await client("beta").offers()).find(isThat)).toMatchObject({ storeIds: ["s2"] });
    const stop = { requestId: "o-3", offerId: "offer:o-2" };
    expect(await alpha.stopOffer(stop)).toMatchObject(refused);
    expect(await client("beta").stopOffer(stop)).toMatchObject({ ok: true });
  });
});

test("legal entities: purchases of a shared client carry what was paid only as agreed", async () => {
  const historyAt = async (name: Company) => {
    const rows = rowsOf(await tills[name].pull({}));
    return rows
      .filter(([table]) => table === "purchases")
      .map(([, , , row]) => row as unknown as Rows["purchases"]);
  };
  for (const name of NAMES) {
    const rows = await historyAt(name);
    // The store's own whole rows, and no other store's.
    expect(rows.filter(({ sale }) => sale !== undefined).map(({ id }) => id)).toEqual([
      `sale:sale-${name}`,
    ]);
    const told = Object.fromEntries(
      rows.filter(({ sale }) => sale === undefined).map((row) => [row.id, row]),
    );
    expect(Object.keys(told).sort()).toEqual(["sale-alpha", "sale-beta", "sale-gamma"]);
    expect(told["sale-alpha"]).toMatchObject({ totalMinor: 11_117, lines: [{ name: "Mug" }] });
    expect(told["sale-alpha"]?.amountsWithheld).toBeUndefined();
    for (const kept of ["beta", "gamma"] as const) {
      expect(told[`sale-${kept}`]).toMatchObject({
        amountsWithheld: true,
        totalMinor: 0,
        tenders: [],
        lines: [{ name: "Mug", quantityMilli: 1_000, totalMinor: 0 }],
      });
    }
  }
});

test("legal entities: a customer is told what they paid, whoever keeps it from others", async () => {
  const history = await historyOf(web.server.core, "otto");
  const paid = Object.fromEntries(history.map(({ id, totalMinor }) => [id, totalMinor]));
  expect(paid).toEqual({ "sale-alpha": 11_117, "sale-beta": 22_229, "sale-gamma": 33_331 });
  expect(history.some(({ amountsWithheld }) => amountsWithheld)).toBe(false);
});

function rowsOf(page: Page): readonly WireRow[] {
  return page.chunks.flatMap((chunk) => {
    const bytes = chunk.encoding === "zstd" ? zstdDecompressSync(chunk.bytes) : chunk.bytes;
    return JSON.parse(Buffer.from(bytes).toString()) as WireRow[];
  });
}
