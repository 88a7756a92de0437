// One sale at a counter inside the measuring process, through the acts a console calls.
import { scan } from "#till/acts/sell.ts";
import { add, next, start } from "#till/acts/tender.ts";
import type { Counter } from "#till/counter.ts";

const LINES = 5;

/**
 * Scans five products and pays in cash; answers when the last act, the payment, began. The page of the
 * sale before is left first, and the basket is saved: neither is part of what is measured.
 */
export async function sellOnce(
  counter: Counter,
  codes: readonly string[],
  turn: number,
): Promise<number> {
  next(counter);
  for (let line = 0; line < LINES; line += 1) {
    const scanned = scan(counter, codes[(turn * LINES + line) % codes.length] ?? "");
    if (!scanned.ok) throw new Error(`scan: ${scanned.refusal.code}`);
  }
  const began = start(counter);
  if (!began.ok) throw new Error(`pay: ${began.refusal.code}`);
  await counter.saved();
  const started = performance.now();
  const paid = add(counter, { kind: "cash" });
  if (!paid.ok) throw new Error(`cash: ${paid.refusal.code}`);
  return started;
}
