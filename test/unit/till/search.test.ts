import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  compactSearch,
  createSearchSchema,
  dropSearchMemory,
  fillSearch,
  isSearchOutdated,
  type PersonDocument,
  type ProductDocument,
  rebuildSearch,
  searchPeople,
  searchProducts,
  updateSearch,
} from "#till/replica/search/search.ts";

let db: DatabaseSync;

beforeEach(() => {
  db = new DatabaseSync(":memory:");
  createSearchSchema(db);
});

afterEach(() => db.close());

function aProduct(name: string, more: Partial<ProductDocument> = {}): ProductDocument {
  return { id: name, name, ...more };
}

function aPerson(name: string, more: Partial<PersonDocument> = {}): PersonDocument {
  return { id: name, name, ...more };
}

function sell(...products: readonly ProductDocument[]): void {
  updateSearch(db, { products: { put: products } });
}

function know(...people: readonly PersonDocument[]): void {
  updateSearch(db, { people: { put: people } });
}

function products(query: string): readonly string[] {
  return searchProducts(db, query).map(({ id }) => id);
}

function people(query: string): readonly string[] {
  return searchPeople(db, query).map(({ id }) => id);
}

describe("the words of a product", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Crème brûlée", "CREME BRULEE"],
    ["Bœuf aux cèpes", "boeuf"],
    ["Maiskölbchen süß-sauer", "suss sauer"],
    ["Straße nach Süden", "strasse"],
    ["L'atelier des brasseurs", "l atelier"],
    ["Smørrebrød", "smorrebrod"],
    ["Żółty ser Łomża", "lomza"],
    ["قَهْوَة عَرَبِيَّة", "قهوه عربيه"],
    ["حليب ١٫٥ لتر", "حليب 1"],
    ["抹茶ラテ 200ml", "抹茶"],
    ["抹茶ラテ 200ml", "茶ラテ"],
    ["カフェオレ", "かふぇ"],
    ["緑茶", "茶"],
    ["Ｆｕｌｌ ｗｉｄｔｈ", "full width"],
    ["ﬁne ﬂour", "fine flour"],
    ["Кофе молотый", "кофе мол"],
    ["Weizen-Sandwichtoast", "toast"],
  ];
  it.each(cases)("%s is found by %s", (name, query) => {
    sell(aProduct(name), aProduct("Anything else"));
    expect(products(query)).toEqual([name]);
  });

  it("are found by one typing error of each kind, also in their first letters", () => {
    sell(aProduct("Chocolate biscuits"), aProduct("Salted butter"), aProduct("Cheddar"));
    for (const query of [
      "chocolte",
      "chcoolate",
      "chocollate",
      "chocolaye",
      "hocolate",
      "xhocolate",
    ]) {
      expect(products(query), query).toEqual(["Chocolate biscuits"]);
    }
    expect(searchProducts(db, "chocolte")[0]?.matched).toBe("fuzzy");
  });

  it("are found by an error in each word, and by an error and a start", () => {
    sell(aProduct("Peanut butter"), aProduct("Peanut oil"), aProduct("Cocoa butter"));
    expect(products("paenut btuter")[0]).toBe("Peanut butter");
    expect(products("paenut bu")[0]).toBe("Peanut butter");
  });

  it("two words may be the starts of two words of one name", () => {
    sell(aProduct("Tomato soup"), aProduct("Tomatoes with roast tomato"));
    expect(products("toma toma")[0]).toBe("Tomatoes with roast tomato");
  });

  it.each([
    ["cocacola", "Coca-Cola"],
    ["coca cola", "Cocacola"],
    ["sandwich toast", "Sandwichtoast"],
    ["hotdog buns", "Hot dog buns"],
  ])("%s finds %s, written together or apart", (query, name) => {
    sell(aProduct(name), aProduct("Cocoa"), aProduct("Sandwich"));
    expect(products(query)[0]).toBe(name);
  });

  it("a word nobody sells does not hide what has the others", () => {
    sell(aProduct("Green tea"), aProduct("Black coffee"));
    expect(products("green tea zzzzzz")).toEqual(["Green tea"]);
  });
});

