/** Face values of notes and coins for a counting page, by how many decimals a currency has. */
import { currencyOf } from "#shared/base/iso4217.ts";

/** In minor units, largest first; a value that a currency does not have stays empty when counting. */
const BY_EXPONENT: Readonly<Record<number, readonly number[]>> = {
  0: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  2: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  3: [50_000, 20_000, 10_000, 5_000, 1_000, 500, 250, 200, 100, 50, 25, 20, 10, 5],
};

/** The face values to count a currency by. */
export function denominationsOf(currency: string): readonly number[] {
  return BY_EXPONENT[currencyOf(currency)?.exponent ?? 2] ?? [];
}
