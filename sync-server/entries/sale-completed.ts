/** `sale.completed`: worked out again with the catalogue as it was at the sale's own basis. */
import { verifySale } from "#shared/engine/sale.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { KindRules } from "./rules.ts";

export const saleCompletedRules: KindRules = {
  productsOf: (entry) => (entry.body as SaleCompleted).priced.lines.map((line) => line.productId),
  verify: (entry, catalogue) => verifySale(entry.body as SaleCompleted, catalogue),
};