describe("the order of answers", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["the word before its beginning", "corn", ["Corn", "Cornichons"]],
    ["the whole name before a longer one", "green tea", ["Green tea", "Green tea with mint"]],
    ["as typed before an error", "tart", ["Tart", "Tarte", "Taro"]],
    ["the typed order first", "dark chocolate", ["Dark chocolate", "Chocolate dark"]],
    ["all words before most", "dark milk chocolate", ["Chocolate dark milk", "Dark chocolate"]],
    ["the first word of a name before a later one", "mint", ["Mint chocolate", "Chocolate mint"]],
  ];
  it.each(cases)("%s: %s", (_, query, expected) => {
    sell(...expected.toReversed().map((name) => aProduct(name)));
    const found = products(query);
    expect(found[0]).toBe(expected[0]);
    expect(found).toEqual(expected.slice(0, found.length));
  });

  it("among equals the more popular is first, and this till's boost outweighs it", () => {
    sell(aProduct("Blue mug", { popularity: 3 }), aProduct("Blue cup", { popularity: 500 }));
    expect(products("blue")).toEqual(["Blue cup", "Blue mug"]);
    const boost = (id: string) => (id === "Blue mug" ? 1 : 0);
    expect(searchProducts(db, "blue", { boost })[0]?.id).toBe("Blue mug");
  });

  it("brand, category, size and colour count, the name counts more", () => {
    sell(
      aProduct("Trainers", { id: "a", brand: "Nordlicht", attributes: ["42", "red"] }),
      aProduct("Nordlicht socks", { id: "b", category: "Socks" }),
      aProduct("Trainers", { id: "c", brand: "Other", attributes: ["42", "blue"] }),
    );
    expect(products("nordlicht")).toEqual(["b", "a"]);
    expect(products("trainers 42 blue")[0]).toBe("c");
  });

  it("is the same however often it is asked", () => {
    sell(...Array.from({ length: 50 }, (_, index) => aProduct("Same name", { id: `p${index}` })));
    expect(products("same")).toEqual(products("same"));
    expect(searchProducts(db, "same", { limit: 7 })).toHaveLength(7);
  });
});

describe("codes of products", () => {
  beforeEach(() => {
    sell(
      aProduct("Milk", { gtins: ["0012345678905"], sku: "AB-1204/x" }),
      aProduct("12345678905 stickers", { gtins: ["4006381333931"], sku: "AB-1205" }),
      aProduct("Butter", { gtins: ["96385074"], sku: "tea" }),
      aProduct("Green tea", { gtins: ["00000096385081"] }),
    );
  });

  it.each(["0012345678905", "012345678905", "12345678905", "00012345678905", " 0012345678905 "])(
    "the barcode %s is the milk, before words with the same digits",
    (query) => {
      expect(searchProducts(db, query)[0]).toMatchObject({ id: "Milk", matched: "exact-code" });
    },
  );

  it("a SKU is found in any notation, as a whole first, then by its start", () => {
    expect(searchProducts(db, "ab1204X")[0]).toMatchObject({ id: "Milk", matched: "exact-code" });
    expect(searchProducts(db, "ab-120").map(({ id }) => id)).toEqual([
      "12345678905 stickers",
      "Milk",
    ]);
    expect(products("TEA")).toEqual(["Butter", "Green tea"]);
  });

  it("the first digits of a barcode find it", () => {
    expect(products("400638")).toEqual(["12345678905 stickers"]);
  });

  it("digits are never a typing error of other digits", () => {
    expect(products("4006381333932")).toEqual([]);
  });
});

describe("people", () => {
  beforeEach(() => {
    know(
      aPerson("Anna Meyer", {
        phones: ["+33 6 12 34 56 78"],
        emails: ["Anna.Meyer@Example.com"],
        cardCodes: ["C-0099 1234"],
        city: "Lyon",
      }),
      aPerson("Sean O'Brien", { phones: ["(020) 7946 0958"], emails: ["sean@brien.ie"] }),
      aPerson("Philip Schmidt", { phones: ["0039 06 698 0001"], city: "Roma" }),
      aPerson("José García", { city: "Madrid" }),
    );
  });

  const cases: readonly (readonly [string, string])[] = [
    ["anna", "Anna Meyer"],
    ["meier", "Anna Meyer"],
    ["Maier Anna", "Anna Meyer"],
    ["mayer lyon", "Anna Meyer"],
    ["06 12 34 56 78", "Anna Meyer"],
    ["0033612345678", "Anna Meyer"],
    ["+33 (0)6 12 34 56 78", "Anna Meyer"],
    ["345678", "Anna Meyer"],
    ["06 12 3", "Anna Meyer"],
    ["anna.meyer@", "Anna Meyer"],
    ["ANNA.M", "Anna Meyer"],
    ["c00991234", "Anna Meyer"],
    ["obrien", "Sean O'Brien"],
    ["o brien", "Sean O'Brien"],
    ["+44 20 7946 0958", "Sean O'Brien"],
    ["0958", "Sean O'Brien"],
    ["filip schmitt", "Philip Schmidt"],
    ["06 698 0001", "Philip Schmidt"],
    ["0001", "Philip Schmidt"],
    ["gracia", "José García"],
    ["jose garcai", "José García"],
  ];
  it.each(cases)("%s finds %s first", (query, expected) => {
    expect(people(query)[0]).toBe(expected);
  });

  it("are never among the products, nor products among them", () => {
    sell(aProduct("Anna biscuits"));
    expect(products("anna")).toEqual(["Anna biscuits"]);
    expect(people("biscuits")).toEqual([]);
  });
});

