/**
 * Deposits on bottles, crates and the like: a line of its own for each line of goods that carries one,
 * always with the same quantity, never revenue and never discounted. Given back as a return.
 */
import type { BasketDraft, BasketLine } from "../records/basket.ts";
import type { ProductRow } from "../records/rows/product.ts";

/** The id of the deposit's line that belongs to a line of goods. */
function depositLineId(lineId: string): string {
  return `${lineId}.deposit`;
}

/** Whether a line is the deposit of another: it follows that one and is not changed by hand. */
function isDepositLine(line: BasketLine): boolean {
  return line.id.endsWith(".deposit");
}

/**
 * The draft with each deposit right behind its goods, in their quantity; deposits of goods that went
 * are gone too. A draft that is right already is answered as it is, the same object.
 */
export function withDepositLines(
  draft: BasketDraft,
  productOf: (productId: string) => ProductRow | undefined,
): BasketDraft {
  const own = new Map(draft.lines.filter(isDepositLine).map((line) => [line.id, line]));
  const lines = draft.lines
    .filter((line) => !isDepositLine(line))
    .flatMap((line): BasketLine[] => {
      const depositProductId = productOf(line.productId)?.depositProductId;
      if (depositProductId === undefined) return [line];
      const id = depositLineId(line.id);
      const known = own.get(id);
      const { quantityMilli } = line;
      const isRight =
        known?.productId === depositProductId && known.quantityMilli === quantityMilli;
      if (known !== undefined && isRight) return [line, known];
      const made: BasketLine = {
        id,
        productId: depositProductId,
        quantityMilli,
        manual: [],
        serials: [],
        addedAtMs: line.addedAtMs,
      };
      return [line, made];
    });
  const isSame =
    lines.length === draft.lines.length &&
    lines.every((line, index) => line === draft.lines[index]);
  return isSame ? draft : { ...draft, lines };
}
