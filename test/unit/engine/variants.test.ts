// Sizes by colours: which attributes make the table, in which order, and what is only a name.
import { describe, expect, it } from "vitest";
import { isSoldByVariants, variantMatrix } from "#shared/engine/variants.ts";
import { aProduct } from "#test/builders/catalogue.ts";

const head = aProduct({ id: "tee" });

function variants(...said: readonly Readonly<Record<string, string>>[]) {
  return said.map((attributes) => {
    const id = `tee-${Object.values(attributes).join("-")}`;
    return aProduct({ id, variantOf: "tee", attributes });
  });
}

describe("a size by colour matrix", () => {
  it("has sizes down the side from small to large and colours across, gaps left out", () => {
    const matrix = variantMatrix(
      head,
      variants(
        { colour: "Navy", size: "XL" },
        { colour: "Ecru", size: "S" },
        { colour: "Navy", size: "S" },
        { colour: "Ecru", size: "M" },
      ),
    );
    expect(matrix?.rows).toEqual(["S", "M", "XL"]);
    expect(matrix?.columns).toEqual(["Ecru", "Navy"]);
    expect(matrix?.cells).toHaveLength(4);
    expect(matrix?.cells).toContainEqual({
      row: "XL",
      column: "Navy",
      productId: "tee-Navy-XL",
    });
  });

  const alone = [
    { name: "figures by size", sizes: ["42", "9,5", "38"], rows: ["9,5", "38", "42"] },
    { name: "words as the SKUs have them", sizes: ["Child", "Adult"], rows: ["Adult", "Child"] },
    { name: "letters before words", sizes: ["One size", "L"], rows: ["L", "One size"] },
  ];
  for (const { name, sizes, rows } of alone) {
    it(`has one column when only the size differs: ${name}`, () => {
      const alike = sizes.map((size) => ({ size, colour: "Ecru" }));
      const matrix = variantMatrix(head, variants(...alike));
      expect(matrix).toMatchObject({ rows, columns: [""] });
    });
  }

  it("puts a third difference beside the size", () => {
    const matrix = variantMatrix(
      head,
      variants(
        { size: "M", length: "long", colour: "Navy" },
        { size: "M", length: "short", colour: "Navy" },
        { size: "S", length: "long", colour: "Ecru" },
      ),
    );
    expect(matrix?.rows).toEqual(["S · long", "M · long", "M · short"]);
    expect(matrix?.columns).toEqual(["Navy", "Ecru"]);
  });

  it("lists by name what no attribute tells apart, so that none is hidden behind another", () => {
    const twins = ["a", "b"].map((id) => aProduct({ id, variantOf: "tee", attributes: {} }));
    expect(variantMatrix(head, twins)?.rows).toEqual(["a (A)", "b (B)"]);
    const doubled = [
      ...variants({ size: "M" }, { size: "L" }),
      aProduct({ id: "again", variantOf: "tee", attributes: { size: "M" } }),
    ];
    expect(variantMatrix(head, doubled)?.cells).toHaveLength(3);
    expect(new Set(variantMatrix(head, doubled)?.rows).size).toBe(3);
  });

  it("is nothing without variants, and then the product is sold itself", () => {
    expect(variantMatrix(head, [])).toBeUndefined();
    expect(isSoldByVariants(head, [])).toBe(false);
  });

  it("counts a product with a size of its own among the sizes; else it is only their name", () => {
    const others = variants({ size: "M" }, { size: "L" });
    const small = aProduct({ id: "tee", attributes: { size: "S" } });
    expect(isSoldByVariants(head, others)).toBe(true);
    expect(isSoldByVariants(small, others)).toBe(false);
    expect(variantMatrix(small, others)?.rows).toEqual(["S", "M", "L"]);
    expect(variantMatrix(head, others)?.rows).toEqual(["M", "L"]);
  });
});
