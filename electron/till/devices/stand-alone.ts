/**
 * A card terminal that is not wired to the till: at the end of the day a person types its totals, and
 * they are compared with what the till recorded, kind of card by kind of card.
 */
import type { CardTotal } from "./terminal.ts";

export interface CardDifference {
  readonly brand: string;
  readonly tillMinor: number;
  readonly terminalMinor: number;
  /** Terminal less till: above zero when the terminal took more. */
  readonly differenceMinor: number;
}

/**
 * Both sides by kind of card, in the order of their names; kinds are the same when they differ in
 * case or spaces only. A kind that one side lacks counts as nothing there.
 */
export function compareDay(about: {
  readonly till: readonly CardTotal[];
  readonly terminal: readonly CardTotal[];
}): readonly CardDifference[] {
  const brands = new Map<string, { brand: string; tillMinor: number; terminalMinor: number }>();
  const add = (total: CardTotal, side: "tillMinor" | "terminalMinor"): void => {
    const key = total.brand.toLowerCase().replace(/\s+/g, "");
    const kept = brands.get(key) ?? { brand: total.brand, tillMinor: 0, terminalMinor: 0 };
    brands.set(key, { ...kept, [side]: kept[side] + total.amountMinor });
  };
  for (const total of about.till) add(total, "tillMinor");
  for (const total of about.terminal) add(total, "terminalMinor");
  return [...brands.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, both]) => ({ ...both, differenceMinor: both.terminalMinor - both.tillMinor }));
}
