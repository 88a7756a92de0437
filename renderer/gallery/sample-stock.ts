/** Made-up stock for the gallery: a shirt in sizes and colours, an apron in sizes alone. */
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { SAMPLE_AT as AT } from "./sample-lists.ts";

const MINUTE = 60_000;

export const productStock: ProductStockView = {
  productId: "p-5",
  name: "Organic T-shirt",
  places: [
    place("place-1", "Covent Garden", "here", 9000, AT - 3 * MINUTE, false),
    place("place-2", "Marylebone", "near", 12_000, AT - 200 * MINUTE, true),
    place("wh", "Reading warehouse", "warehouse", 90_000, AT - 3 * MINUTE, false),
  ],
  matrix: {
    name: "Organic T-shirt",
    rows: ["S", "M", "L"],
    columns: ["Navy", "Ecru"],
    cells: ["S", "M", "L"].flatMap((row, index) =>
      ["Navy", "Ecru"].map((column, other) => ({
        row,
        column,
        productId: `p-5-${row}-${column}`,
        name: `Organic T-shirt ${column} ${row}`,
        priceMinor: 2900,
        hereMilli: (index * 2 + other) * 1000,
        nearMilli: 3000,
        warehouseMilli: 15_000,
        elsewhere: [
          { placeId: "place-2", name: "Marylebone", availableMilli: 3000, asOfMs: AT },
          { placeId: "wh", name: "Reading warehouse", availableMilli: 15_000, asOfMs: AT },
        ],
      })),
    ),
  },
};

/** A product in sizes alone, one of them at another shop only, one nowhere. */
export const sizesOnly: ProductStockView = {
  ...productStock,
  matrix: {
    name: "Linen apron",
    rows: ["Child", "Adult", "Chef"],
    columns: [""],
    cells: ["Child", "Adult", "Chef"].map((row, index) => ({
      row,
      column: "",
      productId: `p-6-${row}`,
      name: `Linen apron ${row}`,
      priceMinor: 3200 + index * 400,
      hereMilli: index === 0 ? 2000 : 0,
      nearMilli: index === 1 ? 3000 : 0,
      warehouseMilli: 0,
      elsewhere:
        index === 1
          ? [{ placeId: "place-2", name: "Marylebone", availableMilli: 3000, asOfMs: AT }]
          : [],
    })),
  },
};

function place(
  placeId: string,
  name: string,
  kind: "here" | "near" | "warehouse",
  onHandMilli: number,
  asOfMs: number,
  stale: boolean,
) {
  return { placeId, name, kind, onHandMilli, availableMilli: onHandMilli, asOfMs, stale };
}
