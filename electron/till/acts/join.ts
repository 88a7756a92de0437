/** Joining what was sold under a department to the product that it was, once somebody knows. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { fullPurchaseId } from "#shared/engine/fold/sale.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { append } from "../core.ts";
import type { Counter } from "../counter.ts";
import { permitted } from "./approval.ts";

/**
 * Joins a sold line to a product: its history and the product's stock follow, the sale stands. Refuses
 * `needs-approval` without the permission "stock", `sale-unknown`, `line-unknown`,
 * `line-not-department` (sold as a product, or joined before) and `product-unknown`.
 */
export function joinLine(
  counter: Counter,
  input: {
    readonly saleId: string;
    readonly lineId: string;
    readonly productId: string;
    readonly approvalId?: string | undefined;
  },
): Result<{ readonly saleId: string }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { saleId, lineId, productId } = input;
  const row = core.overlay.row("purchases", fullPurchaseId("sale", saleId));
  const sale = row?.sale as SaleCompleted | undefined;
  if (row === undefined || sale === undefined) return refuse("sale-unknown");
  const sold = sale.priced.lines.find(({ id }) => id === lineId);
  const now = row.lines.find(({ id }) => id === lineId);
  if (sold === undefined || now === undefined) return refuse("line-unknown");
  if (now.productId === productId && sold.productId !== productId) return done({ saleId });
  if (sold.productKind !== "department" || now.productId !== sold.productId) {
    return refuse("line-not-department", { name: sold.name });
  }
  const product = core.catalogue.product(productId)?.row;
  if (product === undefined || product.kind === "department") {
    return refuse("product-unknown", { code: productId });
  }
  const allowed = permitted(counter, who.value, { permission: "stock", input });
  if (!allowed.ok) return allowed;
  const written = append(core, who.value, {
    kind: "line.joined",
    body: {
      saleId,
      saleLineId: lineId,
      ...(sale.clientId === undefined ? {} : { clientId: sale.clientId }),
      departmentId: sold.productId,
      productId,
      quantityMilli: sold.quantityMilli,
      placeId: sold.fulfilment.placeId,
    },
  });
  return written.ok ? done({ saleId }) : written;
}
