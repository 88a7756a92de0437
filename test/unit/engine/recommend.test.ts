import { describe, expect, it } from "vitest";
import { type SuggestRequest, suggest } from "#shared/engine/recommend.ts";
import { aProduct } from "#test/builders/catalogue.ts";

const RELATED: Readonly<Record<string, [string, number][]>> = {
  mug: [
    ["spoon", 300],
    ["tray", 200],
    ["tee", 900],
  ],
  tee: [
    ["cap", 500],
    ["tray", 150],
  ],
};

function ask(fields: Partial<SuggestRequest> = {}, limit?: number) {
  return suggest(
    {
      owned: ["tee"],
      basket: ["mug"],
      affinities: (id) => (RELATED[id] ? { id, related: RELATED[id] } : undefined),
      products: (id) => aProduct({ id }),
      stock: () => 1000,
      openComplaint: false,
      ...fields,
    },
    limit,
  );
}

describe("suggestions", () => {
  it("put what goes with the basket first, and say what it goes with", () => {
    expect(
      ask().map(({ productId, reason }) => [productId, reason.code, reason.withProductId]),
    ).toEqual([
      ["spoon", "goes-with-basket", "mug"],
      ["tray", "goes-with-basket", "mug"],
      ["cap", "goes-with-owned", "tee"],
    ]);
  });

  it("never what the client has, holds, or cannot have", () => {
    const ids = (fields: Partial<SuggestRequest>) => ask(fields).map((one) => one.productId);
    expect(ids({})).not.toContain("tee");
    expect(ids({ stock: (id) => (id === "spoon" ? 0 : 1000) })).not.toContain("spoon");
    const without = (fields: object) => (id: string) =>
      aProduct(id === "spoon" ? { id, ...fields } : { id });
    expect(ids({ products: without({ blocked: "recall" }) })).not.toContain("spoon");
    expect(ids({ products: without({ discontinued: true }) })).not.toContain("spoon");
    expect(ids({ products: without({ restrictionId: "spirits" }) })).not.toContain("spoon");
    expect(
      ids({ products: (id) => (id === "spoon" ? undefined : aProduct({ id })) }),
    ).not.toContain("spoon");
  });

  it("are silent while a complaint is open", () => {
    expect(ask({ openComplaint: true })).toEqual([]);
  });

  it("fall back to what was looked at, then to what is popular, up to the limit", () => {
    const fields = { owned: [], basket: [], interests: ["vase"], popular: ["pen", "ink", "vase"] };
    expect(ask(fields).map((one) => [one.productId, one.reason.code])).toEqual([
      ["vase", "looked-at"],
      ["ink", "popular"],
      ["pen", "popular"],
    ]);
    expect(ask(fields, 1)).toHaveLength(1);
    expect(ask(fields, 0)).toEqual([]);
  });
});
