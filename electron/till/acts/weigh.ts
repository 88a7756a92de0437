/** A line's quantity from the register's scale. What the scale says on its cable is in devices/scale.ts. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { findLine, setQuantity } from "#shared/engine/basket-edit.ts";
import type { Counter } from "../counter.ts";
import { edit, type Revised } from "./edit.ts";

/**
 * Weighs what lies on the scale and makes it the line's quantity, in thousandths of the unit sold. The
 * first weight of a line is no removal of goods, so nothing is recorded as taken out. Refuses
 * `line-unknown`, `line-not-weighed`, `scale-missing`, `device-silent`, `scale-no-weight` (moving, too
 * heavy, empty, below zero or unreadable), and what the basket refuses; the line is then as it was.
 */
export async function weigh(
  counter: Counter,
  { lineId }: { readonly lineId: string },
): Promise<Result<Revised>> {
  const asked = weighedProduct(counter, lineId);
  if (!asked.ok) return asked;
  const scale = counter.devices.scale();
  if (scale === undefined) return refuse("scale-missing");
  const weighing = await scale.weigh();
  if (weighing.how === "off") return refuse("device-silent");
  if (weighing.how !== "weight" || weighing.quantityMilli === 0) return refuse("scale-no-weight");
  const { quantityMilli } = weighing;
  return edit(counter, ({ draft }) => {
    // The basket may have become another while the scale came to rest.
    const product = weighedProduct(counter, lineId);
    if (!product.ok) return product;
    return setQuantity(draft, { lineId, quantityMilli, product: product.value });
  });
}

function weighedProduct(counter: Counter, lineId: string) {
  const line = findLine(counter.basket().draft, lineId);
  if (line === undefined) return refuse("line-unknown");
  const product = counter.core.catalogue.product(line.productId)?.row;
  if (product === undefined) return refuse("product-unknown", { code: line.productId });
  return product.weighed ? done(product) : refuse("line-not-weighed");
}