describe("changes", () => {
  it("a changed document is found by its new words and codes only", () => {
    sell(aProduct("Old name", { id: "p", gtins: ["4006381333931"] }));
    sell(aProduct("Fresh title", { id: "p", gtins: ["96385074"] }));
    expect(products("old")).toEqual([]);
    expect(products("fresh")).toEqual(["p"]);
    expect(products("4006381333931")).toEqual([]);
    expect(products("96385074")).toEqual(["p"]);
  });

  it("a removed document is gone, and an unknown one is no matter", () => {
    sell(aProduct("Tea"), aProduct("Tea pot"));
    updateSearch(db, { products: { removed: ["Tea", "never there"] } });
    expect(products("tea")).toEqual(["Tea pot"]);
  });

  it("a page that rolls back leaves no trace, in the file or in memory", () => {
    sell(aProduct("Tea"));
    expect(products("tea")).toEqual(["Tea"]);
    db.exec("BEGIN");
    sell(aProduct("Tea pot"));
    expect(products("pot")).toEqual(["Tea pot"]);
    db.exec("ROLLBACK");
    expect(products("pot")).toEqual([]);
    db.exec("BEGIN");
    sell(aProduct("Coffee"));
    db.exec("ROLLBACK");
    sell(aProduct("Cocoa"));
    expect(products("coffee")).toEqual([]);
    expect(products("cocoa")).toEqual(["Cocoa"]);
  });

  it("an error in the middle of a page leaves no trace either", () => {
    sell(aProduct("Tea"));
    expect(products("tea")).toEqual(["Tea"]);
    db.exec("BEGIN");
    const broken = { id: "broken", name: null } as unknown as ProductDocument;
    const unwritable = { id: Symbol("x"), name: "Tea" } as unknown as ProductDocument;
    expect(() => sell(aProduct("Tea pot"), broken)).toThrow();
    expect(() => sell(aProduct("Tea cup"), unwritable)).toThrow();
    db.exec("ROLLBACK");
    expect(products("tea")).toEqual(["Tea"]);
  });

  it("a document that did not change writes nothing", () => {
    sell(aProduct("Tea", { gtins: ["96385074"] }));
    const before = db.prepare("SELECT total_changes() AS n").get()?.n;
    sell(aProduct("Tea", { gtins: ["96385074"] }));
    expect(db.prepare("SELECT total_changes() AS n").get()?.n).toBe(before);
  });

  it("is the same after dropping the memory, merging and rebuilding", () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      aProduct(`Tea number ${index} ${"abcdefgh".slice(index % 8)}`, { gtins: [`9638${index}`] }),
    );
    sell(...all);
    const ask = () =>
      ["tea", "numbr 7", "tea abcdefgh", "96387", "cdefgh te"].map((query) =>
        searchProducts(db, query, { limit: 200 }),
      );
    const expected = ask();
    expect(expected.every((found) => found.length > 0)).toBe(true);
    dropSearchMemory(db);
    expect(ask()).toEqual(expected);
    compactSearch(db);
    expect(ask()).toEqual(expected);
    dropSearchMemory(db);
    expect(ask()).toEqual(expected);
    rebuildSearch(db, { products: all });
    expect(ask()).toEqual(expected);
    dropSearchMemory(db);
    expect(ask()).toEqual(expected);
  });

  it("many changes are merged and answer alike", () => {
    for (let round = 0; round < 3; round += 1) {
      sell(
        ...Array.from({ length: 600 }, (_, n) => aProduct(`Round ${round} item`, { id: `p${n}` })),
      );
      expect(searchProducts(db, "round item", { limit: 200 })).toHaveLength(200);
      expect(products(`round ${round + 1} item`)).not.toEqual([]);
    }
    expect(searchProducts(db, "round 2").every(({ matched }) => matched === "words")).toBe(true);
    expect(
      db.prepare("SELECT changes FROM search_state WHERE area = 'product'").get()?.changes,
    ).toBe(600);
  });

  it("a rebuild replaces one area, keeps the later of two with one id, and joins a transaction", () => {
    sell(aProduct("Gone"));
    know(aPerson("Anna"));
    rebuildSearch(db, {
      products: [aProduct("First", { id: "p" }), aProduct("Second", { id: "p" })],
    });
    expect(products("gone")).toEqual([]);
    expect(products("first")).toEqual([]);
    expect(products("second")).toEqual(["p"]);
    expect(people("anna")).toEqual(["Anna"]);
    db.exec("BEGIN");
    rebuildSearch(db, { products: [] });
    expect(products("second")).toEqual([]);
    db.exec("ROLLBACK");
    expect(products("second")).toEqual(["p"]);
  });

  it("says when it does not hold everything", () => {
    expect(isSearchOutdated(db)).toBe(true);
    rebuildSearch(db, { products: [], people: [] });
    expect(isSearchOutdated(db)).toBe(false);
    db.exec("UPDATE search_state SET layout = 0");
    expect(isSearchOutdated(db)).toBe(true);
    expect(isSearchOutdated(new DatabaseSync(":memory:"))).toBe(true);
  });

  it("a fill in steps answers meanwhile, takes changes, and goes on after an interruption", () => {
    const list = (from: number) =>
      Array.from({ length: 100 }, (_, n) =>
        aProduct(`Tea number ${from + n}`, { id: `p${from + n}` }),
      );
    const lists = [list(0), list(100), list(200)];
    const interrupted = fillSearch(db, { products: lists, people: [] });
    expect(interrupted.next().value).toBe(100);
    expect(products("tea 42")).toEqual(["p42"]);
    sell(aProduct("Coffee", { id: "p42" }));
    updateSearch(db, { products: { removed: ["p43"] } });
    expect(isSearchOutdated(db)).toBe(true);

    dropSearchMemory(db);
    for (const _ of fillSearch(db, { products: [list(100), list(200)], people: [] }));
    expect(isSearchOutdated(db)).toBe(false);
    expect(searchProducts(db, "tea", { limit: 200 })).toHaveLength(200);
    expect(products("coffee")).toEqual(["p42"]);
    expect(products("tea 43")).not.toContain("p43");
    expect(products("tea 299")).toEqual(["p299"]);
  });

  it("what another layout made is thrown away", () => {
    sell(aProduct("Old"));
    expect(products("old")).toEqual(["Old"]);
    db.exec("UPDATE search_state SET layout = 0");
    createSearchSchema(db);
    expect(products("old")).toEqual([]);
    for (const _ of fillSearch(db, { products: [[aProduct("New")]], people: [] }));
    expect(products("old")).toEqual([]);
    expect(products("new")).toEqual(["New"]);
    expect(isSearchOutdated(db)).toBe(false);
  });
});

