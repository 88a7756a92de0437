// A first shop set up over the HQ contract, and products from files, kind and hostile, on a real server.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTable } from "#server/database/revisions.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { IMPORT_PART_LETTERS_MAX, type ImportState } from "#shared/hq-api/import.ts";
import type { ShopTaxes } from "#shared/hq-api/setup.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { aZip } from "../../builders/zip.ts";

let folder: string;
let server: RunningServer;
let token: string | undefined;

interface Answer<Value> {
  readonly ok: boolean;
  readonly value: Value;
  readonly refusal: { readonly code: string };
}

/** A procedure asked through a till, as its tunnel does. */
async function ask<Value = unknown>(path: string, input?: unknown): Promise<Value> {
  const payload = { path, input, ...(token === undefined ? {} : { token }) };
  const asked = await server.questions.answer(
    { name: "hq", payload },
    { id: "register-1", storeId: "store-1" },
  );
  if (!asked.ok) throw new Error(asked.code);
  return asked.value as Value;
}

const BASICS = {
  legalName: "Blatt & Blüte GmbH",
  street: "Am Markt 3",
  postcode: "04109",
  city: "Leipzig",
  country: "DE",
  taxNumber: "DE123456789",
  currency: "EUR",
  locale: "de",
  timeZone: "Europe/Berlin",
};

async function openShop(): Promise<void> {
  const owner = await ask<Answer<{ token: string }>>("setupOwner", {
    name: "Ada Berg",
    pin: "4711",
    locale: "de",
  });
  token = owner.value.token;
  await ask("setupShop", BASICS);
}

async function send(bytes: Uint8Array | string, fileName = "a.csv"): Promise<Answer<ImportState>> {
  const file = Buffer.from(bytes);
  const begun = await ask<Answer<{ id: string }>>("importBegin", { fileName, bytes: file.length });
  const letters = file.toString("base64");
  for (let index = 0; ; index += 1) {
    const text = letters.slice(
      index * IMPORT_PART_LETTERS_MAX,
      (index + 1) * IMPORT_PART_LETTERS_MAX,
    );
    const last = (index + 1) * IMPORT_PART_LETTERS_MAX >= letters.length;
    const part = { id: begun.value.id, index, text, last };
    const answer = await ask<Answer<ImportState>>("importPart", part);
    if (last) return answer;
  }
}

