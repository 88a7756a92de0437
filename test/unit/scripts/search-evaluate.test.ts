import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  casesOf,
  evaluateSearch,
  InputError,
  parseCsv,
  productsOf,
} from "../../../scripts/search-evaluate.ts";

describe("the product file", () => {
  it("is read as RFC 4180 says", () => {
    const text = '\ufeffgtin,name\r\n1,"Tea, green"\r\n2,"The ""best"" tea\nof all"\n\n3,\n';
    expect(parseCsv(text)).toEqual([
      ["gtin", "name"],
      ["1", "Tea, green"],
      ["2", 'The "best" tea\nof all'],
      ["3", ""],
    ]);
  });

  it("may have more columns in any order", () => {
    expect(productsOf("price,NAME , Gtin\n5,Tea,0012\n")).toEqual([
      { id: "0012", gtins: ["0012"], name: "Tea" },
    ]);
  });

  it.each([
    ["sku,title\n1,Tea\n", /no column "gtin" and "name"; it has: sku, title/],
    ["gtin,title\n1,Tea\n", /no column "name"/],
    ["", /no column "gtin" and "name"; it has: nothing/],
    ["gtin,name\n", /no product/],
    ['gtin,name\n1,"Tea\n', /line 2 is not CSV/],
  ])("%j is refused in words", (text, message) => {
    expect(() => productsOf(text)).toThrow(message);
    expect(() => productsOf(text)).toThrow(InputError);
  });
});

describe("the query file", () => {
  it.each([
    ["{", /not JSON/],
    ["{}", /no list "cases"/],
    ["null", /no list "cases"/],
    ['{"cases":[]}', /empty/],
    ['{"cases":[{"kind":"a","query":"x"}]}', /case 1/],
    ['{"cases":[null]}', /case 1/],
  ])("%s is refused in words", (text, message) => {
    expect(() => casesOf(text)).toThrow(message);
    expect(() => casesOf(text)).toThrow(InputError);
  });

  it("may be the bare list", () => {
    expect(casesOf('[{"query":"tea","expect":12}]')).toEqual([
      { kind: "other", query: "tea", expect: "12" },
    ]);
  });
});

describe("an evaluation", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "search-evaluate-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("counts first places and first tens by kind and in all", () => {
    const products = productsOf("gtin,name\n11111111,Green tea\n22222222,Green tea pot\n");
    const cases = [
      { kind: "words", query: "green tea", expect: "11111111" },
      { kind: "words", query: "green tea", expect: "22222222" },
      { kind: "words", query: "green tea", expect: "33333333" },
      { kind: "barcode", query: "22222222", expect: "22222222" },
    ];
    expect(evaluateSearch(products, cases, join(folder, "search.db"))).toEqual({
      hit_at_1: 0.5,
      hit_at_10: 0.75,
      n: 4,
      by_kind: {
        words: { hit_at_1: 0.3333, hit_at_10: 0.6667, n: 3 },
        barcode: { hit_at_1: 1, hit_at_10: 1, n: 1 },
      },
    });
  });
});