describe("any text may be typed", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["blanks", " \t\n\r "],
    ["ten megabytes of one letter", "a".repeat(10_000_000)],
    ["ten megabytes of words", "tea pot ".repeat(1_250_000)],
    ["search operators", 'tea AND (pot OR "x") NOT y NEAR/3 z* ^a -b col:c {d} +e'],
    ["quotes", "'\"`''\"\"; DROP TABLE search_state; --"],
    ["NUL", "te\u0000a\u0000"],
    ["emoji", "👩‍👩‍👧‍👦🏴‍☠️ tea"],
    ["half a surrogate", "\ud83d tea \udc00"],
    ["marks without letters", "\u0301\u0301\u0301\u0654\u3099"],
    ["right-to-left marks", "\u202etea\u202c"],
    ["wild cards", "% _ * ? [a-z]"],
    ["a hundred letters", "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(4)],
    ["a long number", "9".repeat(300)],
    ["plus signs", "+".repeat(300)],
    ["the highest code points", "\u{10ffff}\uffff"],
    ["special names", "__proto__ constructor toString"],
  ];
  it.each(hostile)("%s", (_, query) => {
    sell(aProduct("Tea pot", { sku: "T'1", gtins: ["96385074"] }), aProduct("__proto__"));
    know(aPerson("Té O'Tea", { emails: ["t@e.a"], phones: ["+"] }));
    expect(Array.isArray(searchProducts(db, query))).toBe(true);
    expect(Array.isArray(searchPeople(db, query))).toBe(true);
  });

  it.each([...hostile])("%s as a name", (_, name) => {
    sell(aProduct(name, { id: "odd", sku: name, gtins: [name], brand: name }), aProduct("Tea"));
    know(aPerson(name, { id: "odd", phones: [name], emails: [name], cardCodes: [name] }));
    expect(products("tea")).toContain("Tea");
    dropSearchMemory(db);
    compactSearch(db);
    expect(products("tea")).toContain("Tea");
  });

  it("a limit of any size is brought into bounds", () => {
    sell(aProduct("Tea"), aProduct("Tea pot"));
    expect(searchProducts(db, "tea", { limit: 0 })).toHaveLength(1);
    expect(searchProducts(db, "tea", { limit: 1e9 })).toHaveLength(2);
    expect(searchProducts(db, "tea", { limit: 1.7 })).toHaveLength(1);
  });
});