async function settled(id: string): Promise<ImportState> {
  for (;;) {
    const { value } = await ask<Answer<ImportState>>("importState", { id });
    if (value.phase !== "running" && value.phase !== "undoing") return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function settingsOf({ small, database }: RunningServer["core"]) {
  await small.refresh(database.now);
  return small.now();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "keepshop-setup-"));
  token = undefined;
  server = await startServer({ database: join(folder, "server.db") });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe("a first shop", () => {
  test("the first person owns it, and nobody becomes owner a second time", async () => {
    expect(await ask("setupState")).toMatchObject({ phase: "empty", signedIn: false });
    await openShop();
    expect(await ask("setupState")).toMatchObject({ phase: "going", signedIn: true });
    const again = await ask<Answer<never>>("setupOwner", { name: "Eve", pin: "0000" });
    expect(again.refusal.code).toBe("setup-owner-exists");
  });

  test("nothing is set up without the owner's session", async () => {
    await openShop();
    token = undefined;
    const answer = await ask<Answer<never>>("setupShop", BASICS);
    expect(answer.refusal.code).toBe("hq-session-unknown");
    expect(await ask("setupState")).toMatchObject({ people: [], products: 0 });
  });

  test("what was typed is there again after a restart of the server", async () => {
    await openShop();
    await server.close();
    server = await startServer({ database: join(folder, "server.db") });
    const state = await ask<{ basics: unknown; taxes: { rates: unknown[] } }>("setupState");
    expect(state.basics).toMatchObject(BASICS);
    expect(state.taxes.rates).toHaveLength(3);
  });

  test("row 34: it may hold baskets and sell gift cards at once: untaxed goods and terms are there", async () => {
    await openShop();
    const settings = await settingsOf(server.core);
    const policy = settings.setting("policy", "policy-main");
    const products = (
      await readTable(server.core.database.now, server.core.chain, { table: "products" })
    ).map(({ body }) => JSON.parse(body ?? "null") as Rows["products"]);
    expect(products.map(({ kind, name }) => [kind, name])).toEqual([
      ["deposit", "Anzahlung"],
      ["gift-card", "Gutschein"],
    ]);
    expect(products.find(({ id }) => id === policy?.holds?.depositProductId)?.kind).toBe("deposit");
    const taxes = settings.setting("tax-zone", "zone-main")?.taxes;
    expect(products.map(({ taxCategoryId }) => taxes?.[taxCategoryId])).toEqual([[], []]);
    // The rates that a person edits, and the products they bring, are as before.
    const state = await ask<{ taxes: ShopTaxes; products: number }>("setupState");
    expect(state.taxes.rates.map(({ key }) => key)).not.toContain("outside");
    expect(state.products).toBe(0);
    await ask("setupTaxes", state.taxes);
    expect((await settingsOf(server.core)).setting("tax-zone", "zone-main")?.taxes).toEqual(taxes);
  });

  test("a rate that a product has cannot be taken away", async () => {
    await openShop();
    const sent = await send("Name;Preis;MwSt\nBuch;9,90;7\n");
    await ask("importRun", { id: sent.value.id });
    await settled(sent.value.id);
    const rates = [{ key: "standard", name: "19", rate: "19", code: "A" }];
    const answer = await ask<Answer<never>>("setupTaxes", { included: true, rates });
    expect(answer.refusal.code).toBe("setup-tax-in-use");
  });
});

describe("products from a file", () => {
  beforeEach(openShop);

  test("headings, separator, decimal comma and encoding are guessed", async () => {
    const latin = Buffer.from(
      "Artikelnummer;Bezeichnung;VK;Bestand\nA1;Grüße;1.234,50;3\n",
      "latin1",
    );
    const { value } = await send(latin);
    expect(value.encoding).toBe("windows-1252");
    expect(value.mapping.columns).toMatchObject({ sku: 0, name: 1, price: 2, stock: 3 });
    expect(value.mapping.decimalMark).toBe(",");
    expect(value.plan).toMatchObject({ added: 1, faulty: 0 });
    await ask("importRun", { id: value.id });
    await settled(value.id);
    const found = await ask<readonly unknown[]>("products", { query: "grüße" });
    expect(found).toMatchObject([
      { sku: "A1", name: "Grüße", priceMinor: 123_450, currency: "EUR" },
    ]);
  });

  test("a byte order mark, tabs and a decimal point are no trouble", async () => {
    const { value } = await send("\ufeffSKU\tName\tPrice\nA1\tTea\t4.50\n");
    expect(value.encoding).toBe("utf-8");
    expect(value.plan).toMatchObject({ added: 1, faulty: 0 });
  });

  test.each([
    ["name-missing", ";4,50;A1;"],
    ["price-missing", "Tea;;A1;"],
    ["not-an-amount", "Tea;four;A1;"],
    ["too-many-decimals", "Tea;4,555;A1;"],
    ["below-zero", "Tea;-4,50;A1;"],
    ["formula", "=HYPERLINK(1);4,50;A1;"],
    ["barcode-check-digit", "Tea;4,50;A1;4006381333932"],
    ["not-a-barcode", "Tea;4,50;A1;12X"],
  ])("a row with the fault %s is named with its row and left out", async (code, row) => {
    const { value } = await send(`Name;Preis;SKU;EAN\n${row}\nMilk;1,20;A2;\n`);
    expect(value.plan).toMatchObject({ added: 1, faulty: 1 });
    expect(value.plan.faults.map((fault) => [fault.row, fault.code])).toEqual([[2, code]]);
    expect(value.plan.faults[0]?.column).not.toBe("");
  });

  test("the second of two rows with one code is a fault that names the first", async () => {
    const { value } = await send("Name;Preis;SKU\nTea;1,00;A1\nMilk;1,00;a1\n");
    expect(value.plan.faults).toMatchObject([{ row: 3, code: "sku-twice", args: { first: 2 } }]);
  });

  test("a file brought in twice changes nothing the second time, and another price changes one", async () => {
    const first = await send("Name;Preis;SKU\nTea;1,00;A1\nMilk;2,00;A2\n");
    await ask("importRun", { id: first.value.id });
    await settled(first.value.id);
    expect((await send("Name;Preis;SKU\nTea;1,00;A1\nMilk;2,00;A2\n")).value.plan).toMatchObject({
      added: 0,
      changed: 0,
      same: 2,
    });
    expect((await send("Name;Preis;SKU\nTea;1,50;A1\n")).value.plan).toMatchObject({ changed: 1 });
  });

  test("taking back leaves the shop as it was before", async () => {
    const first = await send("Name;Preis;SKU\nTea;1,00;A1\n");
    await ask("importRun", { id: first.value.id });
    await settled(first.value.id);
    const second = await send("Name;Preis;SKU;Bestand\nGreen tea;1,50;A1;\nMilk;2,00;A2;5\n");
    await ask("importRun", { id: second.value.id });
    expect(await settled(second.value.id)).toMatchObject({ phase: "done", progress: 2 });
    await ask("importUndo", { id: second.value.id });
    expect(await settled(second.value.id)).toMatchObject({ phase: "undone", stillThere: 0 });
    expect(await ask("products", { query: "" })).toMatchObject([
      { sku: "AHEAD" },
      { sku: "GIFT-CARD" },
      { sku: "A1", name: "Tea", priceMinor: 100 },
    ]);
  });

  test("XLSX is read, and a number in it needs no decimal comma", async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>' +
      '<c r="B1" t="inlineStr"><is><t>Preis</t></is></c></row><row r="2">' +
      '<c r="A2" t="inlineStr"><is><t>Tea</t></is></c><c r="B2"><v>4.5</v></c></row></sheetData></worksheet>';
    const { value } = await send(aWorkbook(sheet), "a.xlsx");
    expect(value).toMatchObject({ encoding: "xlsx", plan: { added: 1, faulty: 0 } });
  });

  test.each([
    [
      "import-too-many-rows",
      aWorkbook(
        '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
      ),
    ],
    ["import-hostile", aWorkbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')],
    [
      "import-hostile",
      aZip([
        {
          name: "xl/worksheets/sheet1.xml",
          packed: deflateRawSync(new Uint8Array(80 << 20)),
          bytes: 80 << 20,
        },
      ]),
    ],
    [
      "import-hostile",
      aZip([
        {
          name: "xl/worksheets/sheet1.xml",
          packed: deflateRawSync(new Uint8Array(1 << 20)),
          bytes: 10,
        },
      ]),
    ],
    ["import-not-text", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2])],
    ["import-not-a-table", Buffer.from("one column\nand a row\n")],
  ])("%s is refused before it costs anything", async (code, bytes) => {
    expect((await send(bytes)).refusal.code).toBe(code);
  });
});

function aWorkbook(sheet: string): Uint8Array {
  const part = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    return { name, packed: deflateRawSync(bytes), bytes: bytes.length };
  };
  const ns = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  return aZip([
    part(
      "xl/workbook.xml",
      `<workbook ${ns}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    part("xl/worksheets/sheet1.xml", sheet),
  ]);
}
